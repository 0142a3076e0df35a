"""Enforcement: notices that count once, places suspended until they are reopened."""

from typing import Any

import msgspec
import pytest

from gridward.domains.enforcement import entries as kinds
from gridward.domains.enforcement import figures
from gridward.domains.enforcement.rules import notice_row
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import by_time, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database


def notice(position: int, day: int, action: str = "suspended", shop: int = 7, **more: Any) -> Entry:
    body = {"action": action, "ground": "非生活必需", "from": f"2020-02-{day:02}"} | more
    at = f"2020-02-{day:02}T10:00:00+08:00"
    return written(kinds.NOTICE, at, body, subject=("place", shop), area=shop, position=position)


def total(figure: Figure, entries: list[Entry], day: str) -> int:
    return value(figure, lines(figure, by_time(entries)), "", parse(day))


def test_the_wire_form_is_read() -> None:
    raw = b'{"action":"suspended","ground":"x","from":"2020-02-01","until":"2020-02-09","acknowledged":true}'
    assert msgspec.json.decode(raw, type=kinds.Notice).from_.isoformat() == "2020-02-01"
    raw = b'{"unit":"x","officers":4,"topic":"y","from":"2020-02-01T09:00:00+08:00"}'
    assert msgspec.json.decode(raw, type=kinds.Patrol).officers == 4


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (kinds.Notice, b'{"action":"fined","ground":"x","from":"2020-02-01"}'),
        (kinds.Notice, b'{"action":"suspended","from":"2020-02-01"}'),
        (kinds.Patrol, b'{"unit":"x","topic":"y","from":"2020-02-01T09:00:00+08:00"}'),
    ],
)
def test_a_bad_body_is_an_error(kind: Any, raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=kind)


def test_officers_add_up() -> None:
    at, body = "2020-02-01T10:00:00+08:00", {"unit": "x", "topic": "y", "from": "2020-02-01T09:00:00+08:00"}
    runs = [written(kinds.PATROL, at, {**body, "officers": number}, position=number) for number in (4, 6, 0)]
    assert total(figures.OFFICERS, runs, "2020-02-01") == 10


def test_reopening_one_of_ninety_leaves_eighty_nine_from_that_day_and_all_notices() -> None:
    entries = [notice(shop, 3, shop=shop) for shop in range(1, 91)] + [notice(99, 8, "reopened", 5)]
    assert [total(figures.SUSPENDED, entries, day) for day in ("2020-02-07", "2020-02-08")] == [90, 89]
    assert total(figures.NOTICES, entries, "2020-02-10") == 90


def test_served_twice_is_one_notice_and_flagged() -> None:
    entries = [notice(1, 3), notice(2, 5), notice(3, 8, "reopened"), notice(4, 9)]
    assert [total(figures.NOTICES, entries, f"2020-02-{day:02}") for day in (3, 5, 8, 9)] == [1, 1, 1, 2]
    assert [total(figures.SUSPENDED, entries, f"2020-02-{day:02}") for day in (3, 5, 8, 9)] == [1, 1, 0, 1]
    flagged = [[reason.code for reason in kinds.doubtful(one, entries)] for one in entries]
    assert flagged == [[], ["already_suspended"], [], []]


def test_a_suspension_begins_when_served_and_ends_with_its_last_day() -> None:
    early = notice(1, 3, until="2020-02-05")
    backdated = notice(2, 6, shop=8, **{"from": "2020-02-01"})
    entries = [early, backdated]
    days = {"2020-02-02": 0, "2020-02-05": 1, "2020-02-06T00:00:00+08:00": 0, "2020-02-06": 1}
    assert {day: total(figures.SUSPENDED, entries, day) for day in days} == days


def test_a_notice_on_an_essential_shop_is_flagged() -> None:
    class Told(msgspec.Struct):
        essential: bool

    shop = msgspec.structs.replace(notice(1, 1), kind="venue.place", body=Told(essential=True))
    served = notice(2, 3)
    assert [reason.code for reason in kinds.doubtful(served, [shop, served])] == ["essential_place"]
    assert kinds.doubtful(served, [served]) == ()


def test_the_list_shows_the_last_suspension() -> None:
    assert notice_row([notice(1, 3, "reopened")]) is None
    row = notice_row([notice(1, 3, until="2020-02-20"), notice(2, 4, until="2020-02-21")])
    assert row is not None
    assert (row["since"].day, row["until"].day, row["reopened"], row["again"]) == (3, 21, False, 1)
    row = notice_row([notice(1, 3), notice(2, 8, "reopened")])
    assert row is not None
    assert (row["reopened"], row["notices"]) == (True, 1)
