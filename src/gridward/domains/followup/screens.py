"""How the lists of people under control and of needs are shown."""

from gridward.domains.followup.entries.needs import RequestType
from gridward.domains.followup.entries.orders import Clock, Measure
from gridward.kit.text import Text
from gridward.plug.listing import MIDNIGHT, NOW, Holds, Listing, choice, choices, moment, until, whole, yes_no

ORDERS = Listing(
    name="orders",
    label=Text("在管人员", "Persons under control"),
    columns=(
        choice("measure", "措施", "Measure", Measure),
        moment("since", "开始", "Since"),
        until("until", "期满", "Until"),
        moment("last_reading_at", "最近测温", "Last reading"),
        whole("abnormal", "异常", "Abnormal"),
        whole("team", "责任组", "Team"),
        choice("clock", "起算", "Counted from", Clock),
    ),
    order="until",
    open=(Holds("until", "above", NOW),),
    late=(Holds("last_reading_at", "not_since", MIDNIGHT),),
    open_label=Text("在管", "In force"),
)
NEEDS = Listing(
    name="needs",
    label=Text("生活需求", "Needs"),
    columns=(
        whole("open", "未办结", "Open"),
        choices("types", "类型", "Types", RequestType),
        yes_no("urgent", "紧急", "Urgent"),
        yes_no("leave_at_door", "隔离户,放在门口", "In isolation: leave at the door"),
        moment("oldest_open_at", "最早", "Oldest"),
        whole("done", "已办结", "Done"),
    ),
    order="oldest_open_at",
    open=(Holds("open", "above", 0),),
    late=(Holds("oldest_open_at", "below", MIDNIGHT),),
)
