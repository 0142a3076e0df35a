"""What a list of duties says: the state at a moment, whose it is, who is told when; and what a switch would change."""

import pytest

from gridward.account.models import Account
from gridward.duty.law import EVER, Response
from gridward.duty.listed import Reader
from gridward.duty.planner import catch_up
from gridward.duty.preview import preview
from gridward.duty.rebuild import check
from gridward.duty.responses import law
from gridward.duty.state import Mark, State, state_of
from gridward.grid.tree import tree
from gridward.kit.clock import HOUR, standing_at
from tests.duty.test_any_order import Wire, contact, person, response
from tests.toy.node import COUNTY, EAST, NOW, TOWN, at, entry, send, uuid

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]


def reading(number: int, when: int, status: str = "cooperative") -> Wire:
    body = {"slot": "AM", "status": status, "method": "phone"}
    return entry(number, "followup.reading", EAST, when, body, subject=person("p1"))


def appointment(number: int, holder: str, office: str) -> Wire:
    return entry(number, "grid.appointment", EAST, at(1), {"office": office, "holder": holder, "from": "2020-02-01"})


def readings(moment: int) -> dict[tuple[int, str], State]:
    """The readings by day of February and slot, as they stand at a moment."""
    with standing_at(moment):
        catch_up()
        found = Reader(moment).of_area(tree().need(EAST).id)
    return {((one.opens - at(1)) // (24 * HOUR) + 1, one.slot): one.state for one in found if one.name == "reading"}


def test_what_is_missing_shows_when_it_is_due_and_goes_when_it_is_done() -> None:
    send(response(10, "first", "2020-02-01"), contact(20, at(2, 21), "p1", "2020-02-02"), when=at(2, 22))
    assert readings(at(3, 9))[3, "am"] is State.OPEN
    assert readings(at(3, 11))[3, "am"] is State.OPEN
    assert readings(at(3, 12))[3, "am"] is State.MISSED
    send(reading(21, at(3, 12.5)), when=at(3, 12.6))
    assert readings(at(3, 13))[3, "am"] is State.DONE_LATE
    assert readings(at(3, 12))[3, "am"] is State.MISSED, "what happened later was not known then"
    send(reading(22, at(4, 7)), when=at(4, 18))
    assert readings(at(4, 19))[4, "am"] is State.HEARD_LATE
    send(reading(23, at(5, 7), "unavailable"), when=at(5, 7.5))
    assert readings(at(5, 12))[5, "am"] is State.TRIED


def test_only_a_phone_that_was_heard_blames() -> None:
    mark = Mark(at(3), at(4), False, False, None, None, 0, None, blocks=False, phone_heard=False)
    assert state_of(mark, at(5)) is State.SILENT
    assert state_of(mark._replace(phone_heard=True), at(5)) is State.MISSED
    assert state_of(mark._replace(phone_heard=None), at(5)) is State.MISSED
    assert state_of(mark._replace(waived=True), at(5)) is State.WAIVED
    assert state_of(mark._replace(tried=1, tried_at=at(3), blocks=True), at(5)) is State.BLOCKED
    assert state_of(mark, at(2)) is State.PLANNED


def test_the_nearest_holder_answers_and_the_next_is_told_in_turn() -> None:
    for name in ("doctor", "lead"):
        Account.objects.create(username=name)
    send(
        response(10, "first", "2020-02-01"),
        entry(
            11, "grid.appointment", EAST, at(1), {"office": "village_doctor", "holder": "doctor", "from": "2020-02-01"}
        ),
        entry(12, "grid.appointment", EAST, at(1), {"office": "village_lead", "holder": "lead", "from": "2020-02-01"}),
        contact(20, at(2, 21), "p1", "2020-02-02"),
    )
    with standing_at(at(3, 12)):
        catch_up()
        reader = Reader(at(3, 12))
        (one,) = (one for one in reader.of_area(tree().need(TOWN).id, missing=True) if one.name == "reading")
        steps = reader.steps(one)
    assert [held.username for held in one.who] == ["doctor"]
    told = [(step.at - one.due, step.role, [held.username for held in step.holders]) for step in steps]
    assert told == [(-HOUR // 4, "grid_worker", []), (0, "village_lead", ["lead"]), (HOUR, "town_duty", [])]


def test_a_preview_says_what_would_change_and_changes_nothing() -> None:
    send(response(10, "first", "2020-02-01"), contact(20, at(10, 9), "p1", "2020-02-10"))
    with standing_at(at(12, 8)):
        catch_up()
        county = tree().need(COUNTY).id
        shorter = Response(99, county, "second", at(12), EVER)
        found = preview(add=[shorter])
        by_name = {one.clause: one for one in found.turns}
        assert by_name["test_central"].created > 0
        assert by_name["daily_report"].created == by_name["daily_report"].withdrawn == 0
        assert found.affected["person"] == 1
        none = preview(without=[one.position for one in _responses()])
        assert none.withdrawn > 0
        assert none.created == 0
        assert check() == []


def _responses() -> tuple[Response, ...]:

    return law(tree()).responses


def test_a_waiver_excuses_and_a_void_takes_that_back() -> None:
    span = {"from": "2020-02-04T00:00:00+08:00", "to": "2020-02-04T23:00:00+08:00"}
    body = {"duty": "reading", **span, "reason": "other", "approved_by": "x"}
    waiver = entry(30, "duty.waiver", EAST, at(4), body, subject=person("p1"))
    send(response(10, "first", "2020-02-01"), contact(20, at(2, 21), "p1", "2020-02-02"), waiver)
    assert readings(at(4, 22))[4, "am"] is State.WAIVED
    assert readings(at(5, 12))[5, "am"] is State.MISSED
    send(entry(31, "duty.waiver", EAST, at(4), None, replaces=waiver["id"], subject=person("p1")))
    assert readings(NOW)[5, "am"] is State.MISSED
    assert readings(at(4, 22))[4, "am"] is State.MISSED


def test_who_turns_out_to_be_one_person_has_one_plan_and_two_when_that_is_taken_back() -> None:
    same = {"same": [person("p1")], "verdict": "same", "reason": "made up"}
    send(
        response(10, "first", "2020-02-01"),
        contact(20, at(2, 21), "p1", "2020-02-02"),
        entry(21, "followup.reading", EAST, at(3, 7), {"slot": "AM", "status": "cooperative", "method": "phone"},
              subject=person("p2")),
    )  # fmt: skip
    assert readings(at(3, 12))[3, "am"] is State.MISSED
    send(entry(30, "roll.merge", EAST, at(5), same, subject=person("p2")))
    assert readings(NOW)[5, "am"] is State.MISSED
    assert readings(at(3, 12))[3, "am"] is State.HEARD_LATE
    assert check() == []
    send(entry(31, "roll.merge", EAST, at(5), None, replaces=str(uuid(30)), subject=person("p2")))
    assert readings(at(3, 12))[3, "am"] is State.MISSED
    assert check() == []
