"""A figure that grew too much opens a duty: when it did, once, and taken back when it turns out that it did not."""

from itertools import permutations
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from gridward.duty.book import WITHDRAWN
from gridward.duty.ground_book import Grounds
from gridward.duty.models import Crossing, Duty
from gridward.duty.planner import again, catch_up
from gridward.duty.rebuild import check
from gridward.figure import crossings
from gridward.figure.fold import catch_up as fold
from gridward.figure.growth import Change, counted_once, grown
from gridward.grid.tree import tree
from gridward.kit.clock import DAY, iso, standing_at
from tests.duty.conftest import forget_packs, forget_plans
from tests.duty.test_any_order import response
from tests.toy.node import (
    COUNTY,
    EAST,
    FAR,
    NOW,
    OTHER,
    TOWN,
    WEST,
    at,
    begin,
    entry,
    example,
    forget,
    open_map,
    send,
    uuid,
)

pytestmark = pytest.mark.kernel

Wire = dict[str, Any]
node = pytest.mark.usefixtures("node")


def test_exactly_the_minimum_is_enough_and_one_less_is_not() -> None:
    assert grown([Change(0, 4, 1), Change(5, 1, 2)], days=1, least=5) == [(5, DAY, 2)]
    assert grown([Change(0, 4, 1)], days=1, least=5) == []


def test_what_happened_exactly_so_long_ago_no_longer_counts() -> None:
    assert grown([Change(0, 4, 1), Change(DAY, 1, 2)], days=1, least=5) == []
    assert grown([Change(0, 4, 1), Change(DAY - 1, 1, 2)], days=1, least=5) == [(DAY - 1, DAY, 2)]


def test_falling_back_and_growing_again_are_two() -> None:
    found = grown([Change(0, 5, 1), Change(3, -1, 2), Change(6, 1, 3)], days=1, least=5)
    assert [(one.begins, one.source) for one in found] == [(0, 1), (6, 3), (DAY + 3, 0)][: len(found)]
    assert found[0].ends == 3


def test_at_one_moment_only_the_sum_counts() -> None:
    assert grown([Change(7, 9, 1), Change(7, -9, 2)], days=1, least=5) == []


def test_whoever_counts_once_grows_once() -> None:
    told = [Change(1, 1, 1, 8), Change(2, 1, 2, 8), Change(3, 1, 3, 9), Change(4, -2, 4, 8)]
    assert list(counted_once(told)) == [(1, 1, 1, 8), (4, -1, 4, 8), (3, 1, 3, 9)]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(-3, 3)), max_size=12), st.integers(1, 6))
def test_it_is_what_counting_at_every_moment_says(told: list[tuple[int, int]], least: int) -> None:
    hour = DAY // 10
    changes = [Change(at * hour, value, number) for number, (at, value) in enumerate(told, 1)]
    found = grown(changes, days=1, least=least)
    for step in range(60):
        moment = step * hour
        inside = sum(one.value for one in changes if moment - DAY < one.at <= moment)
        assert any(one.begins <= moment < one.ends for one in found) is (inside >= least)


def inspection(number: int, farm: str, when: int, sick: int, area: str = EAST, **more: Any) -> Wire:
    body = {"method": "patrol", "head": 100, "sick": sick, "dead": 0}
    return entry(number, "livestock.inspection", area, when, body, subject={"kind": "place", "ref": farm}, **more)


def incident(number: int, when: int, area: str = EAST) -> Wire:
    return entry(number, "command.incident", area, when, {"type": "animal_death", "found_at": iso(when)})


def caught_up() -> None:
    with standing_at(NOW):
        fold()
        catch_up()
        crossings.catch_up()


def duties() -> list[tuple[int, int, int | None]]:
    caught_up()
    found = Duty.objects.exclude(state=WITHDRAWN).filter(clause__in=_clause()).order_by("opens", "area")
    return list(found.values_list("area", "opens", "done_at"))


def _clause() -> list[int]:
    from_names = "made-up:animals_looked_into"
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM duty_clause WHERE name = %s", [from_names])
        return [row[0] for row in cursor.fetchall()]


@node
def test_it_opens_where_and_when_the_figure_crossed() -> None:
    send(response(10, "first", "2020-02-01"), inspection(20, "a", at(5, 8), 3), inspection(21, "b", at(5, 9), 1))
    assert duties() == []
    send(inspection(22, "c", at(6, 10), 1, WEST), inspection(23, "d", at(6, 10), 9, FAR))
    town, other = (tree().need(one).id for one in (TOWN, OTHER))
    assert duties() == [(town, at(6, 10), None), (other, at(6, 10), None)]
    one = Duty.objects.get(area=town, clause__in=_clause())
    assert one.due == at(7, 10)
    send(incident(30, at(6, 20), WEST))
    assert duties()[0] == (town, at(6, 10), at(6, 20))
    assert crossings.check() == []
    with standing_at(NOW):
        assert check() == []


