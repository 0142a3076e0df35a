"""What is imagined meets every stated number, in any town, and looks like work done by people."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.checkpoint import entries as checkpoint_entries
from gridward.domains.checkpoint import figures as checkpoint_figures
from gridward.domains.checkpoint.imagine import imagine as gates
from gridward.domains.clinic import entries as clinic_entries
from gridward.domains.clinic import figures as clinic_figures
from gridward.domains.clinic.imagine import imagine as clinics
from gridward.domains.screening import entries as screening_entries
from gridward.domains.screening import figures as screening_figures
from gridward.domains.screening.imagine import imagine as screening
from gridward.domains.supplies import entries as supplies_entries
from gridward.domains.supplies import figures as supplies_figures
from gridward.domains.supplies.imagine import imagine as stores
from gridward.kit.clock import HOUR, MINUTE, moment, parse
from gridward.plug.figure import Figure
from gridward.plug.imagine import Draft, Fact, Facts, World
from gridward.plug.kind import Entry
from tests.domains.ledger import Ledger, lines, town, value

pytestmark = pytest.mark.no_database

Imagine = Callable[[World, Facts, Random], Iterator[Draft]]
KINDS = (
    *checkpoint_entries.KINDS,
    *screening_entries.KINDS,
    *supplies_entries.KINDS,
    *clinic_entries.KINDS,
)
FIGURES: dict[str, Figure] = {
    figure.name: figure
    for declared in (checkpoint_figures, screening_figures, supplies_figures, clinic_figures)
    for figure in declared.FIGURES
}
ALL: tuple[Imagine, ...] = (gates, screening, stores, clinics)
L = 1_000


def fact(name: str, stated: float | None, day: str, qualifier: str = "=", *, share: float | None = None) -> Fact:
    figure, _, member = name.rstrip("]").partition("[")
    return Fact(figure, member, None if stated is None else int(stated), share, "", qualifier, parse(day), "", "")


def imagined(world: World, facts: Sequence[Fact], *parts: Imagine) -> tuple[list[Draft], Ledger, list[Entry]]:
    given_to = [(part, Random(f"7:{part.__module__}")) for part in parts]
    drafts = [draft for part, random in given_to for draft in part(world, Facts(tuple(facts)), random)]
    ledger = Ledger(KINDS, world.spots).take(drafts)
    return drafts, ledger, ledger.active()


def unmet(world: World, facts: Sequence[Fact], *parts: Imagine) -> list[tuple[str, int]]:
    """The facts that the lines do not bear out, with what they give."""
    _, ledger, entries = imagined(world, facts, *parts)
    here = {ledger.number("area", world.root.code)}
    here |= {area for area, holder in ledger.holder.items() if holder == world.root.code}
    wrong = []
    for one in facts:
        figure = FIGURES[one.figure]
        got = value(figure, lines(figure, entries), one.member, one.as_of, here if figure.own else None)
        if one.share is not None:
            whole = None if figure.expected == "screening.households" else FIGURES.get(figure.expected)
            expected = value(whole, lines(whole, entries), one.member, one.as_of) if whole else wholes(world, figure)
            agrees = got == round(one.share * expected)
        else:
            agrees = one.accepts(got) and (one.qualifier == "=" or one.value in (got, 0) or got != one.value)
        if not agrees:
            wrong.append((f"{one.figure}[{one.member}] {one.qualifier} {one.value} {one.share}", got))
    return wrong


def wholes(world: World, figure: Figure) -> int:
    """What the kernel's own figures would say."""
    if figure.expected in ("roll.households", "screening.households"):
        return sum(len(homes) for homes in world.homes.values())
    return len(world.at("village", "community"))


