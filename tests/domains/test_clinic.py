"""Clinics: fever and the room, cases that move between classes, sites that spoke and sites that did not."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.domains.clinic import entries as kinds
from gridward.domains.clinic import figures
from gridward.domains.venue.entries import CLASS_CHECK
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import by_time, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database

END = parse("2020-02-29")


def seen(position: int, hour: int, disposition: str = "routine", person: int | None = None, **more: Any) -> Entry:
    at = f"2020-02-01T{hour:02}:00:00+08:00"
    subject = None if person is None else ("person", person)
    return written(kinds.TRIAGE, at, {"disposition": disposition} | more, subject=subject, position=position)


def total(figure: Figure, entries: list[Entry], at: int | str = END, member: str = "") -> int:
    return value(figure, lines(figure, by_time(entries)), member, at if isinstance(at, int) else parse(at))


def test_the_wire_form_is_read() -> None:
    raw = b"""{"temperature":38.2,"symptoms":["fever","dry_cough"],"disposition":"observation_room",
        "room_in":"2020-02-01T09:00:00+08:00"}"""
    assert str(msgspec.json.decode(raw, type=kinds.Triage).temperature) == "38.2"
    raw = b'{"site_kind":"school","date":"2021-11-01","absent_ill":4,"nil":false}'
    assert kinds.SENTINEL.describes is not None
    assert kinds.SENTINEL.describes(msgspec.json.decode(raw, type=kinds.Sentinel)).kind == "school"


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (kinds.Triage, b'{"temperature":38.2}'),
        (kinds.Triage, b'{"disposition":"routine","temperature":"warm"}'),
        (kinds.Case, b'{"classification":"maybe"}'),
        (kinds.Sentinel, b'{"site_kind":"school","date":"2021-11-01"}'),
    ],
)
def test_a_bad_body_is_an_error(kind: Any, raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=kind)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([one.value for one in kinds.Disposition]),
            st.one_of(st.none(), st.decimals(35, 41, places=1)),
            st.booleans(),
        ),
        max_size=20,
    )
)
def test_referred_at_most_fever_at_most_triaged(cases: list[tuple[str, Any, bool]]) -> None:
    entries = [
        seen(number, 8, disposition, temperature=temperature, symptoms=["fever"] if complains else [])
        for number, (disposition, temperature, complains) in enumerate(cases)
    ]
    assert total(figures.REFERRED, entries) <= total(figures.FEVER, entries) <= total(figures.TRIAGED, entries)
    assert total(figures.TRIAGED, entries) == len(cases)


def test_fever_begins_at_37_3() -> None:
    entries = [seen(1, 8, temperature=37.2), seen(2, 8, temperature=37.3), seen(3, 8)]
    assert total(figures.FEVER, entries) == 1
    assert [len(kinds.unmeasured(entry, [entry])) for entry in entries] == [0, 0, 1]


def test_whoever_has_no_end_is_still_in_the_room() -> None:
    entries = [
        seen(1, 8, "observation_room", 1, room_in="2020-02-01T08:10:00+08:00", room_out="2020-02-01T11:00:00+08:00"),
        seen(2, 9, "observation_room", 2),
        seen(3, 10, "observation_room", 3),
        seen(4, 15, "referred", 3),
        seen(5, 9, "observation_room"),
        seen(6, 9, "observation_room"),
    ]
    hours = {"08:05": 0, "08:30": 1, "10:30": 5, "12:00": 4, "16:00": 3}
    found = {hour: total(figures.OBSERVED, entries, f"2020-02-01T{hour}:00+08:00") for hour in hours}
    assert found == hours


def case(position: int, day: int, classification: str, person: int = 1, **more: Any) -> Entry:
    body = {"classification": classification} | more
    at = f"2020-02-{day:02}T12:01:00+08:00"
    return written(kinds.CASE, at, body, subject=("person", person), position=position)


def test_a_case_counts_once_and_moves_with_its_classification() -> None:
    entries = [case(1, 1, "suspect"), case(2, 3, "confirmed"), case(3, 2, "suspect", 2), case(4, 5, "no_case", 2)]
    days = [f"2020-02-0{day}" for day in range(1, 6)]
    assert [total(figures.SUSPECTED, entries, day) for day in days] == [1, 2, 1, 1, 0]
    assert [total(figures.CONFIRMED, entries, day) for day in days] == [0, 0, 1, 1, 1]
    assert [total(figures.RULED_OUT, entries, day) for day in days] == [0, 0, 0, 0, 1]
    assert total(figures.SUSPECTED, entries, "2020-02-01T12:00:00+08:00") == 0


def test_stamps_before_their_predecessors_are_flagged() -> None:
    stamps = {"found_at": "2020-02-01T10:00:00+08:00", "reported_at": "2020-02-01T09:00:00+08:00"}
    stamps |= {"admitted_at": "2020-02-01T12:00:00"}
    entry = case(1, 1, "suspect", **stamps)
    assert [reason.field for reason in kinds.out_of_order(entry, [entry])] == ["body.reported_at"]


def report(position: int, site: int, at: str, date: str, kind: str = "health_centre") -> Entry:
    body = {"site_kind": kind, "date": date, "nil": True}
    return written(kinds.SENTINEL, at, body, subject=("place", site), area=site, position=position)


def test_silence_is_not_zero() -> None:
    entries = [
        report(1, 5, "2020-01-31T08:00:00+08:00", "2020-01-31"),
        report(2, 6, "2020-01-31T08:30:00+08:00", "2020-01-31"),
        report(3, 5, "2020-02-01T08:00:00+08:00", "2020-02-01"),
    ]
    noon = "2020-02-01T12:00:00+08:00"
    assert total(figures.SENTINELS_OPEN, entries, noon) == 2
    assert total(figures.SENTINELS_REPORTED, entries, noon) == 1
    assert total(figures.SENTINELS_REPORTED, entries, "2020-01-31") == 2
    assert total(figures.SENTINELS_REPORTED, entries, "2020-02-02T07:00:00+08:00") == 0
    assert figures.CONFIRMED.reported == figures.SENTINELS_REPORTED.name


def test_a_report_sent_twice_or_late_counts_once_for_its_day() -> None:
    entries = [
        report(1, 5, "2020-02-01T08:00:00+08:00", "2020-02-01"),
        report(2, 5, "2020-02-01T09:00:00+08:00", "2020-02-01"),
        report(3, 5, "2020-02-04T09:00:00+08:00", "2020-02-02"),
    ]
    assert [total(figures.SENTINELS_REPORTED, entries, f"2020-02-0{day}") for day in (1, 2, 3, 4)] == [1, 1, 0, 0]
    assert total(figures.SENTINELS_REPORTED, entries, member="health_centre", at="2020-02-01") == 1


def test_readiness_is_what_was_stated_last() -> None:
    def ready(position: int, day: int, site: int = 5, **said: int) -> Entry:
        body = {"date": f"2020-02-{day:02}"} | said
        at = f"2020-02-{day:02}T09:00:00+08:00"
        return written(kinds.READINESS, at, body, subject=("place", site), area=site, position=position)

    entries = [
        ready(1, 1, beds_total=20, investigators=3),
        ready(2, 8, beds_total=25),
        ready(3, 2, site=6, beds_total=7),
    ]
    assert [total(figures.READY, entries, f"2020-02-0{day}", "beds") for day in (1, 2, 8)] == [20, 27, 32]
    assert [total(figures.READY, entries, f"2020-02-0{day}", "investigators") for day in (1, 8)] == [3, 0]
    days = ("2020-01-31", "2020-02-01", "2020-02-08", "2020-02-09", "2020-02-15")
    assert [total(figures.INSTITUTIONS, entries, day) for day in days] == [0, 1, 2, 2, 2]
    assert [total(figures.READINESS_STATED, entries, day) for day in days] == [0, 1, 2, 1, 0]
    assert (figures.READY.reported, figures.READY.expected) == ("clinic.readiness_stated", "clinic.institutions")


def test_a_signal_is_one_for_a_site_and_day_however_often_sent() -> None:
    def told(position: int, day: int, site: int = 5, kind: str = "health_centre", **seen: int) -> Entry:
        body = {"site_kind": kind, "date": f"2020-02-{day:02}", "nil": False} | seen
        at = f"2020-02-{day:02}T08:00:00+08:00"
        return written(kinds.SENTINEL, at, body, subject=("place", site), area=site, position=position)

    entries = [
        told(1, 1, fever=2),
        told(2, 2, fever=3),
        told(3, 2, fever=3),
        told(4, 2, 6, "school", absent_ill=5),
        told(5, 3, 6, "school", absent_ill=4),
        told(6, 3, 7, "pharmacy", fever_medicine=30),
    ]
    assert [total(figures.SIGNALS, entries, f"2020-02-0{day}") for day in (1, 2, 3)] == [0, 2, 3]
    assert total(figures.SIGNALS, entries, member="school") == 1


def test_a_class_is_one_signal_a_day_however_often_it_is_checked() -> None:
    def checked(position: int, day: int, number: int, ill: int, hour: int = 8, **more: int) -> Entry:
        body = {"slot": "morning", "present": 30, "absent_ill": ill} | more
        at = f"2020-02-{day:02}T{hour:02}:00:00+08:00"
        return written(CLASS_CHECK, at, body, subject=("class", number), area=6, position=position)

    entries = [
        checked(1, 1, 4, 2),
        checked(2, 2, 4, 3),
        checked(3, 2, 4, 5, hour=13),
        checked(4, 2, 5, 0, ili=5),
        checked(5, 3, 4, 3),
    ]
    assert [total(figures.SIGNALS, entries, f"2020-02-0{day}", "school") for day in (1, 2, 3)] == [0, 2, 3]


def test_delay_counts_cases_within_the_hours_of_the_pack() -> None:
    def stamped(position: int, day: int, person: int, hours: int, **more: Any) -> Entry:
        stamps = {"found_at": "2020-02-01T08:00:00", "reported_at": f"2020-02-01T{8 + hours:02}:00:00"}
        return case(position, day, "suspect", person, **{**stamps, **more})

    entries = [
        stamped(1, 1, 1, 2),
        stamped(2, 1, 2, 3),
        stamped(3, 2, 3, 1, diagnosed_at="2020-02-02T10:00:00"),
        case(4, 2, "suspect", 4, found_at="2020-02-01T08:00:00"),
        stamped(5, 3, 2, 2),
    ]
    known = {day: total(figures.DELAY_KNOWN, entries, f"2020-02-0{day}", "found_reported") for day in (1, 2, 3)}
    in_time = {day: total(figures.DELAY, entries, f"2020-02-0{day}", "found_reported") for day in (1, 2, 3)}
    assert (known, in_time) == ({1: 2, 2: 3, 3: 3}, {1: 1, 2: 2, 3: 3})
    assert total(figures.DELAY_KNOWN, entries, member="reported_diagnosed") == 1
    assert total(figures.DELAY, entries, member="reported_diagnosed") == 0


def test_illness_of_a_site_and_day_counts_as_it_was_told_last() -> None:
    told = [
        written(kinds.SENTINEL, f"2020-02-0{day}T{hour:02}:00:00+08:00", {
            "site_kind": "school", "date": f"2020-02-0{of}", "ili": ill, "nil": False,
        }, subject=("place", 7), position=number)
        for number, (day, hour, of, ill) in enumerate(((1, 9, 1, 4), (1, 18, 1, 6), (2, 9, 2, 3), (3, 9, 1, 5)), 1)
    ]  # fmt: skip
    at = [total(figures.ILI, told, f"2020-02-0{day}T20:00:00+08:00", "school") for day in (1, 2, 3)]
    assert at == [6, 9, 8]


@pytest.mark.parametrize(
    ("said", "flagged"),
    [
        ({"nil": True, "fever": 2}, True),
        ({"nil": True, "fever": 0, "visits": 30}, False),
        ({"nil": False, "ili": 2}, False),
    ],
)
def test_nothing_to_report_beside_somebody_ill_is_flagged(said: dict[str, Any], flagged: bool) -> None:
    body = {"site_kind": "school", "date": "2020-02-01"} | said
    report = written(kinds.SENTINEL, "2020-02-01T09:00:00+08:00", body, subject=("place", 5))
    assert bool(kinds.not_nil(report, [report])) == flagged
