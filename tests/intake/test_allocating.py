"""The last ten of something, asked for fifty times at once: promised ten times, and nothing that went out is lost."""

from collections import Counter
from typing import Any

import pytest

from gridward.figure.fold import catch_up
from gridward.figure.value import values
from gridward.grid.tree import tree
from gridward.intake.receive import receive
from gridward.kit.clock import standing_at
from tests.toy.node import EAST, NOW, at, entry, raw, send, uuid
from tests.toy.phones import at_once

pytestmark = [pytest.mark.usefixtures("toy_live"), pytest.mark.kernel]

STORE = {"kind": "place", "ref": "store"}
MASKS = {"item": "mask", "unit": "只"}


def goods_in(quantity: int) -> None:
    """A store and a request."""
    send(
        entry(
            20, "supplies.receipt", EAST, at(2), {**MASKS, "quantity": quantity, "source": "purchase"}, subject=STORE
        ),
        entry(
            21, "supplies.request", EAST, at(2), {"to_unit": "x", "lines": [{"item": "mask", "qty": 50, "unit": "只"}]}
        ),
    )


def allocation(number: int) -> dict[str, Any]:
    body = {**MASKS, "quantity": 1, "request": str(uuid(21))}
    return entry(number, "supplies.allocation", EAST, at(3), body, subject=STORE)


def issue(number: int) -> dict[str, Any]:
    body = {**MASKS, "quantity": 1, "to": {"kind": "place", "ref": "gate"}, "purpose": "x"}
    return entry(number, "supplies.issue", EAST, at(3), body, subject=STORE)


def post(wire: dict[str, Any]) -> str:
    with standing_at(NOW):
        return receive(raw([wire]))[0].outcome


def on_hand() -> int | None:
    catch_up()
    (found,) = values([("supplies.on_hand", "mask")], area=tree().need(EAST).id, as_of=at(9))
    return found.value


def test_fifty_ask_for_the_last_ten() -> None:
    goods_in(10)
    outcomes = Counter(at_once([lambda number=number: post(allocation(100 + number)) for number in range(50)]))
    assert outcomes == {"accepted": 10, "held": 40}
    assert on_hand() == 10


def test_in_one_batch_they_are_told_apart_too() -> None:
    goods_in(10)
    receipts = send(*(allocation(100 + number) for number in range(50)))
    assert [one.outcome for one in receipts] == ["accepted"] * 10 + ["held"] * 40
    assert receipts[10].reasons[0].code == "not_left"


def test_fifty_go_out_of_a_store_of_thirty() -> None:
    goods_in(30)
    outcomes = Counter(at_once([lambda number=number: post(issue(100 + number)) for number in range(50)]))
    assert outcomes == {"accepted": 30, "flagged": 20}
    assert on_hand() == -20
