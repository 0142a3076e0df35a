"""How the lists of farms are shown."""

from gridward.domains.livestock.entries import Biosecurity
from gridward.kit.text import Text
from gridward.plug.listing import Holds, Listing, choice, choices, moment, whole

FARMS = Listing(
    name="farms",
    label=Text("养殖场（户）", "Farms"),
    columns=(
        choices("species", "畜种", "Species", "species"),
        whole("head", "存栏", "Head"),
        choice("biosecurity", "防疫等级", "Biosecurity", Biosecurity),
        moment("inspected_at", "最近巡查", "Last inspection"),
        whole("unwell", "病死", "Sick or dead"),
    ),
    order="inspected_at",
    open=(Holds("inspected_at", "unknown"),),
    open_label=Text("未巡查", "Never inspected"),
)