@node
def test_what_was_done_in_a_village_that_turns_out_to_lie_elsewhere_is_not_the_towns() -> None:
    send(response(10, "first", "2020-02-01"), inspection(20, "a", at(6, 10), 5, WEST), incident(30, at(6, 20), EAST))
    town = tree().need(TOWN).id
    assert duties() == [(town, at(6, 10), at(6, 20))]
    (moved,) = send(entry(40, "grid.area", COUNTY, at(2), {"code": EAST, "action": "move", "parent": OTHER}))
    assert moved.outcome == "accepted", moved
    assert duties() == [(town, at(6, 10), None)]
    with standing_at(NOW):
        assert check() == []


@node
def test_what_is_heard_late_of_days_before_it_opened_leaves_it_as_it_is() -> None:
    send(response(10, "first", "2020-02-01"), inspection(20, "a", at(9, 10), 5))
    town = tree().need(TOWN).id
    assert duties() == [(town, at(9, 10), None)]
    receipts = send(incident(30, at(2, 20), TOWN), incident(31, at(3, 20), EAST))
    assert {one.outcome for one in receipts} == {"accepted"}
    assert duties() == [(town, at(9, 10), None)]
    with standing_at(NOW):
        assert check() == []


@node
def test_a_place_that_is_new_makes_nobody_else_be_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    send(response(10, "first", "2020-02-01"), inspection(20, "a", at(6, 10), 5))
    caught_up()
    looked_at: list[int] = []
    plan = Grounds.plan

    def seen(self: Grounds, areas: list[int], *more: Any, **also: Any) -> None:
        looked_at.extend(areas)
        plan(self, areas, *more, **also)

    monkeypatch.setattr(Grounds, "plan", seen)
    send(inspection(21, "a new farm", at(7, 10), 1))
    caught_up()
    assert set(looked_at) == {tree().id_of_ref("a new farm")}


@node
def test_a_correction_takes_back_what_was_not_so() -> None:
    send(response(10, "first", "2020-02-01"), inspection(20, "a", at(5, 8), 5))
    assert len(duties()) == 1
    send(inspection(21, "a", at(5, 8), 4, replaces=str(uuid(20))))
    assert duties() == []
    assert Duty.objects.filter(clause__in=_clause(), state=WITHDRAWN).count() == 1
    send(inspection(22, "a", at(5, 8), 5, replaces=str(uuid(21))))
    assert len(duties()) == 1
    assert Duty.objects.filter(clause__in=_clause()).count() == 1, "the same duty, asked again"


@node
def test_a_late_entry_moves_it_to_when_it_was() -> None:
    send(response(10, "first", "2020-02-01"), inspection(20, "a", at(5, 8), 3), inspection(21, "b", at(6, 8), 3))
    town = tree().need(TOWN).id
    assert duties() == [(town, at(6, 8), None)]
    send(inspection(22, "c", at(5, 12), 2))
    assert duties() == [(town, at(5, 12), None)]


@node
def test_a_rule_that_comes_later_finds_what_is_still_so() -> None:
    send(inspection(20, "a", at(5, 8), 6), inspection(21, "b", at(2, 8), 6), response(10, "first", "2020-02-06"))
    assert [opens for _, opens, _ in duties()] == [at(6)]
    send(entry(11, "policy.response", COUNTY, at(1), None, replaces=str(uuid(10))))
    assert duties() == []
    assert Crossing.objects.count() == 0


@node
def test_told_twice_nothing_changes() -> None:
    send(response(10, "first", "2020-02-01"), inspection(20, "a", at(5, 8), 5))
    before = duties()
    with standing_at(NOW):
        crossings._looked = None
        assert crossings.catch_up() == 0
        again()
    assert duties() == before


STORY = (
    response(10, "first", "2020-02-01"), inspection(20, "a", at(5, 8), 3), inspection(21, "b", at(6, 7), 2),
    inspection(22, "a", at(5, 8), 2, replaces=str(uuid(20))), inspection(23, "c", at(6, 9), 1, WEST),
    incident(24, at(6, 12)),
)  # fmt: skip


@node
def test_any_order_and_any_pause_give_the_same() -> None:
    pictures = []
    for order in list(permutations(STORY))[::97]:
        with example():
            forget_plans()
            for wire in order:
                send(wire)
                caught_up()
            pictures.append(duties())
            assert crossings.check() == []
            with standing_at(NOW):
                assert check() == []
    assert len(pictures) > 5
    assert all(one == pictures[0] for one in pictures)
    assert [(opens, done) for _, opens, done in pictures[0]] == [(at(6, 9), at(6, 12))]


def test_two_at_the_same_time_open_one(transactional_db: None, made_up: None) -> None:
    """On PostgreSQL two loops may run; each looks with the pen in hand."""
    forget_packs()
    from_start()
    send(response(10, "first", "2020-02-01"), inspection(20, "a", at(5, 8), 5))
    with standing_at(NOW):
        fold()
        catch_up()
        ready = Barrier(2)

        def told() -> None:
            ready.wait()
            with standing_at(NOW):
                crossings._told()
            connection.close()

        pair = [Thread(target=told) for _ in range(2)]
        for one in pair:
            one.start()
        for one in pair:
            one.join()
    assert Duty.objects.filter(clause__in=_clause()).count() == 1
    assert Crossing.objects.count() == 1


def from_start() -> None:
    """A county on a node that was emptied."""
    forget()
    begin()
    open_map()
