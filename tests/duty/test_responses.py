"""When responses hold, as screens and documents ask for it."""

import pytest

from gridward.cli.response import end_
from gridward.duty.law import EVER
from gridward.duty.responses import RESPONSE, last_end, law, on_at
from gridward.grid.tree import tree
from gridward.kit.clock import standing_at
from gridward.ledger.names import kind_number
from gridward.ledger.stored import Stored, at_areas, counting
from tests.duty.test_any_order import response
from tests.toy.node import COUNTY, at, send

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]


def told() -> list[Stored]:
    return counting(at_areas([tree().need(COUNTY).id], [kind_number(RESPONSE)]), EVER)


def test_what_is_switched_on_at_midday_is_named_from_when_it_holds() -> None:
    send(response(10, "first", "2020-02-01"), response(11, "local", "2020-02-03T12:00:00+08:00"), when=at(2))
    assert on_at(told(), at(3, 11), tree().path) == ["first"]
    assert on_at(told(), at(3, 13), tree().path) == ["first"], "the day is kept as it was"
    assert on_at(told(), at(4), tree().path) == ["first", "local"]
    assert last_end(told()) is None


def test_a_response_ends_with_the_last_moment_of_its_last_day() -> None:
    send(response(10, "first", "2020-02-01", "2020-02-05"), when=at(2))
    assert on_at(told(), at(5, 23.9), tree().path) == ["first"]
    assert on_at(told(), at(6), tree().path) == []
    assert last_end(told()) == at(6) - 1


def begins() -> dict[str, int]:
    """From when each pack is in force, as plans go by it."""
    return {one.pack: one.begin for one in law(tree()).responses}


def test_a_response_from_midnight_on_begins_on_that_day() -> None:
    send(response(10, "first", "2020-02-01"), response(11, "second", "2020-02-03T00:00:00+08:00"), when=at(2))
    assert begins() == {"first": at(1), "second": at(3)}


def test_a_first_response_at_midday_holds_at_once() -> None:
    send(response(10, "first", "2020-02-01T12:00:00+08:00"), when=at(2))
    assert begins() == {"first": at(1, 12)}


def test_ending_a_response_leaves_its_beginning_alone(capsys: pytest.CaptureFixture[str]) -> None:
    send(response(10, "first", "2020-02-01"), when=at(2))
    (told_first,) = told()
    for last, end in (("2020-02-20", at(21)), ("2020-02-10", at(11))):
        with standing_at(at(9)):
            end_(told_first.position, to=last, only=False, json=True)
        (now,) = law(tree()).responses
        assert (now.begin, now.end) == (at(1), end)
