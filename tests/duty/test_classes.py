"""Classes of a school under the pack of the influenza season: each owes its checks, and too many ill are one signal."""

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest

from gridward.duty import planner, responses
from gridward.duty.listed import Listed, Reader
from gridward.duty.rebuild import check
from gridward.duty.state import State
from gridward.figure import crossings
from gridward.figure.explain import entries as explained
from gridward.figure.fold import catch_up as fold
from gridward.figure.scope import Scope
from gridward.figure.value import Value, values
from gridward.grid.tree import tree
from gridward.kit.clock import iso, standing_at
from gridward.plug.kind import thing_of
from gridward.roll.identity import masked
from tests.duty.conftest import forget_plans
from tests.duty.test_any_order import response
from tests.toy.node import COUNTY, EAST, NOW, at, begin, entry, example, forget, open_map, send

pytestmark = pytest.mark.kernel

Wire = dict[str, Any]
YUCAI, HUPO = {"kind": "place", "ref": "育才小学"}, {"kind": "place", "ref": "湖坡小学"}
FIRST, SECOND = "育才小学三年级(1)班", "育才小学三年级(2)班"


@pytest.fixture
def season(db: None) -> Iterator[None]:
    """A county in the influenza season, by the real pack."""
    responses.forget()
    forget()
    begin()
    open_map()
    (receipt,) = send(response(10, "cn-flu-school", "2020-02-01"))
    assert receipt.outcome == "accepted"
    yield
    forget_plans()


def school(number: int, when: int, place: Wire = YUCAI, status: str = "open") -> Wire:
    body = {"kind": "school", "name": place["ref"], "status": status, "department": "education"}
    return entry(number, "venue.place", EAST, when, body, subject=place)


def told(number: int, when: int, name: str, place: Wire = YUCAI, status: str = "in_session", **more: Any) -> Wire:
    body = {"school": place, "enrolled": 40, "status": status}
    return entry(number, "venue.class", EAST, when, body, subject={"kind": "class", "ref": name}, **more)


def checked(number: int, when: int, name: str, slot: str, ill: int = 0, present: int = 36, **more: Any) -> Wire:
    body = {"school": YUCAI, "slot": slot, "present": present, "absent_ill": ill}
    return entry(number, "venue.class_check", EAST, when, body, subject={"kind": "class", "ref": name}, **more)


def accepted(*wires: Wire, outcomes: tuple[str, ...] = ("accepted",)) -> None:
    receipts = send(*wires)
    assert {one.outcome for one in receipts} <= set(outcomes), receipts


def duties(name: str, moment: int = NOW) -> list[Listed]:
    """The duties of a clause as they stand at a moment, by when they open."""
    with standing_at(NOW):
        fold()
        planner.catch_up()
        crossings.catch_up()
        assert check() == []
    with standing_at(moment):
        return [one for one in Reader(moment)._read("state <> 2 ORDER BY opens, subject", ()) if one.name == name]


def value(name: str, member: str, area: str, moment: int) -> Value:
    """A figure's member in an area at a moment."""
    return values([(name, member)], area=tree().need(area).id, as_of=moment)[0]


def called(one: Listed) -> tuple[str, str]:
    """The class and the school of a duty."""
    thing = thing_of(one.subject)
    return masked([thing.id])[thing.id], tree().by_id(one.area).name.zh


@pytest.mark.usefixtures("season")
def test_a_class_without_a_check_by_the_deadline_is_missing_by_name() -> None:
    accepted(
        school(20, at(2, 8)),
        told(21, at(2, 10), FIRST),
        told(22, at(2, 10), SECOND),
        checked(30, at(3, 8), FIRST, "morning"),
        checked(31, at(3, 8), SECOND, "morning"),
        checked(32, at(3, 13), FIRST, "noon"),
    )
    found = duties("morning_noon_check", at(3, 15))
    owed = {(called(one)[0], one.slot): one.state for one in found if at(3) <= one.opens < at(4)}
    assert owed == {
        (FIRST, "morning"): State.HEARD_LATE,
        (SECOND, "morning"): State.HEARD_LATE,
        (FIRST, "noon"): State.HEARD_LATE,
        (SECOND, "noon"): State.MISSED,
    }
    (missed,) = [one for one in found if one.state is State.MISSED and at(3) <= one.opens < at(4)]
    assert called(missed) == (SECOND, "育才小学")
    assert duties("classes_told")[0].done_at == at(2, 10)


