"""Responsibility letters, signed office by office as the facts say."""

from collections import Counter
from collections.abc import Iterator

from gridward.domains.command.figures.bodies import PLEDGES
from gridward.domains.command.imagine.town import Town
from gridward.grid.roles import roles
from gridward.plug.agree import Limits, Number, courses
from gridward.plug.course import Planner, beginning, legs, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Fact, Facts
from gridward.plug.table import Cell
from gridward.scenario.officers import Officer, officers

KINDS = {"leader": "territorial", "work_area_lead": "territorial", "village_cadre": "departmental"}


def letters(town: Town) -> Iterator[Draft]:
    """The letters of those who hold offices that need one: all of them by the end, unless stated otherwise."""
    held: dict[str, list[Officer]] = {}
    for one in officers(town.world.spots, roles(), town.facts):
        if roles()[one.role].pledge:
            held.setdefault(one.role, []).append(one)
    due = Counter({code: len(found) for code, found in held.items()})
    facts = _valued(town.facts, due)
    at = moments(town.world, facts, PLEDGES.name)
    start = beginning(town.world, at)
    usual = dict(due) if facts.members(PLEDGES.name) else town.usual(**due)
    plan = Planner(PLEDGES, facts, at, start=start, usual=usual).courses()
    most: dict[Number | Cell, int] = {(PLEDGES.name, code): number for code, number in due.items()}
    (signed,) = courses(
        facts, at, ((PLEDGES, dict.fromkeys(due, [0] * len(at)) | plan),), Limits(rising=(PLEDGES.name,), most=most)
    )
    for code, course in signed.items():
        signers = iter(held.get(code, ()))
        for leg in legs(course, at, start):
            for when in drawn(leg.start, leg.end, leg.number, OFFICE, town.random):
                signer = next(signers, None)
                if signer is not None:
                    yield from _letter(town, signer, when)


def _valued(facts: Facts, due: Counter[str]) -> Facts:
    """Shares as numbers of letters."""
    found: list[Fact] = []
    for fact in facts.facts:
        if fact.figure == PLEDGES.name and fact.value is None and fact.share is not None:
            whole = due[fact.member] if fact.member else due.total()
            fact = fact._replace(value=round(fact.share * whole), share=None, qualifier="=")
        found.append(fact)
    return Facts(tuple(found))


def _letter(town: Town, signer: Officer, at: int) -> Iterator[Draft]:
    body = {
        "signer": {"kind": "account", "ref": signer.username},
        "counter_signer": {"kind": "account", "ref": "command_head-1"},
        "office": signer.role,
        "responsibility": KINDS.get(signer.role, "personal"),
        "text_version": "1",
        "signed_on": town.day(at),
    }
    yield from town.hand.write(
        "command.pledge", signer.area, at, body, subject=("area", signer.area), device=f"phone-{signer.area}"
    )
