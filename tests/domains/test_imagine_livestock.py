"""Imagined farms meet what is stated of farms, patrols and ill animals, in any town."""

from itertools import accumulate
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.livestock.domain import DOMAIN
from gridward.kit.clock import HOUR, parse
from gridward.plug.imagine import Fact
from tests.domains.ledger import town
from tests.domains.unmet import Stage, fact

pytestmark = pytest.mark.no_database

STAGE = Stage(DOMAIN)
RIVER = (fact("livestock.farms_inspected", 130, "2020-02-10"),)
PLAIN = (
    fact("livestock.farms", 40, "2020-02-03"),
    fact("livestock.farms", 33, "2020-02-08"),
    fact("livestock.farms_inspected", None, "2020-02-08", share=1.0),
    fact("livestock.farms_inspected", 36, "2020-02-05"),
    fact("livestock.farms_inspected", 20, "2020-02-06"),
    fact("livestock.sick", 60, "2020-02-04"),
    fact("livestock.sick", 0, "2020-02-09"),
    fact("livestock.culled[pig]", 800, "2020-02-06"),
    fact("livestock.culled", 1_000, "2020-02-10", ">="),
    fact("livestock.moved[transfer]", 0, "2020-02-10"),
)
TOWNS = {
    "river town": (town(parse("2020-01-25") + 1, parse("2020-02-10"), village=11, community=2), RIVER),
    "plain": (town(parse("2020-01-30") + 1, parse("2020-02-10"), village=3, pack="cn-asf-2019"), PLAIN),
    "one village": (town(parse("2020-01-30") + 1, parse("2020-02-10"), level="village", population=90), RIVER),
    "zone": (town(parse("2020-02-02") + 1, parse("2020-02-10"), level="zone", grid_large=2), PLAIN),
}


@pytest.mark.parametrize("name", TOWNS)
def test_every_fact_is_met(name: str) -> None:
    assert STAGE.unmet(*TOWNS[name]) == []


def test_without_facts_villages_have_farms_and_another_outbreak_or_a_zone_has_none() -> None:
    start, end = parse("2020-01-25") + 1, parse("2020-02-10")
    drafts, _, _ = STAGE.imagined(town(start, end, village=118), ())
    assert {draft.kind for draft in drafts} == {"livestock.farm", "livestock.inspection", "livestock.movement"}
    assert len(drafts) < 500
    for other in (town(start, end, village=8, pack="cn-chik-2025"), town(start, end, level="zone", grid_large=3)):
        assert STAGE.imagined(other, ())[0] == []


def test_the_same_town_is_imagined_twice_alike_and_stays_within_its_days() -> None:
    world, facts = TOWNS["plain"]
    drafts = STAGE.imagined(world, facts)[0]
    assert drafts == STAGE.imagined(world, facts)[0]
    assert all(world.start - HOUR <= draft.at <= world.end for draft in drafts)


@given(
    days=st.integers(1, 6),
    steps=st.lists(st.tuples(*(st.integers(0, 30),) * 3, st.integers(0, 80)), min_size=1, max_size=4),
    seed=st.integers(0, 1_000),
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_series_of_facts_is_met(days: int, steps: list[tuple[int, ...]], seed: int) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + days * 24 * HOUR - 1, population=120, village=2)
    source = Random(seed)
    moments = sorted(source.sample(range(start + HOUR, world.end), len(steps)))
    farms, looked, culled, ill = zip(*steps, strict=True)
    facts: list[Fact] = []
    inspected = tuple(min(one, most) for one, most in zip(looked, farms, strict=True))
    for name, values in (("culled", accumulate(culled)), ("farms_inspected", inspected), ("farms", farms)):
        facts += [
            Fact(f"livestock.{name}", "", v, None, "", "=", at, "", "") for at, v in zip(moments, values, strict=True)
        ]
    source.shuffle(facts)
    facts = facts[: max(1, len(facts) * 2 // 3)]
    seen = {one.as_of for one in facts if one.figure == "livestock.farms_inspected" and one.value}
    facts += [
        Fact("livestock.sick", "", v, None, "", "=", at, "", "")
        for at, v in zip(moments, ill, strict=True)
        if at in seen  # somebody must have been there to see them
    ]
    assert STAGE.unmet(world, facts, seed) == []
