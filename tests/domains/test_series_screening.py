"""Screening as imagined meets any series of facts that is true of some town."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.screening.domain import DOMAIN
from tests.domains.series import Book, evenings, small_town, told
from tests.domains.unmet import Stage

pytestmark = pytest.mark.no_database

STAGE = Stage(DOMAIN)
ORIGINS = ("wuhan", "overseas", "elsewhere")
CATEGORIES = ("hubei_returnee", "outside_returnee", "truck_driver")
RESULTS = ("already_screened", "wrong_information", "missed_by_screening", "unresolved")


def history(days: int, moments: int, seed: int) -> tuple[list[int], dict[str, list[int]]]:
    """Households covered round by round, doors that stayed shut, journeys, categories, names of pushed lists."""
    source = Random(seed)
    world = small_town(days)
    homes = sum(len(found) for found in world.homes.values())
    at = evenings(days, moments, source)
    book = Book("screening")

    covered: list[set[int]] = [set(), set()]
    visits, refused = [0, 0], [0, 0]
    met: list[set[int]] = [set(), set()]
    here = dict.fromkeys(ORIGINS, 0)
    left = 0
    held = dict.fromkeys(CATEGORIES, 0)
    names = dict.fromkeys(RESULTS, 0)
    for number in range(len(at)):
        for one in range(2):
            more = source.sample(range(homes), source.choice((0, 1, homes // 3, homes)))
            again, no, away = source.choice((0, 4)), source.choice((0, 0, 2)), source.choice((0, 3))
            covered[one] |= set(more)
            refused[one] += no
            visits[one] += len(more) + again * bool(covered[one]) + no + away
            code = str(one + 1)
            book.note(number, "households_covered", len(covered[one]), code)
            book.note(number, "households_visited", visits[one], code, "")
            book.note(number, "refusals", refused[one], code, "")
            met[one] |= set(source.sample(range(80), source.choice((0, 2, 30))))
            book.note(number, "persons_covered", len(met[one]), code)
        book.note(number, "persons_covered", len(met[0] | met[1]))
        book.note(number, "households_covered", len(covered[0] | covered[1]))
        for code in ORIGINS:
            here[code] += source.choice((0, 0, 1, 6))
            book.note(number, "arrivals", here[code], code, "")
        left += source.choice((0, 2))
        book.note(number, "departures", left)
        for code in CATEGORIES:
            held[code] = source.choice((0, 1, 4, 9))
            book.note(number, "key_persons", held[code], code)
        for code in RESULTS[:3]:
            done = source.randint(0, names["unresolved"])
            names[code], names["unresolved"] = names[code] + done, names["unresolved"] - done
        names["unresolved"] += source.choice((0, 2, 7))
        for code, value in names.items():
            book.note(number, "pushed", value, code, "")
    return at, book.courses


@given(days=st.integers(1, 20), moments=st.integers(1, 3), seed=st.integers(0, 10**9))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_facts_is_met(days: int, moments: int, seed: int) -> None:
    at, courses = history(days, moments, seed)
    assert STAGE.unmet(small_town(days), told(at, courses, Random(seed)), seed) == []
