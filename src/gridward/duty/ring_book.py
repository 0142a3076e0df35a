"""Rings read for one piece of work: how areas lie, which of them an entry reaches, and which entries reach an area."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from gridward.duty.ground import Ground
from gridward.duty.law import Law
from gridward.duty.rings import Around, Lying, rings, widest
from gridward.duty.standing import Standing
from gridward.duty.watched import reaching, ringing, spreading
from gridward.grid.position import Box, Position, box
from gridward.grid.tree import Tree
from gridward.grid.within import lying_in
from gridward.kit.clock import now
from gridward.kit.rows import among, rows
from gridward.ledger.names import kind_numbers
from gridward.ledger.stored import Stored, about, at_areas, select
from gridward.plug.kind import Entry, Subject, key_of, thing_of
from gridward.roll.homes import Home, homes, members

LIVING = ("person", "household")
TOWNS = ("town", "subdistrict", "zone")
WIDE = frozenset({"county", *TOWNS})
"""Levels whose middle says nothing of where something happened."""
Read = Callable[[Iterable[Stored]], list[Entry]]


class Rings:
    """Knows, for one state of the map, what lies around what."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._lies: dict[int, Around] = {}
        self._homes: dict[int, Home] = {}
        self.lying = Lying(self.lies, self._spot, self._home, self._exact)

    def lies(self, area: int) -> Around:
        """How an area lies on the map."""
        if area not in self._lies:
            above = self._tree.above(area, now())
            levels = {self._tree.spell(one).level: one for one in above}
            village = next((levels[one] for one in ("village", "community") if one in levels), area)
            town = next((levels[one] for one in TOWNS if one in levels), above[0])
            self._lies[area] = Around(frozenset(above), village, town)
        return self._lies[area]

    def _spot(self, area: int, at: int) -> Position | None:
        return None if self._tree.spell(area, at).level in WIDE else self._tree.position(area, at)

    def expect(self, entries: Iterable[Entry]) -> None:
        """Look up at once where those live whom entries are about."""
        wanted = {one.subject.id for one in entries if one.subject is not None and one.subject.kind in LIVING}
        wanted -= self._homes.keys()
        if wanted:
            self._homes |= homes(wanted)

    def _home(self, entry: Entry) -> int:
        home = self._lives(entry)
        area = None if home is None else home.area
        return area if area is not None and area in self._tree else entry.area

    def _exact(self, entry: Entry) -> Position | None:
        home = self._lives(entry)
        return None if home is None else home.position

    def _lives(self, entry: Entry) -> Home | None:
        if entry.subject is None or entry.subject.kind not in LIVING:
            return None
        if entry.subject.id not in self._homes:
            self.expect([entry])
        return self._homes.get(entry.subject.id)

    def reached(self, entry: Entry) -> set[int]:
        """Everything that the rings of an entry may reach: its town, and what lies within the outermost of them."""
        centre, home = self.lying.centre(entry), self.lying.home(entry)
        found = self._tree.ever_below(self.lies(home).town) | self._tree.ever_below(self.lies(entry.area).town)
        return found if centre is None else found | lying_in(box(centre, reaching(entry.kind)))

    def around(self, some: Iterable[int]) -> set[int]:
        """Everything in the towns of some areas, and what lies within the reach of any ring of them."""
        areas = list(some)
        spots = [one for area in areas for one in self.positions(area)]
        towns = {self.lies(area).town for area in areas}
        found = {one for town in towns for one in self._tree.ever_below(town)}
        return found | (lying_in(_spanning(spots, widest(spreading()))) if spots else set())

    def positions(self, area: int) -> list[Position]:
        """Wherever an area ever lay."""
        spells = self._tree.spells(area)
        return [
            Position(one.latitude, one.longitude)
            for one in spells
            if one.latitude is not None and one.longitude is not None
        ]

    def standings(self, grounds: Mapping[int, Ground], read: Read, law: Law) -> dict[int, list[Standing]]:
        """What these areas and places are under by what happened around them.

        All that draws rings is read, cases and outbreaks, not all that is recorded: it may be at home elsewhere.
        """
        numbers = kind_numbers(tuple(sorted(ringing()))) if grounds and law.draws else []
        if not numbers:
            return {}
        condition, params = among("kind", numbers, "int2")
        found = read(select(condition, params))
        self.expect(found)
        told = Near(sorted(found, key=lambda one: (one.at, one.id)), self)
        return {area: rings(ground, self.lying, told.of(area), law) for area, ground in grounds.items()}

    def drawn_for(self, thing: Subject, law: Law) -> set[int]:
        """Everything that may be, or was, within rings around a household of which something was said."""
        numbers = kind_numbers(tuple(sorted(ringing()))) if law.draws else []
        keys = [key_of("household", thing.id), *(key_of("person", one) for one in members(thing.id))]
        told = about(keys, numbers) if numbers else []
        if not told:
            return set()
        home = homes([thing.id]).get(thing.id, Home(None, None))
        near = lying_in(box(home.position, widest(spreading()))) if home.position is not None else set()
        areas = {one.area for one in told if one.area is not None} | ({home.area} if home.area else set())
        return near | self.around(area for area in areas if area in self._tree) | self._ringed_now()

    def _ringed_now(self) -> set[int]:
        names = sorted({ring.standing for one in spreading() for ring in one.spread})
        condition, params = among("name", names, "text")
        return {area for (area,) in rows(f"SELECT DISTINCT area FROM duty_standing WHERE {condition}", params)}

    def drawn_from(self, areas: Iterable[int]) -> set[int]:
        """Everything that may be, or was, within rings around some of these areas, which now lie elsewhere."""
        numbers, wanted = kind_numbers(tuple(sorted(ringing()))), list(areas)
        keys = [key_of(kind, area) for area in wanted for kind in ("area", "place")]
        told = [*at_areas(wanted, numbers), *about(keys, numbers)] if numbers else []
        about_them = {one.subject for one in told if one.subject is not None} & set(keys)
        centres = {one.area for one in told if one.area is not None} | {thing_of(key).id for key in about_them}
        centres = {one for one in centres if one in self._tree}
        if not centres:
            return set()
        return self.around(centres) | self._ringed_now()


