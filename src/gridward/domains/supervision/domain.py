"""The declaration of the domain of supervision."""

from gridward.domains.supervision.entries import KINDS
from gridward.domains.supervision.figures import FIGURES, WHOLES
from gridward.domains.supervision.imagine import imagine, implied
from gridward.domains.supervision.models import FindingState, InspectionState, ProblemState, RectificationState
from gridward.domains.supervision.rules import finding_row, problem_row, rectification_row, visit_row
from gridward.domains.supervision.screens import INSPECTIONS, PROBLEMS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="supervision",
    label=Text("督查问责", "Supervision"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(
            model=ProblemState,
            of=("supervision.finding", "supervision.rectification"),
            row=problem_row,
            matter=True,
            listing=PROBLEMS,
        ),
        State(model=InspectionState, of=("supervision.visit",), row=visit_row, listing=INSPECTIONS),
        State(model=FindingState, of=("supervision.finding",), row=finding_row),
        State(model=RectificationState, of=("supervision.rectification",), row=rectification_row),
    ),
    imagine=imagine,
    wholes=WHOLES,
    hears=("checkpoint.post",),
    implies=implied,
)
