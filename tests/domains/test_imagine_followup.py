"""Follow-up as imagined meets every stated number in any town, and follows up those who had returned."""

from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gridward.domains.followup import figures
from gridward.domains.followup.domain import DOMAIN as FOLLOWUP
from gridward.domains.screening.domain import DOMAIN as SCREENING
from gridward.domains.tracing.domain import DOMAIN as TRACING
from gridward.kit.clock import DAY, HOUR, moment, parse
from gridward.plug.imagine import Fact
from tests.domains.hearing import imagined, unmet
from tests.domains.ledger import lines, town, value

pytestmark = pytest.mark.no_database

ALL = (SCREENING, TRACING, FOLLOWUP)


def fact(name: str, stated: float | None, day: str, qualifier: str = "=", *, share: float | None = None) -> Fact:
    figure, _, member = name.rstrip("]").partition("[")
    return Fact(figure, member, None if stated is None else int(stated), share, "", qualifier, parse(day), "", "")


RIVER_TOWN = (
    fact("screening.arrivals[wuhan]", 4, "2020-02-10"),
    fact("screening.arrivals[hubei]", 19, "2020-02-10"),
    fact("screening.key_persons[hubei_returnee]", 12, "2020-02-10"),
    fact("followup.controlled[hubei]", None, "2020-02-05", share=0.8),
    fact("followup.controlled[hubei]", None, "2020-02-10", share=1.0),
    fact("followup.controlled[wuhan]", None, "2020-02-10", share=1.0),
    fact("followup.assigned", None, "2020-02-10", share=1.0),
    fact("followup.under_control", 44, "2020-02-05"),
    fact("followup.under_control", 52, "2020-02-10"),
    fact("followup.under_control[facility_quarantine]", 7, "2020-02-10"),
    fact("followup.placed", 70, "2020-02-10"),
    fact("followup.transferred", 3, "2020-02-10"),
    fact("followup.readings", 1_500, "2020-02-10", ">="),
    fact("followup.readings_missing", 12, "2020-02-05"),
    fact("followup.readings_missing", 20, "2020-02-10"),
    fact("followup.abnormal", 5, "2020-02-10"),
    fact("followup.services[errand]", 60, "2020-02-10"),
    fact("followup.services[errand.isolated]", 21, "2020-02-10"),
    fact("followup.services[psychological]", 2, "2020-02-09"),
    fact("followup.requests_open[isolated]", 3, "2020-02-05"),
    fact("followup.requests_open", 2, "2020-02-10"),
    fact("followup.service_visits", 75, "2020-02-10", "~"),
    fact("followup.key_households[key_household]", 17, "2020-02-06"),
    fact("followup.key_households", 15, "2020-02-10"),
)
ZONE = (
    fact("followup.controlled[wuhan]", None, "2020-02-07", share=1.0),
    fact("followup.under_control", 0, "2020-02-04"),
    fact("followup.under_control[home_quarantine]", 20, "2020-02-07", ">"),
    fact("followup.under_control[self_monitoring]", 9, "2020-02-07"),
    fact("followup.released", 4, "2020-02-07"),
    fact("followup.readings[AM]", 31, "2020-02-07"),
    fact("followup.readings_missing", 30, "2020-02-07"),
    fact("followup.assigned", 6, "2020-02-07"),
    fact("followup.service_visits", 3, "2020-02-03"),
    fact("followup.requests_open", 0, "2020-02-03"),
    fact("followup.services", 0, "2020-02-03"),
)
VILLAGE = (
    fact("followup.readings", 10, "2021-10-28"),
    fact("followup.readings[extra]", 4, "2021-10-28"),
    fact("followup.assigned", 8, "2021-11-01"),
    fact("followup.key_households[vulnerable]", 5, "2021-11-01"),
    fact("followup.released", 0, "2021-11-01"),
)
TOWNS = {
    "river town": (town(parse("2020-01-25") + 1, parse("2020-02-10"), village=11, community=2), RIVER_TOWN),
    "zone": (town(parse("2020-02-02") + 1, parse("2020-02-07"), level="zone", grid_large=2, pack="cn-covid-e3"), ZONE),
    "village": (
        town(parse("2021-10-26"), parse("2021-11-01"), level="village", population=90, pack="cn-chik-2025"),
        VILLAGE,
    ),
}


