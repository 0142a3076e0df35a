"""The declaration of the domain of mobilisation."""

from gridward.domains.mobilisation.entries import KINDS
from gridward.domains.mobilisation.figures import FIGURES, WHOLES
from gridward.domains.mobilisation.imagine import imagine
from gridward.domains.mobilisation.models import MemberState, StaffState
from gridward.domains.mobilisation.rules import member_row, status_row
from gridward.domains.mobilisation.screens import MEMBERS, STAFF
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="mobilisation",
    label=Text("力量动员", "Mobilisation"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=MemberState, of=("mobilisation.member",), row=member_row, listing=MEMBERS),
        State(model=StaffState, of=("mobilisation.status",), row=status_row, listing=STAFF),
    ),
    imagine=imagine,
    wholes=WHOLES,
)
