"""Stores as imagined meet any series of facts that is true of some town."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.supplies.domain import DOMAIN
from tests.domains.series import Book, evenings, small_town, told
from tests.domains.unmet import Stage

pytestmark = pytest.mark.no_database

STAGE = Stage(DOMAIN)
ITEMS = ("mask_n95", "mask_medical", "alcohol_75", "goggles")
STATES = ("requested", "committed", "in_transit", "fulfilled")


def history(days: int, moments: int, seed: int) -> tuple[list[int], dict[str, list[int]]]:
    """What the own store and those below have and hand out, how many there are and were counted, what was asked for."""
    source = Random(seed)
    at = evenings(days, moments, source)
    book = Book("supplies")
    items = source.sample(ITEMS, source.randint(1, 3))
    below = source.random() < 0.5
    issued = dict.fromkeys(items, 0)
    slips, arrived, promised = dict(issued), dict(issued), dict(issued)
    stores, counted = 1 + below, 0
    asked = dict.fromkeys(STATES, 0)
    for place in range(len(at)):
        stores += source.choice((0, 0, 1))
        counted = source.randint(counted, stores)
        book.note(place, "stores", stores)
        book.note(place, "counted", counted)
        for item in items:
            own, others = source.choice((0, 1, 50, 900)), source.choice((0, 7, 300)) if below else 0
            issued[item] += source.choice((0, 0, 5, 200))
            codes = (item, "mask") if item.startswith("mask") else (item,)
            book.note(place, "on_hand", own + others, *codes)
            book.note(place, "on_hand_own", own, *codes)
            book.note(place, "issued", issued[item], *codes)
            book.note(place, "daily_use", source.choice((0, 3, 40)), item)
            more = source.choice((0, 4, 90))
            slips[item] += more
            arrived[item] += source.randint(0, more)
            promised[item] += source.choice((0, 0, 30))
            book.note(place, "sent", slips[item], *codes)
            book.note(place, "received", arrived[item], *codes)
            book.note(place, "differences", slips[item] - arrived[item], *codes)
            book.note(place, "allocated", promised[item], *codes)
        more = source.choice((0, 0, 1, 2))
        sent, came = source.randint(0, more), source.randint(0, asked["in_transit"])
        asked["requested"] += more
        asked["committed"] += source.randint(0, more)
        asked["in_transit"] += sent - came
        asked["fulfilled"] += came + source.choice((0, 0, 1))
        for state, value in asked.items():
            book.note(place, "requested", value, state)
    return at, book.courses


@given(days=st.integers(1, 20), moments=st.integers(1, 3), seed=st.integers(0, 10**9))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_facts_is_met(days: int, moments: int, seed: int) -> None:
    at, courses = history(days, moments, seed)
    assert STAGE.unmet(small_town(days), told(at, courses, Random(seed)), seed) == []
