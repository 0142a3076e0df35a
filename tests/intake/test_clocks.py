"""Phones whose clocks are wrong: what happened when is what the node can know of it, and what it doubts it says."""

from typing import Any

import pytest

from gridward.intake.receive import receive
from gridward.kit.clock import DAY, HOUR, MINUTE, iso, standing_at
from gridward.ledger.stored import by_position
from tests.toy.node import EAST, NOW, entry, raw, send

pytestmark = [pytest.mark.usefixtures("toy"), pytest.mark.kernel]

BODY: dict[str, Any] = {"count": 1}


def told(number: int, when: int, *, recorded: int | None = None) -> dict[str, Any]:
    more = {} if recorded is None else {"recorded_at": iso(recorded)}
    return entry(number, "toy.cars", EAST, when, BODY) | more


def codes(wires: list[dict[str, Any]], **more: Any) -> list[tuple[list[str], int]]:
    """The remarks and the moment of each."""
    with standing_at(NOW):
        found = receive(raw(wires, **more))
    stood = {one.position: one.at for one in by_position([one.position or 0 for one in found])}
    return [([reason.code for reason in one.reasons], stood[one.position or 0]) for one in found]


@pytest.mark.parametrize("off", [DAY, -DAY, 8 * HOUR])
def test_a_clock_that_is_a_day_wrong_is_set_right(off: int) -> None:
    happened = NOW - 2 * HOUR
    wires = [told(20, happened - off, recorded=happened - off + MINUTE)]
    assert codes(wires, sent_at=iso(NOW - off)) == [(["clock_skew"], happened)]


def test_what_was_recorded_before_it_happened_is_doubted() -> None:
    happened = NOW - 2 * HOUR
    found = codes([told(20, happened, recorded=happened - DAY), told(21, happened, recorded=happened - MINUTE),
                   told(22, happened, recorded=happened + DAY)])  # fmt: skip
    assert found == [(["recorded_before"], happened), ([], happened), ([], happened)]


def test_other_zones_are_the_same_moment() -> None:
    times = {"happened_at": "2020-03-01T10:00:00+09:00", "recorded_at": "2020-03-01T01:00:10+00:00"}
    wire = told(20, NOW - HOUR) | times
    ((remarks, _),) = codes([wire])
    assert "recorded_before" not in remarks
    assert send(told(21, NOW - HOUR) | {"recorded_at": "soon"})[0].outcome == "accepted"