@pytest.mark.parametrize("name", TOWNS)
def test_every_fact_is_met(name: str) -> None:
    world, facts = TOWNS[name]
    assert unmet(world, facts, *ALL) == []


def test_the_same_town_is_imagined_twice_alike() -> None:
    world, facts = TOWNS["river town"]
    one, other = (imagined(world, facts, *ALL)[0] for _ in range(2))
    assert one == other


def test_without_facts_those_who_returned_from_hubei_are_followed_up() -> None:
    world = town(parse("2020-01-25") + 1, parse("2020-02-10"), village=8, population=20_000)
    drafts, entries = imagined(world, (), *ALL)
    made = Counter(draft.kind for draft in drafts)
    assert {kind.name for kind in FOLLOWUP.kinds} <= made.keys()
    assert sum(number for kind, number in made.items() if kind.startswith("followup.")) < 3_000
    found, controlled = (
        value(figure, lines(figure, entries), "hubei", world.end) for figure in (figures.FOUND, figures.CONTROLLED)
    )
    assert 0.8 * found <= controlled <= found
    assert found > 5
    missing = value(figures.READINGS_MISSING, lines(figures.READINGS_MISSING, entries), "", world.end)
    readings = value(figures.READINGS, lines(figures.READINGS, entries), "", world.end)
    assert 0 < missing < readings * 0.06
    hours = Counter(moment(draft.at).hour for draft in drafts if draft.kind == "followup.reading")
    assert not set(hours) & {0, 1, 2, 3, 4, 5}


def test_a_town_whose_pack_has_no_quarantine_stays_quiet() -> None:
    world = town(parse("2020-01-25") + 1, parse("2020-02-10"), village=8, pack="cn-chik-2025")
    drafts, _ = imagined(world, (), *ALL)
    assert [draft.kind for draft in drafts if draft.kind.startswith("followup.")] == []


def test_nothing_lies_outside_the_world_but_guests_who_are_plainly_made_up() -> None:
    world, facts = TOWNS["river town"]
    drafts, _ = imagined(world, facts, *ALL)
    residents = {person for homes in world.homes.values() for home in homes for person in home.residents}
    mine = [draft for draft in drafts if draft.kind.startswith("followup.")]
    assert all(world.start - HOUR <= draft.at <= world.end for draft in mine)
    assert {draft.area for draft in mine} <= {spot.code for spot in world.spots}
    people = {draft.subject[1] for draft in mine if draft.subject and draft.subject[0] == "person"}
    assert all(person in residents or person.startswith("演") for person in people)


STEP = st.tuples(st.integers(0, 30), st.integers(0, 12), st.integers(0, 4), st.integers(0, 25), st.integers(0, 6))


def test_where_nobody_was_found_whom_a_fact_speaks_of_somebody_is() -> None:
    world = town(parse("2020-02-02") + 1, parse("2020-02-17"), village=4, population=300)
    facts = (
        fact("followup.controlled[wuhan]", None, "2020-02-17", share=1.0),
        fact("followup.found[hubei]", 7, "2020-02-10"),
        fact("screening.arrivals", 0, "2020-02-17"),
    )
    assert unmet(world, facts, *ALL) == []
    _, entries = imagined(world, facts, *ALL)
    assert value(figures.CONTROLLED, lines(figures.CONTROLLED, entries), "wuhan", world.end) > 0


