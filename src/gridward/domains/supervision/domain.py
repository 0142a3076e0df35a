"""The declaration of the domain of supervision."""

from gridward.domains.supervision.entries import KINDS
from gridward.domains.supervision.figures import FIGURES
from gridward.domains.supervision.imagine import imagine
from gridward.domains.supervision.models import FindingState, InspectionState, RectificationState
from gridward.domains.supervision.rules import finding_row, rectification_row, visit_row
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="supervision",
    label=Text("督查问责", "Supervision"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=InspectionState, of=("supervision.visit",), row=visit_row),
        State(model=FindingState, of=("supervision.finding",), row=finding_row),
        State(model=RectificationState, of=("supervision.rectification",), row=rectification_row),
    ),
    imagine=imagine,
    hears=("checkpoint.post",),
)
