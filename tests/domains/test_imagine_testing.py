"""Testing as imagined meets every stated number, and is not there before the packs ask for tests."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.screening.domain import DOMAIN as SCREENING
from gridward.domains.testing import figures
from gridward.domains.testing.domain import DOMAIN as TESTING
from gridward.kit.clock import DAY, parse
from gridward.plug.imagine import Fact
from tests.domains.hearing import imagined, unmet
from tests.domains.ledger import lines, town, value

pytestmark = pytest.mark.no_database

ALL = (SCREENING, TESTING)


def fact(name: str, stated: float | None, day: str, qualifier: str = "=", *, share: float | None = None) -> Fact:
    figure, _, member = name.rstrip("]").partition("[")
    return Fact(figure, member, None if stated is None else int(stated), share, "", qualifier, parse(day), "", "")


WORKERS = (
    fact("screening.key_persons[cold_chain_worker]", 40, "2021-01-01"),
    fact("screening.key_persons[quarantine_site_staff]", 12, "2021-01-01"),
)
COUNTY = (
    *WORKERS,
    fact("testing.tested[cold_chain_worker]", None, "2021-01-08", share=1.0),
    fact("testing.tested[cold_chain_worker]", None, "2021-01-20", share=0.9),
    fact("testing.overdue[cold_chain_worker]", 4, "2021-01-20"),
    fact("testing.overdue", 6, "2021-01-20"),
    fact("testing.samples", 400, "2021-01-20", ">="),
    fact("testing.samples[goods]", 31, "2021-01-20"),
    fact("testing.positives", 1, "2021-01-10"),
    fact("testing.positives", 3, "2021-01-20"),
)
EARLY = (fact("testing.samples", 25, "2020-02-04"), fact("testing.positives", 0, "2020-02-04"))
FEW = (fact("testing.samples[throat]", 0, "2021-01-04"), fact("testing.positives", 2, "2021-01-04"))
TOWNS = {
    "county": (
        town(parse("2020-12-31") + 1, parse("2021-01-20"), level="county", town=3, village=6, pack="cn-covid-e7"),
        COUNTY,
    ),
    "early town": (town(parse("2020-01-31") + 1, parse("2020-02-07"), village=2, pack="cn-covid-e3"), EARLY),
    "village": (town(parse("2021-01-02"), parse("2021-01-04"), level="village", population=30, pack=""), FEW),
}


@pytest.mark.parametrize("name", TOWNS)
def test_every_fact_is_met(name: str) -> None:
    world, facts = TOWNS[name]
    assert unmet(world, facts, *ALL) == []


def test_nobody_is_tested_in_february_2020_unless_it_is_stated() -> None:
    world, _ = TOWNS["early town"]
    drafts, _ = imagined(world, (), *ALL)
    assert [draft for draft in drafts if draft.kind.startswith("testing.")] == []


def test_most_workers_come_every_week_and_a_few_forget() -> None:
    world, _ = TOWNS["county"]
    _, entries = imagined(world, (*WORKERS, fact("testing.positives", 0, "2021-01-20")), *ALL)
    asked, tested, overdue = (
        value(figure, lines(figure, entries), "cold_chain_worker", parse("2021-01-14"))
        for figure in (figures.TO_TEST, figures.TESTED, figures.OVERDUE)
    )
    assert asked == 40
    assert 30 <= tested <= 40
    assert 0 <= overdue <= 10


@given(
    steps=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9), st.integers(0, 3)), min_size=1, max_size=4),
    share=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
    seed=st.integers(0, 1_000),
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_facts_is_met(steps: list[tuple[int, ...]], share: float, seed: int) -> None:
    start = parse("2020-12-31") + 1
    world = town(start, start + 35 * DAY - 1, population=240, village=2)
    facts, taken, goods, positive = [*WORKERS], 60, 0, 0
    for number, (more, lots, found) in enumerate(steps):
        at = start + (number + 1) * 8 * DAY - 1
        taken, goods, positive = taken + more + lots + 60, goods + lots, positive + min(found, more)
        told = {"samples": taken, "positives": positive}
        some = [Fact(f"testing.{name}", "", value, None, "", "=", at, "", "") for name, value in told.items()]
        some.append(Fact("testing.samples", "goods", goods, None, "", "=", at, "", ""))
        some.append(Fact("testing.tested", "cold_chain_worker", None, share, "", "=", at, "", ""))
        some.append(Fact("testing.overdue", "quarantine_site_staff", found, None, "", "=", at, "", ""))
        Random(seed + number).shuffle(some)
        facts += some[:4]
    assert unmet(world, facts, *ALL) == []
