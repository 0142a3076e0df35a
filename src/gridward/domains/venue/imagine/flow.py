"""Passenger flow: who counts heads, and how often there were too many."""

from collections.abc import Iterator
from typing import Any

from gridward.domains.venue.figures import OCCUPANCY, OVER_CAPACITY
from gridward.domains.venue.imagine.register import Register
from gridward.domains.venue.imagine.town import Town, Venue
from gridward.kit.clock import day_of, first_moment, last_moment
from gridward.plug.course import Leg, Planner
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

COUNTING = ("supermarket", "market")
"""Places that count heads every day."""
MOST = 12
"""So many places of a kind count heads in an imagined town."""


def flow(town: Town, register: Register) -> Iterator[Draft]:
    """All counts."""
    doors = Doors(town, register)
    for number, leg in enumerate(register.legs):
        yield from doors.crowds(number, leg)
        yield from doors.stated(leg)
    yield from doors.usual_days()


class Doors:
    """The doors at which heads are counted. On a day for which a number is stated nothing but that is counted."""

    def __init__(self, town: Town, register: Register) -> None:
        self.town = town
        self.random = town.random
        self.register = register
        self.days = {day_of(fact.as_of) for fact in town.facts.of(OCCUPANCY.name)}
        usual = {"": 0 if town.quiet() else int(town.days / 5)}
        plan = Planner(OVER_CAPACITY, town.facts, register.at, start=register.start, usual=usual)
        self.crowded = plan.courses()[""]
        self.places = [place for kind in COUNTING for place in register.places(kind)[:MOST]]
        if not self.places and (self.days or any(self.crowded)):
            self.places = register.places()[:1] or [town.venue("market", 0)]
        self.inside: dict[str, tuple[int, int]] = {}
        """The day and number of the last count of each place."""

    def crowds(self, number: int, leg: Leg) -> Iterator[Draft]:
        """As many counts above the limit as the leg must add, before whatever is stated for its end."""
        due = self.crowded[number] - (self.crowded[number - 1] if number else 0)
        late = leg.end - max(1, (leg.end - leg.start) // 8)
        for at in drawn(leg.start, late, max(0, due), OFFICE, self.random):
            place = self.random.choice(self.places)
            limit = max(10, place.sort.capacity)
            yield from self._count(place, at, limit + self.random.randrange(1, 40), limit)

    def stated(self, leg: Leg) -> Iterator[Draft]:
        """The last counts before a moment for which it is stated how many people are inside."""
        fact = next((fact for fact in self.town.facts.of(OCCUPANCY.name) if fact.as_of == leg.end), None)
        if fact is None or fact.value is None:
            return
        start = max(leg.end - max(1, (leg.end - leg.start) // 8), first_moment(day_of(leg.end)) - 1)
        left = fact.aim()
        for number, place in enumerate(self.places):
            part = left // (len(self.places) - number)
            left -= part
            day, last = self.inside.get(place.ref, (0, 0))
            if part or (day == day_of(leg.end) and last):
                at = drawn(start, leg.end, 1, OFFICE, self.random)[0]
                yield from self._count(place, at, part, max(part, place.sort.capacity))

    def usual_days(self) -> Iterator[Draft]:
        """All other days: a count in the morning and one in the afternoon."""
        world = self.town.world
        for day in range(day_of(world.start + 1), day_of(world.end) + 1):
            if day in self.days:
                continue
            start, end = max(world.start, first_moment(day) - 1), min(world.end, last_moment(day))
            for place in self.places:
                for at in drawn(start, end, 2, OFFICE, self.random):
                    if place.open_at(at):
                        limit = place.sort.capacity
                        yield from self._count(place, at, self.random.randrange(limit // 12, limit * 3 // 4), limit)

    def _count(self, place: Venue, at: int, number: int, limit: int) -> Iterator[Draft]:
        came = self.random.randrange(min(number, 30) + 1)
        body: dict[str, Any] = {"inside": number - came, "in": came, "limit": limit}
        if came:
            body |= {"inside": number - came + came // 2, "out": came // 2}
        self.inside[place.ref] = (day_of(at), number)
        yield from self.town.hand.write(
            "venue.occupancy", place.host.code, at, body, subject=("place", place.ref),
            device=f"door-{place.host.code}",
        )  # fmt: skip
