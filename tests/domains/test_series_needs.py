"""Requests and services as imagined meet any series of facts that is true of some town, group by group."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.followup.domain import DOMAIN
from gridward.domains.followup.imagine.answered import GROUPS
from tests.domains.series import Book, evenings, small_town, told
from tests.domains.unmet import Stage

pytestmark = pytest.mark.no_database

STAGE = Stage(DOMAIN)


def history(days: int, moments: int, seed: int) -> tuple[list[int], dict[str, list[int]]]:
    """Requests of some groups, done as errands or otherwise, and how often somebody went."""
    source = Random(seed)
    at = evenings(days, moments, source)
    book = Book("followup")
    groups = source.sample(GROUPS, source.randint(1, 3))
    open_, done = dict.fromkeys(groups, 0), {}
    visits = 0
    for place in range(len(at)):
        for group in groups:
            open_[group] += source.choice((0, 0, 1, 6))
            served = source.randint(0, open_[group])
            open_[group] -= served
            care = source.randint(0, served) if source.random() < 0.3 else 0
            done[group] = done.get(group, 0) + served - care
            done["care"] = done.get("care", 0) + care
            visits += served + source.choice((0, 0, 2))
            book.note(place, "requests_open", open_[group], group, "")
        for code, value in done.items():
            codes = (f"errand.{code}", "errand", "") if code in GROUPS else (code, "")
            book.note(place, "services", value, *codes)
        book.note(place, "service_visits", visits)
    return at, book.courses


@given(days=st.integers(1, 20), moments=st.integers(1, 3), seed=st.integers(0, 10**9))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_facts_is_met(days: int, moments: int, seed: int) -> None:
    at, courses = history(days, moments, seed)
    assert STAGE.unmet(small_town(days), told(at, courses, Random(seed)), seed) == []
