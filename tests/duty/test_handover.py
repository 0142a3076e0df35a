"""Hand-overs: the giver answers until the receiver accepts; two returns go up; any order gives the same."""

from itertools import permutations
from typing import Any

import pytest

from gridward.account.models import Account
from gridward.duty.listed import Listed, Reader
from gridward.duty.models import Handover
from gridward.duty.planner import again, catch_up
from gridward.duty.rebuild import check
from gridward.duty.state import State
from gridward.grid.tree import tree
from gridward.intake.wire import Receipt
from gridward.kit.clock import DAY, HOUR, standing_at
from tests.duty.conftest import forget_plans
from tests.duty.test_any_order import contact, person, picture, response
from tests.toy.node import COUNTY, EAST, FAR, NOW, TOWN, WEST, at, entry, example, send, uuid

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

Wire = dict[str, Any]
OFFERED, ANSWERED = at(12, 8), at(12, 9)
BEGUN = (response(10, "first", "2020-02-01"), contact(20, at(10, 9), "p1", "2020-02-10"))


def about(number: int) -> Wire:
    return {"kind": "entry", "id": str(uuid(number))}


def offer(number: int, to: str = WEST, when: int = OFFERED, area: str = EAST, **more: Any) -> Wire:
    body = {"to": to} | {name: more.pop(name) for name in ("office", "duty") if name in more}
    return entry(number, "duty.handover", area, when, body, **({"subject": person("p1")} | more))


def answer(number: int, of: int, area: str = WEST, when: int = ANSWERED, **body: Any) -> Wire:
    said = {"answer": "accepted"} | body
    return entry(number, "duty.handover_answer", area, when, said, subject=about(of))


def returned(number: int, of: int, area: str = WEST, when: int = ANSWERED) -> Wire:
    return answer(number, of, area, when, answer="returned", reason="not ours")


def decision(number: int, of: int, to: str, area: str = TOWN, when: int = at(13, 12)) -> Wire:
    body = {"to": to, "reason": "the house stands there"}
    return entry(number, "duty.handover_decision", area, when, body, subject=about(of))


def tell(*wires: Wire) -> list[Receipt]:
    return send(*BEGUN, *wires)


def now(name: str, when: int, *, area: str = COUNTY) -> list[Listed]:
    """The duties of a name in an area, as they are at a moment, by opening."""
    with standing_at(when):
        catch_up()
        found = Reader(when).of_area(tree().need(area).id)
    named = (one for one in found if one.name == name)
    return sorted((one for one in named if name != "reading" or one.opens >= day_of(when)), key=lambda one: one.opens)


def whose(when: int, name: str = "reading") -> dict[str, str]:
    """The state of the readings of a day by slot and area."""
    code = {tree().need(one).id: one for one in (EAST, WEST, FAR, TOWN)}
    names = {EAST: "east", WEST: "west", FAR: "far", TOWN: "town"}
    return {f"{names[code[one.area]]} {one.slot}": one.state.value for one in now(name, when)}


def day_of(when: int) -> int:
    return at(1) + (when - at(1)) // DAY * DAY


def states() -> list[str]:
    return list(Handover.objects.order_by("at", "chain").values_list("state", flat=True))


def test_until_it_is_accepted_the_giver_answers() -> None:
    tell(offer(30))
    assert whose(at(12, 12)) == {"east am": "missed", "east pm": "planned"}
    assert states() == ["offered"]
    asked = now("handed", at(12, 12), area=WEST)
    assert [(one.state, one.due) for one in asked] == [(State.OPEN, OFFERED + 4 * HOUR)]


def test_what_is_accepted_is_the_receivers_and_the_giver_is_relieved() -> None:
    tell(offer(30), answer(31, 30))
    assert whose(at(12, 8.5)) == {"east am": "open", "west am": "planned", "west pm": "planned"}
    assert whose(at(12, 12)) == {"east am": "relieved", "west am": "missed", "west pm": "planned"}
    assert whose(at(13, 7)) == {"west am": "open", "west pm": "planned"}
    assert now("handed", at(12, 12), area=WEST)[0].state is State.HEARD_LATE
    with standing_at(at(12, 12)):
        assert Reader(at(12, 12)).missing_count(tree().need(EAST).id) < Reader(at(12, 12)).missing_count(
            tree().need(COUNTY).id
        )


def test_what_the_giver_had_done_stays_done_and_the_receiver_can_do_the_rest() -> None:
    done = entry(40, "followup.reading", EAST, at(12, 7), {"slot": "AM", "status": "cooperative", "method": "phone"},
                 subject=person("p1"))  # fmt: skip
    later = entry(41, "followup.reading", WEST, at(12, 16), {"slot": "PM", "status": "cooperative", "method": "phone"},
                  subject=person("p1"))  # fmt: skip
    tell(offer(30), answer(31, 30), done, later)
    assert whose(at(12, 21)) == {"east am": "heard_late", "west pm": "heard_late"}


def test_what_was_late_before_it_was_accepted_is_not_the_receivers_fault() -> None:
    tell(offer(30), answer(31, 30, when=at(12, 12)))
    assert whose(at(12, 21)) == {"east am": "missed", "west pm": "missed"}


