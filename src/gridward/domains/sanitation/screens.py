"""How the lists of sites, refuse and breeding sites are shown, and what shops log by the code at their door."""

from gridward.domains.sanitation.entries import CleanSite, Performer, Purpose, Site
from gridward.kit.clock import iso
from gridward.kit.text import Text
from gridward.plug.listing import MIDNIGHT, Holds, Listing, choice, moment, whole, yes_no
from gridward.plug.public import Tap

SITES = Listing(
    name="sites",
    label=Text("消杀对象", "Sites disinfected"),
    columns=(
        choice("site_kind", "类别", "Kind", Site),
        moment("last_at", "最近消杀", "Last"),
        whole("jobs_on_last_day", "当日次数", "That day"),
        whole("jobs", "累计次数", "In all"),
        choice("performer", "实施", "By", Performer),
    ),
    order="last_at",
    open=(Holds("last_at", "below", MIDNIGHT),),
    open_label=Text("今日未消杀", "Not today"),
)
REFUSE = Listing(
    name="refuse",
    label=Text("垃圾清运", "Refuse"),
    columns=(
        choice("site_kind", "类别", "Kind", CleanSite),
        yes_no("cleared", "日产日清", "Cleared"),
        whole("refuse", "清运(kg)", "Refuse (kg)"),
        moment("last_at", "最近", "Last"),
    ),
    order="last_at",
    open=(Holds("cleared", "no"),),
    open_label=Text("未清", "Not cleared"),
)
BREEDING = Listing(
    name="breeding",
    label=Text("孳生地", "Breeding sites"),
    columns=(
        whole("inspected", "检查", "Inspected"),
        whole("positive", "阳性", "Positive"),
        whole("cleared", "已清除", "Cleared"),
        moment("last_at", "最近", "Last"),
    ),
    order="-last_at",
    open=(Holds("positive", "above", 0),),
    open_label=Text("有孳生", "With larvae"),
)


def logged(place_kind: str, at: int) -> dict[str, object]:
    """The day's disinfection of a shop, as one tap tells it: done. With what, and of how many m², nobody said."""
    return {
        "site_kind": Site.SHOP.value,
        "kind": Purpose.PREVENTIVE.value,
        "area": 0,
        "agent": "other",
        "performer": Performer.SELF.value,
        "start": iso(at),
        "unsigned": True,
    }


LOG = Tap(
    kind="sanitation.disinfection",
    label=Text("登记今日消毒", "Log today's disinfection"),
    done=Text("今日消毒已登记", "Today's disinfection is logged"),
    at=("shop", "supermarket", "market", "pharmacy", "restaurant", "hotel", "entertainment"),
    body=logged,
)
