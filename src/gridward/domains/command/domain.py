"""The declaration of the domain of command."""

from gridward.domains.command.entries import KINDS
from gridward.domains.command.figures import FIGURES
from gridward.domains.command.imagine import imagine
from gridward.domains.command.models import BodyState, FeedbackState, IncidentState, PlanState, RosterState
from gridward.domains.command.rules.rows import body_row, feedback_row, incident_row, plan_row, roster_row
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="command",
    label=Text("指挥调度", "Command"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=BodyState, of=("command.body",), row=body_row),
        State(model=PlanState, of=("command.document",), row=plan_row),
        State(model=FeedbackState, of=("command.feedback",), row=feedback_row),
        State(model=RosterState, of=("command.shift",), row=roster_row),
        State(model=IncidentState, of=("command.incident",), row=incident_row),
    ),
    imagine=imagine,
    hears=("checkpoint.post",),
)
