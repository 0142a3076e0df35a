"""How the lists of contacts, movements and investigations are shown."""

from gridward.domains.tracing.entries import ContactType
from gridward.kit.text import Text
from gridward.plug.listing import Holds, Listing, choice, day, moment, whole

INVESTIGATIONS = Listing(
    name="investigations",
    label=Text("流调", "Investigations"),
    columns=(
        moment("started", "开始", "Started"),
        moment("finished", "完成", "Finished"),
        whole("contacts", "接触者", "Contacts"),
    ),
    order="-started",
    open=(Holds("finished", "unknown"),),
)
CONTACTS = Listing(
    name="contacts",
    label=Text("接触者", "Contacts"),
    columns=(
        choice("type", "类型", "Type", ContactType),
        day("last_contact", "末次接触", "Last contact"),
        whole("sources", "涉及病例", "Cases"),
        moment("at", "登记", "Recorded"),
    ),
    order="-last_contact",
)
STAYS = Listing(
    name="stays",
    label=Text("活动轨迹", "Movements"),
    columns=(
        whole("stays", "轨迹数", "Stays"),
        moment("known_until", "掌握至", "Known until"),
        moment("at", "登记", "Recorded"),
    ),
    order="-at",
)