RIVER_TOWN = (
    fact("checkpoint.posts[town]", 2, "2020-02-10"),
    fact("checkpoint.posts[village]", 20, "2020-02-10", ">="),
    fact("checkpoint.posts[compound]", 3, "2020-02-10"),
    fact("checkpoint.vehicles[town]", 1_858, "2020-02-10"),
    fact("checkpoint.persons[town]", 2_496, "2020-02-10"),
    fact("checkpoint.vehicles_turned_back[town]", 358, "2020-02-10"),
    fact("checkpoint.vehicles_turned_back[town]", 90, "2020-02-01"),
    fact("checkpoint.closed_areas", None, "2020-02-10", share=1.0),
    fact("clinic.triaged", 268, "2020-02-10"),
    fact("clinic.confirmed", 0, "2020-02-01T12:00:00+08:00"),
    fact("clinic.suspected", 0, "2020-02-01T12:00:00+08:00"),
    fact("screening.households_covered", None, "2020-02-03", share=0.9),
    fact("screening.households_covered", None, "2020-02-10", share=1.0),
    fact("screening.persons_covered", 1_500, "2020-02-03", ">"),
    fact("screening.pushed[missed_by_screening]", 3, "2020-02-10"),
    fact("screening.pushed[unresolved]", 0, "2020-02-10"),
    fact("screening.key_persons[hubei_returnee]", 12, "2020-02-10"),
    fact("screening.arrivals[wuhan]", 4, "2020-02-10"),
    fact("screening.arrivals[hubei]", 9, "2020-02-10"),
)
HILL_TOWN = (
    fact("supplies.on_hand_own[alcohol_75]", 1_453 * L, "2021-11-01"),
    fact("supplies.on_hand_own[mask]", 65_000, "2021-11-01"),
    fact("supplies.on_hand_own[forehead_thermometer]", 100, "2021-11-01"),
    fact("supplies.on_hand_own[disinfectant_84]", 223 * L, "2021-11-01"),
    fact("supplies.on_hand_own[hand_wash]", 600, "2021-11-01"),
    fact("supplies.on_hand[mask]", 80_000, "2021-11-01", "~"),
    fact("supplies.on_hand[mask]", 9_000, "2021-10-28"),
    fact("supplies.issued[mask]", 12_000, "2021-11-01", ">="),
    fact("supplies.counted", None, "2021-11-01", share=0.5),
    fact("checkpoint.persons", 700, "2021-11-01", ">"),
    fact("checkpoint.held", 2, "2021-11-01"),
    fact("checkpoint.posts_signed", None, "2021-11-01", share=0.5),
    fact("screening.households_visited[2]", 300, "2021-11-01"),
    fact("screening.households_covered[2]", 280, "2021-11-01"),
    fact("screening.rounds", 2, "2021-11-01"),
    fact("clinic.fever", 6, "2021-10-29"),
    fact("clinic.fever", 8, "2021-11-01"),
    fact("clinic.referred", 5, "2021-11-01"),
    fact("clinic.observed", 2, "2021-10-30"),
    fact("clinic.ready[beds]", 40, "2021-11-01"),
)
ZONE = (
    fact("checkpoint.posts", 14, "2020-02-05"),
    fact("checkpoint.posts", 11, "2020-02-07"),
    fact("checkpoint.vehicles", 0, "2020-02-06"),
    fact("checkpoint.persons[compound]", 450, "2020-02-07", "~"),
    fact("clinic.confirmed", 2, "2020-02-07"),
    fact("clinic.suspected", 3, "2020-02-05T10:59:00+08:00"),
    fact("clinic.suspected", 1, "2020-02-07"),
    fact("clinic.ruled_out", 1, "2020-02-07"),
    fact("screening.refusals", 5, "2020-02-06"),
    fact("screening.households_visited", 900, "2020-02-07", ">"),
    fact("screening.departures", 0, "2020-02-07"),
    fact("supplies.on_hand[gloves]", 2_00, "2020-02-07"),
    fact("supplies.issued[goggles]", 0, "2020-02-07"),
)
TOWNS = {
    "river town": (town(parse("2020-01-25") + 1, parse("2020-02-10"), village=11, community=2, compound=3), RIVER_TOWN),
    "hill town": (town(parse("2021-10-26"), parse("2021-11-01"), village=9, pack="cn-covid-e8"), HILL_TOWN),
    "zone": (
        town(
            parse("2020-02-02") + 1, parse("2020-02-07"), level="zone", grid_large=2, grid_small=4, pack="cn-covid-e3"
        ),
        ZONE,
    ),
}


@pytest.mark.parametrize("name", TOWNS)
def test_every_fact_is_met(name: str) -> None:
    world, facts = TOWNS[name]
    assert unmet(world, facts, *ALL) == []


@pytest.mark.parametrize("name", TOWNS)
def test_the_same_town_is_imagined_twice_alike(name: str) -> None:
    world, facts = TOWNS[name]
    one, other = (imagined(world, facts, gates, stores, clinics)[0] for _ in range(2))
    assert one == other


def test_without_facts_there_is_still_a_working_town() -> None:
    world = town(parse("2020-01-25") + 1, parse("2020-02-10"), village=8)
    drafts, _, _ = imagined(world, (), *ALL)
    untold = {
        "clinic.case",
        "supplies.allocation",
        "screening.listed_name",
    }  # no town has a case of its own accord, no document tells of promises, lists come with their names
    assert {kind.name for kind in KINDS} - {draft.kind for draft in drafts} == untold


