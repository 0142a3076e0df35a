"""When responses hold, as screens and documents ask for it."""

import pytest

from gridward.duty.law import EVER
from gridward.duty.responses import RESPONSE, last_end, on_at
from gridward.grid.tree import tree
from gridward.ledger.names import kind_number
from gridward.ledger.stored import Stored, at_areas, counting
from tests.duty.test_any_order import response
from tests.toy.node import COUNTY, at, send

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]


def told() -> list[Stored]:
    return counting(at_areas([tree().need(COUNTY).id], [kind_number(RESPONSE)]), EVER)


def test_what_is_switched_on_at_midday_is_named_from_when_it_holds() -> None:
    send(response(10, "first", "2020-02-01"), response(11, "local", "2020-02-03T12:00:00+08:00"), when=at(2))
    assert on_at(told(), at(3, 11)) == ["first"]
    assert on_at(told(), at(3, 13)) == ["first"], "the day is kept as it was"
    assert on_at(told(), at(4)) == ["first", "local"]
    assert last_end(told()) is None


def test_a_response_ends_with_the_last_moment_of_its_last_day() -> None:
    send(response(10, "first", "2020-02-01", "2020-02-05"), when=at(2))
    assert on_at(told(), at(5, 23.9)) == ["first"]
    assert on_at(told(), at(6)) == []
    assert last_end(told()) == at(6) - 1
