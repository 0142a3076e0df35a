"""What lies around something: areas and places that an entry puts under a standing. Pure.

Distances go from point to point. Where one of both has no position, a ring of less than a kilometre reaches through the
village or community, a wider one through the town. At any moment the innermost ring that holds wins.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from gridward.duty.ground import Ground
from gridward.duty.law import Law
from gridward.duty.standing import Run, Standing, meets, of_runs, run_of
from gridward.grid.position import Position, metres
from gridward.kit.clock import day_of
from gridward.plug.kind import Entry
from gridward.policy.force import Rules
from gridward.policy.vocabulary import Measure, Ring, Stage

NEAR = 1000
"""Metres from which on a ring without positions is taken to reach through a town."""


class Around(NamedTuple):
    """How an area lies to others: numbers of itself and all above, of its village or community, and of its town."""

    above: frozenset[int]
    village: int
    town: int


class Lying(NamedTuple):
    """How areas lie to each other: by the map, and by where they were at a moment (None: nobody told).

    `home` is where an entry happened as rings see it: the home of whom it is about, or where it was recorded; `exact`
    the position of that home, where there is one.
    """

    of: Callable[[int], Around]
    spot: Callable[[int, int], Position | None]
    home: Callable[[Entry], int]
    exact: Callable[[Entry], Position | None]

    def centre(self, entry: Entry) -> Position | None:
        """The middle of the rings of an entry: the household, the place or area that it is about, or its home's."""
        exact = self.exact(entry)
        if exact is not None:
            return exact
        own, home = about(entry), self.home(entry)
        found = self.spot(own, entry.at) if own != entry.area else None
        return found or self.spot(home, entry.at)


class Drawn(NamedTuple):
    """An entry that draws rings, and that of them in which the ground lies."""

    entry: Entry
    rules: Rules
    measure: Measure
    ring: Ring


def about(entry: Entry, home: int = 0) -> int:
    """The place or area that an entry is about, or that in which it was recorded or is at `home`."""
    subject = entry.subject
    return subject.id if subject is not None and subject.kind in ("area", "place") else home or entry.area


def rings(ground: Ground, lying: Lying, told: Sequence[Entry], law: Law) -> list[Standing]:
    """The standings of one area or place by what happened around it."""
    by_ring: dict[tuple[str, str], dict[int, list[Drawn]]] = {}
    for one in _drawn(ground, lying, told, law):
        of_measure = by_ring.setdefault((one.rules.disease, one.measure.name), {})
        of_measure.setdefault(one.ring.within_m, []).append(one)
    return [one for found in by_ring.values() for one in _innermost(found, ground, lying, told, law)]


def _drawn(ground: Ground, lying: Lying, told: Sequence[Entry], law: Law) -> Iterator[Drawn]:
    for entry in told:
        for rules in law.at(entry.area, entry.at):
            for measure in rules.measures_on.get(entry.kind, ()):
                if measure.spread and meets(entry, measure.on, measure.where):
                    ring = ring_of(measure, ground, lying, entry)
                    if ring is not None:
                        yield Drawn(entry, rules, measure, ring)


def _innermost(
    found: dict[int, list[Drawn]], ground: Ground, lying: Lying, told: Sequence[Entry], law: Law
) -> Iterator[Standing]:
    """The standings of one measure: those of a ring while none of a ring further in holds."""
    inner: list[Standing] = []
    for within, drawn in sorted(found.items()):
        known: dict[str, list[Entry]] = {}
        own = of_runs((_run(one, within, known, ground, lying, told) for one in drawn), told, law)
        for one in own:
            yield from _outside(one, inner)
        inner += own


def _run(
    one: Drawn, within: int, known: dict[str, list[Entry]], ground: Ground, lying: Lying, told: Sequence[Entry]
) -> Run:
    """A ring as a measure of one stage, in the light of what happened within the same reach."""
    measure, pack = one.measure, one.rules.clauses["measure"][one.measure.name].pack
    if pack not in known:
        known[pack] = [other for other in told if _counts(other, measure, within, ground, lying)]
    stage = Stage(standing=one.ring.standing, days=one.ring.days)
    return run_of(one.entry, msgspec.structs.replace(measure, stages=(stage,)), one.rules, known[pack])


def _counts(one: Entry, measure: Measure, within: int, ground: Ground, lying: Lying) -> bool:
    """Whether an entry may end, move or restart a ring: what restarts it lies no further away than it reaches."""
    ring = ring_of(measure, ground, lying, one)
    if ring is None:
        return False
    return ring.within_m <= within or one.kind != measure.restart or one.kind in {ends.on for ends in measure.ends}


def _outside(one: Standing, inner: Sequence[Standing]) -> Iterator[Standing]:
    """What is left of a standing beside those of rings further in."""
    begin = one.begin
    for other in sorted(inner, key=lambda inside: inside.begin):
        if other.end <= begin or other.begin >= one.end:
            continue
        if begin < other.begin:
            yield _from(one, begin)._replace(end=other.begin, ended=other.because, how="restart")
        begin = max(begin, other.end)
    if begin < one.end:
        yield _from(one, begin)


def _from(one: Standing, begin: int) -> Standing:
    return one if begin == one.begin else one._replace(begin=begin, first_day=max(one.first_day, day_of(begin)))


def ring_of(measure: Measure, ground: Ground, lying: Lying, entry: Entry) -> Ring | None:
    """The innermost ring of a measure in which the ground lies."""
    drawn = sorted((one for one in measure.spread if one.each in ground.names), key=lambda one: one.within_m)
    home = lying.home(entry)
    here, there = lying.of(ground.area), lying.of(home)
    if drawn and (ground.area == about(entry, home) or ground.area in there.above):
        return drawn[0]
    if lying.exact(entry) is not None or home not in here.above:
        apart = between(lying.spot(ground.area, entry.at), lying.centre(entry))
        if apart is not None:
            return next((one for one in drawn if one.within_m > 0 and apart <= one.within_m), None)
    return next((one for one in drawn if _by_the_map(one, one is drawn[0], here, there)), None)


def between(one: Position | None, other: Position | None) -> float | None:
    """Metres between two points, None where one is not known."""
    return None if one is None or other is None else metres(one, other)


def _by_the_map(ring: Ring, innermost: bool, here: Around, there: Around) -> bool:  # noqa: FBT001
    if ring.within_m == 0:
        return False
    if ring.within_m < NEAR:
        return here.village == there.village and not innermost
    return here.town == there.town


def widest(measures: Iterable[Measure]) -> int:
    """Metres to the outermost ring of these measures."""
    return max((ring.within_m for one in measures for ring in one.spread), default=0)
