"""What lies around something: areas and places that an entry puts under a standing, the inner ring before the outer.

There are no coordinates on this map. The spot itself is the area or place in which the entry was recorded; a ring of
less than a kilometre reaches through its village or community, a wider one through its town.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from gridward.duty.ground import Ground
from gridward.duty.law import Law
from gridward.duty.standing import Run, Standing, meets, of_runs, run_of
from gridward.plug.kind import Entry
from gridward.policy.vocabulary import Measure, Ring, Stage

NEAR = 1000
"""Metres from which on a ring is taken to reach through a town."""


class Around(NamedTuple):
    """How an area lies to others: numbers of itself and all above, of its village or community, and of its town."""

    above: frozenset[int]
    village: int
    town: int


def rings(ground: Ground, lies: dict[int, Around], told: Sequence[Entry], law: Law) -> list[Standing]:
    """The standings of one area or place by what happened around it; `lies` tells of it and of every entry's area."""
    return of_runs(_runs(ground, lies, told, law), told, law)


def _runs(ground: Ground, lies: dict[int, Around], told: Sequence[Entry], law: Law) -> Iterator[Run]:
    for entry in told:
        for rules in law.at(entry.area, entry.at):
            for measure in rules.measures_on.get(entry.kind, ()):
                ring = _ring(measure, ground, lies, entry) if meets(entry, measure.on, measure.where) else None
                if ring is not None:
                    stage = Stage(standing=ring.standing, days=ring.days)
                    yield run_of(entry, msgspec.structs.replace(measure, stages=(stage,)), rules, told)


def _ring(measure: Measure, ground: Ground, lies: dict[int, Around], entry: Entry) -> Ring | None:
    """The innermost ring in which the ground lies."""
    drawn = sorted((one for one in measure.spread if one.each in ground.names), key=lambda one: one.within_m)
    return next((one for one in drawn if _within(one, one is drawn[0], ground, lies, entry)), None)


def _within(ring: Ring, innermost: bool, ground: Ground, lies: dict[int, Around], entry: Entry) -> bool:  # noqa: FBT001
    here, there = lies[ground.area], lies[entry.area]
    about = entry.subject.id if entry.subject is not None and entry.subject.kind in ("area", "place") else entry.area
    itself = ground.area == about or ground.area in there.above
    if itself and (innermost or ring.within_m == 0):
        return True
    if ring.within_m == 0:
        return False
    if ring.within_m < NEAR:
        return here.village == there.village and not innermost
    return here.town == there.town
