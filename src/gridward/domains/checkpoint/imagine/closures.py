"""Villages, communities and places closed off, one after the other, as the facts say."""

from collections.abc import Iterator
from typing import Any

from gridward.domains.checkpoint.figures import CLOSED_AREAS, CLOSED_PLACES
from gridward.domains.checkpoint.imagine.town import Town
from gridward.kit.clock import date_of, day_of
from gridward.plug.agree import Limits, agreed
from gridward.plug.course import Planner, beginning, legs, moments, shares_as_values
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Spot


def closures(town: Town) -> Iterator[Draft]:
    """One statement for each area that is closed off, and one for each that is opened again."""
    name = CLOSED_AREAS.name
    areas = {level: town.world.at(level) for level in ("village", "community")}
    whole = {level: len(spots) for level, spots in areas.items()}
    facts = shares_as_values(town.facts, name, whole | {"": sum(whole.values())})
    usual = {} if town.quiet() else whole
    at = moments(town.world, facts, name)
    start = beginning(town.world, at)
    plan = Planner(CLOSED_AREAS, facts, at, start=start, usual=usual, level=True).courses()
    plan = {level: plan.get(level, [0] * len(at)) for level, spots in areas.items() if spots}
    most = {(name, level): number for level, number in whole.items()}
    facts = agreed(facts, at, ((CLOSED_AREAS, plan),), Limits(most=most))
    plan = Planner(CLOSED_AREAS, facts, at, start=start, usual=usual, level=True).courses()
    for level, course in plan.items():
        yield from _run(town, areas[level], course, at, start)
    yield from _places(town)


def _places(town: Town) -> Iterator[Draft]:
    """Buildings and compounds of the map, and places of which nobody says what they are: as many as are stated of all
    beyond those kinds whose own register tells of them.
    """
    name = CLOSED_PLACES.name
    at = moments(town.world, town.facts, name)
    start = beginning(town.world, at)
    plan = Planner(CLOSED_PLACES, town.facts, at, start=start, usual={"other": 1}, level=True).courses()
    if not town.facts.members(name):
        return
    if town.facts.of(name, "building"):
        yield from _run(town, town.world.at("building"), plan["building"], at, start)
    have, other = 0, plan.get("other", [0] * len(at)) if {"", "other"} & {*town.facts.members(name)} else [0] * len(at)
    places = [
        Spot(town.world.root.code, "place", f"{town.world.root.name}演示场所{one + 1}", "") for one in range(max(other))
    ]
    for leg, wanted in zip(legs(other, at, start), other, strict=True):
        low, high = sorted((have, wanted))
        for moment, place in zip(
            drawn(leg.start, leg.end, high - low, OFFICE, town.random), places[low:high], strict=True
        ):
            yield from _statement(town, place, moment, closed=wanted > have)
        have = wanted


def _run(town: Town, spots: tuple[Spot, ...], course: list[int], at: tuple[int, ...], start: int) -> Iterator[Draft]:
    have = 0
    for leg, wanted in zip(legs(course, at, start), course, strict=True):
        wanted = min(wanted, len(spots))
        soon = leg.start + max(1, min(leg.end - leg.start, (leg.end - leg.start) // 6 + 1))
        for moment, number in zip(
            drawn(leg.start, soon, abs(wanted - have), OFFICE, town.random),
            range(have, wanted) if wanted > have else range(have - 1, wanted - 1, -1),
            strict=True,
        ):
            yield from _statement(town, spots[number], moment, closed=wanted > have)
        have = wanted


def _statement(town: Town, spot: Spot, at: int, *, closed: bool) -> Iterator[Draft]:
    body: dict[str, Any] = {"regime": "closed_off" if closed else "open", "from": date_of(day_of(at)).isoformat()}
    if closed:
        body |= {"entrances_open": 1, "exits_blocked": town.random.randrange(1, 7)}
    device = f"phone-{spot.code}"
    subject = ("place", spot.name) if spot.level == "place" else ("area", spot.code)
    yield from town.hand.write("checkpoint.closure", spot.code, at, body, subject=subject, device=device)
