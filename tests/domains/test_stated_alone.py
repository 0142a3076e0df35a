"""Any figure that a report may state is met when it is all that is stated: whatever it rests on is imagined too."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from uuid import UUID

import pytest

from gridward.grid.roles import roles
from gridward.kit.clock import iso, parse
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.domain import Domain
from gridward.plug.figure import Figure
from gridward.plug.imagine import Draft, Fact, Facts, World
from gridward.scenario.implied import with_implied
from gridward.scenario.officers import officers
from tests.domains.imagining import opened
from tests.domains.ledger import Ledger, lines, town, value

pytestmark = pytest.mark.no_database

FIRST, LAST = "2020-02-01", "2020-02-10"
MEMBERS = 2
"""So many members of a figure are tried, and its last one."""
TESTED = ("cold_chain_worker", "quarantine_site_staff")
GIVEN = ("screening.households",)
"""The file itself says how many there are."""
SHARES = (
    "checkpoint.posts_signed[compound]",
    "clinic.delay[found_reported]",
    "clinic.readiness_stated",
    "clinic.sentinels_reported[school]",
    "followup.assigned",
    "publicity.groups[dingtalk]",
    "screening.vulnerable_reviewed",
    "supplies.received[mask_n95]",
    "testing.tested",
    "venue.checked[school]",
    "work.workers_tracked",
)


def small() -> World:
    return town(
        parse(FIRST) - 86_399_000_000, parse(LAST), population=90, village=3, community=2, building=3, work_area=1
    )


def figures() -> Iterator[tuple[Figure, str]]:
    for domain in CATALOGUE.domains.values():
        for figure in domain.figures if domain.imagine is not None else ():
            if figure.name in GIVEN:
                continue
            codes = [member.code for member in figure.members if "farm" not in member.code]
            codes = [*codes[:MEMBERS], *codes[MEMBERS:][-1:]]
            if figure.name in ("testing.to_test", "testing.tested", "testing.overdue"):
                yield from ((figure, code) for code in ("", *TESTED))
            elif figure.follows is None:
                yield from ((figure, code) for code in (*(("",) if figure.total else ()), *codes))


def appointed(world: World, facts: Facts) -> Iterator[Draft]:
    """Who holds the offices of the town, from before its first day."""
    at = world.start - 30_000_000
    for number, one in enumerate(officers(world.spots, roles(), facts), 1):
        body = {"office": one.role, "holder": one.username, "from": iso(at)}
        yield Draft(id=UUID(int=2**64 + number), kind="grid.appointment", area=one.area, at=at, body=body)


def concerned(facts: Facts) -> list[Domain]:
    """The domains whose entries the figures are made of, and those that these hear."""
    kinds = {kind for fact in facts.facts for kind in CATALOGUE.figures[fact.figure].of}
    found: set[str] = set()
    names = {kind.partition(".")[0] for kind in kinds} | {fact.figure.partition(".")[0] for fact in facts.facts}
    while names - found:
        found |= names
        names = {kind.partition(".")[0] for name in found for kind in CATALOGUE.domains[name].hears} | names
    found |= {"venue"} if any(fact.figure == "checkpoint.closed_places" for fact in facts.facts) else set()
    return [one for name, one in CATALOGUE.domains.items() if name in found and one.imagine is not None]


def borne_out(fact: Fact) -> tuple[int, int]:
    """What the lines say of a fact that is stated alone, and of the whole that it is part of."""
    world, told = small(), defaultdict[str, list[Draft]](list)
    facts = with_implied(world, Facts((fact,)))
    drafts = [*opened(world), *appointed(world, facts)]
    for domain in concerned(facts):
        assert domain.imagine is not None
        heard = replace(world, told={kind: told[kind] for kind in domain.hears})
        for draft in domain.imagine(heard, facts, Random(f"1:{domain.name}")):
            told[draft.kind].append(draft)
            drafts.append(draft)
    ledger = Ledger(CATALOGUE.kinds.values(), world.spots).take(drafts)
    entries, figure = ledger.active(), CATALOGUE.figures[fact.figure]
    root = {ledger.number("area", world.root.code)} | {
        area for area, holder in ledger.holder.items() if holder == world.root.code
    }
    whole = CATALOGUE.figures.get(figure.expected)
    number = value(figure, lines(figure, entries, ledger.roots), fact.member, fact.as_of, root if figure.own else None)
    return number, 0 if whole is None else value(whole, lines(whole, entries), fact.member, fact.as_of)


@pytest.mark.parametrize("number", [2, 0])
def test_a_number_that_stands_alone_is_met(number: int) -> None:
    wrong = []
    for figure, code in figures():
        stated = number * 10 ** next(
            (one.scale for one in figure.members if one.code == code and one.unit), figure.scale
        )
        fact = Fact(figure.name, code, stated, None, "", "=", parse(LAST), "", "")
        got, _ = borne_out(fact)
        wrong += [] if got == stated else [f"{figure.name}[{code}] {stated} is {got}"]
    assert wrong == []


@pytest.mark.parametrize("share", [1.0, 0.5])
@pytest.mark.parametrize("name", SHARES)
def test_a_share_that_stands_alone_is_met(name: str, share: float) -> None:
    figure, _, member = name.rstrip("]").partition("[")
    got, whole = borne_out(Fact(figure, member, None, share, "", "=", parse(LAST), "", ""))
    assert whole > 0
    assert got == round(share * whole)