def test_returned_it_is_the_givers_again() -> None:
    tell(offer(30), returned(31, 30))
    assert whose(at(12, 12)) == {"east am": "missed", "east pm": "planned"}
    assert states() == ["returned"]


def test_a_return_without_a_reason_does_not_count() -> None:
    assert tell(offer(30), answer(31, 30, answer="returned"))[-1].outcome == "held"
    assert states() == ["offered"]


def test_two_returns_go_up_and_the_superior_must_decide() -> None:
    again_offered = offer(32, when=at(12, 10), subject=about(30))
    tell(offer(30), returned(31, 30), again_offered, returned(33, 32, when=at(12, 11)))
    assert states() == ["returned", "raised"]
    (must,) = now("decided", at(12, 12))
    assert must.area == tree().need(TOWN).id
    assert must.state is State.OPEN
    assert whose(at(12, 12))["east am"] == "missed"  # the giver answers meanwhile
    send(offer(34, when=at(12, 12), subject=about(30)), answer(35, 34, when=at(12, 13)))
    assert states() == ["returned", "raised"], "it lies with the superior now"
    send(decision(36, 32, WEST))
    assert states() == ["returned", "decided"]
    assert whose(at(14, 7)) == {"west am": "open", "west pm": "planned"}
    assert now("decided", at(13, 13))[0].state is State.DONE_LATE


def test_a_fresh_offer_of_the_same_does_not_begin_the_count_again() -> None:
    tell(offer(30), returned(31, 30), offer(32, when=at(12, 10)), returned(33, 32, when=at(12, 11)))
    assert states() == ["returned", "raised"]


def test_only_the_common_superior_decides() -> None:
    tell(offer(30), returned(31, 30), offer(32, when=at(12, 10)), returned(33, 32, when=at(12, 11)))
    send(decision(34, 32, EAST, area=EAST), decision(35, 32, EAST, area=WEST))
    assert states() == ["returned", "raised"]
    send(decision(36, 32, EAST, area=COUNTY))
    assert states() == ["returned", "decided"]
    assert whose(at(14, 7)) == {"east am": "open", "east pm": "planned"}


def test_to_oneself_is_no_hand_over() -> None:
    tell(offer(30, to=EAST), answer(31, 30, area=EAST))
    assert states() == []
    assert whose(at(12, 12)) == {"east am": "missed", "east pm": "planned"}


def test_to_another_office_of_the_same_area() -> None:
    tell(offer(30, to=EAST, office="grid_worker"), answer(31, 30, area=EAST))
    found = now("reading", at(12, 12))
    assert [(one.state.value, one.role) for one in found] == [
        ("relieved", "village_doctor"), ("missed", "grid_worker"), ("planned", "grid_worker"),
    ]  # fmt: skip


def test_to_an_area_that_is_not_there_waits_and_to_another_town_goes() -> None:
    receipts = tell(offer(30, to="999999"), offer(40, to=FAR, when=at(12, 8.5)), answer(41, 40, area=FAR))
    assert [one.outcome for one in receipts[2:]] == ["held", "accepted", "accepted"]
    assert whose(at(13, 7)) == {"far am": "open", "far pm": "planned"}
    assert now("reading", at(13, 7))[0].duty is not None


def test_a_slow_clock_of_the_receivers_phone_does_not_undo_the_acceptance() -> None:
    tell(offer(30), answer(31, 30, when=OFFERED - 2 * 60_000_000))
    assert states() == ["accepted"]


def test_accepted_twice_and_returned_after_are_once() -> None:
    tell(offer(30), answer(31, 30), answer(32, 30, when=ANSWERED + HOUR), returned(33, 30, when=ANSWERED + 2 * HOUR))
    assert states() == ["accepted"]
    assert whose(at(12, 12)) == {"east am": "relieved", "west am": "missed", "west pm": "planned"}


def test_accepted_after_it_was_returned_is_not_accepted() -> None:
    tell(offer(30), returned(31, 30), answer(32, 30, when=ANSWERED + HOUR))
    assert states() == ["returned"]


def test_others_cannot_accept_for_the_receiver() -> None:
    tell(offer(30), answer(31, 30, area=FAR), answer(32, 30, area=EAST, when=ANSWERED + HOUR))
    assert states() == ["offered"]


def test_whoever_offers_cannot_accept() -> None:
    Account.objects.create(username="head")
    post = {"office": "command_head", "holder": "head", "from": "2020-02-01"}
    tell(entry(11, "grid.appointment", TOWN, at(1), post), offer(30, by="head"), answer(31, 30) | {"by": "head"})
    named = entry(50, "command.directive", TOWN, at(11), {"text": "x", "requires": ["ack"],
                  "to": [{"kind": "account", "id": "head"}]})  # fmt: skip
    send(named)
    with standing_at(at(13)):
        again()
    assert states() == ["offered"]


def test_a_voided_hand_over_never_was() -> None:
    tell(offer(30), answer(31, 30))
    send(entry(32, "duty.handover", EAST, OFFERED, None, replaces=str(uuid(30)), subject=person("p1")))
    assert states() == []
    assert whose(at(12, 12)) == {"east am": "missed", "east pm": "planned"}
    with standing_at(at(12, 12)):
        assert check() == []


