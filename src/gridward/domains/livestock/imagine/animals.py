"""Animals culled, and permits for animals that move."""

from collections.abc import Iterator, Mapping
from typing import Any

from gridward.domains.livestock.imagine.town import Farm, Town
from gridward.plug.course import Course, shared
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

LOTS = 4
"""At most so many entries for a number between two moments of a plan."""


def animals(town: Town) -> Iterator[Draft]:
    """Cullings and permits, leg by leg."""
    for species, at, number, farm in _lots(town, town.culled):
        body: dict[str, Any] = {"species": species or farm.species, "culled": number, "method": "burial"}
        yield from _write(town, "livestock.disposal", farm, at, body)
    for kind, at, number, farm in _lots(town, town.moved):
        body = {"kind": kind or "transfer", "species": farm.species, "head": number, "decision": "approved"}
        yield from _write(town, "livestock.movement", farm, at, body)


def _lots(town: Town, courses: Mapping[str, Course]) -> Iterator[tuple[str, int, int, Farm]]:
    random = town.random
    for code, course in courses.items():
        for number, (start, end) in enumerate(zip((town.start, *town.at), town.at, strict=False)):
            more = course[number] - (course[number - 1] if number else 0)
            weights = [random.uniform(0.5, 2) for _ in range(min(LOTS, more))]
            times = drawn(start + (end - start) // 4, end, len(weights), OFFICE, random)
            for at, part in zip(times, shared(more, weights), strict=True):
                yield code, at, part, town.farm(random.choice(town.turns[number].open or (0,)))


def _write(town: Town, kind: str, farm: Farm, at: int, body: dict[str, Any]) -> Iterator[Draft]:
    yield from town.hand.write(kind, farm.host.code, at, body, subject=("place", farm.ref), device="vet-1")
