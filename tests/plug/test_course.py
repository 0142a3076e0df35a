"""Courses meet every consistent series of facts, parts never outgrow wholes, and moments fall where they should."""

from itertools import accumulate, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.kit.clock import DAY, HOUR, moment
from gridward.kit.text import Text
from gridward.plug.course import Planner, legs, moments, raised, shared, shares_as_values
from gridward.plug.figure import Figure, Member
from gridward.plug.hours import DOOR, ROAD, drawn
from gridward.plug.imagine import Fact, Facts, Spot, World

pytestmark = pytest.mark.no_database

START, END = 0, 16 * DAY
NOWHERE = World(start=START, end=END, root=Spot("1", "town", "x", ""), spots=(), homes={})
MEMBERS = tuple(Member(code=code, label=Text(code, code), parent=parent) for code, parent in
                (("town", ""), ("village", ""), ("venue", ""), ("compound", ""), ("stair", "compound")))  # fmt: skip
FIGURE = Figure(
    name="made.up", label=Text("造", "made up"), unit="个", of=(), lines=lambda entries: (), members=MEMBERS
)


CODES = ("town", "village", "venue")


def stated(member: str, value: int, at: int) -> Fact:
    return Fact(FIGURE.name, member, value, None, "", "=", at, "", "")


def whole(courses: dict[str, list[int]], member: str, number: int) -> int:
    below = {member} | {one.code for one in MEMBERS if one.parent == member}
    return sum(course[number] for code, course in courses.items() if not member or code in below)


GROWTH = st.lists(st.tuples(*(st.integers(0, 400) for _ in range(3))), min_size=1, max_size=4)


@given(GROWTH, st.randoms(), st.integers(0, 50), st.booleans())
def test_a_course_meets_what_is_stated_of_members_and_of_the_whole_in_the_end(
    steps: list[tuple[int, ...]], random: Random, usual: int, with_total: bool
) -> None:
    """Numbers that one true history could have given, some of them stated: all of those are met."""
    days = sorted(random.sample(range(1, 17), len(steps)))
    grown = {code: list(accumulate(step[number] for step in steps)) for number, code in enumerate(CODES)}
    facts = [
        stated(code, value, day * DAY)
        for code in CODES
        for value, day in zip(grown[code], days, strict=True)
        if random.random() < 0.6
    ]
    if with_total:
        facts.append(stated("", sum(course[-1] for course in grown.values()), days[-1] * DAY))
    random.shuffle(facts)
    kept = Facts(tuple(facts))
    at = moments(NOWHERE, kept, FIGURE.name)
    courses = Planner(FIGURE, kept, at, start=START, usual={"village": usual, "compound": usual}).courses()
    for course in courses.values():
        assert all(one <= other for one, other in pairwise(course))
    for one in facts:
        assert whole(courses, one.member, at.index(one.as_of)) == one.value


@given(st.lists(st.integers(0, 300), min_size=1, max_size=4), st.integers(1, 500), st.randoms())
def test_a_total_is_met_by_the_members_of_which_nothing_is_stated(rises: list[int], usual: int, random: Random) -> None:
    days = sorted(random.sample(range(1, 17), len(rises)))
    facts = Facts(tuple(stated("", total, day * DAY) for total, day in zip(accumulate(rises), days, strict=True)))
    at = moments(NOWHERE, facts, FIGURE.name)
    planner = Planner(FIGURE, facts, at, start=START, usual={"town": 1, "village": usual, "stair": 7})
    courses = planner.courses()
    for one in facts.facts:
        assert whole(courses, "", at.index(one.as_of)) == one.value
    for course in courses.values():
        assert all(one <= other for one, other in pairwise(course))


@given(st.lists(st.integers(-40, 40), min_size=1, max_size=5))
def test_a_stock_stands_still_between_facts(changes: list[int]) -> None:
    levels = [max(0, level) for level in accumulate(changes, initial=20)]
    facts = Facts(tuple(stated("town", level, day * DAY) for day, level in enumerate(levels, 2)))
    at = moments(NOWHERE, facts, FIGURE.name)
    courses = Planner(FIGURE, facts, at, start=START, usual={"village": 3}, level=True).courses()
    assert courses["town"] == [*levels, levels[-1]]
    assert set(courses["village"]) == {3}


@given(GROWTH, st.randoms())
def test_a_part_never_grows_faster_than_its_whole(steps: list[tuple[int, ...]], random: Random) -> None:
    days = sorted(random.sample(range(1, 17), len(steps)))
    parts = list(accumulate(step[0] for step in steps))
    totals = list(accumulate(step[0] + step[1] for step in steps))
    of_whole = tuple(stated("town", value, day * DAY) for value, day in zip(totals, days, strict=True))
    of_part = tuple(stated("town", value, day * DAY) for value, day in zip(parts, days, strict=True))
    both = Facts((*random.sample(of_whole, 1 + random.randrange(len(days))),))
    some = Facts((*random.sample(of_part, 1 + random.randrange(len(days))),))
    at = moments(NOWHERE, Facts((*both.facts, *some.facts)), FIGURE.name)
    known = Planner(FIGURE, both, at, start=START, usual={}).courses()["town"]
    known = raised(known, at, some.facts)
    part = Planner(FIGURE, some, at, start=START, usual={}, along={"town": known}).courses()["town"]
    assert all(one <= other for one, other in zip(part, known, strict=True))
    for fact in some.facts:
        assert part[at.index(fact.as_of)] == fact.value


def test_a_share_becomes_a_value_of_its_whole() -> None:
    facts = Facts((Fact(FIGURE.name, "town", None, 0.5, "", "=", DAY, "", ""),))
    assert shares_as_values(facts, FIGURE.name, {"town": 9}).facts[0].value == 4


def test_legs_hold_what_a_course_adds() -> None:
    assert [tuple(leg) for leg in legs([3, 3, 8], (10, 20, 30), 0)] == [(0, 10, 3), (10, 20, 0), (20, 30, 5)]


@given(st.integers(0, 40 * DAY), st.integers(1, 5 * DAY), st.integers(0, 60), st.randoms())
def test_moments_fall_after_the_start_and_not_after_the_end(start: int, span: int, count: int, random: Random) -> None:
    found = drawn(start, start + span, count, DOOR, random)
    assert found == sorted(found)
    assert len(found) == count
    assert all(start < at <= start + span for at in found)


def test_a_road_is_busier_in_the_morning_than_at_night() -> None:
    found = [moment(at).hour for at in drawn(0, 10 * DAY, 5_000, ROAD, Random(1))]
    assert found.count(8) > 5 * found.count(3) > 0
    asleep = drawn(0, HOUR, 10, [0] * 24, Random(1))
    assert len(asleep) == 10


@given(st.integers(0, 10**9), st.lists(st.floats(0, 50), max_size=20), st.sampled_from([1, 100, 1_000]))
def test_shares_are_whole_and_make_up_the_whole(total: int, weights: list[float], unit: int) -> None:
    parts = shared(total, weights, unit=unit)
    assert len(parts) == len(weights)
    assert all(part >= 0 for part in parts)
    assert not parts or sum(parts) == total
    assert sum(part % unit != 0 for part in parts) <= 1