def test_a_corrected_receiver_must_accept_himself() -> None:
    tell(offer(30), answer(31, 30))
    send(offer(32, to=FAR) | {"replaces": str(uuid(30))})
    assert states() == ["offered"]
    assert whose(at(12, 12)) == {"east am": "missed", "east pm": "planned"}
    send(answer(33, 30, area=FAR, when=at(12, 10)))
    assert states() == ["accepted"]
    assert whose(at(13, 7)) == {"far am": "open", "far pm": "planned"}


def test_whoever_has_it_hands_it_on_and_whoever_gave_it_cannot() -> None:
    tell(offer(30), answer(31, 30), offer(32, FAR, when=at(12, 13)), answer(33, 32, FAR, when=at(12, 14)))
    assert states() == ["accepted"]
    send(offer(34, FAR, when=at(12, 16), area=WEST), answer(35, 34, FAR, when=at(12, 17)))
    assert states() == ["accepted", "accepted"]
    assert whose(at(12, 21)) == {
        "east am": "relieved", "west am": "missed", "west pm": "relieved", "far pm": "missed"
    }  # fmt: skip


def test_one_clause_goes_alone() -> None:
    tell(offer(30, duty="reading"), answer(31, 30))
    assert whose(at(13, 7)) == {"west am": "open", "west pm": "planned"}
    assert {one.area for one in now("test_central", at(13, 7))} == {tree().need(EAST).id}


def test_the_duties_of_a_village_go_too() -> None:
    given = offer(30, duty="daily_report", subject={"kind": "area", "id": EAST}, when=at(12, 8))
    tell(given, answer(31, 30))
    assert whose(at(12, 12), "daily_report")["east report"] == "relieved"
    today = [one for one in now("daily_report", at(12, 12), area=WEST) if one.opens >= at(12)]
    assert [one.state.value for one in today] == ["missed", "missed"]
    told = entry(60, "reporting.daily", EAST, at(13, 9), {"template": "daily", "date": "2020-02-13", "nil": True,
                 "confirmed_by": "x"})  # fmt: skip
    send(told)
    found = [one for one in now("daily_report", at(13, 12), area=WEST) if one.opens >= at(13)]
    assert sorted(one.state.value for one in found) == ["heard_late", "missed"]
    with standing_at(NOW):
        catch_up()
        assert check() == []


def test_an_order_goes_with_what_it_asks() -> None:
    body = {"measure": "facility_quarantine", "clock": "order", "clock_start": "2020-02-10", "place": EAST}
    order = entry(45, "followup.order", EAST, at(10, 10), body, subject=person("p2"))
    tell(order, offer(30, subject=about(45)), answer(31, 30))
    assert whose(at(13, 7)) == {"east am": "open", "east pm": "planned", "west am": "open", "west pm": "planned"}


def test_a_directive_goes_from_village_to_village() -> None:
    body = {"text": "x", "to": [EAST, FAR], "deadline": "2020-02-14T12:00:00+08:00", "requires": ["feedback"]}
    said = entry(47, "command.feedback", WEST, at(13), {"stage": "done"}, subject=about(46))
    tell(entry(46, "command.directive", TOWN, at(11), body), offer(30, subject=about(46)), answer(31, 30), said)
    assert sorted((one.area, one.state.value) for one in now("directive", at(13, 12))) == sorted([
        (tree().need(EAST).id, "relieved"), (tree().need(WEST).id, "heard_late"), (tree().need(FAR).id, "open"),
    ])  # fmt: skip


STORY = (
    offer(30), returned(31, 30), offer(32, when=at(12, 10), subject=about(30)), returned(33, 32, when=at(12, 11)),
    decision(34, 32, WEST), offer(35, FAR, when=at(14, 8), area=WEST),
    answer(36, 35, FAR, when=at(14, 9)),
)  # fmt: skip


def test_in_whatever_order_it_is_heard_the_same_became_of_it() -> None:
    pictures: list[Any] = []
    for order in list(permutations(STORY))[::631]:
        with example():
            forget_plans()
            for wire in (*BEGUN, *order):
                send(wire)
            with standing_at(at(20)):
                catch_up()
                assert check() == []
                rows = Handover.objects.order_by("at").values_list("state", "at", "turned_at", "returns")
                pictures.append((picture(), list(rows)))
    assert len(pictures) > 5
    assert all(one == pictures[0] for one in pictures)


def test_an_answer_that_came_first_counts_although_no_clause_asks_for_one() -> None:
    """Nothing but the hand-over itself stands in the plan that it changes."""
    of = offer(30, duty="daily_report", subject={"kind": "area", "id": EAST})
    send(response(11, "keeping", "2020-02-01"), answer(31, 30, when=at(5)))
    with standing_at(NOW):
        catch_up()
    send(of)
    with standing_at(NOW):
        catch_up()
        assert check() == []
    assert list(Handover.objects.values_list("state", flat=True)) == ["accepted"]
