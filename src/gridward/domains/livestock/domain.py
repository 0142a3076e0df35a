"""The declaration of the domain of livestock."""

from gridward.domains.livestock.entries import KINDS
from gridward.domains.livestock.figures import FIGURES
from gridward.domains.livestock.imagine import imagine
from gridward.domains.livestock.models import FarmState
from gridward.domains.livestock.rules import farm_row
from gridward.domains.livestock.screens import FARMS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="livestock",
    label=Text("畜牧养殖", "Livestock"),
    kinds=KINDS,
    figures=FIGURES,
    states=(State(model=FarmState, of=("livestock.farm", "livestock.inspection"), row=farm_row, listing=FARMS),),
    imagine=imagine,
)
