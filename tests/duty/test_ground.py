"""What areas and places owe: on which days, while what holds, and what settles it wherever it was recorded."""

import pytest

from gridward.duty.book import OPEN
from gridward.duty.listed import Reader
from gridward.duty.models import Duty
from gridward.duty.planner import catch_up
from gridward.duty.rebuild import check
from gridward.duty.state import State
from gridward.grid.tree import tree
from gridward.kit.clock import day_of, iso, standing_at
from tests.duty.test_any_order import Wire, person, response
from tests.duty.told import day
from tests.toy.node import EAST, FAR, NOW, TOWN, WEST, at, entry, send, uuid

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

SHOP: Wire = {"kind": "place", "ref": "shop"}


@pytest.fixture(autouse=True)
def switched_on(node: None) -> None:
    """The first edition, from the first of February."""
    (receipt,) = send(response(10, "first", "2020-02-01"))
    assert receipt.outcome == "accepted"


def found(code: str, clause: str, *, moment: int = NOW) -> dict[tuple[str, str], State]:
    """The duties of a clause in an area by day and slot, as they stand at a moment."""
    with standing_at(NOW):
        catch_up()
        assert check() == []
    with standing_at(moment):
        everything = Reader(moment)._read("state <> 2 ORDER BY opens", ())
    spot = tree().need(code).id
    return {
        (day(day_of(one.opens)), one.slot): one.state for one in everything if one.name == clause and one.area == spot
    }


def disinfection(number: int, when: int) -> Wire:
    body = {"site_kind": "shop", "area": 10, "agent": "chlorine", "performer": "self", "start": iso(when)}
    return entry(number, "sanitation.disinfection", EAST, when, body, subject=SHOP)


def notice(number: int, when: int, action: str) -> Wire:
    body = {"action": action, "ground": "made up", "from": iso(when)[:10]}
    return entry(number, "enforcement.notice", EAST, when, body, subject=SHOP)


def accepted(*wires: Wire) -> None:
    receipts = send(*wires)
    assert {one.outcome for one in receipts} <= {"accepted", "flagged"}, receipts


def test_a_shop_owes_two_a_day_apart_while_it_is_open() -> None:
    place = {"kind": "shop", "name": "made up", "status": "open"}
    accepted(
        entry(20, "venue.place", EAST, at(2, 8), place, subject=SHOP),
        *(disinfection(30 + number, at(3, hour)) for number, hour in enumerate((8, 9, 18))),
        disinfection(40, at(4, 8)),
        disinfection(41, at(4, 9)),
        notice(50, at(5, 0), "suspended"),
        notice(51, at(8, 0), "reopened"),
    )
    shop = next(node.code for node in tree().nodes(None, "place"))
    stood = found(shop, "disinfection", moment=at(10, 12))
    assert stood["02-03", "day"] is State.HEARD_LATE  # the toy node hears everything at the end of the month
    assert stood["02-04", "day"] is State.MISSED
    assert not {("02-05", "day"), ("02-06", "day"), ("02-07", "day")} & stood.keys()
    assert stood["02-08", "day"] is State.MISSED
    assert stood["02-10", "day"] is State.OPEN
    assert stood["02-11", "day"] is State.PLANNED


def test_one_inspection_counts_for_every_village_that_it_names() -> None:
    body = {"subjects": [EAST, WEST], "subject_kind": "village", "by": "x", "started": iso(at(3, 9))}
    accepted(entry(20, "supervision.visit", TOWN, at(3, 9), body))
    for code, state in ((EAST, State.HEARD_LATE), (WEST, State.HEARD_LATE), (FAR, State.MISSED)):
        assert found(code, "inspected")["02-03", "day"] is state


