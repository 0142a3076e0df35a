"""What is passed on from level to level: the next hop is owed once the one before has passed it on."""

from random import Random
from typing import Any

import pytest

from gridward.duty.listed import Reader
from gridward.duty.planner import catch_up
from gridward.duty.rebuild import check
from gridward.grid.tree import tree
from gridward.kit.clock import standing_at
from tests.duty.test_any_order import response
from tests.toy.node import COUNTY, EAST, FAR, TOWN, WEST, at, entry, example, send, uuid

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

LOOK = at(12, 20)
LETTER = entry(
    20,
    "command.document",
    COUNTY,
    at(11),
    {"nature": "appeal_letter", "made_by": "command", "title": "x", "issuer": "x"},
)


def passed(number: int, area: str, day: float) -> dict[str, Any]:
    about = {"kind": "entry", "id": str(uuid(20))}
    return entry(number, "command.feedback", area, at(day), {"stage": "forwarded"}, subject=about)


def owed() -> dict[str, str]:
    with standing_at(LOOK):
        catch_up()
        found = Reader(LOOK).of_area(tree().need(COUNTY).id)
    return {tree().by_id(one.area).code: one.state.value for one in found if one.name == "passed_on"}


def test_the_chain_stops_visibly_where_somebody_did_not_pass_it_on() -> None:
    send(response(10, "first", "2020-02-01"), LETTER)
    assert owed() == {}
    send(passed(21, TOWN, 11.2))
    assert owed() == {EAST: "missed", WEST: "missed"}
    send(passed(22, EAST, 11.5), passed(23, FAR, 11.5))
    assert owed() == {EAST: "heard_late", WEST: "missed"}
    assert check() == []


def test_whatever_comes_first() -> None:
    send(response(10, "first", "2020-02-01"))
    story = [LETTER, passed(21, TOWN, 11.2), passed(22, EAST, 11.5)]
    for seed in range(6):
        with example():
            for one in Random(seed).sample(story, len(story)):
                send(one)
            assert owed() == {EAST: "heard_late", WEST: "missed"}
