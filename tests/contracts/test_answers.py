"""What came for a request, and of what was sent, is told whatever arrived first, was corrected or taken back."""

from random import Random
from typing import Any

import pytest

from gridward.figure import rebuild
from gridward.figure.fed import fed
from gridward.figure.fold import catch_up
from gridward.figure.value import values
from gridward.grid.tree import tree
from gridward.kit.clock import parse
from gridward.ledger.stored import by_uuid
from tests.toy.node import EAST, TOWN, WEST, at, entry, example, send, uuid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("node")]

ASKED, ASKED_ELSE, SENT, CAME, WRONG, RIGHT, TAKEN_BACK = 60, 61, 62, 63, 64, 65, 66
MASKS = {"item": "mask", "unit": "只"}


def asked(number: int, area: str) -> dict[str, Any]:
    body = {
        "to_unit": "town",
        "lines": [{"item": "mask", "qty": 100, "unit": "只"}],
        "commitments": [{"qty": 60}],
        "in_transit": 40,
    }
    return entry(number, "supplies.request", area, at(2), body, subject={"kind": "area", "ref": area})


def came(number: int, day: float, quantity: int, of: int, **more: Any) -> dict[str, Any]:
    body = {**MASKS, "quantity": quantity, "source": "upper_allocation", "source_entry": str(uuid(of))}
    return entry(
        number, "supplies.receipt", EAST, at(day), body, subject={"kind": "place", "ref": "east store"}, **more
    )


def told(figure: str, code: str, *members: str) -> list[int]:
    catch_up()
    pairs = [(figure, member) for member in members]
    return [one.value or 0 for one in values(pairs, area=tree().need(code).id, as_of=parse("2020-02-20"))]


def states(code: str) -> list[int]:
    members = ("requested", "committed", "in_transit", "fulfilled")
    return told("supplies.requested", code, *(f"{one}.mask" for one in members))


def test_what_came_is_no_longer_under_way_whatever_the_order() -> None:
    story = [
        asked(ASKED, EAST),
        asked(ASKED_ELSE, WEST),
        came(CAME, 3, 25, ASKED),
        came(WRONG, 4, 10, ASKED_ELSE),
        came(RIGHT, 4, 5, ASKED, replaces=str(uuid(WRONG))),
    ]
    for seed in range(8):
        with example():
            for one in Random(seed).sample(story, len(story)):
                send(one)
            assert states(EAST) == [100, 60, 10, 30]
            assert states(WEST) == [100, 60, 40, 0]
            assert states(TOWN) == [200, 120, 50, 30]
            assert rebuild.check() == []


def test_a_receipt_taken_back_is_under_way_again() -> None:
    send(asked(ASKED, EAST), came(CAME, 3, 25, ASKED))
    assert states(EAST) == [100, 60, 15, 25]
    (receipt,) = by_uuid([uuid(CAME)])
    assert ("supplies.requested", "in_transit.mask", -25) in {(one.name, one.member, one.value) for one in fed(receipt)}
    send(entry(TAKEN_BACK, "supplies.receipt", "", at(3), None, replaces=str(uuid(CAME))))
    assert states(EAST) == [100, 60, 40, 0]
    assert rebuild.check() == []


def test_what_a_post_does_not_confirm_stays_visible_there() -> None:
    body = {**MASKS, "quantity": 50, "to": {"kind": "area", "id": EAST}, "purpose": "gate"}
    send(entry(SENT, "supplies.issue", TOWN, at(2), body, subject={"kind": "place", "ref": "town store"}))
    pair = ("supplies.differences", EAST, "mask")
    assert told(*pair) == [50]
    send(came(CAME, 3, 45, SENT))
    assert told(*pair) == [5]
    assert told("supplies.received", EAST, "mask") == [45]
    assert rebuild.check() == []
