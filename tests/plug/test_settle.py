"""Whatever one true history could have said of a whole, its parts and what it is part of is met together."""

from itertools import accumulate, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.kit.clock import HOUR
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Member
from gridward.plug.imagine import Fact, Facts
from gridward.plug.settle import fitted, settled

pytestmark = pytest.mark.no_database

MEMBERS = tuple(Member(code=code, label=Text(code, code), parent="") for code in ("town", "village"))
OUTER, WHOLE, ONE, OTHER = (
    Figure(name=f"made.{name}", label=Text(name, name), unit="个", of=(), lines=lambda entries: (), members=MEMBERS)
    for name in ("outer", "whole", "one", "other")
)
HISTORY = st.lists(st.tuples(*(st.integers(0, 9) for _ in range(4))), min_size=1, max_size=7)


def fact(figure: Figure, value: int, at: int, *, member: str = "town", qualifier: str = "=") -> Fact:
    return Fact(figure.name, member, value, None, "", qualifier, at * HOUR, "", "")


def courses(facts: Facts, *figures: Figure) -> list[list[int]]:
    return [[one.value or 0 for one in facts.of(figure.name, "town")] for figure in figures]


@given(HISTORY, st.randoms(), st.sampled_from(("=", "~")))
def test_every_part_of_a_true_history_is_met_and_no_part_outgrows_its_whole(
    steps: list[tuple[int, ...]], random: Random, qualifier: str
) -> None:
    one, other, rest, beyond = ([*accumulate(column)] for column in zip(*steps, strict=True))
    whole = [sum(parts) for parts in zip(one, other, rest, strict=True)]
    outer = [inside + more for inside, more in zip(whole, beyond, strict=True)]
    true = ((OUTER, outer), (WHOLE, whole), (ONE, one), (OTHER, other))
    told = [
        fact(figure, value, hour, qualifier=random.choice(("=", qualifier)))
        for figure, course in true
        for hour, value in enumerate(course, 1)
        if random.random() < 0.5
    ]
    told += [fact(WHOLE, whole[-1], len(steps)), fact(OUTER, outer[-1], len(steps))]
    found = settled(Facts(tuple(told)), WHOLE, (ONE, OTHER), start=0, outer=OUTER)
    for stated in told:
        assert any(
            stated.accepts(same.value or 0) for same in found.of(stated.figure, "town") if same.as_of == stated.as_of
        )
    above, middle, *parts = courses(found, OUTER, WHOLE, ONE, OTHER)
    inner = [sum(values) for values in zip(*(part for part in parts if part), strict=True)] or [0] * len(middle)
    left = ([a - b for a, b in zip(above, middle, strict=True)], [a - b for a, b in zip(middle, inner, strict=True)])
    for course in (*parts, *left):
        assert all(a <= b for a, b in pairwise([0, *course]))


def test_what_contradicts_itself_or_speaks_of_members_above_is_left_as_it_was() -> None:
    against = Facts((fact(WHOLE, 3, 2), fact(ONE, 4, 1)))
    mixed = Facts((fact(WHOLE, 9, 2), fact(ONE, 4, 1), fact(WHOLE, 20, 3, member="")))
    alone = Facts((fact(WHOLE, 3, 2), fact(WHOLE, 5, 4)))
    for facts in (against, mixed, alone):
        assert settled(facts, WHOLE, (ONE, OTHER), start=0) == facts


def test_a_part_leaves_room_for_what_another_must_still_grow() -> None:
    facts = Facts((fact(WHOLE, 33, 2), fact(ONE, 25, 1), fact(OTHER, 1, 1), fact(OTHER, 6, 2)))
    assert courses(settled(facts, WHOLE, (ONE, OTHER), start=0), WHOLE, ONE, OTHER)[1:] == [[25, 27], [1, 6]]


def test_a_wish_is_kept_where_nothing_is_against_it() -> None:
    free = (0.0, 99.0)
    assert fitted([0, 4, 8], [(0.0, 0.0), free, free]) == [0, 4, 8]
    assert fitted([0, 4, 8], [(0.0, 0.0), free, (5.0, 5.0)], least=lambda one, other: 3 if one == 1 else 0) == [0, 2, 5]
    assert fitted([0, 4, 8], [(0.0, 0.0), (6.0, 6.0), (5.0, 5.0)]) is None


def test_a_whole_grows_by_as_much_as_the_stock_that_it_takes_from_falls() -> None:
    facts = Facts((fact(WHOLE, 8, 3), fact(ONE, 2, 2)))
    stock = {1 * HOUR: 6, 2 * HOUR: 0}
    (whole,) = courses(settled(facts, WHOLE, (ONE,), start=0, stock=stock), WHOLE)
    assert whole[1] - whole[0] >= 6
    assert whole[2] == 8
    late = settled(Facts((fact(WHOLE, 4, 2),)), WHOLE, (), start=0, stock={1 * HOUR: 4, 2 * HOUR: 0})
    assert courses(late, WHOLE) == [[0, 4]]
