"""The declaration of the domain of command."""

from gridward.domains.command.entries import KINDS
from gridward.domains.command.figures import FIGURES, WHOLES
from gridward.domains.command.imagine import imagine
from gridward.domains.command.models import (
    BodyState,
    DirectiveState,
    DocumentState,
    FeedbackState,
    IncidentState,
    PlanState,
    RosterState,
    ShiftState,
)
from gridward.domains.command.rules.public import hotlines
from gridward.domains.command.rules.rows import (
    body_row,
    directive_row,
    document_row,
    feedback_row,
    incident_row,
    plan_row,
    roster_row,
    shift_row,
)
from gridward.domains.command.screens import BODIES, DIRECTIVES, DOCUMENTS, INCIDENTS, PLANS, SHIFTS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State
from gridward.plug.public import Board

DOMAIN = Domain(
    name="command",
    label=Text("指挥调度", "Command"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=ShiftState, of=("command.shift", "command.attendance"), row=shift_row, matter=True, listing=SHIFTS),
        State(
            model=DirectiveState,
            of=("command.directive", "command.feedback"),
            row=directive_row,
            matter=True,
            listing=DIRECTIVES,
        ),
        State(
            model=DocumentState,
            of=("command.document", "command.feedback"),
            row=document_row,
            matter=True,
            listing=DOCUMENTS,
        ),
        State(model=BodyState, of=("command.body",), row=body_row, listing=BODIES),
        State(model=PlanState, of=("command.document",), row=plan_row, listing=PLANS),
        State(model=FeedbackState, of=("command.feedback",), row=feedback_row),
        State(model=RosterState, of=("command.shift",), row=roster_row),
        State(model=IncidentState, of=("command.incident",), row=incident_row, listing=INCIDENTS),
    ),
    imagine=imagine,
    wholes=WHOLES,
    hears=("checkpoint.post",),
    boards=(
        Board(name="hotlines", label=Text("公布电话", "Phones"), of=("command.body",), notices=hotlines, first=True),
    ),
)
