"""A nil report beside a case of that day is remarked, whichever of the two comes first."""

from typing import Any

import pytest

from tests.toy.node import EAST, FAR, TOWN, WEST, at, entry, example, send, uuid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("node")]


def nil(number: int, area: str, day: int = 5, template: str = "daily", *, is_nil: bool = True) -> dict[str, Any]:
    body = {"template": template, "date": f"2020-02-{day:02}", "nil": is_nil, "confirmed_by": "x"}
    return entry(number, "reporting.daily", area, at(day, 17), body)


def case(number: int, area: str, day: int = 5, classification: str = "suspect", **more: Any) -> dict[str, Any]:
    who = {"kind": "person", "ref": f"p{number}"}
    return entry(number, "clinic.case", area, at(day, 9), {"classification": classification}, subject=who, **more)


def remarked(*batches: list[dict[str, Any]]) -> list[bool]:
    """Whether it was said of each entry that a nil report is contradicted."""
    with example():
        receipts = [receipt for batch in batches for receipt in send(*batch)]
        assert {one.outcome for one in receipts} <= {"accepted", "flagged"}, receipts
        return ["nil_contradicted" in [reason.code for reason in one.reasons] for one in receipts]


def test_a_nil_report_after_a_case_is_remarked_and_a_case_after_a_nil_report() -> None:
    assert remarked([case(20, EAST)], [nil(21, EAST)]) == [False, True]
    assert remarked([case(20, EAST), nil(21, EAST)]) == [False, True]
    assert remarked([nil(20, EAST)], [case(21, EAST)]) == [False, True]
    assert remarked([nil(20, EAST), case(21, EAST)]) == [False, True]


def test_the_town_says_nothing_of_its_villages_and_a_village_nothing_of_others() -> None:
    assert remarked([case(20, EAST)], [nil(21, TOWN), nil(22, WEST), nil(23, FAR)]) == [False, True, False, False]
    assert remarked([case(20, TOWN)], [nil(21, EAST)]) == [False, False]
    assert remarked([nil(20, TOWN), nil(21, WEST)], [case(22, EAST)]) == [False, False, True]


def test_only_nil_only_that_day_only_a_case_and_only_the_report_of_cases() -> None:
    assert remarked([case(20, EAST)], [nil(21, EAST, is_nil=False), nil(22, EAST, 6)]) == [False, False, False]
    assert remarked([case(20, EAST, classification="no_case")], [nil(21, EAST)]) == [False, False]
    assert remarked([case(20, EAST)], [nil(21, EAST, template="opinion")]) == [False, False]


def test_a_case_that_never_was_contradicts_nothing() -> None:
    never = case(21, EAST, replaces=str(uuid(20))) | {"body": None}
    assert remarked([case(20, EAST)], [never], [nil(22, EAST)]) == [False, False, False]
    assert remarked([case(20, EAST), never, nil(22, EAST)]) == [False, False, False]


def test_a_sentinel_that_saw_nothing_is_contradicted_by_a_case_recorded_there() -> None:
    place = {"kind": "place", "ref": "the clinic"}
    body = {"site_kind": "village_clinic", "date": "2020-02-05", "nil": True}
    send(entry(30, "clinic.sentinel", EAST, at(5, 17), body, subject=place))
    code = f"{EAST}.place1"
    assert [reason.code for one in send(case(31, code)) for reason in one.reasons] == ["nil_contradicted"]
    again = entry(32, "clinic.sentinel", EAST, at(5, 20), body, subject=place)
    assert [reason.code for one in send(again) for reason in one.reasons] == ["nil_contradicted"]
    other = entry(33, "clinic.sentinel", EAST, at(6, 20), body | {"date": "2020-02-06"}, subject=place)
    assert [reason.code for one in send(other) for reason in one.reasons] == []


def test_a_nil_report_that_comes_much_later_is_still_one_of_its_day() -> None:
    late = nil(21, EAST) | {"happened_at": "2020-02-25T09:00:00+08:00"}
    assert remarked([case(20, EAST)], [late]) == [False, True]
    assert remarked([case(20, EAST, day=24)], [late]) == [False, False]


def test_a_nil_report_with_cases_contradicts_itself() -> None:
    def with_value(number: int, value: float, figure: str = "clinic.confirmed") -> dict[str, Any]:
        told = nil(number, EAST)
        told["body"]["values"] = [{"figure": figure, "value": value}]
        return told

    assert remarked([with_value(20, 2), with_value(21, 0)]) == [True, False]
    assert remarked([with_value(20, 74, "screening.households_visited")]) == [False], "work is no case"
