"""Reported and expected of a figure come from the duties that vouch for it, and never say more than all."""

from typing import Any

import pytest

from gridward.duty.models import Duty
from gridward.duty.planner import catch_up
from gridward.figure.fold import catch_up as fold
from gridward.figure.spread import spread
from gridward.figure.value import Scope, Value, values
from gridward.grid.tree import tree
from gridward.kit.clock import DAY, standing_at
from gridward.ledger.head import stand
from tests.duty.conftest import made_up, node
from tests.duty.test_any_order import response
from tests.toy.node import COUNTY, EAST, NOW, TOWN, WEST, ZONE, at, entry, send

__all__ = ["made_up", "node"]
pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

Wire = dict[str, Any]
PAIR = ("clinic.fever", "")


def report(number: int, area: str, when: int, *, nil: bool = True) -> Wire:
    body = {"template": "daily", "date": "2020-02-04", "nil": nil, "confirmed_by": "x"}
    return entry(number, "reporting.daily", area, when, body)


def value(area: str, when: int, known_at: int | None = None) -> Value:
    with standing_at(NOW):
        fold()
        catch_up()
    return values([PAIR], area=tree().need(area).id, as_of=when, known_at=known_at)[0]


def told(area: str, when: int, known_at: int | None = None) -> tuple[int | None, int | None, str | None]:
    found = value(area, when, known_at)
    return found.reported, found.expected, found.nothing


def test_where_no_rule_vouches_nothing_is_known_of_it() -> None:
    assert told(TOWN, at(5)) == (None, None, None)


def test_before_anything_was_due_nothing_was_asked() -> None:
    send(response(10, "first", "2020-02-04"))
    assert told(TOWN, at(3)) == (0, 0, "not_asked")
    assert told(ZONE, at(9)) == (0, 0, "not_asked")


def test_done_of_all_that_were_due_by_then() -> None:
    send(response(10, "first", "2020-02-04"))
    assert told(TOWN, at(4, 9)) == (0, 0, "not_asked")
    assert told(TOWN, at(4, 12)) == (0, 2, "missing")
    send(report(20, EAST, at(4, 9)))
    assert told(TOWN, at(4, 12)) == (1, 2, "missing")
    assert told(EAST, at(4, 12)) == (1, 1, "reported_zero")
    send(report(21, WEST, at(4, 13)), report(22, WEST, at(4, 14)))
    assert told(TOWN, at(4, 12)) == (1, 2, "missing")
    assert told(TOWN, at(4, 15)) == (2, 2, "reported_zero")
    assert told(TOWN, at(5, 15)) == (2, 4, "missing")


def test_a_clause_may_vouch_for_one_part_of_a_figure() -> None:
    send(response(10, "first", "2020-02-04"), report(20, EAST, at(4, 9)))
    with standing_at(NOW):
        fold()
        catch_up()
    pairs = [("command.plans", member) for member in ("unit", "command", "")]
    town = tree().need(TOWN).id
    found = values(pairs, area=town, as_of=at(4, 12))
    assert [(one.reported, one.expected) for one in found] == [(1, 2), (None, None), (None, None)]
    assert spread(pairs, below=town, areas=[town], scope=Scope(town, at(4, 12)))[town] == found


def test_never_more_than_all() -> None:
    send(response(10, "first", "2020-02-04"), *(report(20 + number, EAST, at(4, number)) for number in range(1, 9)))
    found = [told(COUNTY, at(4) + hour * DAY // 24) for hour in range(30)]
    assert all((done or 0) <= (asked or 0) for done, asked, _ in found)


def test_what_was_excused_withdrawn_or_handed_over_is_not_asked() -> None:
    send(response(10, "first", "2020-02-04"))
    excuse = {"duty": "daily_report", "from": "2020-02-04T00:00:00+08:00", "to": "2020-02-04T23:00:00+08:00",
              "reason": "unsafe", "approved_by": "x"}  # fmt: skip
    send(entry(20, "duty.waiver", EAST, at(4, 8), excuse))
    assert told(TOWN, at(4, 12)) == (0, 1, "missing")
    about = {"subject": {"kind": "entry", "id": str(entry(21, "x", EAST, at(1), None)["id"])}}
    send(entry(21, "duty.handover", WEST, at(4, 8), {"to": EAST, "duty": "daily_report"}))
    send(entry(22, "duty.handover_answer", EAST, at(4, 9), {"answer": "accepted"}, **about))
    assert Duty.objects.filter(state=4).exists()
    assert told(TOWN, at(4, 12)) == (0, 1, "missing")
    assert told(WEST, at(4, 12)) == (0, 0, "not_asked")


def test_as_it_was_known_then() -> None:
    send(response(10, "first", "2020-02-04"))
    before = stand().position
    send(report(20, EAST, at(4, 9)))
    assert told(TOWN, at(4, 12), before) == (0, 2, "missing")
    assert told(TOWN, at(4, 12), stand().position) == (1, 2, "missing")


def test_the_parts_say_the_same_as_the_whole() -> None:
    send(response(10, "first", "2020-02-04"), report(20, EAST, at(4, 9)))
    whole = value(TOWN, at(5, 12))
    areas = [tree().need(one).id for one in (EAST, WEST)]
    town = tree().need(TOWN).id
    parts = spread([PAIR], below=town, areas=areas, scope=Scope(town, at(5, 12)))
    assert whole.vouched
    assert sum(found[0].reported or 0 for found in parts.values()) == whole.reported == 1
    assert sum(found[0].expected or 0 for found in parts.values()) == whole.expected == 4


def test_a_figure_that_names_what_it_is_held_against_keeps_to_that() -> None:
    send(response(10, "first", "2020-02-04"))
    with standing_at(NOW):
        fold()
        catch_up()
    (found,) = values([("clinic.confirmed", "")], area=tree().need(TOWN).id, as_of=at(9))
    assert not found.vouched
