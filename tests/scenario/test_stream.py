"""From drafts to the wire: order of arrival, counters by device, late and doubled entries, whose deed each is."""

import json
from collections.abc import Callable
from uuid import UUID

import pytest

from gridward.grid.roles import roles
from gridward.kit import clock
from gridward.plug.imagine import Draft, Spot
from gridward.scenario.officers import Authors, officers
from gridward.scenario.stream import Sent, Stream, batches, nameless, written

pytestmark = pytest.mark.no_database

START = clock.parse("2020-02-01T00:00:00+08:00")
END = START + clock.DAY
SPOTS = (
    Spot("1", "town", "某镇", ""),
    Spot("11", "village", "东村", "1"),
    Spot("12", "village", "西村", "1"),
    Spot("11.grid_small1", "grid_small", "小网格1", "11"),
    Spot("1.work_area1", "work_area", "第1责任区", "1"),
)


def draft(number: int, minute: float, **more: object) -> Draft:
    at = START + round(minute * clock.MINUTE)
    fixed = {"id": UUID(int=number), "kind": "screening.visit", "area": "11", "at": at, "body": {}}
    return Draft(**(fixed | more))  # type: ignore[arg-type]


def stream(*drafts: Draft, author: Callable[[Draft], str] = lambda one: one.by) -> list[Sent]:
    with nameless() as file:
        return list(Stream(file, written(file, drafts, until=END, author=author)))


def sent(*drafts: Draft) -> list[tuple[int, dict[str, object]]]:
    return [(one.received - START, json.loads(one.data)) for one in stream(*drafts)]


def numbers(found: list[tuple[int, dict[str, object]]]) -> list[int]:
    return [UUID(str(wire["id"])).int for _, wire in found]


def test_entries_come_in_the_order_of_their_arrival() -> None:
    late = draft(1, 10, received=START + 3 * clock.HOUR)
    found = sent(late, draft(3, 30), draft(2, 20))
    assert numbers(found) == [2, 3, 1]
    assert [received for received, _ in found] == sorted(received for received, _ in found)


def test_counters_follow_the_making_not_the_arrival() -> None:
    late = draft(1, 10, received=START + 3 * clock.HOUR, device="a")
    found = sent(draft(2, 20, device="a"), late, draft(3, 5, device="b"))
    assert {UUID(str(wire["id"])).int: (wire["device"], wire["counter"]) for _, wire in found} == {
        1: ("a", 1), 2: ("a", 2), 3: ("b", 1),
    }  # fmt: skip


def test_a_doubled_entry_is_the_same_bytes_twice() -> None:
    first, second = stream(draft(1, 10, again=True), author=lambda one: "")
    assert first.data == second.data
    assert second.received > first.received


def test_nothing_arrives_after_the_end_or_before_it_happened() -> None:
    found = sent(draft(1, 24 * 60 - 0.1), draft(2, 60, received=START), draft(3, 60, received=END + clock.DAY))
    assert {received for received, _ in found} == {clock.DAY, clock.HOUR}


def test_what_a_draft_says_stands_on_the_wire() -> None:
    whole = draft(
        7, 1, body={"a": 1}, subject=("person", "p"), by="x", means="scan", replaces=UUID(int=6), device="phone"
    )
    ((_, wire),) = sent(whole)
    assert wire == {
        "id": str(UUID(int=7)), "kind": "screening.visit", "area": "11", "happened_at": "2020-02-01T00:01:00+08:00",
        "recorded_at": "2020-02-01T00:01:20+08:00", "means": "scan", "device": "phone", "body": {"a": 1},
        "subject": {"kind": "person", "ref": "p"}, "by": "x", "replaces": str(UUID(int=6)), "counter": 1,
    }  # fmt: skip


def test_an_entry_about_another_names_it_by_its_id() -> None:
    about = draft(7, 1, subject=("entry", str(UUID(int=6))))
    assert sent(about)[0][1]["subject"] == {"kind": "entry", "id": str(UUID(int=6))}


def test_a_void_has_an_empty_body() -> None:
    assert sent(draft(1, 1, body=None, replaces=UUID(int=6)))[0][1]["body"] is None


@pytest.mark.parametrize(
    ("size", "span", "pieces"), [(2, 100, [2, 2, 1]), (9, 1, [2, 2, 1]), (9, 9, [5]), (1, 9, [1] * 5)]
)
def test_batches_are_neither_too_large_nor_too_long(size: int, span: int, pieces: list[int]) -> None:
    assert [last - first for first, last in batches(range(5), size=size, span=span)] == pieces
    assert list(batches(range(5), size=size, span=span, first=4)) == [(4, 5)]


def test_every_needed_office_is_held_and_one_of_every_other() -> None:
    found = officers(SPOTS, roles())
    by_role: dict[str, list[str]] = {}
    for one in found:
        by_role.setdefault(one.role, []).append(one.area)
    assert by_role["village_lead"] == ["11", "12"]
    assert by_role["grid_worker"] == ["11", "12"]
    assert by_role["work_area_lead"] == ["1.work_area1"]
    assert by_role["command_head"] == ["1"]
    assert "operator" not in by_role
    assert "gate_lead" not in by_role
    assert len({one.username for one in found}) == len(found)
    assert all(one.name.zh.startswith("演示-") for one in found)


def test_the_nearest_fitting_office_is_the_author() -> None:
    authors = Authors(SPOTS, officers(SPOTS, roles()), roles())
    assert authors(draft(1, 1, area="12")).startswith("grid_worker")
    assert authors(draft(1, 1, area="11.grid_small1")) in ("leader-1", "grid_worker-1")
    assert authors(draft(1, 1, kind="livestock.farm", area="1")) == "vet-1"
    assert authors(draft(1, 1, kind="livestock.farm", area="1.place9")) == "vet-1"
    assert authors(draft(1, 1, kind="no.such", area="1")) == ""


def test_a_name_that_nobody_has_gets_an_office_that_fits() -> None:
    authors = Authors(SPOTS, officers(SPOTS, roles()), roles())
    before = len(authors.officers)
    assert authors(draft(1, 1, area="12", by="night shift")) == "night shift"
    assert authors(draft(2, 2, area="12", by="night shift")) == "night shift"
    assert authors(draft(2, 2, area="12", by="village_lead-2")) == "village_lead-2"
    assert len(authors.officers) == before + 1
    made = authors.officers[-1]
    assert (made.username, made.area, made.role) == ("night shift", "12", "grid_worker")
