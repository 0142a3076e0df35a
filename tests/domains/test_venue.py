"""Venues: which are open, checked and crowded, and where goods stand."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.domains.enforcement.entries import NOTICE
from gridward.domains.enforcement.figures import SUSPENDED
from gridward.domains.venue import entries as kinds
from gridward.domains.venue import figures
from gridward.domains.venue.imagine.classes import is_school_day
from gridward.domains.venue.rules import class_row, lot_row, venue_row
from gridward.kit.clock import day_of, parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database

TYPES = ("hospital", "school", "elderly_home", "supermarket", "hotel", "restaurant")


def moment(day: int, hour: int) -> str:
    return f"2020-02-{day:02}T{hour:02}:00:00+08:00"


def place(position: int, day: int, kind: str = "shop", site: int = 7, hour: int = 8, **more: Any) -> Entry:
    body = {"kind": kind, "name": "x", "status": "open", "department": "health"} | more
    return written(kinds.PLACE, moment(day, hour), body, subject=("place", site), area=site, position=position)


def check(position: int, day: int, hour: int = 9, site: int = 7, template: str = "general", **more: Any) -> Entry:
    body = {"template": template, "done_by": "self", "items": [{"code": "mask", "answer": "yes"}]} | more
    at, what = moment(day, hour), (more.pop("kind", "shop"), "")
    body.pop("kind", None)
    return written(kinds.CHECKLIST, at, body, subject=("place", site), area=site, place=what, position=position)


def count(position: int, hour: int, day: int = 1, site: int = 7, **body: int) -> Entry:
    return written(kinds.OCCUPANCY, moment(day, hour), body, subject=("place", site), area=site, position=position)


def lot(position: int, day: int, action: str, number: int = 3, **more: Any) -> Entry:
    body = {"place": ref("place", 7), "action": action, "product": "冻虾", "category": "cold_chain"} | more
    return written(kinds.LOT, moment(day, 9), body, subject=("lot", number), area=7, position=position)


def notice(position: int, day: int, action: str = "suspended", site: int = 7, **more: Any) -> Entry:
    body = {"action": action, "ground": "x", "from": f"2020-02-{day:02}"} | more
    return written(NOTICE, moment(day, 10), body, subject=("place", site), area=site, position=position)


def total(figure: Figure, entries: list[Entry], at: str, member: str = "") -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(at))


def test_the_wire_form_is_read() -> None:
    raw = b'{"kind":"school","name":"x","status":"open","capacity":500}'
    read = msgspec.json.decode(raw, type=kinds.Premises)
    assert kinds.PLACE.describes is not None
    assert (kinds.PLACE.describes(read).kind, read.capacity) == ("school", 500)
    raw = b'{"inside":40,"in":12,"out":3,"limit":60}'
    assert msgspec.json.decode(raw, type=kinds.Occupancy).in_ == 12
    raw = b"""{"place":{"kind":"place","ref":"m"},"action":"held","product":"p","category":"cold_chain",
        "quantity":12.5,"samples":[{"number":"1","result":"negative"}]}"""
    assert msgspec.json.decode(raw, type=kinds.Lot).samples[0].result is kinds.SampleResult.NEGATIVE


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (kinds.Premises, b'{"kind":"castle","name":"x","status":"open"}'),
        (kinds.Checklist, b'{"template":"school","done_by":"self"}'),
        (kinds.Checklist, b'{"template":"school","done_by":"self","items":[{"code":"mask","answer":"maybe"}]}'),
        (kinds.Occupancy, b'{"in":3}'),
        (kinds.Lot, b'{"action":"held","product":"p","category":"cold_chain"}'),
    ],
)
def test_a_bad_body_is_an_error(kind: Any, raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=kind)


def test_every_type_of_place_is_checked_today_or_not() -> None:
    entries = [place(number, 1, kind, number) for number, kind in enumerate(TYPES, 1)]
    entries += [check(10 + number, 2, site=number) for number in (1, 2, 3)]
    assert [total(figures.PLACES, entries, "2020-02-02", kind) for kind in TYPES] == [1] * 6
    assert [total(figures.CHECKED, entries, "2020-02-02", kind) for kind in TYPES] == [1, 1, 1, 0, 0, 0]
    assert [total(figures.CHECKED, entries, f"2020-02-0{day}") for day in (1, 2, 3)] == [0, 3, 0]


def test_a_closed_place_leaves_the_denominator_from_that_day() -> None:
    entries = [
        place(1, 1),
        place(2, 1, site=8),
        check(3, 4),
        check(4, 4, site=8),
        place(5, 4, hour=12, status="closed"),
    ]
    assert [total(figures.PLACES, entries, f"2020-02-0{day}") for day in (3, 4)] == [2, 1]
    assert total(figures.CHECKED, entries, "2020-02-04T10:00:00+08:00") == 2
    assert total(figures.CHECKED, entries, "2020-02-04") == 1
    assert total(figures.CLOSED, entries, "2020-02-04", "shop") == 1


def test_a_notice_closes_a_place_whatever_the_register_says() -> None:
    entries = [place(1, 1), notice(2, 3), place(3, 4), notice(4, 6, "reopened"), notice(5, 3, site=9)]
    assert [total(figures.PLACES, entries, f"2020-02-0{day}") for day in (2, 3, 4, 6)] == [1, 0, 0, 1]
    assert [total(figures.CLOSED, entries, f"2020-02-0{day}", "shop") for day in (2, 4, 6)] == [0, 1, 0]
    assert total(figures.CLOSED, entries, "2020-02-06", "other") == 1


def test_a_reopened_place_is_open_unless_it_is_closed_for_good() -> None:
    for status, is_open in (("suspended", 1), ("closed", 0)):
        entries = [place(1, 1), notice(2, 3), place(3, 3, hour=11, status=status), notice(4, 6, "reopened")]
        assert total(figures.PLACES, entries, "2020-02-06") == is_open


@given(
    st.lists(
        st.tuples(
            st.integers(1, 20), st.sampled_from(["suspended", "reopened"]), st.one_of(st.none(), st.integers(1, 25))
        )
    )
)
def test_what_notices_close_is_what_enforcement_suspends(served: list[tuple[int, str, int | None]]) -> None:
    entries = [
        notice(number, day, action, **({} if until is None else {"until": f"2020-02-{until:02}"}))
        for number, (day, action, until) in enumerate(served, 1)
    ]
    for day in range(1, 27):
        at = f"2020-02-{day:02}"
        assert total(figures.CLOSED, entries, at) == total(SUSPENDED, entries, at)


def test_inspected_counts_a_place_once_and_not_by_itself() -> None:
    entries = [
        check(1, 1),
        check(2, 2, done_by="department"),
        check(3, 3, done_by="supervisor"),
        check(4, 3, site=8, done_by="resident_supervisor", kind="enterprise"),
        check(5, 3, site=9, done_by="department", kind="gate"),
    ]
    assert [total(figures.INSPECTED, entries, f"2020-02-0{day}") for day in (1, 2, 3)] == [0, 1, 3]
    assert [total(figures.INSPECTED, entries, "2020-02-03", one) for one in ("shop", "enterprise", "other")] == [
        1,
        1,
        1,
    ]


def test_school_items_belong_to_schools() -> None:
    item = [{"code": "morning_check", "answer": "yes"}, {"code": "mask", "answer": "no"}]
    assert kinds.out_of_template(check(1, 1, template="school", items=item), []) == ()
    flagged = kinds.out_of_template(check(1, 1, template="market", items=item), [])
    assert [reason.code for reason in flagged] == ["not_of_this_checklist"]
    assert kinds.CHECKLIST.needs is not None
    assert kinds.CHECKLIST.needs(check(1, 1, template="castle", items=[{"code": "moat", "answer": "na"}]).body) != ()


def test_a_checklist_of_schools_is_for_schools() -> None:
    def filled(template: str, place: str, subject: tuple[str, int] | None = ("place", 7)) -> list[str]:
        body = {"template": template, "done_by": "self", "items": []}
        one = written(
            kinds.CHECKLIST, "2020-02-05T09:00:00+08:00", body, subject=subject, place=(place, "village"), position=1
        )
        return [reason.code for reason in kinds.doubtful(one, [one])]

    assert filled("school", "school") == filled("school", "") == filled("general", "market") == []
    assert filled("school", "market") == filled("market", "school") == ["checklist_of_other_places"]
    assert filled("school", "village", None) == []


def test_inside_is_the_count_and_those_who_came_less_those_who_left_until_the_day_ends() -> None:
    entries = [count(1, 8, inside=100, **{"in": 20, "out": 5}), count(2, 12, inside=60), count(3, 9, site=8, inside=7)]
    hours = {moment(1, 7): 0, moment(1, 8): 115, moment(1, 10): 122, moment(1, 12): 67, moment(2, 0): 0}
    assert {at: total(figures.OCCUPANCY, entries, at) for at in hours} == hours


def test_a_count_above_the_limit_or_capacity_is_counted_and_flagged() -> None:
    entries = [
        place(1, 1, capacity=50),
        count(2, 9, inside=51),
        count(3, 10, inside=51, limit=60),
        count(4, 11, inside=50),
    ]
    assert total(figures.OVER_CAPACITY, entries, "2020-02-01") == 1
    assert [bool(kinds.over_capacity(one, entries)) for one in entries[1:]] == [True, False, False]


def test_a_place_without_department_is_listed() -> None:
    assert kinds.unoverseen(place(1, 1), []) == ()
    assert [reason.code for reason in kinds.unoverseen(place(1, 1, department=""), [])] == ["no_department"]


def test_a_cold_chain_lot_is_released_only_after_a_negative_result() -> None:
    sample = {"number": "1", "result": "negative"}
    entries = [
        lot(1, 1, "arrived", certificate="检1"),
        lot(2, 2, "held", samples=[{"number": "1"}, {"number": "2"}]),
        lot(3, 3, "released"),
        lot(4, 4, "released", samples=[sample, {"number": "2", "result": "negative"}]),
        lot(5, 5, "released", samples=[{"number": "2", "result": "positive"}]),
    ]
    codes = [[reason.code for reason in kinds.uncleared(one, entries)] for one in entries]
    assert codes == [[], [], ["released_untested"], [], ["released_untested"]]
    assert [reason.code for reason in kinds.uncleared(lot(9, 1, "arrived"), [])] == ["no_certificate"]
    assert kinds.uncleared(lot(9, 1, "released", category="vegetables"), []) == ()
    row = lot_row(entries)
    assert row is not None
    assert (row["action"], row["certified"], row["cleared"]) == ("released", True, False)


def test_lots_stand_where_they_were_put_last_and_samples_count_once() -> None:
    two = [{"number": "1"}, {"number": "2"}]
    entries = [
        lot(1, 1, "arrived"),
        lot(2, 2, "held", samples=two),
        lot(3, 3, "released", samples=[*two, {"number": "3"}]),
        lot(4, 2, "arrived", number=4, category="vegetables", samples=two),
    ]
    held = {day: total(figures.LOTS, entries, f"2020-02-0{day}", "held") for day in (1, 2, 3)}
    assert held == {1: 0, 2: 1, 3: 0}
    assert [total(figures.LOTS, entries, "2020-02-03", one) for one in ("", "released", "arrived")] == [2, 1, 1]
    assert [total(figures.SAMPLES, entries, f"2020-02-0{day}") for day in (1, 2, 3)] == [0, 2, 3]


def test_the_list_of_places_says_what_is_open_and_when_it_was_checked() -> None:
    assert venue_row([notice(1, 3)]) is None
    row = venue_row([place(1, 1, "market", capacity=9), check(2, 2, problems=2, done_by="department"), notice(3, 3)])
    assert row is not None
    assert (row["kind"], row["open"], row["problems"]) == ("market", False, 2)
    assert row["checked_at"] == row["inspected_at"] == parse(moment(2, 9))


def test_the_imagined_class_is_taught_on_school_days_only() -> None:
    days = [is_school_day(day_of(parse(f"{day}T12:00:00+08:00"))) for day in ("2021-10-27", "2021-10-30", "2020-02-03")]
    assert days == [True, False, False]


def school_class(position: int, day: int, status: str = "in_session", number: int = 4) -> Entry:
    body = {"school": ref("place", 7), "enrolled": 40, "status": status}
    return written(kinds.CLASS, moment(day, 8), body, subject=("class", number), area=7, position=position)


def class_check(position: int, day: int, hour: int, number: int = 4, **body: Any) -> Entry:
    said = {"slot": "morning" if hour < 11 else "noon", "present": 39, "absent_ill": 1} | body
    return written(kinds.CLASS_CHECK, moment(day, hour), said, subject=("class", number), area=7, position=position)


def test_a_class_counts_while_it_is_taught_and_its_last_check_until_the_day_ends() -> None:
    told = [school_class(1, 3), school_class(2, 5, "stopped"), school_class(3, 3, number=5)]
    assert [total(figures.CLASSES, told, moment(day, 12)) for day in (2, 3, 5)] == [0, 2, 1]
    checks = [class_check(4, 3, 8), class_check(5, 3, 13, present=37, absent_ill=2, absent_other=1)]
    at_noon = {code: total(figures.ATTENDANCE, checks, moment(3, 14), code) for code in ("present", "absent_ill", "")}
    assert at_noon == {"present": 37, "absent_ill": 2, "": 40}
    assert total(figures.ATTENDANCE, checks, moment(3, 9), "present") == 39
    assert total(figures.ATTENDANCE, checks, moment(4, 0)) == 0


def test_the_row_of_a_class_says_what_was_told_and_checked_last() -> None:
    assert class_row([class_check(4, 3, 8)]) is None
    row = class_row([class_check(4, 3, 8), school_class(1, 2), class_check(5, 3, 13, absent_ill=2)])
    assert row is not None
    assert (row["enrolled"], row["status"], row["slot"], row["absent_ill"]) == (40, "in_session", "noon", 2)