def test_each_addressee_of_a_directive_answers_for_itself() -> None:
    body = {"text": "x", "to": [EAST, WEST], "deadline": iso(at(5)), "requires": ["feedback"]}
    accepted(
        entry(20, "command.directive", TOWN, at(3, 9), body),
        entry(
            21, "command.feedback", EAST, at(4, 9), {"stage": "done"}, subject={"kind": "entry", "id": str(uuid(20))}
        ),
        entry(
            22, "command.feedback", WEST, at(4, 9), {"stage": "cannot"}, subject={"kind": "entry", "id": str(uuid(20))}
        ),
    )
    assert found(EAST, "directive") == {("02-03", ""): State.HEARD_LATE}
    assert found(WEST, "directive") == {("02-03", ""): State.BLOCKED}


def test_a_case_puts_its_village_and_the_others_of_the_town_into_rings() -> None:
    case = {"classification": "confirmed", "source": "self", "found_at": iso(at(3, 9))}
    accepted(entry(20, "clinic.case", EAST, at(3, 9), case, subject=person("p1")))
    assert {one for one, _ in found(EAST, "fogging")} == {"02-03", "02-04", "02-05", "02-06"}
    assert found(EAST, "alert_report") == {}
    assert set(found(WEST, "alert_report")) == {("02-03", "")}
    assert found(FAR, "alert_report") == {}


def test_what_is_due_once_is_missing_after_its_days_and_done_whenever_it_is_done() -> None:
    def pharmacy(number: int, when: int, name: str) -> Wire:
        place = {"kind": "pharmacy", "name": name, "status": "open"}
        return entry(number, "venue.place", EAST, when, place, subject={"kind": "place", "ref": name})

    def plan(number: int, when: int, name: str) -> Wire:
        body = {"nature": "plan", "made_by": "unit", "title": "made up", "issuer": "made up"}
        return entry(number, "command.document", EAST, when, body, subject={"kind": "place", "ref": name})

    accepted(pharmacy(20, at(2, 8), "a"), pharmacy(21, at(6, 8), "b"), pharmacy(22, at(6, 8), "c"))
    places = [node.code for node in tree().nodes(None, "place")]
    opened = ["02-02", "02-06", "02-06"]
    before = [found(code, "plan_made", moment=at(8, 12)) for code in places]
    assert before == [{(day, ""): s} for day, s in zip(opened, (State.MISSED, State.OPEN, State.OPEN), strict=True)]
    accepted(plan(30, at(7, 9), "b"), plan(31, at(20, 9), "c"))
    after = [found(code, "plan_made") for code in places]
    states = (State.MISSED, State.HEARD_LATE, State.DONE_LATE)
    assert after == [{(day, ""): s} for day, s in zip(opened, states, strict=True)]


def test_of_a_shop_that_never_was_one_nothing_is_asked() -> None:
    told = entry(20, "venue.place", EAST, at(2, 21), {"kind": "shop", "name": "x", "status": "open"}, subject=SHOP)
    send(told)
    with standing_at(NOW):
        catch_up()
        assert Duty.objects.filter(state=OPEN, area=tree().id_of_ref("shop")).exists()
    send(entry(21, "venue.place", EAST, at(9), None, subject=SHOP, replaces=told["id"]))
    with standing_at(NOW):
        catch_up()
        assert check() == []
    assert not Duty.objects.filter(state=OPEN, area=tree().id_of_ref("shop")).exists()


def test_a_village_that_is_closed_at_noon_owes_nothing_that_was_due_after_that() -> None:
    def report(number: int, day: int, hour: float) -> Wire:
        body = {"template": "daily", "date": f"2020-02-{day:02}", "nil": True, "confirmed_by": "x"}
        return entry(number, "reporting.daily", EAST, at(day, hour), body)

    accepted(report(20, 4, 9), report(21, 5, 9))
    accepted(entry(30, "grid.area", TOWN, at(6, 9), {"code": EAST, "action": "close", "heir": WEST}))
    days = {day: state for (day, _), state in found(EAST, "daily_report").items() if day > "02-03"}
    assert set(days) == {"02-04", "02-05"}
    assert "02-06" in {day for day, _ in found(WEST, "daily_report")}
