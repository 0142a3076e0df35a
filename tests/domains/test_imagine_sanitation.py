"""Imagined sanitation meets what is stated of areas, sites, daily work and refuse, in any town."""

from itertools import accumulate
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gridward.domains.sanitation.domain import DOMAIN
from gridward.kit.clock import DAY, HOUR, day_of, parse
from gridward.plug.imagine import Fact, World
from tests.domains.ledger import town
from tests.domains.unmet import Stage, fact

pytestmark = pytest.mark.no_database


def on_the_map(world: World, figure: str, member: str) -> int:
    """What the map says of the wholes that sanitation is held against."""
    if figure != "grid.areas":
        return 0
    return sum(len(world.at(level)) for level in ("village", "community") if member in ("", level))


STAGE = Stage(DOMAIN, wholes=on_the_map)
RIVER = (
    fact("sanitation.disinfected_area", 32_000_000, "2020-02-06", "~"),
    fact("sanitation.sites[village]", 110, "2020-02-06"),
    fact("sanitation.sites[farm]", 130, "2020-02-06"),
    fact("sanitation.sites[factory]", 220, "2020-02-06", ">="),
    fact("sanitation.refuse", 1_300_000, "2020-02-10", ">="),
)
TERRACE = (
    fact("sanitation.frequency_met", None, "2020-02-17", share=1.0),
    fact("sanitation.frequency_met[office]", 2, "2020-02-10"),
    fact("sanitation.shops_disinfected", None, "2020-02-12T18:00:00+08:00", share=0.5),
    fact("sanitation.refuse_cleared", None, "2020-02-17", share=1.0),
    fact("sanitation.refuse_cleared[village]", 4, "2020-02-09T12:00:00+08:00"),
    fact("sanitation.refuse_told[village]", 6, "2020-02-09T12:00:00+08:00"),
    fact("sanitation.refuse[contractor]", 12_345, "2020-02-11"),
    fact("sanitation.refuse[contractor]", 400, "2020-02-03"),
)
ZONE = (
    fact("sanitation.disinfected_area", 0, "2020-02-03"),
    fact("sanitation.disinfected_area", 5_432, "2020-02-05T10:59:00+08:00"),
    fact("sanitation.shops", 40, "2020-02-05"),
    fact("sanitation.shops_disinfected", 33, "2020-02-06"),
    fact("sanitation.overuse", 7, "2020-02-06"),
    fact("sanitation.breeding[positive]", 21, "2020-02-06"),
    fact("sanitation.places", 9, "2020-02-06"),
    fact("sanitation.frequency_met", 5, "2020-02-07"),
)
TOWNS = {
    "river town": (town(parse("2020-01-25") + 1, parse("2020-02-10"), village=110, community=8), RIVER),
    "terrace town": (town(parse("2020-02-01") + 1, parse("2020-02-17"), village=9, community=1), TERRACE),
    "zone": (town(parse("2020-02-02") + 1, parse("2020-02-07"), level="zone", grid_large=2, grid_small=4), ZONE),
    "county": (town(parse("2020-02-02") + 1, parse("2020-02-07"), level="county", town=2, village=5), ZONE),
    "one village": (
        town(parse("2020-02-01") + 1, parse("2020-02-10"), level="village", population=90),
        (
            *RIVER[:1],
            fact("sanitation.refuse_cleared", 0, "2020-02-10"),
            fact("sanitation.refuse_told", 1, "2020-02-09"),
        ),
    ),
    "other outbreak": (town(parse("2020-02-02") + 1, parse("2020-02-07"), village=3, pack="cn-chik-2025"), ZONE),
}


@pytest.mark.parametrize("name", TOWNS)
def test_every_fact_is_met(name: str) -> None:
    assert STAGE.unmet(*TOWNS[name]) == []


def test_without_facts_a_town_disinfects_cleans_and_speaks_of_its_refuse() -> None:
    world = town(parse("2020-01-25") + 1, parse("2020-02-10"), village=110, community=8, population=73_000)
    drafts, _, _ = STAGE.imagined(world, ())
    assert {draft.kind for draft in drafts} == {"sanitation.disinfection", "sanitation.cleanup"}
    assert 1_000 < len(drafts) < 5_000


def test_in_an_outbreak_of_mosquitoes_breeding_sites_are_looked_for_and_nothing_else() -> None:
    world = town(parse("2020-02-02") + 1, parse("2020-02-07"), village=3, pack="cn-chik-2025")
    assert {draft.kind for draft in STAGE.imagined(world, ())[0]} == {"sanitation.survey"}


def test_the_same_town_is_imagined_twice_alike_and_stays_within_its_days() -> None:
    world, facts = TOWNS["terrace town"]
    drafts = STAGE.imagined(world, facts)[0]
    assert drafts == STAGE.imagined(world, facts)[0]
    assert all(world.start - HOUR <= draft.at <= world.end for draft in drafts)


@given(
    days=st.integers(1, 5),
    steps=st.lists(
        st.tuples(*(st.integers(0, 9),) * 6, st.integers(0, 90_000), st.integers(0, 3), *(st.integers(0, 9),) * 3),
        min_size=1,
        max_size=3,
    ),
    seed=st.integers(0, 1_000),
)
@example(days=5, steps=[(0,) * 11, (0,) * 11, (0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0)], seed=250)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_series_of_facts_is_met(days: int, steps: list[tuple[int, ...]], seed: int) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + days * DAY - 1, population=120, village=4)
    source = Random(seed)
    moments = sorted(source.sample(range(start + HOUR, world.end), len(steps)))
    villages, roads, offices, public, shops, load, metres, strong, *done = zip(*steps, strict=True)
    series = {
        "sites[village]": list(accumulate(villages)),
        "sites[main_road]": list(accumulate(roads)),
        "sites[office]": list(accumulate(offices)),
        "sites[public_place]": list(accumulate(public)),
        "sites[shop]": list(accumulate(shops)),
        "refuse[village]": list(accumulate(load)),
        "refuse": [2 * one for one in accumulate(load)],
        "disinfected_area": list(accumulate(metres)),
        "overuse": list(accumulate(strong)),
    }
    days_apart = len({day_of(at) for at in moments}) == len(moments)
    if days_apart and moments[0] > start + DAY:
        series["frequency_met[office]"] = [
            min(one, most) for one, most in zip(done[0], series["sites[office]"], strict=True)
        ]
        series["refuse_cleared[village]"] = [min(4, one) for one in done[2]]
    facts: list[Fact] = []
    for name, values in series.items():
        figure, _, member = name.rstrip("]").partition("[")
        for at, total in zip(moments, values, strict=True):
            facts.append(Fact(f"sanitation.{figure}", member, total, None, "", "=", at, "", ""))
    source.shuffle(facts)
    facts = facts[: max(1, len(facts) * 2 // 3)]
    assert STAGE.unmet(world, facts, seed) == []
