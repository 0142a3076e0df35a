"""Venues, enforcement and resumption as imagined meet every stated number, in any town."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.enforcement import entries as enforcement_entries
from gridward.domains.enforcement import figures as enforcement_figures
from gridward.domains.enforcement.domain import DOMAIN as ENFORCEMENT
from gridward.domains.venue import entries as venue_entries
from gridward.domains.venue import figures as venue_figures
from gridward.domains.venue.domain import DOMAIN as VENUE
from gridward.domains.work import entries as work_entries
from gridward.domains.work import figures as work_figures
from gridward.domains.work.domain import DOMAIN as WORK
from gridward.kit.clock import DAY, HOUR, day_of, parse
from gridward.plug.domain import Domain
from gridward.plug.figure import Figure
from gridward.plug.imagine import Draft, Fact, Facts, World
from gridward.plug.kind import Entry
from tests.domains.ledger import Ledger, lines, town, value

pytestmark = pytest.mark.no_database

DOMAINS: tuple[Domain, ...] = (ENFORCEMENT, WORK, VENUE)
KINDS = (*enforcement_entries.KINDS, *venue_entries.KINDS, *work_entries.KINDS)
FIGURES: dict[str, Figure] = {
    figure.name: figure
    for declared in (enforcement_figures, venue_figures, work_figures)
    for figure in declared.FIGURES
}


def fact(name: str, stated: float | None, day: str, qualifier: str = "=", *, share: float | None = None) -> Fact:
    figure, _, member = name.rstrip("]").partition("[")
    return Fact(figure, member, None if stated is None else int(stated), share, "", qualifier, parse(day), "", "")


def imagined(world: World, facts: Sequence[Fact], seed: int = 7) -> tuple[list[Draft], list[Entry]]:
    """What all domains imagine one after the other, and what counts of it."""
    told: dict[str, list[Draft]] = defaultdict(list)
    drafts: list[Draft] = []
    for domain in DOMAINS:
        assert domain.imagine is not None
        heard = replace(world, told={name: tuple(told[name]) for name in domain.hears})
        for draft in domain.imagine(heard, Facts(tuple(facts)), Random(f"{seed}:{domain.name}")):
            told[draft.kind].append(draft)
            drafts.append(draft)
    return drafts, Ledger(KINDS, world.spots).take(drafts).active()


def unmet(world: World, facts: Sequence[Fact], seed: int = 7) -> list[tuple[str, int]]:
    """The facts that the lines do not bear out, with what they give."""
    _, entries = imagined(world, facts, seed)
    wrong = []
    for one in facts:
        figure = FIGURES[one.figure]
        got = value(figure, lines(figure, entries), one.member, one.as_of)
        if one.share is not None:
            whole = FIGURES[figure.expected]
            agrees = got == round(one.share * value(whole, lines(whole, entries), one.member, one.as_of))
        else:
            agrees = one.accepts(got) and (one.qualifier == "=" or one.value in (got, 0) or got != one.value)
        if not agrees:
            wrong.append((f"{one.figure}[{one.member}] {one.qualifier} {one.value} {one.share} {one.as_of}", got))
    return wrong


def told(facts: Sequence[Fact]) -> str:
    """Facts as a failing test shows them."""
    return "\n".join(f"{one.as_of} {one.figure}[{one.member}] {one.value}" for one in sorted(facts, key=lambda f: f[6]))


RIVER_TOWN = (
    fact("enforcement.officers", 446, "2020-02-10"),
    fact("enforcement.notices", 90, "2020-02-10"),
    fact("enforcement.suspended", 90, "2020-02-10"),
    fact("venue.places[school]", 4, "2020-02-10"),
    fact("venue.places[supermarket]", 6, "2020-02-10"),
    fact("venue.checked[school]", None, "2020-02-10", share=1.0),
    fact("venue.checked", None, "2020-02-09", share=0.5),
    fact("venue.inspected", 30, "2020-02-05"),
    fact("venue.inspected", 40, "2020-02-10", ">="),
    fact("venue.closed", 97, "2020-02-10"),
    fact("venue.occupancy", 350, "2020-02-10T10:00:00+08:00"),
    fact("venue.occupancy", 90, "2020-02-10T15:00:00+08:00"),
    fact("venue.over_capacity", 3, "2020-02-10"),
    fact("venue.inspected[enterprise]", 9, "2020-02-10"),
    fact("work.resumed", 5, "2020-02-10"),
    fact("work.applications", 8, "2020-02-10"),
    fact("work.plans", None, "2020-02-10", share=0.75),
    fact("work.employees", 240, "2020-02-10", ">="),
    fact("work.observed", 31, "2020-02-10"),
    fact("work.reported", None, "2020-02-10", share=0.8),
    fact("work.stock_ok", 3, "2020-02-10"),
    fact("work.alerts[yellow]", 4, "2020-02-10"),
    fact("work.alerts[red]", 1, "2020-02-08"),
    fact("work.supervisors", 7, "2020-02-10"),
)
HILL_TOWN = (
    fact("enforcement.officers", 100, "2021-10-28"),
    fact("enforcement.officers", 300, "2021-11-01", ">"),
    fact("enforcement.suspended", 12, "2021-10-28"),
    fact("enforcement.suspended", 3, "2021-10-30"),
    fact("enforcement.suspended", 20, "2021-11-01", "~"),
    fact("venue.lots[held]", 4, "2021-10-30"),
    fact("venue.lots[held]", 0, "2021-11-01"),
    fact("venue.lots[released]", 9, "2021-11-01"),
    fact("venue.lots[arrived]", 2, "2021-11-01"),
    fact("venue.cold_chain_samples", 130, "2021-11-01", ">="),
    fact("venue.cold_chain_samples", 20, "2021-10-30"),
    fact("venue.checked", None, "2021-10-31", share=1.0),
    fact("venue.checked", None, "2021-11-01", share=0.9),
    fact("venue.inspected[market]", 2, "2021-11-01"),
    fact("venue.inspected[other]", 3, "2021-11-01"),
    fact("venue.occupancy", 0, "2021-11-01"),
    fact("work.resumed", 9, "2021-10-28"),
    fact("work.resumed", 8, "2021-11-01"),
    fact("work.reports", 60, "2021-11-01", ">"),
    fact("work.site_workers", 40, "2021-11-01"),
    fact("work.workers_tracked", None, "2021-10-31", share=1.0),
    fact("work.workers_tracked", None, "2021-11-01", share=0.9),
    fact("work.stock_ok", None, "2021-11-01", share=1.0),
    fact("work.enterprises[enterprise]", 30, "2021-11-01", "~"),
)
ZONE = (
    fact("enforcement.notices", 30, "2020-02-05", ">="),
    fact("enforcement.suspended", 0, "2020-02-07"),
    fact("enforcement.officers", 0, "2020-02-07"),
    fact("venue.places", 50, "2020-02-05"),
    fact("venue.places", 46, "2020-02-07"),
    fact("venue.inspected", 55, "2020-02-07"),
    fact("venue.checked", 20, "2020-02-07"),
    fact("venue.lots", 12, "2020-02-07"),
    fact("venue.cold_chain_samples", 0, "2020-02-07"),
    fact("venue.closed[hotel]", 2, "2020-02-06"),
    fact("venue.over_capacity", 0, "2020-02-07"),
    fact("work.resumed", 0, "2020-02-07"),
    fact("work.reports", 30, "2020-02-07"),
    fact("work.alerts", 12, "2020-02-07"),
    fact("work.employees", 3_000, "2020-02-06", "~"),
    fact("work.enterprises", 12, "2020-02-05"),
    fact("work.enterprises", 10, "2020-02-07"),
    fact("work.applications", 0, "2020-02-05"),
)
TOWNS = {
    "river town": (town(parse("2020-01-25") + 1, parse("2020-02-10"), village=11, community=2), RIVER_TOWN),
    "hill town": (town(parse("2021-10-26"), parse("2021-11-01"), village=9, pack="cn-covid-e8"), HILL_TOWN),
    "zone": (
        town(parse("2020-02-02") + 1, parse("2020-02-07"), level="zone", grid_large=2, grid_small=4, pack=""),
        ZONE,
    ),
    "county": (town(parse("2020-01-25"), parse("2020-02-10"), level="county", town=3), RIVER_TOWN),
    "village": (town(parse("2020-01-25"), parse("2020-02-10"), level="village", population=300), RIVER_TOWN),
}


@pytest.mark.parametrize("name", TOWNS)
def test_every_fact_is_met(name: str) -> None:
    world, facts = TOWNS[name]
    assert unmet(world, facts) == []


@pytest.mark.parametrize("name", TOWNS)
def test_the_same_town_is_imagined_twice_alike(name: str) -> None:
    assert imagined(*TOWNS[name])[0] == imagined(*TOWNS[name])[0]


@pytest.mark.parametrize("name", TOWNS)
def test_nothing_happens_before_or_after(name: str) -> None:
    world, facts = TOWNS[name]
    drafts, _ = imagined(world, facts)
    assert all(world.start - HOUR <= draft.at <= world.end for draft in drafts)
    assert {draft.area for draft in drafts} <= {spot.code for spot in world.spots}


def test_without_facts_there_is_still_a_working_town_of_every_kind_of_entry() -> None:
    drafts, _ = imagined(town(parse("2020-01-25") + 1, parse("2020-02-10"), village=8), ())
    holidays = {"venue.class_check"}  # schools are closed then
    assert {kind.name for kind in KINDS} - holidays == {draft.kind for draft in drafts}
    assert len(drafts) < 5_000


def test_in_term_classes_are_checked_and_hardly_anybody_is_absent_ill() -> None:
    start, end = parse("2021-10-25") + 1, parse("2021-10-29T20:00:00+08:00")
    for pack in ("cn-covid-e8", "cn-flu-school"):
        drafts, entries = imagined(town(start, end, village=8, pack=pack), ())
        checks = [one for one in entries if one.kind == "venue.class_check"]
        taught = {draft.subject for draft in drafts if draft.kind == "venue.class"}
        assert len(checks) > 5 * len(taught) > 0
        assert {one.body.absent_ill for one in checks} == {0, 1}


SCHOOL = (
    fact("venue.classes", 12, "2021-10-26"),
    fact("venue.classes", 9, "2021-10-28"),
    fact("venue.attendance[present]", 431, "2021-10-27"),
    fact("venue.attendance[absent_ill]", 7, "2021-10-27"),
    fact("venue.attendance", 460, "2021-10-28"),
)


@pytest.mark.parametrize("pack", ["cn-covid-e8", "cn-flu-school", "cn-chik-2025"])
def test_stated_classes_and_pupils_are_met_under_any_pack(pack: str) -> None:
    assert unmet(town(parse("2021-10-25") + 1, parse("2021-10-30"), village=8, pack=pack), SCHOOL) == []


def test_a_pack_about_something_else_leaves_the_town_quiet() -> None:
    assert imagined(town(parse("2025-08-01"), parse("2025-08-10"), village=8, pack="cn-chik-2025"), ())[0] == []


@given(
    days=st.integers(1, 6), moves=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=4)
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_notices_is_met(days: int, moves: list[tuple[int, int]]) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + days * DAY - 1, population=120, village=2)
    source = Random(repr((days, moves)))
    served = closed = 0
    facts: list[Fact] = []
    moments = sorted(source.sample(range(start + HOUR, world.end), len(moves)))
    for at, (more, back) in zip(moments, moves, strict=True):
        served, closed = served + more, max(0, closed + more - back)
        for name, number in (("notices", served), ("suspended", closed), ("officers", served * 3)):
            facts.append(Fact(f"enforcement.{name}", "", number, None, "", "=", at, "", ""))
    source.shuffle(facts)
    assert unmet(world, facts[: max(1, len(facts) * 2 // 3)], seed=days) == []


@given(
    days=st.integers(1, 6),
    steps=st.lists(st.tuples(*(st.integers(0, 9) for _ in range(6))), min_size=1, max_size=4),
    keep=st.integers(1, 12),
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_work_is_met(days: int, steps: list[tuple[int, ...]], keep: int) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + days * DAY - 1, population=120, village=2)
    source = Random(repr((days, steps)))
    facts: list[Fact] = []
    moments = sorted(source.sample(range(start + HOUR, world.end), len(steps)))
    applied = planned = sent = red = day = workers = 0
    for at, (going, asked, plans, ill, some, news) in zip(moments, steps, strict=True):
        applied, planned, red = applied + asked + plans, planned + plans, red + ill // 3
        sent += max(going * 2, ill // 3)
        workers = max(some, workers if day_of(at) == day_of(day) else 0)
        for name, number in (
            ("resumed", going),
            ("enterprises", going + some),
            ("applications", applied),
            ("plans", planned),
            ("employees", workers + news * 3),
            ("observed", min(workers + news * 3, ill)),
            ("site_workers", workers),
            ("reports", sent),
            ("alerts", red),
            ("supervisors", going),
            ("stock_ok", min(going, sent)),
        ):
            facts.append(Fact(f"work.{name}", "", number, None, "", "=", at, "", ""))
        if day_of(at) != day_of(day):
            facts.append(Fact("work.reported", "", min(going, news), None, "", "=", at, "", ""))
            facts.append(Fact("work.workers_tracked", "", workers, None, "", "=", at, "", ""))
        day = at
    source.shuffle(facts)
    assert unmet(world, facts[: min(len(facts), keep)], seed=days) == [], told(facts[: min(len(facts), keep)])


@given(
    days=st.integers(1, 6),
    steps=st.lists(st.tuples(*(st.integers(0, 9) for _ in range(6))), min_size=1, max_size=4),
    keep=st.integers(1, 40),
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_places_is_met(days: int, steps: list[tuple[int, ...]], keep: int) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + days * DAY - 1, population=120, village=2)
    source = Random(repr((days, steps)))
    is_open = closed = inspected = crowds = samples = kept = 0
    facts: list[Fact] = []
    moments = sorted(source.sample(range(start + HOUR, world.end), len(steps)))
    day, checked = 0, 0
    for at, (more, shut, seen, heads, lots, share) in zip(moments, steps, strict=True):
        closing = min(shut, is_open)
        is_open, closed = is_open + more - closing, closed + closing
        inspected = min(inspected + seen, is_open + closed)
        crowds, samples, kept = crowds + heads // 2, samples + lots * 3, kept + lots
        for name, member, number in (
            ("places", "shop", is_open),
            ("closed", "shop", closed),
            ("inspected", "shop", inspected),
            ("over_capacity", "", crowds),
            ("occupancy", "", heads * 50),
            ("lots", "", kept),
            ("lots", "released", kept // 2),
            ("cold_chain_samples", "", samples),
        ):
            facts.append(Fact(f"venue.{name}", member, number, None, "", "=", at, "", ""))
        if day_of(at) != day_of(day) and is_open:
            day, checked = at, min(is_open, inspected + share)
            facts.append(Fact("venue.checked", "shop", checked, None, "", "=", at, "", ""))
    source.shuffle(facts)
    assert unmet(world, facts[: min(len(facts), keep)], seed=days) == [], told(facts[: min(len(facts), keep)])


def test_places_of_every_kind_are_registered_closed_and_checked_where_that_is_stated() -> None:
    world = town(parse("2020-02-01") + 1, parse("2020-02-10"), population=120, village=2)
    codes = [member.code for member in venue_figures.KINDS]
    facts = [
        Fact(f"venue.{name}", code, number, None, "", "=", parse("2020-02-10"), "", "")
        for code in codes
        for name, number in (("places", 2), ("closed", 1), ("inspected", 1))
    ]
    assert unmet(world, facts) == []
