"""Key categories: as many persons in each at each moment as the facts say."""

from collections.abc import Iterator

from gridward.domains.screening.figures import KEY_PERSONS
from gridward.domains.screening.imagine.town import Town
from gridward.kit.clock import date_of, day_of
from gridward.plug.course import Planner, beginning, legs, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

USUAL = {"hubei_returnee": 0.0004, "wuhan_returnee": 0.0001, "outside_returnee": 0.006, "vulnerable": 0.004}
_BASIS = {"vulnerable": "welfare", "elderly_alone": "welfare", "close_contact": "contact", "truck_driver": "occupation"}


def categories(town: Town) -> Iterator[Draft]:
    """Persons taken into categories, and let go where a number falls."""
    name = KEY_PERSONS.name
    at = moments(town.world, town.facts, name)
    start = beginning(town.world, at)
    offered = town.switched_on("category")
    usual = {code: int(len(town.people) * share) for code, share in USUAL.items() if code in offered}
    plan = Planner(KEY_PERSONS, town.facts, at, start=start, usual=usual, level=True).courses()
    stated = [fact.aim() for fact in town.facts.of(name) if fact.value is not None]
    circle = max(stated) if stated else sum(max(course) for course in plan.values())
    numbers = town.chosen(max(1, circle), 23)
    first = 0
    for code, course in plan.items():
        have = 0
        for leg, wanted in zip(legs(course, at, start), course, strict=True):
            turns = range(have, wanted) if wanted > have else range(have - 1, wanted - 1, -1)
            for when, turn in zip(
                drawn(leg.start, leg.end, abs(wanted - have), OFFICE, town.random), turns, strict=True
            ):
                yield from _told(town, code, numbers[(first + turn) % len(numbers)], when, begins=wanted > have)
            have = wanted
        first += max(course)


def _told(town: Town, code: str, number: int, at: int, *, begins: bool) -> Iterator[Draft]:
    person, area = town.person(number)
    body = {
        "category": code,
        "action": "add" if begins else "end",
        "basis": _BASIS.get(code, "travel" if "returnee" in code else "visit"),
        "from": date_of(day_of(at)).isoformat(),
        **({} if begins else {"reason": "(演示)已不属于该类"}),
    }
    subject = ("person", person)
    yield from town.hand.write("screening.classification", area, at, body, subject=subject, device=f"phone-{area}-1")
