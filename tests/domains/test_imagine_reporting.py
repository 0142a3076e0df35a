"""What is imagined of reporting meets every stated number, in any town."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.reporting import entries, figures
from gridward.domains.reporting.imagine import imagine
from gridward.kit.clock import HOUR, day_of, first_moment, moment, parse
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import Fact, World
from tests.domains.imagining import active, fact, imagined, unmet
from tests.domains.ledger import town

pytestmark = pytest.mark.no_database

KINDS = (*entries.KINDS, CATALOGUE.kinds["grid.area"])
FIGURES = {figure.name: figure for figure in figures.FIGURES}
START, END = parse("2020-01-25") + 1, parse("2020-02-10")


def missing(world: World, facts: Sequence[Fact]) -> list[tuple[str, int]]:
    return unmet(world, facts, active(world, imagined(world, facts, (imagine,)), KINDS), FIGURES)


ALL_IN = (
    fact("reporting.received[opinion]", None, "2020-02-05T10:59:00+08:00", share=1.0),
    fact("reporting.nil[opinion]", 6, "2020-02-05T10:59:00+08:00"),
    fact("reporting.expected[opinion]", 7, "2020-02-05"),
)
EVENINGS = (
    fact("reporting.received[daily]", None, "2020-02-03", share=1.0),
    fact("reporting.on_time[daily]", None, "2020-02-03T20:00:00+08:00", share=0.5),
    fact("reporting.late[daily]", 2, "2020-02-03T20:00:00+08:00"),
    fact("reporting.received[daily]", None, "2020-02-10T12:00:00+08:00", share=0.25),
    fact("reporting.late[daily]", 0, "2020-02-10"),
    fact("reporting.on_time[daily]", None, "2020-02-10", share=0.75),
    fact("reporting.nil[daily]", 1, "2020-02-10"),
    fact("reporting.reviews[returned]", 9, "2020-02-10"),
    fact("reporting.reviews", 40, "2020-02-10", ">="),
)
GROWING = (
    fact("reporting.expected[opinion]", 3, "2020-02-01"),
    fact("reporting.expected[opinion]", 8, "2020-02-09"),
    fact("reporting.received", None, "2020-02-07", share=1.0),
    fact("reporting.late", 0, "2020-02-07"),
)
WORLDS = {
    "town": town(START, END, village=10, community=2),
    "zone": town(START, END, level="zone", grid_large=2, grid_small=4),
    "village": town(START, END, level="village", population=200),
    "county": town(START, END, level="county", town=3, village=20),
}
FITTING = [
    *((name, ALL_IN) for name in WORLDS),
    ("town", EVENINGS),
    ("county", EVENINGS),
    *((name, GROWING) for name in WORLDS),
    *((name, ()) for name in WORLDS),
]


@pytest.mark.parametrize(("name", "facts"), FITTING)
def test_every_fact_is_met(name: str, facts: Sequence[Fact]) -> None:
    assert missing(WORLDS[name], facts) == []


def test_most_villages_report_every_day_and_most_in_time() -> None:
    world = WORLDS["town"]
    drafts = imagined(world, (), (imagine,))
    daily = [draft for draft in drafts if draft.kind == "reporting.daily" and not draft.replaces]
    number = sum((draft.body or {}).get("template") == "daily" for draft in daily)
    assert 0.9 * 12 * 16 < number <= 12 * 16
    late = sum(moment(draft.at).hour >= 18 for draft in daily)
    assert 0 < late < 0.15 * len(daily)
    assert {draft.kind for draft in drafts} == {"reporting.daily", "reporting.review"}
    assert imagined(town(START, END, village=6, pack="cn-chik-2025"), (), (imagine,)) == []


@given(
    day=st.integers(1, 3),
    hours=st.lists(st.integers(1, 23), min_size=1, max_size=4, unique=True),
    grown=st.lists(st.tuples(st.integers(0, 4), st.floats(0, 1)), min_size=4, max_size=4),
    seed=st.integers(0, 1_000),
)
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_day_that_can_be_is_met(day: int, hours: list[int], grown: list[tuple[int, float]], seed: int) -> None:
    world = town(START, START + 4 * 24 * HOUR - 1, population=120, village=10)
    facts: list[Fact] = []
    soon = late = nil = 0
    for hour, (more, share) in zip(sorted(hours), grown, strict=False):
        at = first_moment(day_of(START) + day) + hour * HOUR
        more = min(more, 10 - soon - late)
        soon, late = (soon + more, late) if hour <= 18 else (soon, late + more)
        nil += round(more * share)
        for name, number in (("received", soon + late), ("on_time", soon), ("late", late), ("nil", nil)):
            facts.append(Fact(f"reporting.{name}", "daily", number, None, "", "=", at, "", ""))
    Random(seed).shuffle(facts)
    facts = facts[: max(1, len(facts) * 2 // 3)]
    assert missing(world, facts) == []
