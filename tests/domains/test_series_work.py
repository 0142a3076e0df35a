"""Resumption as imagined meets any series of facts that is true of some town."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.work.domain import DOMAIN
from tests.domains.series import Book, evenings, small_town, told
from tests.domains.unmet import Stage

pytestmark = pytest.mark.no_database

STAGE = Stage(DOMAIN)


def history(days: int, moments: int, seed: int) -> tuple[list[int], dict[str, list[int]]]:
    """Firms and sites, who works again, who has masks, who reported that day, applications, files, site workers."""
    source = Random(seed)
    at = evenings(days, moments, source)
    book = Book("work")
    applied = planned = reports = red = yellow = 0
    for place in range(len(at)):
        firms, sites = source.randint(1, 5), source.randint(0, 2)
        resumed = source.randint(0, firms + sites)
        said = source.randint(0, resumed)
        stocked = source.randint(0, resumed)
        book.note(place, "enterprises", firms, "enterprise", "")
        book.note(place, "enterprises", sites, "project_site", "")
        book.note(place, "resumed", resumed)
        book.note(place, "reported", said)
        book.note(place, "stock_ok", stocked)
        book.note(place, "supervisors", source.choice((0, 1, 4)))
        more = source.choice((0, 1, 5))
        applied, planned = applied + more, planned + source.randint(0, more)
        book.note(place, "applications", applied)
        book.note(place, "plans", planned)
        late = max(stocked, source.choice((0, 3, 12)))
        alarming = source.randint(0, said + late), source.randint(0, said + late)
        reports += said + late
        yellow, red = yellow + min(alarming), red + max(alarming) - min(alarming)
        book.note(place, "reports", reports)
        book.note(place, "alerts", yellow, "yellow", "")
        book.note(place, "alerts", red, "red", "")
        workers = source.choice((0, 0, 4, 9)) if sites else 0
        files = workers + source.choice((0, 2, 30))
        book.note(place, "employees", files)
        book.note(place, "observed", source.randint(0, files))
        book.note(place, "site_workers", workers)
    return at, book.courses


@given(days=st.integers(1, 20), moments=st.integers(1, 3), seed=st.integers(0, 10**9))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_facts_is_met(days: int, moments: int, seed: int) -> None:
    at, courses = history(days, moments, seed)
    assert STAGE.unmet(small_town(days), told(at, courses, Random(seed)), seed) == []
