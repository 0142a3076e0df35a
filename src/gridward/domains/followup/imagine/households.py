"""Key households: as many in each category at each moment as the facts say."""

from collections.abc import Iterator

from gridward.domains.followup.figures import KEY_HOUSEHOLDS
from gridward.domains.followup.imagine.town import Town
from gridward.kit.clock import date_of, day_of
from gridward.plug.course import Planner, legs
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

USUAL = 0.004
"""Of all households."""


def key_households(town: Town) -> Iterator[Draft]:
    """Households taken into categories, and let go where a number falls."""
    name = KEY_HOUSEHOLDS.name
    at = [leg.end for leg in town.legs]
    start = town.legs[0].start
    usual = {"key_household": min(150, round(len(town.homes) * USUAL))} if town.about_covid() else {}
    plan = Planner(KEY_HOUSEHOLDS, town.facts, at, start=start, usual=usual, level=True).courses()
    stated = [fact.aim() for fact in town.facts.of(name) if fact.value is not None]
    most = [max(course) for course in plan.values()]
    circle = max([1, *stated, *most] if stated else [1, sum(most)])
    numbers = list(town.scattered(circle, 29, len(town.homes)))
    first = 0
    for code, course in plan.items():
        have = 0
        for leg, wanted in zip(legs(course, at, start), course, strict=True):
            turns = range(have, wanted) if wanted > have else range(have - 1, wanted - 1, -1)
            times = drawn(leg.start, leg.end, abs(wanted - have), OFFICE, town.random)
            for when, turn in zip(times, turns, strict=True):
                yield from _told(town, code, numbers[(first + turn) % len(numbers)], when, begins=wanted > have)
            have = wanted
        first += max(course)


def _told(town: Town, code: str, number: int, at: int, *, begins: bool) -> Iterator[Draft]:
    known = number < len(town.homes)
    home = town.homes[number].ref if known else f"演户{number + 1:05d}"
    area = town.homes[number].area if known else town.world.root.code
    body = {
        "category": code,
        "action": "add" if begins else "end",
        "basis": "visit",
        "from": date_of(day_of(at)).isoformat(),
    }
    yield from town.hand.write(
        "screening.classification", area, at, body, subject=("household", home), device=f"phone-{area}-1"
    )
