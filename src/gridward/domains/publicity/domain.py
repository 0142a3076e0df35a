"""The declaration of the domain of publicity."""

from gridward.domains.publicity.entries import KINDS
from gridward.domains.publicity.figures import FIGURES
from gridward.domains.publicity.imagine import imagine
from gridward.domains.publicity.models import GatheringState, GroupsState, QuestionState, RumoursState
from gridward.domains.publicity.rules import gathering_row, groups_row, question_row, rumours_row
from gridward.domains.publicity.screens import GATHERINGS, GROUPS, QUESTIONS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="publicity",
    label=Text("宣传引导", "Publicity"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=QuestionState, of=("publicity.rumour",), row=question_row, matter=True, listing=QUESTIONS),
        State(model=GatheringState, of=("publicity.gathering",), row=gathering_row, listing=GATHERINGS),
        State(model=GroupsState, of=("publicity.online_group",), row=groups_row, listing=GROUPS),
        State(model=RumoursState, of=("publicity.rumour",), row=rumours_row),
    ),
    imagine=imagine,
    hears=("screening.visit", "command.document"),
)
