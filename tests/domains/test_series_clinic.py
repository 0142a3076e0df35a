"""Clinics as imagined meet any series of facts that is true of some town."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.clinic.domain import DOMAIN
from gridward.domains.clinic.rules import INTERVALS
from gridward.kit.clock import DAY
from tests.domains.series import START, Book, evenings, small_town, told
from tests.domains.unmet import Stage

pytestmark = pytest.mark.no_database

STAGE = Stage(DOMAIN)
CLASSES = ("confirmed", "suspected", "asymptomatic", "ruled_out")
KINDS = ("health_centre", "village_clinic", "pharmacy", "school")


def history(days: int, moments: int, seed: int) -> tuple[list[int], dict[str, list[int]]]:
    """Who came to the desk, with fever, sent on, into the room and out; cases that move between classes; sites."""
    source = Random(seed)
    at = evenings(days, moments, source)
    book = Book("clinic")

    triaged = fever = referred = inside = 0
    cases = dict.fromkeys(CLASSES, 0)
    sites = dict.fromkeys(source.sample(KINDS, source.randint(1, 3)), 0)
    ill = dict.fromkeys(sites, 0)
    known = [0] * len(INTERVALS)
    statements = [START]
    for number, when in enumerate(at):
        cold, hot, sent = source.choice((0, 3, 60)), source.choice((0, 1, 9)), source.choice((0, 0, 2))
        triaged, fever, referred = triaged + cold + hot + sent, fever + hot + sent, referred + sent
        inside = source.randint(0, inside) + source.randint(0, hot)
        for name, value in (("triaged", triaged), ("fever", fever), ("referred", referred), ("observed", inside)):
            book.note(number, name, value)
        for code in CLASSES:
            cases[code] += source.choice((0, 0, 1, 3))
        for _ in range(source.randint(0, 3)):
            before, after = source.sample(CLASSES, 2)
            if cases[before]:
                cases[before], cases[after] = cases[before] - 1, cases[after] + 1
        for code, value in cases.items():
            book.note(number, code, value)
        for kind in sites:
            more = source.choice((0, 1, 2))
            sites[kind] += more
            one_day = when - (at[number - 1] if number else START - 1) <= DAY
            book.note(number, "sentinels_open", sites[kind], kind, "")
            spoke = source.randint(more if one_day else 0, sites[kind])
            book.note(number, "sentinels_reported", spoke, kind, "")
            ill[kind] += source.choice((0, 1, 5)) if spoke else 0
            book.note(number, "ili", ill[kind], kind, "")
        known = _known(known, sum(cases.values()), source)
        for code, value in zip(INTERVALS, known, strict=True):
            book.note(number, "delay_known", value, code)
        statements += [when] * source.choice((0, 0, 1, 3))
        statements = [when, *(when if source.random() < 0.3 else spoke for spoke in statements[1:])]
        book.note(number, "institutions", len(statements))
        book.note(number, "readiness_stated", sum(when - spoke < 7 * DAY for spoke in statements))
        for code in ("beds", "medics", "tests"):
            book.note(number, "ready", source.choice((0, 1, 17, 400)), code)
    return at, book.courses


def _known(before: list[int], cases: int, source: Random) -> list[int]:
    """Of how many cases the two stamps of each interval are known: stamps are told in their order."""
    now = [source.randint(min(one, cases), cases) for one in before]
    return sorted((max(one, other) for one, other in zip(before, now, strict=True)), reverse=True)


@given(days=st.integers(1, 20), moments=st.integers(1, 6), seed=st.integers(0, 10**9))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_facts_is_met(days: int, moments: int, seed: int) -> None:
    at, courses = history(days, moments, seed)
    assert STAGE.unmet(small_town(days), told(at, courses, Random(seed)), seed) == []
