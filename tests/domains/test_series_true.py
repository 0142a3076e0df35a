"""What one imagined town says of itself, another one meets: facts of any figures together, at several moments."""

from random import Random

import pytest

from gridward.kit.clock import DAY, parse
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import World
from gridward.scenario.facts import contradictions
from tests.domains.ledger import town
from tests.domains.truth import Draw, Told, concerned, statable

pytestmark = pytest.mark.no_database

START = parse("2020-02-01") + 1
SEEDS = 8
TOGETHER = (
    ("checkpoint",),
    ("clinic",),
    ("clue",),
    ("command",),
    ("donation",),
    ("enforcement", "livestock"),
    ("followup",),
    ("mobilisation",),
    ("publicity",),
    ("reporting",),
    ("sanitation",),
    ("screening",),
    ("supervision",),
    ("supplies",),
    ("testing",),
    ("tracing",),
    ("venue",),
    ("work",),
)
"""Domains of which facts are stated together."""


def small(source: Random) -> World:
    days = source.randint(2, 12)
    pack = source.choice(("cn-covid-e3", "cn-covid-e4"))
    return town(START, START + days * DAY - 1, population=60, village=source.randint(1, 4), community=1, pack=pack)


@pytest.mark.parametrize("names", TOGETHER, ids="+".join)
def test_what_is_true_of_one_town_is_met_by_another(names: tuple[str, ...]) -> None:
    wrong = []
    domains = concerned(set(names))
    some = [one for one in statable(domains) if one[0].name.partition(".")[0] in names]
    for seed in range(SEEDS):
        source = Random(f"{names}:{seed}")
        draw = Draw(small(source), source)
        facts = draw.true(Told(draw.world, (), domains, seed), some, 12)
        assert contradictions(facts, catalogue=CATALOGUE) == []
        met = Told(draw.world, facts, domains, seed + 1).unmet(facts)
        wrong += [(seed, *fact[:4], fact.qualifier, fact.as_of, got) for fact, got in met]
    assert wrong == []
