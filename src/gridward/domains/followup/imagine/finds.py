"""Returnees whom screening did not imagine, though a fact speaks of them: they are found here."""

from collections.abc import Iterator
from typing import Any

from gridward.domains.followup.figures import CONTROLLED, FOUND
from gridward.domains.followup.imagine.town import PARENTS, Town
from gridward.kit.clock import HOUR, date_of, day_of, iso
from gridward.plug.course import beginning
from gridward.plug.hours import VISITS, drawn
from gridward.plug.imagine import Draft, Fact

PLACES = {"wuhan": "420106", "hubei": "421000", "overseas": "境外", "elsewhere": "110100"}
CATEGORIES = {"wuhan": "wuhan_returnee", "hubei": "hubei_returnee", "overseas": "overseas_returnee"}


def finds(town: Town) -> Iterator[Draft]:
    """As many as the facts need beyond those told: everybody controlled was found, and all of nobody is no share."""
    made: list[tuple[int, str]] = []
    strangers = town.strangers()
    stated = [fact for fact in town.facts.facts if fact.figure in (CONTROLLED.name, FOUND.name)]
    for fact in sorted(stated, key=lambda one: (not PARENTS.get(one.member, ""), not one.member, one.as_of)):
        code = fact.member or "elsewhere"
        known = sum(one.known(fact.member, fact.as_of) for one in town.returnees.values())
        known += sum(at <= fact.as_of and fact.member in ("", one, PARENTS.get(one, "")) for at, one in made)
        counted = [one.as_of for one in stated if one.figure == FOUND.name and one.as_of < fact.as_of]
        start = max([beginning(town.world, [fact.as_of]), *counted])
        for at in drawn(start, fact.as_of, max(0, _least(fact) - known), VISITS, town.random):
            kind, body = _told(town, code, at, len(made) + 1)
            if not kind:
                continue
            ref, area = next(strangers)
            made.append((at, code))
            body = body | {"destination": area} if kind == "screening.travel_entry" else body
            device = f"phone-{area}-1"
            yield from town.hand.write(kind, area, at, body, subject=("person", ref), device=device)


def _least(fact: Fact) -> int:
    """How many must have been found for the fact to be true."""
    return (1 if fact.share else 0) if fact.value is None else fact.aim()


def _told(town: Town, code: str, at: int, number: int) -> tuple[str, dict[str, Any]]:
    """By a travel entry, or where arrivals are counted, by a category; empty where both are."""
    if not town.states("screening.arrivals"):
        return "screening.travel_entry", {
            "direction": "in",
            "stage": "actual",
            "journey_id": f"F{number:06d}",
            "purpose": "return_home",
            "origin_area": PLACES[code],
            "arrive_at": iso(at - at % HOUR - 3 * HOUR),
            "transport": "car",
        }
    if not town.states("screening.key_persons") and code in CATEGORIES:
        day = date_of(day_of(at)).isoformat()
        return "screening.classification", {
            "category": CATEGORIES[code],
            "action": "add",
            "basis": "visit",
            "from": day,
        }
    return "", {}