@pytest.mark.usefixtures("season")
def test_a_class_that_is_stopped_owes_nothing_until_it_is_taught_again() -> None:
    accepted(
        school(20, at(2, 6)),
        told(21, at(2, 6), FIRST),
        told(22, at(4, 17), FIRST, status="stopped"),
        told(23, at(7, 6), FIRST),
    )
    days = {int((one.opens - at(1)) // (at(2) - at(1))) + 1 for one in duties("morning_noon_check", at(8, 20))}
    assert days & set(range(1, 9)) == {3, 4, 7}


@pytest.mark.usefixtures("season")
def test_nobody_is_missed_on_a_saturday_or_sunday() -> None:
    accepted(school(20, at(2, 6)), told(21, at(2, 6), FIRST))
    days = {int((one.opens - at(1)) // (at(2) - at(1))) + 1 for one in duties("morning_noon_check", at(16))}
    assert days & set(range(1, 17)) == {3, 4, 5, 6, 7, 10, 11, 12, 13, 14}


CHECKS = (
    checked(30, at(3, 8), FIRST, "morning", ill=3),
    checked(31, at(3, 13), FIRST, "noon", ill=4),
    checked(32, at(3, 8), SECOND, "morning", ill=2),
)


@pytest.mark.usefixtures("season")
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_as_many_absent_ill_as_the_pack_says_are_one_signal_and_one_duty(order: tuple[int, ...]) -> None:
    with example():
        forget_plans()
        accepted(school(20, at(2, 8)), told(21, at(2, 10), FIRST), told(22, at(2, 10), SECOND))
        for number in order:
            accepted(CHECKS[number])
        (owed,) = duties("signal_investigated")
        assert tree().by_id(owed.area).name.zh == "育才小学"
        assert owed.opens == at(3, 8)
        assert value("clinic.signals", "school", COUNTY, at(3, 23)).value == 1
        first = CHECKS[0] | {
            "id": entry(40, "venue.class_check", EAST, at(3, 8), {})["id"],
            "replaces": CHECKS[0]["id"],
        }
        accepted(first | {"body": first["body"] | {"absent_ill": 1}})
        (owed,) = duties("signal_investigated")
        assert owed.opens == at(3, 13)
    forget_plans()


@pytest.mark.usefixtures("season")
def test_who_is_there_is_told_until_the_day_ends_and_held_against_the_checks_that_were_due() -> None:
    accepted(school(20, at(2, 6)), told(21, at(2, 6), FIRST), told(22, at(2, 6), SECOND))
    accepted(checked(30, at(3, 8), FIRST, "morning", ill=2, present=38))
    accepted(checked(31, at(3, 13), FIRST, "noon", ill=1, present=39))
    with standing_at(NOW):
        fold()
        planner.catch_up()
    noon = {code: value("venue.attendance", code, EAST, at(3, 14)).value for code in ("present", "absent_ill")}
    assert noon == {"present": 39, "absent_ill": 1}
    whole = value("venue.attendance", "", EAST, at(3, 14))
    assert (whole.value, whole.reported, whole.expected) == (40, 1, 2)
    assert value("venue.attendance", "present", EAST, at(4, 1)).value == 0
    assert value("venue.classes", "", EAST, at(3, 14)).value == 2
    scope = Scope(tree().need(EAST).id, at(3, 14))
    assert [one.value for one in explained("venue.attendance", "absent_ill", scope=scope)]


@pytest.mark.usefixtures("season")
def test_what_is_odd_about_a_check_is_said_and_a_name_of_two_schools_is_held() -> None:
    accepted(school(20, at(2, 6)), school(24, at(2, 6), HUPO), told(21, at(2, 6), "三年级(1)班"))
    strange, over = send(
        checked(30, at(3, 8), "四年级(9)班", "morning"),
        checked(31, at(3, 8), "三年级(1)班", "morning", ill=5, present=38),
    )
    assert [one.code for one in strange.reasons] == ["class_not_told"]
    assert [one.code for one in over.reasons] == ["more_than_enrolled"]
    (held,) = send(told(22, at(2, 7), "三年级(1)班", HUPO))
    assert held.outcome == "held"
    assert [one.code for one in held.reasons] == ["class_of_another_school"]
    (moved,) = send(told(23, at(2, 7), "三年级(1)班", HUPO, replaces=told(21, at(2, 6), "x")["id"]))
    assert moved.outcome == "accepted"


@pytest.mark.usefixtures("season")
def test_a_bad_number_names_the_field() -> None:
    body = {"school": YUCAI, "slot": "evening", "present": "all", "absent_ill": 0}
    (receipt,) = send(entry(30, "venue.class_check", EAST, at(3, 8), body, subject={"kind": "class", "ref": FIRST}))
    assert receipt.outcome == "held"
    assert any("slot" in one.field or "present" in one.field for one in receipt.reasons), iso(at(3))
