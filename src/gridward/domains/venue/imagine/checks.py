"""Checklists: places that departments inspect, and places checked today, as many at each moment as are stated."""

from collections.abc import Iterator
from typing import Any

from gridward.domains.venue.figures import CHECKED, INSPECTED
from gridward.domains.venue.imagine.register import Register
from gridward.domains.venue.imagine.town import CHECKLISTS, SORTS, Town, Venue
from gridward.domains.venue.rules import OTHER
from gridward.kit.clock import day_of, first_moment, last_moment
from gridward.plug.course import Leg
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Fact
from gridward.policy.lists import options

CARE = 0.8
"""How many of the open places fill in their checklist on a usual day."""
COMMON = ("mask", "temperature", "disinfection", "ventilation")


def checks(town: Town, register: Register) -> Iterator[Draft]:
    """Inspections leg by leg, then the checklists that places fill in themselves."""
    crew = Crew(town, register)
    for number, leg in enumerate(register.legs):
        yield from crew.inspections(number, leg)
        yield from crew.stated(number, leg)
    yield from crew.usual_days()


class Crew:
    """Those who fill in checklists. Days on which something is stated of them are left to what is stated."""

    def __init__(self, town: Town, register: Register) -> None:
        self.town = town
        self.random = town.random
        self.register = register
        self.days = {day_of(fact.as_of) for fact in town.facts.facts if fact.figure == CHECKED.name}
        self.stalls: list[Venue] = []

    def inspections(self, number: int, leg: Leg) -> Iterator[Draft]:
        """Every place that must have been inspected by the end of the leg, once; on stated days only where it must."""
        day = day_of(leg.end)
        quiet = first_moment(day) - 1 if day in self.days else leg.end
        for kind, course in self.register.inspected.items():
            if quiet <= leg.start and not self.town.stated(INSPECTED.name, kind, leg.end):
                continue
            places = self._of(kind, course[number])
            due = max(0, course[number] - sum(venue.inspected for venue in places))
            places = [venue for venue in places if not venue.inspected]
            places.sort(key=lambda venue: venue.open_at(leg.end) == (quiet <= leg.start))
            times = drawn(leg.start, quiet if quiet > leg.start else leg.end, due, OFFICE, self.random)
            for at, venue in zip(times, places, strict=False):
                venue.inspected = True
                by = "resident_supervisor" if kind in self.register.firms else "department"
                yield from self._check(venue, at, by if self.random.random() < 0.9 else "supervisor")

    def _of(self, kind: str, number: int) -> list[Venue]:
        if kind in self.register.firms:
            return self.register.firms[kind]
        if kind != OTHER:
            return self.register.venues[kind]
        while len(self.stalls) < number:
            host = self.town.hosts[len(self.stalls) % len(self.town.hosts)]
            self.stalls.append(Venue(OTHER, host, f"{self.town.name(host)}临时摊点{len(self.stalls) + 1}"))
        return self.stalls

    def stated(self, number: int, leg: Leg) -> Iterator[Draft]:
        """Where it is stated how many places have been checked on the day of the leg's end: those, and no others."""
        day = day_of(leg.end)
        if day not in self.days:
            return
        start = max(leg.start + (leg.end - leg.start) * 2 // 3, first_moment(day) - 1)
        for kind, wanted in self._wanted(leg.end).items():
            places = [venue for venue in self.register.venues[kind] if venue.open_at(leg.end)]
            due = wanted - sum(day in venue.checked for venue in places)
            fresh = [venue for venue in places if day not in venue.checked][: max(0, due)]
            for at, venue in zip(drawn(start, leg.end, len(fresh), OFFICE, self.random), fresh, strict=True):
                yield from self._check(venue, at, "self")

    def _wanted(self, at: int) -> dict[str, int]:
        """How many places of each kind have been checked by a moment: stated, or what a stated whole leaves."""
        most = {kind: sum(venue.open_at(at) for venue in venues) for kind, venues in self.register.venues.items()}
        facts = {
            fact.member: fact for fact in self.town.facts.facts if fact.figure == CHECKED.name and fact.as_of == at
        }
        found = {kind: _number(facts[kind], most[kind]) for kind in SORTS if kind in facts}
        if "" not in facts:
            return found
        left = _number(facts[""], sum(most.values())) - sum(found.values())
        for kind, number in most.items():
            if kind not in found:
                found[kind] = max(0, min(left, number))
                left -= found[kind]
        return found

    def usual_days(self) -> Iterator[Draft]:
        """All other days: most open places fill in their checklist, every inspected enterprise's supervisor his log."""
        world = self.town.world
        firms = [firm for firms in self.register.firms.values() for firm in firms]
        for day in range(day_of(world.start + 1), day_of(world.end) + 1):
            start, end = max(world.start, first_moment(day) - 1), min(world.end, last_moment(day))
            for venue in self.register.places() if day not in self.days else ():
                at = drawn(start, end, 1, OFFICE, self.random)[0]
                if venue.open_at(at) and day not in venue.checked and self.random.random() < CARE:
                    yield from self._check(venue, at, "self")
            for firm in firms:
                if firm.inspected and day > min(firm.checked):
                    yield from self._check(firm, drawn(start, end, 1, OFFICE, self.random)[0], "resident_supervisor")

    def _check(self, venue: Venue, at: int, by: str) -> Iterator[Draft]:
        random, template = self.random, CHECKLISTS.get(venue.kind, "general")
        own = [option.code for option in options("check_item") if option.parent == template]
        answers = {code: "yes" if random.random() > 0.03 else "no" for code in (*COMMON, *own)}
        body: dict[str, Any] = {
            "template": template,
            "done_by": by,
            "items": [{"code": code, "answer": answer} for code, answer in answers.items()],
            "problems": sum(answer == "no" for answer in answers.values()),
        }
        venue.checked.add(day_of(at))
        yield from self.town.hand.write(
            "venue.checklist", venue.host.code, at, body, subject=("place", venue.ref),
            device=f"phone-{venue.host.code}", slip={"problems": 99},
        )  # fmt: skip


def _number(fact: Fact, whole: int) -> int:
    """What a fact asks for: its value, or its share of the whole."""
    if fact.value is not None:
        return fact.aim()
    return round((fact.share or 0.0) * whole)
