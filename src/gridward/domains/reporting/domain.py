"""The declaration of the domain of reporting."""

from gridward.domains.reporting.entries import KINDS
from gridward.domains.reporting.figures import FIGURES, WHOLES
from gridward.domains.reporting.imagine import imagine
from gridward.domains.reporting.models import ReviewState, UnitState
from gridward.domains.reporting.rules import review_row, unit_row
from gridward.domains.reporting.screens import REVIEWS, UNITS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="reporting",
    label=Text("信息报送", "Reporting"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=UnitState, of=("reporting.daily",), row=unit_row, listing=UNITS),
        State(model=ReviewState, of=("reporting.review",), row=review_row, listing=REVIEWS),
    ),
    imagine=imagine,
    wholes=WHOLES,
)
