"""What is imagined of command and of people mobilised meets every stated number, in any town."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.checkpoint import entries as gates
from gridward.domains.checkpoint.imagine import imagine as imagine_gates
from gridward.domains.command.entries import KINDS as COMMAND
from gridward.domains.command.figures import FIGURES as COMMAND_FIGURES
from gridward.domains.command.imagine import imagine as imagine_command
from gridward.domains.mobilisation.entries import KINDS as MOBILISATION
from gridward.domains.mobilisation.figures import FIGURES as MOBILISATION_FIGURES
from gridward.domains.mobilisation.imagine import imagine as imagine_mobilisation
from gridward.grid.roles import roles
from gridward.intake.kernel import KINDS as KERNEL
from gridward.kit.clock import DAY, HOUR, date_of, day_of, parse
from gridward.kit.ids import shaped7
from gridward.plug.figure import Figure, Line
from gridward.plug.imagine import Draft, Fact, Facts, World
from gridward.scenario.officers import officers
from tests.domains.ledger import Ledger, lines, town, value
from tests.domains.test_imagine import fact

pytestmark = pytest.mark.no_database

APPOINTMENT = next(kind for kind in KERNEL if kind.name == "grid.appointment")
KINDS = (*COMMAND, *MOBILISATION, *gates.KINDS, APPOINTMENT)
FIGURES: dict[str, Figure] = {figure.name: figure for figure in (*COMMAND_FIGURES, *MOBILISATION_FIGURES)}


def appointed(world: World) -> Iterator[Draft]:
    """The offices that a scenario opens with."""
    random, at = Random(1), world.start - DAY
    for one in officers(world.spots, roles()):
        body = {"office": one.role, "holder": one.username, "from": date_of(day_of(at)).isoformat()}
        yield Draft(id=shaped7(at, random.randbytes(10)), kind="grid.appointment", area=one.area, at=at, body=body)


def imagined(world: World, facts: Sequence[Fact]) -> tuple[list[Draft], dict[str, list[Line]]]:
    """Every draft, and the lines of every figure."""
    told = Facts(tuple(facts))
    posts = [draft for draft in imagine_gates(world, Facts(()), Random("7:gates")) if draft.kind == "checkpoint.post"]
    heard = replace(world, told={"checkpoint.post": posts})
    drafts = list(imagine_command(heard, told, Random("7:command")))
    drafts += imagine_mobilisation(world, told, Random("7:mobilisation"))
    ledger = Ledger(KINDS, world.spots).take([*appointed(world), *posts, *drafts])
    entries, roots = ledger.active(), ledger.roots
    return drafts, {name: lines(figure, entries, roots) for name, figure in FIGURES.items()}


def unmet(world: World, facts: Sequence[Fact]) -> list[tuple[str, int]]:
    """The facts that the lines do not bear out, with what they give."""
    _, found = imagined(world, facts)
    wrong = []
    for one in facts:
        figure = FIGURES[one.figure]
        got = value(figure, found[one.figure], one.member, one.as_of)
        if one.share is not None:
            whole = value(FIGURES[figure.expected], found[figure.expected], one.member, one.as_of)
            agrees = got == round(one.share * whole)
        else:
            agrees = one.accepts(got) and (one.qualifier == "=" or one.value in (got, 0) or got != one.value)
        if not agrees:
            wrong.append((f"{one.figure}[{one.member}] {one.qualifier} {one.value} {one.share}", got))
    return wrong


CHANGCHENG = (
    fact("command.meetings", 0, "2021-10-27T08:29:59+08:00"),
    fact("command.meetings", 1, "2021-10-27T08:30:00+08:00"),
    fact("command.meetings", 1, "2021-11-01"),
    fact("command.plans[command]", 1, "2021-11-01"),
    fact("command.pledges", None, "2021-11-01", share=1.0),
    fact("command.documents[received]", 4, "2021-11-01"),
    fact("command.studies", 6, "2021-11-01"),
    fact("command.shifts_uncovered", 0, "2021-11-01"),
)
WANGXIAN = (
    fact("command.plans[command]", 1, "2020-02-17"),
    fact("command.heads", 2, "2020-02-17"),
    fact("command.feedback_done", None, "2020-02-10", share=1.0),
    fact("command.directives_acknowledged", None, "2020-02-17", share=1.0),
    fact("mobilisation.on_post", None, "2020-02-17", share=1.0),
    fact("command.shifts", 60, "2020-02-10"),
)
CHANGSHAN = (
    fact("command.groups", 13, "2020-02-10"),
    fact("command.meetings", 5, "2020-02-10"),
    fact("mobilisation.members[party]", 3_000, "2020-02-10", ">="),
    fact("mobilisation.volunteers", 120, "2020-02-10"),
    fact("mobilisation.hours", 12_345, "2020-02-10"),
    fact("command.directives", 7, "2020-02-10"),
    fact("command.directives_unacknowledged", 12, "2020-02-05"),
    fact("command.directives_unacknowledged", 0, "2020-02-10"),
    fact("command.pledges[village_cadre]", 9, "2020-02-01"),
    fact("command.incidents", 9, "2020-02-10"),
    fact("command.incidents_open", 2, "2020-02-10"),
)
ZONE = (
    fact("command.plans[command]", 1, "2020-02-05T10:59:00+08:00"),
    fact("command.documents[appeal_letter]", 1, "2020-02-05T10:59:00+08:00"),
    fact("command.groups", 4, "2020-02-04"),
    fact("command.groups", 2, "2020-02-05T10:59:00+08:00"),
    fact("command.shifts_uncovered", 3, "2020-02-04"),
    fact("command.shifts_uncovered", 1, "2020-02-05T10:59:00+08:00"),
    fact("command.risk_areas[key]", 3, "2020-02-04"),
    fact("command.risk_areas[key]", 1, "2020-02-06"),
    fact("command.incidents_open[fever]", 4, "2020-02-04"),
    fact("command.incidents[fever]", 6, "2020-02-06"),
    fact("command.heads", 3, "2020-02-03"),
    fact("command.heads", 0, "2020-02-06"),
    fact("mobilisation.members", 90, "2020-02-06", "~"),
    fact("mobilisation.members[party]", 60, "2020-02-06"),
    fact("mobilisation.members[youth]", 50, "2020-02-06"),
    fact("mobilisation.on_post", 11, "2020-02-04"),
    fact("mobilisation.on_post", 7, "2020-02-06"),
)
COUNTY = (
    fact("command.meetings", 1, "2021-01-08"),
    fact("command.documents[notice]", 0, "2021-01-10"),
    fact("command.directives_acknowledged", None, "2021-01-09", share=0.5),
    fact("command.pledges", None, "2021-01-10", share=0.8),
    fact("mobilisation.volunteers", 40, "2021-01-10", ">"),
)
TOWNS = {
    "Changcheng": (
        town(parse("2021-10-26"), parse("2021-11-01"), village=9, work_area=2, pack="cn-covid-e8"),
        CHANGCHENG,
    ),
    "Wangxian": (town(parse("2020-01-24") + 1, parse("2020-02-17"), village=12), WANGXIAN),
    "Changshan": (town(parse("2020-01-25") + 1, parse("2020-02-10"), village=30, community=3, work_area=3), CHANGSHAN),
    "zone": (
        town(
            parse("2020-02-01") + 1, parse("2020-02-06"), level="zone", grid_large=3, grid_small=6, pack="cn-covid-e3"
        ),
        ZONE,
    ),
    "county": (
        town(parse("2021-01-06"), parse("2021-01-10"), level="county", town=3, village=20, pack="cn-covid-e7"),
        COUNTY,
    ),
}


@pytest.mark.parametrize("name", TOWNS)
def test_every_fact_is_met(name: str) -> None:
    world, facts = TOWNS[name]
    assert unmet(world, facts) == []


@pytest.mark.parametrize("name", TOWNS)
def test_the_same_town_is_imagined_twice_alike(name: str) -> None:
    world, facts = TOWNS[name]
    assert imagined(world, facts)[0] == imagined(world, facts)[0]


def test_without_facts_a_town_is_commanded_and_one_without_an_outbreak_is_quiet() -> None:
    world = town(parse("2020-01-25") + 1, parse("2020-02-10"), village=110, community=8, population=7_300)
    drafts, _ = imagined(world, ())
    assert {kind.name for kind in (*COMMAND, *MOBILISATION)} == {draft.kind for draft in drafts}
    assert len([draft for draft in drafts if draft.kind.startswith("command.")]) < 5_000
    quiet, _ = imagined(replace(world, pack_of=dict.fromkeys(world.pack_of, "cn-chik-2025")), ())
    assert [draft.kind for draft in quiet] == []


@pytest.mark.parametrize("level", ["village", "community", "town"])
def test_a_place_alone_is_imagined_too(level: str) -> None:
    world = town(parse("2020-02-01") + 1, parse("2020-02-04"), level=level, population=60)
    facts = (
        fact("command.meetings", 2, "2020-02-03"),
        fact("command.directives_unacknowledged", 3, "2020-02-03"),
        fact("command.feedback_done", 5, "2020-02-04"),
        fact("mobilisation.members[party]", 80, "2020-02-04"),
        fact("command.shifts_uncovered", 2, "2020-02-03"),
    )
    assert unmet(world, facts) == []


def test_no_red_code_is_found_before_there_are_codes() -> None:
    def types(name: str) -> set[str]:
        drafts, _ = imagined(TOWNS[name][0], ())
        return {str((draft.body or {})["type"]) for draft in drafts if draft.kind == "command.incident"}

    assert "red_code" not in types("Changshan")
    assert "red_code" in types("Changcheng")


def test_nothing_lies_outside_the_world_but_people_that_are_plainly_made_up() -> None:
    world, facts = TOWNS["Changshan"]
    drafts, _ = imagined(world, facts)
    residents = {person for homes in world.homes.values() for home in homes for person in home.residents}
    assert all(world.start - DAY <= draft.at <= world.end for draft in drafts)
    assert {draft.area for draft in drafts} <= {spot.code for spot in world.spots}
    for draft in drafts:
        if draft.subject is not None and draft.subject[0] == "person":
            assert draft.subject[1] in residents or draft.subject[1].startswith("演")


def test_gates_are_manned_by_day_and_night() -> None:
    world, _ = TOWNS["Changshan"]
    drafts, _ = imagined(world, ())
    places = Counter(draft.subject for draft in drafts if draft.kind == "command.shift")
    assert len([subject for subject in places if subject and subject[0] == "place"]) >= 3


NAMES = st.sampled_from(
    [
        "meetings",
        "directives",
        "documents[received]",
        "groups",
        "heads",
        "directives_unacknowledged",
        "shifts",
        "incidents",
    ]
)


@given(
    days=st.integers(1, 5),
    stated=st.lists(st.tuples(NAMES, st.integers(0, 25)), min_size=1, max_size=5, unique_by=lambda one: one[0]),
    more=st.integers(0, 9),
    seed=st.integers(0, 1_000),
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_facts_are_met(days: int, stated: list[tuple[str, int]], more: int, seed: int) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + days * 24 * HOUR - 1, population=120, village=3)
    source = Random(seed)
    facts = []
    for name, number in stated:
        at = sorted(source.sample(range(start + HOUR, world.end), 2))
        for moment, one in zip(at, (number, number + more), strict=True):
            figure, _, member = f"command.{name}".rstrip("]").partition("[")
            if name == "directives_unacknowledged" and any(other == "directives" for other, _ in stated):
                continue
            facts.append(Fact(figure, member, one, None, "", "=", moment, "", ""))
    assert unmet(world, facts) == []
