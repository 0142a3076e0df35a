"""The declaration of the domain of screening."""

from gridward.domains.screening.entries import KINDS
from gridward.domains.screening.figures import FIGURES
from gridward.domains.screening.imagine import imagine
from gridward.domains.screening.models import HouseholdVisitState, ListCheckState, PushedListState
from gridward.domains.screening.rules import check_row, list_row, visit_row
from gridward.domains.screening.screens import CHECKS, HOUSEHOLDS, LISTS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="screening",
    label=Text("排查摸底", "Screening"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=HouseholdVisitState, of=("screening.visit",), row=visit_row, listing=HOUSEHOLDS),
        State(
            model=PushedListState,
            of=("screening.pushed_list", "screening.listed_name", "screening.list_check"),
            row=list_row,
            matter=True,
            listing=LISTS,
        ),
        State(model=ListCheckState, of=("screening.list_check",), row=check_row, listing=CHECKS),
    ),
    imagine=imagine,
)
