"""Imagined gifts meet what is stated of donors, money and goods, in any town."""

from itertools import accumulate
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.donation.domain import DOMAIN
from gridward.kit.clock import HOUR, parse
from gridward.plug.imagine import Fact
from tests.domains.ledger import town
from tests.domains.unmet import Stage, fact

pytestmark = pytest.mark.no_database

STAGE = Stage(DOMAIN)
TERRACE = (
    fact("donation.donors[person]", 257, "2020-02-17"),
    fact("donation.donors[enterprise]", 2, "2020-02-17", ">="),
    fact("donation.money", 74_789_00, "2020-02-17"),
    fact("donation.items[mask]", 700, "2020-02-17"),
    fact("donation.items[instant_noodles]", 21_00, "2020-02-17"),
    fact("donation.items[water]", 12_00, "2020-02-17"),
    fact("donation.items[herbal_tea]", 10_00, "2020-02-17"),
    fact("donation.items[gloves]", 2_00, "2020-02-17"),
)
RIVER = (
    fact("donation.money", 2_460_000_00, "2020-02-10", "~"),
    fact("donation.money[charity_federation]", 1_800_000_00, "2020-02-08"),
    fact("donation.money[village]", 40_00, "2020-02-01"),
    fact("donation.money_used", 900_000_00, "2020-02-10", ">"),
    fact("donation.items_used[water]", 5_00, "2020-02-09"),
)
BARE = (
    fact("donation.money", 0, "2020-02-05"),
    fact("donation.money", 12_345_67, "2020-02-06T12:00:00+08:00"),
    fact("donation.donors[person]", 0, "2020-02-07"),
    fact("donation.items[gloves_latex]", 3_50, "2020-02-07"),
)
TOWNS = {
    "terrace town": (town(parse("2020-02-01") + 1, parse("2020-02-17"), village=9), TERRACE),
    "river town": (town(parse("2020-01-25") + 1, parse("2020-02-10"), village=11, community=2), RIVER),
    "zone": (town(parse("2020-02-02") + 1, parse("2020-02-07"), level="zone", grid_large=2, population=60), BARE),
    "one village": (town(parse("2020-02-02") + 1, parse("2020-02-17"), level="village", population=90), TERRACE),
}


@pytest.mark.parametrize("name", TOWNS)
def test_every_fact_is_met(name: str) -> None:
    assert STAGE.unmet(*TOWNS[name]) == []


def test_without_facts_people_give_and_in_another_outbreak_they_do_not() -> None:
    start, end = parse("2020-01-25") + 1, parse("2020-02-10")
    drafts, _, _ = STAGE.imagined(town(start, end, village=8), ())
    assert {draft.kind for draft in drafts} == {"donation.gift", "donation.use"}
    assert len(drafts) < 200
    assert STAGE.imagined(town(start, end, village=8, pack="cn-chik-2025"), ())[0] == []


def test_donors_are_of_the_town_or_plainly_made_up_and_the_moments_lie_within() -> None:
    world, facts = TOWNS["one village"]
    residents = {person for homes in world.homes.values() for home in homes for person in home.residents}
    for draft in STAGE.imagined(world, facts)[0]:
        assert world.start - HOUR <= draft.at <= world.end
        if draft.subject is not None and draft.subject[0] in ("person", "organisation"):
            assert draft.subject[1] in residents or draft.subject[1].startswith("演")


def test_the_same_town_is_imagined_twice_alike() -> None:
    assert STAGE.imagined(*TOWNS["terrace town"])[0] == STAGE.imagined(*TOWNS["terrace town"])[0]


@given(
    days=st.integers(1, 6),
    steps=st.lists(st.tuples(*(st.integers(0, 40),) * 2, *(st.integers(0, 90_000),) * 3), min_size=1, max_size=3),
    seed=st.integers(0, 1_000),
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_series_of_facts_is_met(days: int, steps: list[tuple[int, ...]], seed: int) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + days * 24 * HOUR - 1, population=120, village=2)
    source = Random(seed)
    moments = sorted(source.sample(range(start + HOUR, world.end), len(steps)))
    names = ("donors[person]", "donors[enterprise]", "money[village]", "money[town]", "items[mask_n95]")
    facts: list[Fact] = []
    for name, values in zip(names, zip(*steps, strict=True), strict=True):
        figure, _, member = name.rstrip("]").partition("[")
        for at, total in zip(moments, accumulate(values), strict=True):
            facts.append(Fact(f"donation.{figure}", member, total, None, "", "=", at, "", ""))
    whole = accumulate(2 * village + at_town for _, _, village, at_town, _ in steps)
    facts += [
        Fact("donation.money", "", total, None, "", "=", at, "", "") for at, total in zip(moments, whole, strict=True)
    ]
    source.shuffle(facts)
    assert STAGE.unmet(world, facts[: max(1, len(facts) * 2 // 3)], seed) == []
