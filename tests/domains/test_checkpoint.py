"""Gates: posts and closures by their dates, passages by the level of their gate."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.domains.checkpoint import entries as kinds
from gridward.domains.checkpoint import figures
from gridward.domains.checkpoint.rules import post_level, post_row
from gridward.kit.clock import parse
from gridward.plug.kind import Place
from tests.domains.entries import by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database

POST = {"level": "village", "hours": "24h", "opened_on": "2020-01-26"}


def post(at: str, position: int, subject: int = 9, **more: Any) -> Any:
    body = POST | more
    return written(
        kinds.POST, at, body, subject=("place", subject), area=subject, place=("gate", "x"), position=position
    )


def counted(figure: Any, entries: Any, member: str, *moments: str) -> list[int]:
    found = lines(figure, by_time(entries))
    return [value(figure, found, member, parse(moment)) for moment in moments]


def test_the_wire_form_is_read() -> None:
    raw = b"""{"post":{"kind":"place","ref":"gate 1"},"direction":"in","temperature":36.6,"mask":true,
        "from":"371681102203","identified_by":"id_card","outcome":"admitted","note":"-"}"""
    body = msgspec.json.decode(raw, type=kinds.Person)
    assert (str(body.temperature), body.from_, body.outcome) == ("36.6", "371681102203", kinds.PersonOutcome.ADMITTED)
    body = msgspec.json.decode(b'{"regime":"closed_off","from":"2020-01-28","entrances_open":1}', type=kinds.Closure)
    assert body.from_.isoformat() == "2020-01-28"


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (kinds.Person, b'{"direction":"in","outcome":"admitted"}'),
        (kinds.Person, b'{"post":"g","direction":"in","outcome":"let_in"}'),
        (kinds.Person, b'{"post":"g","direction":"in","outcome":"admitted","temprature":36.5}'),
        (kinds.Vehicle, b'{"post":"g","direction":"in","outcome":"passed","occupants":"two"}'),
        (kinds.Post, b'{"level":"village","hours":"12h","opened_on":"2020-01-26"}'),
        (kinds.Closure, b'{"regime":"closed_off","from":"yesterday"}'),
    ],
)
def test_a_bad_body_is_an_error_that_names_it(kind: Any, raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=kind)


def test_a_person_without_a_temperature_is_flagged_and_no_other() -> None:
    said = {"post": ref("place", 9), "direction": "in", "outcome": "admitted"}
    bare = written(kinds.PERSON, "2020-02-01T08:00:00+08:00", said)
    measured = written(kinds.PERSON, "2020-02-01T08:00:00+08:00", said | {"temperature": 36.4})
    assert [reason.code for reason in kinds.doubtful(bare, [bare])] == ["no_temperature"]
    assert kinds.doubtful(measured, [measured]) == ()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"temperature": 37.3}, "body.temperature"),
        ({"temperature": 37.8, "second_reading": 37.4}, "body.second_reading"),
        ({"temperature": 37.8, "second_reading": 36.9}, None),
        ({"temperature": 36.4, "health_code": "red"}, "body.health_code"),
        ({"temperature": 36.4, "health_code": "green", "travel_code": "flagged"}, "body.travel_code"),
        ({"temperature": 36.4, "health_code": "green", "travel_code": "clear"}, None),
        ({"temperature": 36.4, "health_code": "yellow", "travel_code": "clear"}, "body.health_code"),
        ({"temperature": 36.4, "health_code": "green", "travel_code": "clear", "mask": False}, "body.mask"),
        ({"temperature": 36.4, "health_code": "green", "travel_code": "clear", "mask": True}, None),
        ({"temperature": 36.4, "mask": False}, None),
        ({"temperature": 37.8, "outcome": "held"}, None),
        ({"temperature": 37.8, "direction": "out"}, None),
    ],
)
def test_whom_a_gate_holds_is_flagged_when_admitted(said: dict[str, Any], field: str | None) -> None:
    usual = {"post": ref("place", 9), "direction": "in", "outcome": "admitted"}
    one = written(kinds.PERSON, "2021-02-01T08:00:00+08:00", usual | said)
    assert [reason.field for reason in kinds.doubtful(one, [one])] == ([field] if field else [])


def test_a_post_counts_from_its_opening_to_its_removal() -> None:
    entries = [
        post("2020-01-28T09:00:00+08:00", 1),
        post("2020-02-05T17:00:00+08:00", 2, closed_on="2020-02-05"),
        post("2020-02-08T07:00:00+08:00", 3, opened_on="2020-02-08"),
        post("2020-01-27T09:00:00+08:00", 4, subject=10, level="town", opened_on="2020-01-27"),
    ]
    days = ["2020-01-25", "2020-01-26", "2020-02-05T12:00:00+08:00", "2020-02-05", "2020-02-07", "2020-02-08"]
    assert counted(figures.POSTS, entries, "village", *days) == [0, 1, 1, 0, 0, 1]
    assert counted(figures.POSTS, entries, "", *days) == [0, 1, 2, 1, 1, 2]
    assert post_row(by_time(entries)[1:3]) is not None


def test_a_post_that_changes_its_level_moves_from_member_to_member_at_that_moment() -> None:
    entries = [post("2020-01-26T09:00:00+08:00", 1), post("2020-02-01T09:00:00+08:00", 2, level="compound")]
    assert counted(figures.POSTS, entries, "village", "2020-01-31", "2020-02-01") == [1, 0]
    assert counted(figures.POSTS, entries, "compound", "2020-01-31", "2020-02-01") == [0, 1]


def test_code_posters_lower_the_signed_posts_when_they_are_gone() -> None:
    entries = [
        post("2021-01-08T09:00:00+08:00", 1, opened_on="2021-01-08", code_signs=True),
        post("2021-01-09T09:00:00+08:00", 2, opened_on="2021-01-08", code_signs=False),
        post("2021-01-08T09:00:00+08:00", 3, subject=11, opened_on="2021-01-08", code_signs=True),
    ]
    assert counted(figures.POSTS_SIGNED, entries, "", "2021-01-08", "2021-01-09") == [2, 1]
    assert counted(figures.POSTS, entries, "", "2021-01-08", "2021-01-09") == [2, 2]


@given(st.permutations(range(6)), st.lists(st.integers(1, 9), min_size=6, max_size=6))
def test_posts_do_not_depend_on_the_order_of_arrival(order: list[int], days: list[int]) -> None:
    def made(positions: list[int]) -> list[int]:
        found = [
            post(f"2020-02-{10 + number}T08:00:00+08:00", position, opened_on=f"2020-02-0{day}")
            for number, (position, day) in enumerate(zip(positions, days, strict=True))
        ]
        return counted(figures.POSTS, found, "", *(f"2020-02-{day:02}" for day in range(1, 20)))

    assert made(list(range(1, 7))) == made([one + 1 for one in order])


def test_the_level_of_a_gate() -> None:
    assert post_level(Place("gate", "town")) == "town"
    assert post_level(Place("gate", "community")) == "village"
    assert post_level(Place("", "village")) == "village"
    assert post_level(Place("village", "village")) == "village"
    assert post_level(Place("compound", "compound")) == "compound"
    assert post_level(Place("supermarket", "village")) == "venue"


def test_passages_count_at_the_level_of_their_gate_only() -> None:
    def car(position: int, level: str, outcome: str) -> Any:
        body = {"post": ref("place", 9), "direction": "in", "outcome": outcome}
        place = ("gate", level)
        return written(kinds.VEHICLE, "2020-02-01T08:00:00+08:00", body, place=place, position=position)

    entries = [car(1, "town", "passed"), car(2, "town", "turned_back"), car(3, "village", "passed")]
    assert counted(figures.VEHICLES, entries, "town", "2020-02-01") == [2]
    assert counted(figures.VEHICLES, entries, "village", "2020-02-01") == [1]
    assert counted(figures.VEHICLES_TURNED_BACK, entries, "town", "2020-02-01") == [1]
    assert [line.source for line in lines(figures.VEHICLES_TURNED_BACK, entries)] == [2]


def test_areas_are_closed_off_until_opened_and_places_apart() -> None:
    def closed(position: int, subject: int, level: str, regime: str, start: str, **more: Any) -> Any:
        body = {"regime": regime, "from": start} | more
        about, place = ("area", subject), (level, level)
        return written(
            kinds.CLOSURE, f"{start}T08:00:00+08:00", body, subject=about, area=subject, place=place, position=position
        )

    entries = [
        closed(1, 2, "village", "closed_off", "2020-01-28"),
        closed(2, 3, "community", "controlled", "2020-01-29"),
        closed(3, 2, "village", "open", "2020-02-09"),
        closed(4, 5, "happiness_home", "closed_off", "2020-01-28"),
        closed(5, 6, "village", "closed_off", "2020-01-28", to="2020-02-01"),
    ]
    days = ["2020-01-27", "2020-01-28", "2020-02-01", "2020-02-02", "2020-02-09"]
    assert counted(figures.CLOSED_AREAS, entries, "", *days) == [0, 2, 3, 2, 1]
    assert counted(figures.CLOSED_AREAS, entries, "community", *days) == [0, 0, 1, 1, 1]
    assert counted(figures.CLOSED_PLACES, entries, "happiness_home", *days) == [0, 1, 1, 1, 1]
