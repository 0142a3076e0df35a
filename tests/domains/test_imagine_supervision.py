"""Imagined supervision meets what is stated of inspections, findings and decisions, in any town."""

from dataclasses import replace
from itertools import accumulate
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.checkpoint.domain import DOMAIN as GATES
from gridward.domains.supervision.domain import DOMAIN
from gridward.domains.supervision.rules import items_of
from gridward.kit.clock import HOUR, day_of, parse
from gridward.plug.imagine import Fact, World
from tests.domains.ledger import town
from tests.domains.unmet import Stage, fact

pytestmark = pytest.mark.no_database


def on_the_map(world: World, figure: str, member: str) -> int:
    """What the map says of the wholes that supervision is held against."""
    villages, communities = len(world.at("village")), len(world.at("community"))
    if figure == "supervision.to_check":
        return villages if member in items_of("village") else communities
    return {"village": villages, "community": communities, "": villages + communities}.get(member, 0)


STAGE = Stage(GATES, DOMAIN, wholes=on_the_map)
TERRACE = (
    fact("checkpoint.posts", 14, "2020-02-17"),
    fact("supervision.covered[post]", None, "2020-02-17", share=1.0),
    fact("supervision.covered[post]", None, "2020-02-14", share=0.5),
    fact("supervision.covered[village]", 7, "2020-02-14T12:00:00+08:00"),
)
RIVER = (
    fact("supervision.inspections", 16, "2020-02-10"),
    fact("supervision.subjects[work_area]", 10, "2020-02-10"),
    fact("supervision.subjects[village]", 11, "2020-02-10"),
    fact("supervision.subjects[community]", 2, "2020-02-10"),
    fact("supervision.subjects[supermarket]", 6, "2020-02-10"),
    fact("supervision.subjects[enterprise]", 2, "2020-02-10"),
    fact("supervision.rectified", 22, "2020-02-10"),
    fact("supervision.accountable", 6, "2020-02-10"),
)
COUNTY = (
    fact("supervision.checked_off[six_screening]", None, "2021-01-20", share=1.0),
    fact("supervision.checked_off[six_emergency]", 4, "2021-01-20"),
    fact("supervision.checked_off[six_emergency]", 6, "2021-01-14"),
    fact("supervision.problems", 40, "2021-01-20", "~"),
    fact("supervision.overdue", 9, "2021-01-15"),
    fact("supervision.overdue", 2, "2021-01-20"),
    fact("supervision.rectified", 12, "2021-01-15", ">="),
)
TOWNS = {
    "terrace town": (town(parse("2020-02-01") + 1, parse("2020-02-17"), village=9), TERRACE),
    "river town": (
        town(parse("2020-01-25") + 1, parse("2020-02-10"), village=11, community=2, work_area=10),
        RIVER,
    ),
    "county": (
        town(parse("2021-01-08") + 1, parse("2021-01-20"), level="county", town=2, village=8, pack="cn-covid-e7"),
        COUNTY,
    ),
    "zone": (town(parse("2020-02-02") + 1, parse("2020-02-07"), level="zone", grid_large=2, grid_small=4), ()),
    "one village": (
        town(parse("2020-02-01") + 1, parse("2020-02-10"), level="village", population=90),
        (fact("supervision.rectified", 22, "2020-02-10"), fact("supervision.overdue", 3, "2020-02-08")),
    ),
}


@pytest.mark.parametrize("name", TOWNS)
def test_every_fact_is_met(name: str) -> None:
    assert STAGE.unmet(*TOWNS[name]) == []


def test_without_facts_heads_go_round_and_problems_are_put_right() -> None:
    world = town(parse("2020-01-25") + 1, parse("2020-02-10"), village=110, community=8)
    drafts = [draft for draft in STAGE.imagined(world, ())[0] if draft.kind.startswith("supervision.")]
    assert {draft.kind for draft in drafts} == {kind.name for kind in DOMAIN.kinds}
    assert len(drafts) < 600


def test_nothing_happens_before_the_inspection_that_found_it_and_nobody_real_is_named() -> None:
    world, facts = TOWNS["county"]
    _, _, entries = STAGE.imagined(world, facts)
    found = {entry.key: entry.at for entry in entries if entry.kind == "supervision.finding"}
    actions = [entry for entry in entries if entry.kind == "supervision.rectification"]
    assert actions
    for entry in actions:
        assert entry.subject is not None
        assert found[entry.subject.key] <= entry.at
    drafts = STAGE.imagined(*TOWNS["river town"])[0]
    people = [draft.subject[1] for draft in drafts if draft.kind == "supervision.accountability" and draft.subject]
    assert len(people) == 6
    assert all(person.startswith("演") for person in people)


def test_a_town_that_hears_of_no_gates_inspects_gates_only_when_a_fact_says_so() -> None:
    world = town(parse("2020-02-01") + 1, parse("2020-02-10"), village=4)
    alone = Stage(replace(DOMAIN, hears=()))
    kinds = {(draft.body or {}).get("subject_kind") for draft in alone.imagined(world, ())[0]}
    assert "post" not in kinds
    assert alone.unmet(world, [fact("supervision.covered[post]", 5, "2020-02-09")]) == []


def test_the_same_town_is_imagined_twice_alike_and_stays_within_its_days() -> None:
    world, facts = TOWNS["river town"]
    drafts = STAGE.imagined(world, facts)[0]
    assert drafts == STAGE.imagined(world, facts)[0]
    assert all(world.start - HOUR <= draft.at <= world.end for draft in drafts)


@given(
    days=st.integers(1, 6),
    steps=st.lists(st.tuples(*(st.integers(0, 12),) * 5, *(st.integers(0, 4),) * 2), min_size=1, max_size=3),
    seed=st.integers(0, 1_000),
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_series_of_facts_is_met(days: int, steps: list[tuple[int, ...]], seed: int) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + days * 24 * HOUR - 1, population=120, village=4)
    source = Random(seed)
    moments = sorted(source.sample(range(start + HOUR, world.end), len(steps)))
    right, waiting, firms, people, visits, villages, late = zip(*steps, strict=True)
    rectified = list(accumulate(right))
    series = {
        "rectified": rectified,
        "problems": list(accumulate((one + other for one, other in zip(rectified, waiting, strict=True)), max)),
        "subjects[enterprise]": list(accumulate(firms)),
        "accountable": list(accumulate(people)),
        "inspections": list(accumulate(3 + one for one in visits)),
        "covered[village]": list(villages),
    }
    overdue: list[int] = []
    for one, done, all_, solved in zip(late, right, series["problems"], rectified, strict=True):
        before = overdue[-1] if overdue else 0
        overdue.append(min(all_ - solved, max(one, before - done)))
    series["overdue"] = overdue
    facts: list[Fact] = []
    for name, values in series.items():
        figure, _, member = name.rstrip("]").partition("[")
        for at, total in zip(moments, values, strict=True):
            facts.append(Fact(f"supervision.{figure}", member, total, None, "", "=", at, "", ""))
    source.shuffle(facts)
    apart = len({day_of(at) for at in moments}) == len(moments)
    facts = [one for one in facts if one.figure != "supervision.covered" or apart]
    facts = facts[: max(1, len(facts) * 2 // 3)]
    assert Stage(replace(DOMAIN, hears=())).unmet(world, facts, seed) == []
