"""The declaration of the domain of tracing."""

from gridward.domains.tracing.entries import KINDS
from gridward.domains.tracing.figures import FIGURES
from gridward.domains.tracing.imagine import imagine
from gridward.domains.tracing.models import ContactState, InvestigationState, StayState
from gridward.domains.tracing.rules import contact_row, investigation_row, stay_row
from gridward.domains.tracing.screens import CONTACTS, INVESTIGATIONS, STAYS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="tracing",
    label=Text("流调溯源", "Tracing"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=ContactState, of=("tracing.contact",), row=contact_row, listing=CONTACTS),
        State(model=StayState, of=("tracing.stay",), row=stay_row, listing=STAYS),
        State(model=InvestigationState, of=("tracing.investigation",), row=investigation_row, listing=INVESTIGATIONS),
    ),
    imagine=imagine,
    hears=("clinic.case", "screening.travel_entry"),
)
