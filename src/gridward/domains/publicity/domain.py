"""The declaration of the domain of publicity."""

from gridward.domains.publicity.entries import KINDS
from gridward.domains.publicity.figures import FIGURES, WHOLES
from gridward.domains.publicity.imagine import imagine, implied
from gridward.domains.publicity.models import GatheringState, GroupsState, QuestionState, RumoursState
from gridward.domains.publicity.rules import (
    answered_in_public,
    gathering_row,
    groups_row,
    question_row,
    refuted_in_public,
    rumours_row,
)
from gridward.domains.publicity.screens import ASK, GATHERINGS, GROUPS, QUESTIONS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State
from gridward.plug.public import Board

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
    implies=implied,
    wholes=WHOLES,
    boards=(
        Board(
            name="answers",
            label=Text("答疑", "Questions answered"),
            of=("publicity.post", "publicity.rumour"),
            notices=answered_in_public,
        ),
        Board(
            name="refuted",
            label=Text("辟谣", "Rumours refuted"),
            of=("publicity.post", "publicity.rumour"),
            notices=refuted_in_public,
        ),
    ),
    wishes=(ASK,),
)
