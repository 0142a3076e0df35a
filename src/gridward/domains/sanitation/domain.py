"""The declaration of the domain of sanitation."""

from gridward.domains.sanitation.entries import KINDS
from gridward.domains.sanitation.figures import FIGURES, WHOLES
from gridward.domains.sanitation.imagine import imagine
from gridward.domains.sanitation.models import BreedingState, RefuseState, SiteState
from gridward.domains.sanitation.rules import breeding_row, refuse_row, site_row
from gridward.domains.sanitation.screens import BREEDING, LOG, REFUSE, SITES
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="sanitation",
    label=Text("环境消杀", "Sanitation"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=SiteState, of=("sanitation.disinfection",), row=site_row, listing=SITES),
        State(model=RefuseState, of=("sanitation.cleanup",), row=refuse_row, listing=REFUSE),
        State(model=BreedingState, of=("sanitation.survey",), row=breeding_row, listing=BREEDING),
    ),
    imagine=imagine,
    wholes=WHOLES,
    taps=(LOG,),
)
