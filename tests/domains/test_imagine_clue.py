"""What is imagined of clues meets every stated number, in any town."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.clue import entries, figures
from gridward.domains.clue.imagine import imagine
from gridward.kit.clock import HOUR, parse
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import Fact, World
from tests.domains.imagining import active, fact, imagined, unmet
from tests.domains.ledger import town

pytestmark = pytest.mark.no_database

KINDS = (*entries.KINDS, CATALOGUE.kinds["grid.area"])
FIGURES = {figure.name: figure for figure in figures.FIGURES}
START = parse("2020-01-25") + 1
END = parse("2020-02-10")


def missing(world: World, facts: Sequence[Fact]) -> list[tuple[str, int]]:
    return unmet(world, facts, active(world, imagined(world, facts, (imagine,)), KINDS), FIGURES)


FACTS = (
    fact("clue.received", 20, "2020-02-03"),
    fact("clue.received", 46, "2020-02-10", ">="),
    fact("clue.received[open]", 6, "2020-02-03"),
    fact("clue.received[open]", 0, "2020-02-10"),
    fact("clue.verified", 40, "2020-02-10"),
    fact("clue.verified[true]", 25, "2020-02-10"),
    fact("clue.hazards_removed", 4, "2020-02-03"),
    fact("clue.hazards_removed", 22, "2020-02-10"),
)


@pytest.mark.parametrize(
    "world",
    [
        town(START, END, village=11, community=2),
        town(START, END, level="zone", grid_large=2, grid_small=4),
        town(START, END, level="village", population=200),
        town(START, END, level="county", town=3, village=30),
    ],
    ids=["town", "zone", "village", "county"],
)
@pytest.mark.parametrize("facts", [FACTS, FACTS[:2], FACTS[-1:], FACTS[4:6], ()], ids=len)
def test_every_fact_is_met(world: World, facts: Sequence[Fact]) -> None:
    assert missing(world, facts) == []


def test_a_town_nobody_tells_of_has_tips_and_one_without_the_outbreak_has_none() -> None:
    drafts = imagined(town(START, END, village=11), (), (imagine,))
    assert {draft.kind for draft in drafts} == {"clue.tip", "clue.check"}
    assert imagined(town(START, END, village=11, pack="cn-chik-2025"), (), (imagine,)) == []
    assert all(START <= draft.at <= END for draft in drafts)


def test_a_tip_is_checked_after_it_came_in() -> None:
    drafts = imagined(town(START, END, village=11), FACTS, (imagine,))
    came = {str(draft.id): draft.at for draft in drafts if draft.kind == "clue.tip"}
    checks = [draft for draft in drafts if draft.kind == "clue.check"]
    assert all(draft.subject is not None and came[draft.subject[1]] <= draft.at for draft in checks)


@given(
    counts=st.lists(st.tuples(*[st.integers(0, 12)] * 4, st.integers(0, 10)), min_size=1, max_size=4),
    seed=st.integers(0, 1_000),
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_series_of_facts_is_met(counts: list[tuple[int, ...]], seed: int) -> None:
    world = town(START, START + 4 * 24 * HOUR - 1, population=120, village=3)
    source = Random(seed)
    moments = sorted(source.sample(range(START + HOUR, world.end), len(counts)))
    facts: list[Fact] = []
    removed = 0
    for at, (true, false, unclear, waiting, hazards) in zip(moments, counts, strict=True):
        removed += min(hazards, true)
        told = {"true": true, "false": false, "unclear": unclear, "open": waiting, "": true + false + unclear + waiting}
        facts += [Fact("clue.received", member, number, None, "", "=", at, "", "") for member, number in told.items()]
        facts.append(Fact("clue.hazards_removed", "", removed, None, "", "=", at, "", ""))
        facts.append(Fact("clue.verified", "false", false, None, "", "=", at, "", ""))
    source.shuffle(facts)
    facts = facts[: max(1, len(facts) * 2 // 3)]
    assert missing(world, facts) == []