@given(days=st.integers(2, 30), steps=st.lists(STEP, min_size=1, max_size=3), seed=st.integers(0, 1_000))
@example(days=28, steps=[(1, 0, 0, 0, 0), (0, 0, 1, 0, 0)], seed=0)
@example(days=3, steps=[(0, 0, 0, 0, 1), (0, 0, 0, 0, 0), (0, 0, 0, 0, 0)], seed=1)
@example(days=21, steps=[(12, 0, 0, 17, 2), (27, 0, 3, 11, 2), (12, 0, 3, 17, 2)], seed=12)
@example(days=28, steps=[(0, 1, 1, 1, 0), (9, 1, 3, 1, 1), (0, 1, 6, 0, 0)], seed=855)
@example(days=12, steps=[(1, 0, 1, 1, 1), (0, 0, 1, 0, 0)], seed=103)
@example(days=27, steps=[(5, 0, 1, 0, 1), (9, 0, 0, 3, 4), (1, 0, 1, 2, 0)], seed=404)
@example(days=26, steps=[(2, 0, 1, 0, 1), (1, 0, 0, 0, 0)], seed=900)
@example(days=3, steps=[(2, 5, 0, 1, 6), (1, 1, 0, 0, 0), (0, 0, 3, 1, 0)], seed=78)
@example(days=17, steps=[(0, 5, 4, 0, 4), (1, 0, 4, 3, 0)], seed=148)
@example(days=24, steps=[(1, 0, 6, 0, 6), (9, 1, 0, 1, 0)], seed=781)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_facts_is_met(days: int, steps: list[tuple[int, ...]], seed: int) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + days * DAY - 1, population=240, village=2)
    source = Random(seed)
    at = sorted(source.sample([start + day * DAY - 1 for day in range(1, days + 1)], min(len(steps), days)))
    facts: list[Fact] = []
    placed = released = gone = done = before = 0
    for when, (more, fewer, away, served, still) in zip(at, steps, strict=False):
        placed, done, before = placed + more, done + max(served, before - still), still
        fewer = min(fewer, placed - released - gone)
        released += fewer
        away = min(away, placed - released - gone)
        gone += away
        told = {
            "under_control": placed - released - gone,
            "placed": placed,
            "released": released,
            "transferred": gone,
            "services": done,
            "requests_open": still,
            "key_households": still,
        }
        facts += [Fact(f"followup.{name}", "", number, None, "", "=", when, "", "") for name, number in told.items()]
        facts.append(Fact("followup.assigned", "", None, 0.5, "", "=", when, "", ""))
        facts.append(Fact("followup.services", "errand.isolated", done // 3, None, "", "=", when, "", ""))
    source.shuffle(facts)
    facts = facts[: max(1, len(facts) * 2 // 3)]
    assert unmet(world, facts, FOLLOWUP) == []


@given(
    days=st.integers(3, 20),
    shares=st.lists(st.sampled_from([0.2, 0.5, 0.75, 1.0]), min_size=1, max_size=3),
    numbers=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 40), st.integers(0, 3)), min_size=1, max_size=3),
    seed=st.integers(0, 1_000),
)
@example(days=9, shares=[0.2, 0.75], numbers=[(0, 0, 0), (0, 0, 0)], seed=406)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_shares_controlled_and_any_readings_are_met(
    days: int, shares: list[float], numbers: list[tuple[int, ...]], seed: int
) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + days * DAY - 1, population=900, village=3)
    source = Random(seed)
    facts = [Fact("screening.arrivals", "hubei", 30, None, "", "=", start + days * DAY - 1, "", "")]
    at = sorted(source.sample(range(1, days + 1), min(3, len(numbers), days)))
    missing = extra = hot = 0
    for day, (missed, more, warm), share in zip(at, numbers, sorted(shares), strict=False):
        missing, extra, hot = missing + missed, extra + more, hot + warm
        told = {"readings_missing": ("", missing), "readings": ("extra", extra), "abnormal": ("", hot)}
        some = [
            Fact(f"followup.{name}", member, number, None, "", "=", start + day * DAY - 1, "", "")
            for name, (member, number) in told.items()
        ]
        some.append(Fact("followup.controlled", "hubei", None, share, "", "=", start + day * DAY - 1, "", ""))
        some.append(Fact("followup.controlled", "wuhan", None, share, "", "=", start + day * DAY - 1, "", ""))
        source.shuffle(some)
        facts += some[:4]
    assert unmet(world, facts, SCREENING, FOLLOWUP) == []


def test_as_many_are_found_as_are_stated_and_no_more_at_earlier_moments() -> None:
    world = town(parse("2020-02-02") + 1, parse("2020-02-17"), village=4, population=2_000)
    facts = (
        fact("followup.found", 2, "2020-02-06"),
        fact("followup.found", 5, "2020-02-10"),
        fact("followup.found[hubei]", 1, "2020-02-10"),
    )
    assert unmet(world, facts, *ALL) == []
