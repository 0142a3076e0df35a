"""A state of matters sees an entry and all that is about it, in any order, corrected or taken back."""

from random import Random
from typing import Any

import pytest

from gridward.figure import rebuild
from gridward.figure.fold import catch_up
from gridward.figure.value import values
from gridward.grid.tree import tree
from gridward.kit.clock import parse
from tests.toy.node import EAST, TOWN, WEST, at, entry, example, send, uuid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("node")]

ORDER, SECOND, FIRST_ANSWER, OTHER_ANSWER, TAKEN_BACK = 60, 61, 62, 63, 64


def directive(number: int, *codes: str, **more: Any) -> dict[str, Any]:
    body = {"text": "摸排", "to": [{"kind": "area", "id": code} for code in codes], "requires": ["ack"]}
    return entry(number, "command.directive", TOWN, at(2), body, **more)


def answer(number: int, area: str, day: float) -> dict[str, Any]:
    about = {"kind": "entry", "id": str(uuid(ORDER))}
    return entry(number, "command.feedback", area, at(day), {"stage": "received"}, subject=about)


def outstanding(code: str) -> int:
    catch_up()
    pair = ("command.directives_unacknowledged", "")
    return values([pair], area=tree().need(code).id, as_of=parse("2020-02-20"))[0].value or 0


def test_answers_count_in_any_order_and_follow_corrections() -> None:
    story = [
        directive(ORDER, EAST),
        directive(SECOND, EAST, WEST, replaces=str(uuid(ORDER))),
        answer(FIRST_ANSWER, EAST, 3),
        answer(OTHER_ANSWER, WEST, 4),
        entry(TAKEN_BACK, "command.feedback", "", at(4), None, replaces=str(uuid(OTHER_ANSWER))),
    ]
    for seed in range(12):
        with example():
            for one in Random(seed).sample(story, len(story)):
                send(one)
            assert (outstanding(TOWN), outstanding(EAST), outstanding(WEST)) == (1, 0, 1)
            assert rebuild.check() == []