class Near:
    """Entries that draw, restart or end rings, found by the town or by cells as wide as the widest ring."""

    def __init__(self, told: Sequence[Entry], lie: Rings) -> None:
        self._lie, self._told = lie, told
        self._step = max(box(Position(0, 0), widest(spreading())).north, 1)
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._towns: dict[int, list[int]] = {}
        for number, one in enumerate(told):
            for town in {lie.lies(one.area).town, lie.lies(lie.lying.home(one)).town}:
                self._towns.setdefault(town, []).append(number)
            centre = lie.lying.centre(one)
            if centre is not None:
                self._cells.setdefault(self._cell(centre), []).append(number)

    def of(self, area: int) -> list[Entry]:
        """Those that may matter to an area, by time."""
        found = set(self._towns.get(self._lie.lies(area).town, ()))
        for spot in self._lie.positions(area):
            north, east = self._cell(spot)
            for up in (-1, 0, 1):
                for along in (-2, -1, 0, 1, 2):  # a degree of longitude is shorter than one of latitude
                    found.update(self._cells.get((north + up, east + along), ()))
        return [self._told[number] for number in sorted(found)]

    def _cell(self, spot: Position) -> tuple[int, int]:
        return spot.latitude // self._step, spot.longitude // self._step


def _spanning(spots: Sequence[Position], within: int) -> Box:
    """The box that holds everything within so many metres of any of these points."""
    boxes = [box(one, within) for one in spots]
    return Box(
        min(one.south for one in boxes),
        max(one.north for one in boxes),
        min(one.west for one in boxes),
        max(one.east for one in boxes),
    )