def test_a_larger_town_has_more_and_a_pack_without_gates_none() -> None:
    def made(people: int, pack: str) -> int:
        world = town(parse("2020-01-25") + 1, parse("2020-02-10"), village=6, population=people, pack=pack)
        return len(imagined(world, (), gates)[0])

    assert made(400, "cn-covid-e4") < made(4_000, "cn-covid-e4")
    assert made(400, "cn-chik-2025") == 0


def test_no_code_is_asked_in_february_2020_and_codes_are_in_2021() -> None:
    early, _, _ = imagined(*TOWNS["river town"], gates)
    later, _, _ = imagined(*TOWNS["hill town"], gates)

    def asked(drafts: Sequence[Draft]) -> set[str]:
        return {key for draft in drafts for key in draft.body or {}} & {"health_code", "travel_code", "code_signs"}

    assert asked(early) == set()
    assert asked(later) == {"health_code", "travel_code", "code_signs"}


def test_entries_come_late_twice_and_wrong_as_they_do_from_people() -> None:
    drafts, _, entries = imagined(*TOWNS["river town"], gates, screening)
    number = len(drafts)
    late = sum((draft.received or draft.at) - draft.at > 15 * MINUTE and not draft.replaces for draft in drafts)
    assert 0.01 < late / number < 0.04
    assert 0.004 < sum(draft.again for draft in drafts) / number < 0.02
    corrected = [draft for draft in drafts if draft.replaces is not None and draft.body is not None]
    assert 0.001 < len(corrected) / number < 0.01
    assert any(draft.body is None for draft in drafts)
    assert len(entries) == number - 2 * sum(draft.body is None for draft in drafts) - len(corrected)


def test_gates_are_busiest_in_the_morning_and_posts_stand_before_anything_passes() -> None:
    world, facts = TOWNS["river town"]
    drafts, _, entries = imagined(world, facts, gates)
    hours = Counter(moment(draft.at).hour for draft in drafts if draft.kind == "checkpoint.vehicle")
    assert max(hours, key=lambda hour: hours[hour]) in (7, 8, 9, 17, 18)
    assert sum(hours[hour] for hour in range(5)) < hours[8]
    opened = {entry.area: entry.at for entry in reversed(entries) if entry.kind == "checkpoint.post"}
    assert all(opened[entry.area] <= entry.at for entry in entries if "post" in entry.body.__struct_fields__)
    busy = Counter(entry.area for entry in entries if entry.place.level == "town")
    assert len([area for area, number in busy.items() if number > 500]) == 2


def test_nothing_lies_outside_the_world_but_plates_and_guests_that_are_plainly_made_up() -> None:
    world, facts = TOWNS["river town"]
    drafts, _, _ = imagined(world, facts, *ALL)
    residents = {person for homes in world.homes.values() for home in homes for person in home.residents}
    assert all(world.start - HOUR <= draft.at <= world.end for draft in drafts)
    assert {draft.area for draft in drafts} <= {spot.code for spot in world.spots}
    for draft in drafts:
        if draft.subject is not None and draft.subject[0] in ("person", "vehicle"):
            assert draft.subject[1] in residents or draft.subject[1].startswith("演")


def test_stores_are_never_below_zero_in_the_order_of_the_day() -> None:
    world, facts = TOWNS["hill town"]
    _, _, entries = imagined(world, facts, stores)
    for figure in (FIGURES["supplies.on_hand"],):
        book: Counter[tuple[int, str]] = Counter()
        for line in sorted(lines(figure, entries), key=lambda one: one.at):
            book[line.area, line.member] += line.value
            assert book[line.area, line.member] >= 0


@given(
    days=st.integers(1, 6),
    counts=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60), st.integers(0, 5)), min_size=1, max_size=3),
    seed=st.integers(0, 1_000),
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_facts_is_met(days: int, counts: list[tuple[int, int, int]], seed: int) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + days * 24 * HOUR - 1, population=120, village=2)
    source = Random(seed)
    moments = sorted(source.sample(range(start + HOUR, world.end), len(counts)))
    facts: list[Fact] = []
    passed = back = held = 0
    for at, (more, turned, kept) in zip(moments, counts, strict=True):
        passed, back, held = passed + more + turned + kept, back + turned, held + kept
        for name, number in (("persons", passed), ("persons_turned_back", back), ("held", held)):
            facts.append(Fact(f"checkpoint.{name}", "village", number, None, "", "=", at, "", ""))
        for name, number in (("triaged", passed), ("fever", back), ("referred", back // 2)):
            facts.append(Fact(f"clinic.{name}", "", number, None, "", "=", at, "", ""))
    source.shuffle(facts)
    facts = facts[: max(1, len(facts) * 2 // 3)]
    assert unmet(world, facts, gates, clinics) == []
    assert all(one.as_of <= other.as_of for one, other in pairwise(Facts(tuple(facts)).of("clinic.triaged")))
