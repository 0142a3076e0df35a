"""Returnees whom screening did not imagine, though a fact speaks of them: they are found here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gridward.domains.followup.figures import CONTROLLED, FOUND
from gridward.domains.followup.imagine.town import PARENTS, Town
from gridward.kit.clock import HOUR, date_of, day_of, iso
from gridward.plug.course import beginning
from gridward.plug.hours import VISITS, drawn
from gridward.plug.imagine import Draft, Fact
from gridward.plug.table import Cell, Table, last

_NEW, _KNOWN, _HELD = "new", "known", "held"
PLACES = {"overseas": "境外", "wuhan": "420106", "hubei": "421000", "elsewhere": "110100"}
CATEGORIES = {"wuhan": "wuhan_returnee", "hubei": "hubei_returnee", "overseas": "overseas_returnee"}


def finds(town: Town) -> Iterator[Draft]:
    """As many as the facts need beyond those told: everybody controlled was found, and all of nobody is no share."""
    stated = [fact for fact in town.facts.facts if fact.figure in (CONTROLLED.name, FOUND.name)]
    at = sorted({fact.as_of for fact in stated})
    found = _planned(town, stated, at)
    strangers, number = town.strangers(), 0
    for place, end in enumerate(at):
        start = at[place - 1] if place else beginning(town.world, at)
        for code in PLACES:
            more = found.get((_NEW, code, place), 0) - found.get((_NEW, code, place - 1), 0)
            for when in drawn(start, end, more, VISITS, town.random):
                number += 1
                kind, body = _told(town, code, when, number)
                if not kind:
                    continue
                ref, area = next(strangers)
                body = body | {"destination": area} if kind == "screening.travel_entry" else body
                device = f"phone-{area}-1"
                yield from town.hand.write(kind, area, when, body, subject=("person", ref), device=device)


def _planned(town: Town, stated: Sequence[Fact], at: Sequence[int]) -> Mapping[Cell, int]:
    """How many of each origin must have been found by each moment beyond those told, as few as will do."""
    table = Table()
    for place, moment in enumerate(at):
        new = {code: table.put((_NEW, code, place), 0) for code in PLACES}
        for cell in new.values():
            table.row((cell,), (last(cell),))
        for code, cell in new.items():
            own = sum(any(at <= moment and one == code for at, one in who.found) for who in town.returnees.values())
            held = table.put((_HELD, code, place), 0)
            table.put((_KNOWN, f"{code} alone", place), own, own, own)
            table.row(((_KNOWN, f"{code} alone", place), cell), (held,))
            table.row((held,), (last(held),))
        for member in (*PLACES, ""):
            told = [fact for fact in stated if (fact.member, fact.as_of) == (member, moment)]
            known = sum(one.known(member, moment) for one in town.returnees.values())
            table.put((_KNOWN, member, place), known, known, known)
            exact = [fact for fact in told if fact.figure == FOUND.name]
            least = max((_least(fact) for fact in told), default=0)
            whole = table.put((FOUND.name, member, place), 0, least, facts=exact)
            parts = [new[code] for code in PLACES if member in ("", code, PARENTS.get(code, ""))]
            table.same((whole,), ((_KNOWN, member, place), *parts))
            now = [fact for fact in told if fact.figure == CONTROLLED.name]
            held = table.put((CONTROLLED.name, member, place), 0, facts=now)
            table.same((held,), ((_HELD, *part[1:]) for part in parts))
            for fact in now:
                table.part(held, whole, fact.share)
    return table.settled() or {}


def _least(fact: Fact) -> int:
    """How many must have been found for the fact to be true."""
    return (1 if fact.share else 0) if fact.value is None else fact.bounds()[0]


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
