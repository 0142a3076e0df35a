"""Two numbers that are one thing count once from then on; taken back, both count again; step by step equals scratch."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.figure.fold import catch_up
from gridward.figure.rebuild import check
from gridward.figure.value import values
from gridward.grid.tree import tree
from gridward.kit.clock import day_of, last_moment
from gridward.ledger.head import stand
from gridward.ledger.verify import verify
from gridward.plug.catalogue import CATALOGUE
from gridward.scenario.recount import Recount, read_active
from tests.toy.node import EAST, NOW, TOWN, WEST, at, entry, example, send, toy, uuid
from tests.toy.standing import Standing

__all__ = ["toy"]

pytestmark = [pytest.mark.usefixtures("toy"), pytest.mark.kernel]

PEOPLE, HOUSES = ("Li", "Wang", "Zhao", "Qian"), ("1", "2", "3")
FIGURES = ("toy.met", "toy.covered", "toy.under_control")


def person(name: str) -> dict[str, str]:
    return {"kind": "person", "ref": name}


def house(name: str) -> dict[str, str]:
    return {"kind": "household", "ref": name}


def merge(number: int, one: dict[str, str], *others: dict[str, str], same: bool = True, **more: Any) -> dict[str, Any]:
    body = {"same": list(others), "verdict": "same" if same else "not_same", "reason": "compared"}
    return entry(number, "roll.merge", TOWN, at(9), body, subject=one, **more)


def void(number: int, of: int) -> dict[str, Any]:
    return entry(number, "roll.merge", TOWN, at(9), None, replaces=str(uuid(of)))


def told(area: str = TOWN, days: int = 20) -> dict[str, int | None]:
    """The figures as they stand."""
    catch_up()
    found = values([(name, "") for name in FIGURES], area=tree().need(area).id, as_of=at(days))
    return {one.name: one.value for one in found}


def stir() -> None:
    send(
        entry(100, "toy.visit", EAST, at(3), {"met": [person("Li"), person("Wang")]}, subject=house("1")),
        entry(101, "toy.visit", WEST, at(4), {"met": [person("Wang")]}, subject=house("2")),
        entry(102, "toy.stay", EAST, at(5), {"measure": "home"}, subject=person("Li")),
        entry(103, "toy.stay", WEST, at(6), {"measure": "home"}, subject=person("Wang")),
    )


def test_merged_people_and_households_count_once_and_again_when_it_is_taken_back() -> None:
    stir()
    assert told() == {"toy.met": 2, "toy.covered": 2, "toy.under_control": 2}
    send(merge(110, person("Wang"), person("Li")), merge(111, house("2"), house("1")))
    assert told() == {"toy.met": 1, "toy.covered": 1, "toy.under_control": 1}
    send(void(112, 110))
    assert told() == {"toy.met": 2, "toy.covered": 1, "toy.under_control": 2}
    send(void(113, 111))
    assert told() == {"toy.met": 2, "toy.covered": 2, "toy.under_control": 2}
    assert check() == []
    assert verify() == []


def test_what_comes_later_about_either_goes_to_the_one_and_lists_have_one_row() -> None:
    stir()
    send(merge(110, person("Wang"), person("Li")))
    rows = list(Standing.objects.all())
    assert len(rows) == 1
    send(entry(120, "toy.stay", EAST, at(8), {}, subject=person("Wang")))
    assert told()["toy.under_control"] == 0
    send(void(121, 110))
    assert told()["toy.under_control"] == 1
    assert Standing.objects.count() == 1, "Wang was released, Li was not"


def test_not_the_same_changes_no_figure_and_takes_back_an_earlier_same() -> None:
    stir()
    send(merge(110, person("Wang"), person("Li"), same=False))
    assert told()["toy.met"] == 2
    send(merge(111, person("Li"), person("Wang")))
    assert told()["toy.met"] == 1
    send(
        entry(
            112,
            "roll.merge",
            TOWN,
            at(10),
            {"same": [person("Wang")], "verdict": "not_same", "reason": "no"},
            subject=person("Li"),
        )
    )
    assert told()["toy.met"] == 2
    assert check() == []


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("visit"),
            st.sampled_from(HOUSES),
            st.lists(st.sampled_from(PEOPLE), max_size=3),
            st.sampled_from((EAST, WEST)),
            st.integers(1, 12),
        ),
        st.tuples(
            st.just("stay"),
            st.sampled_from(PEOPLE),
            st.sampled_from(("home", "site", "")),
            st.sampled_from((EAST, WEST)),
            st.integers(1, 12),
        ),
        st.tuples(st.just("merge"), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.booleans()),
        st.tuples(st.just("house"), st.sampled_from(HOUSES), st.sampled_from(HOUSES)),
        st.tuples(st.just("void"), st.integers(0, 30)),
        st.tuples(st.just("fold"), st.integers(1, 5)),
    ),
    max_size=24,
)


def made(number: int, step: tuple[Any, ...], sent: list[tuple[str, int]]) -> dict[str, Any] | None:
    """The entry of a step; None where there is none."""
    match step:
        case ("visit", door, met, area, day):
            body = {"met": [person(one) for one in met]}
            return entry(number, "toy.visit", area, at(day), body, subject=house(door))
        case ("stay", name, measure, area, day):
            return entry(number, "toy.stay", area, at(day), {"measure": measure}, subject=person(name))
        case ("merge", one, other, same):
            return merge(number, person(one), person(other), same=same)
        case ("house", one, other):
            return merge(number, house(one), house(other))
        case ("void", which) if sent:
            kind, of = sent.pop(which % len(sent))
            return entry(number, kind, TOWN, at(12), None, replaces=str(uuid(of)))
    return None


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_any_history_equals_from_scratch_and_a_count_in_memory(steps: list[tuple[Any, ...]]) -> None:
    with example():
        sent: list[tuple[str, int]] = []
        for number, step in enumerate(steps, start=200):
            if step[0] == "fold":
                catch_up(size=step[1])
            elif (found := made(number, step, sent)) is not None:
                assert send(found)[0].outcome in ("accepted", "flagged")
                sent += [(found["kind"], number)] if found["body"] is not None else []
        catch_up()
        assert check() == []
        figures = {name: CATALOGUE.figures[name] for name in FIGURES}
        recount = Recount(read_active(tuple(figures.values()), tree(), stand().position), figures, tree())
        for area in (EAST, WEST, TOWN):
            node, as_of = tree().need(area).id, last_moment(day_of(NOW))
            booked = values([(name, "") for name in FIGURES], area=node, as_of=as_of)
            assert [one.value for one in booked] == [
                recount.value(name, "", area=node, as_of=as_of) for name in FIGURES
            ]
