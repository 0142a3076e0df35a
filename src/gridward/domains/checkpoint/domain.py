"""The declaration of the domain of gates."""

from gridward.domains.checkpoint.entries import KINDS
from gridward.domains.checkpoint.figures import FIGURES
from gridward.domains.checkpoint.imagine import imagine
from gridward.domains.checkpoint.models import ClosureState, PostState
from gridward.domains.checkpoint.rules import closure_row, post_row
from gridward.domains.checkpoint.screens import CLOSURES, POSTS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="checkpoint",
    label=Text("卡口管控", "Checkpoints"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=PostState, of=("checkpoint.post",), row=post_row, listing=POSTS),
        State(model=ClosureState, of=("checkpoint.closure",), row=closure_row, listing=CLOSURES),
    ),
    imagine=imagine,
)
