"""One state of the grid in memory: every area as it was at any moment, answered without asking the database.

A Tree never changes, so a page or a batch that keeps one sees a single state of the map. Moments are microseconds
since 1970; where `at` may be left out it is now. Before its first day an area counts where it was first opened, after
its last day where it last was or under its heir, so nothing that is recorded early or late falls off the map.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gridward.grid.levels import OVERLAY
from gridward.grid.nearby import unknown
from gridward.grid.node import Move, Node
from gridward.grid.position import Position
from gridward.grid.spells import Membership, Spell
from gridward.grid.version import Version
from gridward.kit.clock import now
from gridward.kit.text import Text

_EVER = -(1 << 63)
_ADDED = re.compile(r"^(.+\.[a-z_]+?)(\d+)$")


class Known(NamedTuple):
    """All that is remembered of one area; there is at least one spell."""

    code: str
    spells: tuple[Spell, ...]
    starts: tuple[int, ...]
    members: tuple[Membership, ...] = ()


Timeline = tuple[tuple[int, ...], tuple[str, ...]]
"""The moments at which a path began to hold, the first for ever before, and the paths."""


class Tree:
    """One state of the map with all its days."""

    def __init__(
        self, version: Version, areas: Mapping[int, Known], codes: Mapping[str, int], refs: Mapping[str, int]
    ) -> None:
        self.version = version
        self._areas: dict[int, Known] = {}
        self._codes: dict[str, int] = {}
        self._refs: dict[str, int] = {}
        self._below: dict[int | None, tuple[int, ...]] = {}
        self._taken: dict[str, int] = {}
        self._overlays: tuple[int, ...] = ()
        self._paths: dict[int, Timeline] = {}
        self._steady: dict[int, Node] = {}
        """The areas that were never anything else, as far as they were asked for."""
        self.last_id = 0
        """The highest number of an area, 0 on an empty map."""
        self._take(areas, codes, refs)

    def redrawn(
        self, version: Version, areas: Mapping[int, Known], codes: Mapping[str, int], refs: Mapping[str, int]
    ) -> "Tree":
        """The next state, in which these areas are as given and all others as here."""
        fresh = Tree(version, {}, {}, {})
        if not areas and not codes and not refs:  # only offices changed
            fresh.__dict__.update(self.__dict__, version=version)
            return fresh
        fresh._areas = dict(self._areas)
        fresh._codes = dict(self._codes)
        fresh._refs = dict(self._refs)
        fresh._below = dict(self._below)
        fresh._taken = dict(self._taken)
        fresh._overlays = self._overlays
        fresh.last_id = self.last_id
        if self._areas.keys().isdisjoint(areas):
            fresh._paths = dict(self._paths)
        fresh._take(areas, codes, refs)
        return fresh

    def _take(self, areas: Mapping[int, Known], codes: Mapping[str, int], refs: Mapping[str, int]) -> None:
        self._refs.update(refs)
        below: dict[int | None, list[int]] = {}
        for area, known in areas.items():
            for parent in {spell.parent for spell in known.spells}:
                below.setdefault(parent, []).append(area)
        self._areas.update(areas)
        self.last_id = max(self.last_id, *areas, 0)
        for parent, children in below.items():
            self._below[parent] = tuple(sorted({*self._below.get(parent, ()), *children}))
        if any(known.members for known in areas.values()):
            self._overlays = tuple(area for area, known in self._areas.items() if known.members)
        self._codes.update(codes)
        for code in codes:
            if "." in code and (found := _ADDED.match(code)):
                stem, number = found.groups()
                self._taken[stem] = max(self._taken.get(stem, 0), int(number))

    # What an area was

    def __len__(self) -> int:
        return len(self._areas)

    def __contains__(self, area: int) -> bool:
        return area in self._areas

    def spells(self, area: int) -> tuple[Spell, ...]:
        """The dated history of an area."""
        return self._areas[area].spells

    def spell(self, area: int, at: int | None = None) -> Spell:
        """What an area was at a moment; raises KeyError for a number that no area has."""
        known = self._areas[area]
        if len(known.spells) == 1:
            return known.spells[0]
        return known.spells[max(bisect_right(known.starts, now() if at is None else at) - 1, 0)]

    def by_id(self, area: int, at: int | None = None) -> Node:
        """The area of this number; raises KeyError when there is none."""
        steady = self._steady.get(area)
        if steady is not None:
            return steady
        spell = self.spell(area, at)
        found = Node(
            area,
            self._areas[area].code,
            spell.level,
            spell.kind,
            Text(spell.name_zh, spell.name_en or spell.name_zh),
            spell.parent,
            spell.is_open,
            spell.population,
            spell.households,
            spell.has_property_mgmt,
        )
        if len(self._areas[area].spells) == 1:
            self._steady[area] = found
        return found

    def position(self, area: int, at: int) -> Position | None:
        """Where an area lay at a moment; before anything was told of that, where it was said to lie first."""
        spells = self._areas[area].spells
        now_or_later = (self.spell(area, at), *(one for one in spells if one.from_at > at))
        found = next((one for one in now_or_later if one.latitude is not None and one.longitude is not None), None)
        return None if found is None else Position(found.latitude or 0, found.longitude or 0)

    def by_code(self, code: str, at: int | None = None) -> Node | None:
        """The area that has or had this code (official ones also in the 12-digit form); None when none ever had."""
        area = self.id_of(code)
        return None if area is None else self.by_id(area, at)

    def id_of(self, code: str) -> int | None:
        """The number of the area that has or had this code."""
        found = self._codes.get(code)
        if found is None and len(code) == 12 and code.endswith("000"):
            found = self._codes.get(code[:9]) or (self._codes.get(code[:6]) if code.endswith("000000") else None)
        return found

    def need(self, code: str, at: int | None = None, *, field: str = "area") -> Node:
        """As `by_code`; raises Refusal naming `field` and near matches when there is no such area."""
        found = self.by_code(code.strip(), at)
        if found is None:
            raise unknown(code.strip(), self._codes, lambda area: self.by_id(area, at), field=field)
        return found

    def id_of_ref(self, ref: str) -> int | None:
        """The number of the place that entries call so."""
        return self._refs.get(ref)

    def taken(self, stem: str) -> int:
        """The highest number ever given to an added area whose code begins with `<parent code>.<level>`."""
        return self._taken.get(stem, 0)

    def known(self, area: int) -> Known:
        """All that is remembered of an area."""
        return self._areas[area]

    # Where it stood

    def path(self, area: int, at: int) -> str:
        """The numbers from the root down to the area, each followed by a dot: "1.5.77."."""
        starts, paths = self._paths.get(area) or self._trace(area, ())
        return paths[0] if len(paths) == 1 else paths[bisect_right(starts, at) - 1]

    def above(self, area: int, at: int) -> list[int]:
        """The numbers of what an area lay in at a moment, from the root down to itself."""
        return [int(one) for one in self.path(area, at).split(".")[:-1]]

    def timeline(self, area: int) -> Timeline:
        """Every path the area ever had and from when."""
        return self._paths.get(area) or self._trace(area, ())

    def moves(self, area: int) -> tuple[Move, ...]:
        """The moments at which the path changed, by the area's own move or by that of something it lies in."""
        starts, paths = self.timeline(area)
        found = []
        for number in range(1, len(starts)):
            node = self.by_id(area, starts[number])
            found.append(Move(starts[number], paths[number - 1], paths[number], node.level, node.name))
        return tuple(found)

    def _trace(self, area: int, below: tuple[int, ...]) -> Timeline:
        known = self._areas[area]
        own = f"{area}."
        parent = known.spells[0].parent
        if len(known.spells) == 1 and parent is not None and parent not in below and parent != area:
            starts, paths = self._paths.get(parent) or self._trace(parent, (*below, area))
            timeline = self._paths[area] = starts, tuple([path + own for path in paths])
            return timeline
        pieces: list[tuple[int, str]] = []
        for number, spell in enumerate(known.spells):
            begin = spell.from_at if number else _EVER
            if spell.parent is None or spell.parent in below or spell.parent == area:  # a ring is cut, never followed
                pieces.append((begin, own))
                continue
            starts, paths = self._paths.get(spell.parent) or self._trace(spell.parent, (*below, area))
            first = bisect_right(starts, begin) - 1
            pieces.append((begin, paths[first] + own))
            end = known.starts[number + 1] if number + 1 < len(known.spells) else None
            for start, path in zip(starts[first + 1 :], paths[first + 1 :], strict=True):
                if end is None or start < end:
                    pieces.append((start, path + own))
        kept = [piece for number, piece in enumerate(pieces) if not number or piece[1] != pieces[number - 1][1]]
        timeline = tuple(start for start, _ in kept), tuple(path for _, path in kept)
        self._paths[area] = timeline
        return timeline

    def parent(self, area: int, at: int | None = None) -> Node | None:
        """What the area lay in, None for the root."""
        parent = self.spell(area, at).parent
        return None if parent is None else self.by_id(parent, at)

    def ancestors(self, area: int, at: int | None = None) -> list[Node]:
        """What the area lay in, from the root down, without itself."""
        moment = now() if at is None else at
        return [self.by_id(int(one), moment) for one in self.path(area, moment).split(".")[:-2]]

    def roots(self, at: int | None = None) -> list[Node]:
        """The open areas that lie in nothing."""
        return self._lying_in(None, at)

    def children(self, area: int, at: int | None = None) -> list[Node]:
        """The open areas that lay directly in it, in the order in which they were entered."""
        return self._lying_in(area, at)

    def _lying_in(self, area: int | None, at: int | None) -> list[Node]:
        moment = now() if at is None else at
        found = []
        for child in self._below.get(area, ()):
            spell = self.spell(child, moment)
            if spell.is_open and spell.parent == area and _begun(spell, moment):
                found.append(self.by_id(child, moment))
        return found

    def descendants(self, area: int, at: int | None = None, *levels: str) -> Iterator[Node]:
        """Every open area below it, each before what lies in it; only of these levels when some are given."""
        moment = now() if at is None else at
        for child in self.children(area, moment):
            if not levels or child.level in levels:
                yield child
            yield from self.descendants(child.id, moment, *levels)

    def ever_below(self, area: int) -> set[int]:
        """The area and everything that at any time lay in it or in what lay in it."""
        found = {area}
        waiting = [area]
        while waiting:
            fresh = [child for child in self._below.get(waiting.pop(), ()) if child not in found]
            found.update(fresh)
            waiting += fresh
        return found

    def nodes(self, at: int | None = None, *levels: str) -> Iterator[Node]:
        """Every area open at that moment."""
        moment = now() if at is None else at
        for area in self._areas:
            spell = self.spell(area, moment)
            if spell.is_open and _begun(spell, moment) and (not levels or spell.level in levels):
                yield self.by_id(area, moment)

    # Work areas

    def members(self, area: int, at: int | None = None) -> tuple[int, ...]:
        """The areas that a work area had charge of; none for any other area."""
        moment = now() if at is None else at
        return tuple(
            one.member
            for one in self._areas[area].members
            if one.from_at <= moment and (one.to_at is None or moment < one.to_at)
        )

    def work_areas(self, area: int, at: int | None = None) -> list[Node]:
        """The work areas that had charge of the area or of something it lies in."""
        if not self._overlays:
            return []
        moment = now() if at is None else at
        above = set(self.above(area, moment))
        return [self.by_id(one, moment) for one in self._overlays if not above.isdisjoint(self.members(one, moment))]

    def ground(self, area: int, at: int) -> tuple[str, ...]:
        """The paths that together are the area: its own and, for a work area, those of its members."""
        if self.spell(area, at).level != OVERLAY:
            return (self.path(area, at),)
        return (self.path(area, at), *(self.path(member, at) for member in self.members(area, at)))


def _begun(spell: Spell, at: int) -> bool:
    return spell.from_at <= at


def remembered(code: str, spells: Iterable[Spell], members: Iterable[Membership] = ()) -> Known:
    """What is to be remembered of an area with this code and history."""
    history = tuple(spells)
    return Known(code, history, tuple(spell.from_at for spell in history), tuple(members))
