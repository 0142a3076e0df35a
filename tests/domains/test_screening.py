"""Screening: what counts as covered, how lists resolve, when a category holds."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.domains.screening import entries as kinds
from gridward.domains.screening import figures
from gridward.domains.screening.rules import list_row, visit_row
from gridward.intake.kernel import KINDS as KERNEL
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from gridward.policy.lists import options
from tests.domains.entries import OTHER, TOWN, VILLAGE, by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database

END = parse("2020-02-29")
HOUSEHOLD = next(kind for kind in KERNEL if kind.name == "roll.household")


def visit(position: int, house: int, result: str = "cooperative", **more: Any) -> Entry:
    body = {"purpose": "round", "result": result} | more
    return written(kinds.VISIT, "2020-02-01T09:00:00+08:00", body, subject=("household", house), position=position)


def total(figure: Figure, entries: list[Entry], member: str = "", at: int = END) -> int:
    return value(figure, lines(figure, by_time(entries)), member, at)


def test_the_wire_form_is_read() -> None:
    raw = b"""{"round":1,"purpose":"round","result":"cooperative","persons":[{"kind":"person","ref":"a"},"b"],
        "team_roles":["police","medic"],"living":"needs_help","next_review":"2020-02-15"}"""
    assert len(msgspec.json.decode(raw, type=kinds.Visit).persons) == 2
    raw = b"""{"direction":"in","stage":"actual","journey_id":"J1","purpose":"return_home","origin_area":"420106",
        "destination":"371681102203","arrive_at":"2020-01-23T18:00:00+08:00"}"""
    assert msgspec.json.decode(raw, type=kinds.TravelEntry).origin_area == "420106"


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (kinds.Visit, b'{"purpose":"round"}'),
        (kinds.Visit, b'{"purpose":"round","result":"at_home"}'),
        (kinds.Classification, b'{"category":"vulnerable","action":"add","basis":"visit"}'),
        (kinds.ListCheck, b'{"result":"unreachable"}'),
    ],
)
def test_a_bad_body_is_an_error(kind: Any, raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=kind)


def test_codes_that_figures_need_must_be_on_the_list() -> None:
    assert kinds.CLASSIFICATION.needs is not None
    body = msgspec.json.decode(
        b'{"category":"aliens","action":"add","basis":"visit","from":"2020-02-01"}', type=kinds.Classification
    )
    assert [reason.code for reason in kinds.CLASSIFICATION.needs(body)] == ["not_listed"]


def test_nobody_home_is_a_visit_but_not_covered_and_an_empty_house_is() -> None:
    entries = [
        visit(1, 1, "unavailable"),
        visit(2, 2, "vacant"),
        visit(3, 3),
        visit(4, 3),
        visit(5, 4, "uncooperative"),
    ]
    assert total(figures.HOUSEHOLDS_VISITED, entries) == 5
    assert total(figures.HOUSEHOLDS_COVERED, entries) == 2
    assert total(figures.PERSONS_COVERED, entries) == 0
    assert total(figures.REFUSALS, entries) == 1


def house(position: int, number: int, day: int, status: str = "lived_in", *, area: int = VILLAGE) -> Entry:
    at = f"2020-02-{day:02}T08:00:00+08:00"
    return written(HOUSEHOLD, at, {"status": status}, subject=("household", number), area=area, position=position)


def test_what_is_covered_is_a_part_of_what_is_to_be_screened() -> None:
    entries = [
        *(house(1, 1, 1), visit(2, 1)),
        *(house(3, 2, 1, "empty"), visit(4, 2, "vacant", round=1), visit(5, 2, "vacant", round=2)),
        *(house(6, 3, 1), visit(7, 3, round=1), house(8, 3, 5, "demolished")),
        visit(9, 4),
        house(10, 5, 1, "demolished"),
        house(11, 6, 1, "all_away"),
    ]
    assert [total(f, entries, at=parse("2020-02-04")) for f in (figures.HOUSEHOLDS_COVERED, figures.HOUSEHOLDS)] == [
        4,
        5,
    ]
    assert [total(f, entries) for f in (figures.HOUSEHOLDS_COVERED, figures.HOUSEHOLDS)] == [3, 4]
    assert [total(figures.HOUSEHOLDS_COVERED, entries, member) for member in "12"] == [1, 1]


def test_a_household_that_moves_is_to_be_screened_where_it_lives_now() -> None:
    entries = [house(1, 1, 1), visit(2, 1), house(3, 1, 5, area=OTHER)]
    for figure, old, new in ((figures.HOUSEHOLDS, 0, 1), (figures.HOUSEHOLDS_COVERED, 0, 0)):
        found = lines(figure, by_time(entries))
        assert [value(figure, found, "", END, {area}) for area in (VILLAGE, OTHER)] == [old, new]


def test_a_round_starts_at_zero_and_the_one_before_stays_readable() -> None:
    entries = [visit(1, 1, round=1), visit(2, 2, round=1), visit(3, 1, round=2), visit(4, 9)]
    assert total(figures.HOUSEHOLDS_COVERED, entries, "1") == 2
    assert total(figures.HOUSEHOLDS_COVERED, entries, "2") == 1
    assert total(figures.HOUSEHOLDS_COVERED, entries, "3") == 0
    assert total(figures.HOUSEHOLDS_COVERED, entries) == 3
    assert total(figures.ROUNDS_OPENED, entries) == 2
    row = visit_row(by_time([entries[0], entries[2]]))
    assert row is not None
    assert (row["rounds"], row["covered"], row["visits"]) == ([1, 2], True, 2)


def test_persons_are_covered_once_and_only_when_met() -> None:
    people = [ref("person", 1), ref("person", 2)]
    alone = written(
        kinds.VISIT,
        "2020-02-01T10:00:00+08:00",
        {"purpose": "list", "result": "cooperative"},
        subject=("person", 3),
        position=9,
    )
    entries = [visit(1, 1, persons=people), visit(2, 1, persons=people[:1]), visit(3, 2, "unavailable"), alone]
    assert total(figures.PERSONS_COVERED, entries) == 3
    assert total(figures.HOUSEHOLDS_VISITED, entries) == 3


def test_arrivals_by_origin_count_journeys_made() -> None:
    def came(position: int, origin: str, stage: str = "actual", direction: str = "in") -> Entry:
        body = {"direction": direction, "stage": stage, "journey_id": "J", "purpose": "return_home"}
        body |= {"origin_area": origin, "destination": "371681102203"}
        return written(kinds.TRAVEL_ENTRY, "2020-02-01T10:00:00+08:00", body, subject=("person", 1), position=position)

    entries = [
        came(1, "420106"),
        came(2, "湖北孝感"),
        came(3, "110000"),
        came(4, "420106", "planned"),
        came(5, "x", direction="out"),
    ]
    assert total(figures.ARRIVALS, entries) == 3
    assert total(figures.ARRIVALS, entries, "hubei") == 2
    assert total(figures.ARRIVALS, entries, "wuhan") == 1
    assert total(figures.DEPARTURES, entries) == 1
    assert [reason.code for reason in kinds.unapproved(entries[4], ())] == ["not_approved"]
    assert kinds.unapproved(entries[0], ()) == ()


def told(position: int, day: int, code: str, action: str = "add", person: int = 1, start: int = 0) -> Entry:
    body = {"category": code, "action": action, "basis": "visit", "from": f"2020-02-{start or day:02}"}
    at = f"2020-02-{day:02}T10:00:00+08:00"
    return written(kinds.CLASSIFICATION, at, body, subject=("person", person), position=position)


def test_a_person_in_two_categories_counts_in_both_and_once_in_the_total() -> None:
    entries = [told(1, 1, "vulnerable"), told(2, 2, "truck_driver"), told(3, 2, "vulnerable", person=2)]
    assert total(figures.KEY_PERSONS, entries) == 2
    assert total(figures.KEY_PERSONS, entries, "vulnerable") == 2
    assert total(figures.KEY_PERSONS, entries, "transport_worker") == 1
    ended = [*entries, told(4, 5, "vulnerable", "end")]
    assert total(figures.KEY_PERSONS, ended, "vulnerable") == 1
    assert total(figures.KEY_PERSONS, ended, "vulnerable", parse("2020-02-04")) == 2
    assert total(figures.KEY_PERSONS, ended) == 2


def test_a_category_holds_from_the_day_that_is_named_and_an_end_is_never_before_the_start() -> None:
    entries = [told(1, 9, "vulnerable", start=3)]
    assert [total(figures.KEY_PERSONS, entries, at=parse(f"2020-02-0{day}")) for day in (2, 3)] == [0, 1]
    entries.append(told(2, 12, "vulnerable", "end", start=1))
    assert total(figures.KEY_PERSONS, entries) == 0


def pushed(position: int, names: int) -> Entry:
    body = {"issuer": "city", "issuer_level": "city", "received_at": "2020-02-01T08:00:00+08:00", "names": names}
    return written(
        kinds.PUSHED_LIST, "2020-02-01T08:00:00+08:00", body, subject=("area", TOWN), area=TOWN, position=position
    )


def check(position: int, person: int, result: str, hour: int, area: int = VILLAGE, pushed_list: int = 1) -> Entry:
    body = {"list": ref("entry", pushed_list), "result": result}
    at = f"2020-02-02T{hour:02}:00:00+08:00"
    return written(kinds.LIST_CHECK, at, body, subject=("person", person), area=area, position=position)


CODES = [option.code for option in options("list_result")]


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.sampled_from(CODES), st.integers(0, 23), st.sampled_from([VILLAGE, OTHER])),
        max_size=12,
    ),
    st.integers(0, 23),
)
def test_results_and_unresolved_always_sum_to_the_list(checks: list[tuple[int, str, int, int]], hour: int) -> None:
    entries = [pushed(1, 5)]
    entries += [check(number, *one) for number, one in enumerate(checks, 2)]
    at = parse(f"2020-02-02T{hour:02}:30:00+08:00")
    found = lines(figures.PUSHED, by_time(entries))
    members = {member.code: value(figures.PUSHED, found, member.code, at) for member in figures.PUSHED.members}
    assert sum(members.values()) == 5
    assert all(number >= 0 for number in members.values())
    asked = {person for person, _, when, _ in checks if when <= hour}
    assert members["unresolved"] == 5 - len(asked)
    missed = value(figures.MISSED, lines(figures.MISSED, by_time(entries)), "", at)
    assert missed == members["missed_by_screening"]


def test_the_last_result_of_a_name_is_the_one_that_counts() -> None:
    entries = [pushed(1, 3), check(2, 1, "unreachable", 8), check(3, 1, "missed_by_screening", 15)]
    assert total(figures.PUSHED, entries, "unreachable") == 0
    assert total(figures.PUSHED, entries, "missed_by_screening") == 1
    assert total(figures.MISSED, entries) == 1
    assert total(figures.PUSHED, entries, "unreachable", parse("2020-02-02T10:00:00+08:00")) == 1


def test_people_in_need_are_reviewed_when_called_on_themselves_within_the_period() -> None:
    def told(position: int, day: int, person: int, category: str = "elderly_alone", action: str = "add") -> Entry:
        body = {"category": category, "action": action, "basis": "welfare", "from": f"2020-02-{day:02}"}
        at = f"2020-02-{day:02}T08:00:00+08:00"
        return written(kinds.CLASSIFICATION, at, body, subject=("person", person), position=position)

    def called(position: int, day: int, person: int, result: str = "cooperative") -> Entry:
        at = f"2020-02-{day:02}T09:00:00+08:00"
        body = {"purpose": "welfare", "result": result}
        return written(kinds.VISIT, at, body, subject=("person", person), position=position)

    entries = [
        told(1, 1, 1),
        told(2, 1, 2, "vulnerable"),
        told(3, 1, 3, "hubei_returnee"),
        told(4, 9, 2, "vulnerable", "end"),
    ]
    entries += [called(5, 2, 1), called(6, 3, 2, "unavailable"), called(7, 2, 3), called(8, 8, 2)]
    days = {1: 0, 2: 1, 8: 2, 9: 0}
    found = {day: total(figures.REVIEWED, entries, at=parse(f"2020-02-{day:02}")) for day in days}
    assert found == days
    assert [total(figures.IN_NEED, entries, at=parse(f"2020-02-{day:02}")) for day in (1, 9)] == [2, 1]


def test_a_category_that_ends_without_a_reason_is_flagged_and_no_other() -> None:
    def told(action: str, **more: str) -> Entry:
        body = {"category": "vulnerable", "action": action, "basis": "welfare", "from": "2020-02-01"} | more
        return written(kinds.CLASSIFICATION, "2020-02-01T08:00:00+08:00", body, subject=("person", 1))

    asked = [told("end"), told("end", reason="搬走"), told("add")]
    assert [[one.code for one in kinds.unexplained(entry, [])] for entry in asked] == [["ended_without_reason"], [], []]


def named(position: int, person: int, minute: int = 0, pushed_list: int = 1) -> Entry:
    at = f"2020-02-01T09:{minute:02}:00+08:00"
    body = {"list": ref("entry", pushed_list)}
    return written(kinds.LISTED_NAME, at, body, subject=("person", person), area=TOWN, position=position)


def test_names_told_one_by_one_are_the_names_of_a_list_and_count_once() -> None:
    entries = [pushed(1, 300), named(2, 1), named(3, 2), named(4, 2, 5), check(5, 2, "unreachable", 8)]
    assert total(figures.PUSHED, entries) == 2
    assert total(figures.PUSHED, entries, "unresolved") == 1
    assert total(figures.PUSHED, entries, "unreachable") == 1
    assert [one.area for one in lines(figures.PUSHED, entries) if one.member == "unresolved"] == [TOWN, TOWN, VILLAGE]
    row = list_row(entries)
    assert row is not None
    assert (row["names"], row["unresolved"]) == (2, 1)
    assert list_row(entries[1:]) is None


def test_a_name_that_stands_on_its_list_already_is_told() -> None:
    first, again, other = named(2, 1), named(3, 1, 5), named(4, 1, 6, pushed_list=9)
    assert kinds.listed_twice(first, [first, again]) == ()
    assert [one.code for one in kinds.listed_twice(again, [first, again])] == ["listed_twice"]
    assert kinds.listed_twice(other, [first, again, other]) == ()


def test_arrivals_add_up_by_purpose_and_refusals_by_reason() -> None:
    def came(position: int, purpose: str, stage: str = "actual") -> Entry:
        body = {
            "direction": "in", "stage": stage, "journey_id": f"J{position}", "purpose": purpose,
            "origin_area": "济南", "destination": "东村",
        }  # fmt: skip
        at = "2020-02-01T09:00:00+08:00"
        return written(kinds.TRAVEL_ENTRY, at, body, subject=("person", position), position=position)

    entries = [came(1, "work_resumption"), came(2, "family_visit"), came(3, "office_return"), came(4, "other")]
    entries.append(came(5, "other", "planned"))
    codes = [member.code for member in figures.PURPOSES.members]
    assert sum(total(figures.PURPOSES, entries, code) for code in codes) == total(figures.ARRIVALS, entries) == 4
    visits = [visit(6, 1, "uncooperative", refusal="afraid"), visit(7, 2, "uncooperative"), visit(8, 3)]
    assert total(figures.REFUSAL_REASONS, visits) == total(figures.REFUSALS, visits) == 2
    assert total(figures.REFUSAL_REASONS, visits, "afraid") == 1
