"""What is stated of those placed, released, handed over and under control bounds the numbers nothing is stated of."""

from itertools import accumulate
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.domains.followup.figures import PLACED, RELEASED, TRANSFERRED, UNDER_CONTROL
from gridward.domains.followup.imagine.room import ENDED, GROWING, Room
from gridward.domains.followup.imagine.town import Town
from gridward.kit.clock import DAY, parse
from gridward.plug.imagine import Fact, Facts
from tests.domains.ledger import town

pytestmark = pytest.mark.no_database

START = parse("2020-02-01") + 1


def room(told: dict[tuple[str, int], int], days: int) -> Room:
    """The room that facts of the form (number, day): value leave."""
    world = town(START, START + days * DAY - 1, population=20, village=1)
    facts = tuple(
        Fact(f"followup.{name}", "", value, None, "", "=", START + day * DAY - 1, "", "")
        for (name, day), value in told.items()
    )
    return Room(Town(world, Facts(facts), Random(1)), [START + day * DAY - 1 for day in range(1, days + 1)])


def test_one_who_can_only_have_been_handed_over_was() -> None:
    found = room({("placed", 1): 2, ("under_control", 1): 1, ("released", 2): 0}, 2)
    assert [found.low["followup.transferred"][0], found.high["followup.released"][0]] == [1, 0]


def test_what_contradicts_itself_is_left_as_it_was_stated() -> None:
    found = room({("placed", 1): 2, ("under_control", 1): 5}, 1)
    assert found.low["followup.placed"] == found.high["followup.placed"] == [2]


@given(st.lists(st.tuples(*(st.integers(0, 5),) * 3), min_size=1, max_size=5), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_whatever_lies_within_the_bounds_leaves_a_choice_for_the_next_moment(
    steps: list[tuple[int, ...]], random: Random
) -> None:
    stays, released, gone = ([*accumulate(column)] for column in zip(*steps, strict=True))
    placed = [sum(parts) for parts in zip(stays, released, gone, strict=True)]
    true = {"placed": placed, "released": released, "transferred": gone, "under_control": stays}
    told = {
        (name, day): value
        for name, course in true.items()
        for day, value in enumerate(course, 1)
        if random.random() < 0.5
    }
    found = room(told, len(steps))
    have = dict.fromkeys(GROWING, 0)
    for place in range(len(steps)):
        under = found.low[UNDER_CONTROL.name][place], found.high[UNDER_CONTROL.name][place]
        choices = []
        for r in _choices(found, RELEASED.name, place, have)[:40]:
            for t in _choices(found, TRANSFERRED.name, place, have)[:40]:
                ended, may = r + t, _choices(found, PLACED.name, place, have)
                low, high = max(may.start, ended + under[0]), min(may.stop - 1, ended + under[1])
                if low <= high and ended in _choices(found, ENDED, place, have):
                    choices.append((random.choice((low, min(high, low + 5))), ended, r, t))
        assert choices
        have = dict(zip(GROWING, random.choice(choices), strict=True))


def _choices(found: Room, name: str, place: int, have: dict[str, int]) -> range:
    """What a number may be next."""
    return range(max(found.low[name][place], have[name]), found.high[name][place] + 1)
