"""Gates as imagined meet any series of facts that is true of some town."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.checkpoint.domain import DOMAIN
from gridward.plug.imagine import Fact
from tests.domains.series import Book, evenings, small_town, told
from tests.domains.unmet import Stage

pytestmark = pytest.mark.no_database

STAGE = Stage(
    DOMAIN, wholes=lambda world, name, member: len(world.at(*([member] if member else ["village", "community"])))
)
LEVELS = ("town", "village", "compound", "venue", "external")


def history(days: int, moments: int, seed: int) -> tuple[list[int], dict[str, list[int]]]:
    """Gates opened and removed, signed or not; what passed those that stand; areas closed off and opened."""
    source = Random(seed)
    at = evenings(days, moments, source)
    levels = source.sample(LEVELS, source.randint(1, 3))
    flows = ("vehicles", "vehicles_turned_back", "persons", "persons_turned_back", "held")
    book = Book("checkpoint")

    passed = {(name, level): 0 for name in flows for level in levels}
    for number in range(len(at)):
        for level in levels:
            posts = source.choice((0, 1, 1, 2, 5))
            book.note(number, "posts", posts, level, "")
            book.note(number, "posts_signed", source.randint(0, posts), level, "")
            if posts:
                back, kept, more = source.choice((0, 0, 3, 20)), source.choice((0, 0, 1)), source.choice((0, 1, 40))
                for name, plus in zip(flows, (back + more, back, back + kept + more, back, kept), strict=True):
                    passed[name, level] += plus
            for name in flows:
                book.note(number, name, passed[name, level], level, "")
        for kind, most in (("village", 2), ("community", 1)):
            book.note(number, "closed_areas", source.randint(0, most), kind, "")
    return at, book.courses


@given(days=st.integers(1, 20), moments=st.integers(1, 3), seed=st.integers(0, 10**9))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_facts_is_met(days: int, moments: int, seed: int) -> None:
    at, courses = history(days, moments, seed)
    facts: list[Fact] = told(at, courses, Random(seed))
    assert STAGE.unmet(small_town(days), facts, seed) == []
