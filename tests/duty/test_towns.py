"""What the packs of towns ask of firms and places, on a node: who owes it, and what settles it."""

from collections.abc import Iterator
from typing import Any

import pytest

from gridward.duty import planner, responses
from gridward.duty.listed import Listed, Reader
from gridward.duty.rebuild import check
from gridward.duty.state import State
from gridward.figure.fold import catch_up as fold
from gridward.kit.clock import HOUR, iso, standing_at
from tests.duty.conftest import forget_plans
from tests.duty.test_any_order import response
from tests.toy.node import EAST, NOW, TOWN, at, begin, entry, forget, open_map, send

pytestmark = pytest.mark.kernel

Wire = dict[str, Any]
FIRM, HOME = {"kind": "place", "ref": "演示实业"}, {"kind": "place", "ref": "演示幸福院"}


@pytest.fixture
def changshan(db: None) -> Iterator[None]:
    """Changshan under its own pack, from the first of February."""
    responses.forget()
    forget()
    begin()
    open_map()
    accepted(response(10, "cn-changshan-2020", "2020-02-01", area=TOWN))
    yield
    forget_plans()


def accepted(*wires: Wire) -> None:
    receipts = send(*wires)
    assert {one.outcome for one in receipts} <= {"accepted", "flagged"}, receipts


def duties(name: str, moment: int) -> list[Listed]:
    """The duties of a clause that are not withdrawn, as they stand at a moment, by when they open."""
    with standing_at(NOW):
        fold()
        planner.catch_up()
        assert check() == []
    with standing_at(moment):
        return [one for one in Reader(moment)._read("state <> 2 ORDER BY opens, subject", ()) if one.name == name]


def states(name: str, moment: int) -> list[State]:
    return [one.state for one in duties(name, moment)]


def resumed(number: int, when: int) -> Wire:
    body = {"decision": "resumed", "effective_on": iso(when)[:10]}
    return entry(number, "work.decision", EAST, when, body, subject=FIRM)


def report(number: int, when: int, masks: float) -> Wire:
    body = {"date": iso(when)[:10], "on_site": 10, "mask_days": masks}
    return entry(number, "work.daily_report", EAST, when, body, subject=FIRM)


@pytest.mark.usefixtures("changshan")
def test_a_firm_short_of_masks_owes_them_until_it_reports_enough() -> None:
    accepted(resumed(20, at(3, 8)), report(21, at(4, 9), 7))
    assert duties("masks_filled_up", at(6)) == []
    accepted(report(22, at(5, 9), 0.5))
    assert states("masks_filled_up", at(5, 12)) == [State.OPEN]
    assert states("masks_filled_up", at(7)) == [State.MISSED]
    accepted(report(23, at(5, 18), 8))
    (owed,) = duties("masks_filled_up", NOW)
    assert (owed.state, owed.due, owed.done_at) == (State.HEARD_LATE, at(5, 9) + 24 * HOUR, at(5, 18))


@pytest.mark.usefixtures("changshan")
def test_a_day_without_the_log_of_the_resident_supervisor_is_missing() -> None:
    body = {"template": "enterprise", "done_by": "resident_supervisor", "items": [{"code": "mask", "answer": "yes"}]}
    own = body | {"done_by": "self"}
    accepted(
        resumed(20, at(3, 8)),
        entry(21, "venue.checklist", EAST, at(4, 9), body, subject=FIRM),
        entry(22, "venue.checklist", EAST, at(5, 9), own, subject=FIRM),
    )
    assert states("supervisor_log", at(6, 12))[:3] == [State.HEARD_LATE, State.MISSED, State.OPEN]


@pytest.mark.usefixtures("changshan")
def test_a_happiness_home_is_closed_off_and_a_meal_taken_together_becomes_a_finding() -> None:
    place = {"kind": "happiness_home", "name": "x", "status": "open", "department": "civil_affairs"}
    accepted(entry(20, "venue.place", EAST, at(2, 8), place, subject=HOME))
    assert states("fixture.home_closed_off", at(4)) == [State.MISSED]
    shut = {"regime": "closed_off", "from": "2020-02-04"}
    accepted(entry(21, "checkpoint.closure", EAST, at(4, 8), shut, subject=HOME))
    assert State.MISSED not in states("fixture.home_closed_off", NOW)

    def meals(number: int, when: int, answer: str, **more: int) -> Wire:
        items = [{"code": "separate_meals", "answer": answer}]
        body = {"template": "happiness_home", "done_by": "self", "items": items, **more}
        return entry(number, "venue.checklist", EAST, when, body, subject=HOME)

    accepted(meals(22, at(5, 9), "yes", problems=0))
    assert duties("home_problem_found", NOW) == []
    asked = meals(23, at(6, 9), "no", problems=1)
    accepted(asked)
    assert states("home_problem_found", at(6, 12)) == [State.OPEN]
    body = {"visit": asked["id"], "problem": "x", "responsible_office": "x", "deadline": iso(at(8))}
    accepted(entry(24, "supervision.finding", EAST, at(6, 11), body, subject=HOME))
    (owed,) = duties("home_problem_found", NOW)
    assert owed.done_at == at(6, 11)


@pytest.mark.usefixtures("changshan")
def test_a_no_that_is_not_counted_as_a_problem_is_flagged() -> None:
    items = [{"code": "separate_meals", "answer": "no"}]
    body = {"template": "happiness_home", "done_by": "self", "items": items}
    silent, told = send(
        entry(20, "venue.checklist", EAST, at(5, 9), body, subject=HOME),
        entry(21, "venue.checklist", EAST, at(5, 10), body | {"problems": 1}, subject=HOME),
    )
    assert [one.code for one in silent.reasons] == ["no_without_problem"]
    assert told.reasons == ()


@pytest.fixture
def county(db: None) -> Iterator[None]:
    """A county under the fourth edition, from the first of February."""
    responses.forget()
    forget()
    begin()
    open_map()
    accepted(response(10, "cn-covid-e4", "2020-02-01"))
    yield
    forget_plans()


@pytest.mark.usefixtures("county")
def test_of_a_pushed_list_each_name_is_looked_into() -> None:
    persons = [{"kind": "person", "ref": ref} for ref in ("甲", "乙")]
    body = {"issuer": "x", "issuer_level": "city", "received_at": iso(at(3, 8)), "deadline": iso(at(3, 20))}
    pushed = entry(20, "screening.pushed_list", EAST, at(3, 8), body | {"persons": persons})
    result = {"list": {"kind": "entry", "id": pushed["id"]}, "result": "already_screened"}
    accepted(pushed, entry(21, "screening.list_check", EAST, at(3, 9), result, subject=persons[0]))
    assert set(states("list_checked", at(4))) == {State.HEARD_LATE, State.MISSED}
    accepted(entry(22, "screening.list_check", EAST, at(3, 10), result, subject=persons[1]))
    assert states("list_checked", NOW) == [State.HEARD_LATE] * 2
