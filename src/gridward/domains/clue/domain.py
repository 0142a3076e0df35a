"""The declaration of the domain of clues."""

from gridward.domains.clue.entries import KINDS
from gridward.domains.clue.figures import FIGURES, WHOLES
from gridward.domains.clue.imagine import imagine
from gridward.domains.clue.models import TipCheckState, TipsState, TipState
from gridward.domains.clue.rules import check_row, tip_row, tips_row
from gridward.domains.clue.screens import TELL, TIPS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="clue",
    label=Text("群众线索", "Clues"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=TipState, of=("clue.tip", "clue.check"), row=tip_row, matter=True, listing=TIPS),
        State(model=TipsState, of=("clue.tip",), row=tips_row),
        State(model=TipCheckState, of=("clue.check",), row=check_row),
    ),
    imagine=imagine,
    wholes=WHOLES,
    wishes=(TELL,),
)
