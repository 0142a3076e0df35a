"""What a place was at a moment: told by the entries that describe it, as far as they were known at a position."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

from gridward.grid.tree import Tree
from gridward.ledger.bodies import read_body
from gridward.ledger.content import inner
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.sameness import Sameness
from gridward.ledger.stored import Stored, at_areas, counting
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Place, Ref
from gridward.roll.resolve import known

Timeline = list[tuple[int, Place]]

_EVER = -(1 << 63)
_NEVER = (1 << 63, Place("", ""))
"""From no position on."""


@cache
def describing() -> tuple[str, ...]:
    """The kinds whose entries tell what their place is."""
    return tuple(name for name, kind in CATALOGUE.kinds.items() if kind.describes is not None)


@cache
def _plain(level: str) -> Place:
    return Place(level, level)


class Places:
    """Answers for one piece of work; what was read from the ledger is kept until `forget`."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._told: dict[int, list[Stored]] = {}
        self._steps: dict[int, list[int]] = {}
        self._timelines: dict[tuple[int, int], Timeline] = {}
        self._steady: dict[int, tuple[int, Place]] = {}
        """What areas and places always were, as far as is known at a position or later."""
        self.same = Sameness()
        """Which things are one, for whoever reads the same entries."""
        self._authors: dict[str, int] = {}

    def place(self, area: int, at: int, until: int) -> Place:
        """The kind and level of an area at `at`, as known at position `until`."""
        since, steady = self._steady.get(area, _NEVER)
        return steady if since <= until else self._look(area, at, until)

    def author(self, username: str) -> int:
        """The roll's number of an account, as entries name it that are addressed to it; 0 where none ever was."""
        if username not in self._authors:
            ref = Ref(kind="account", id=username)
            self._authors[username] = known([ref]).get(ref, 0)
        return self._authors[username]

    def renew(self) -> None:
        """Something was written since: who had no number in the roll may have one now."""
        self._authors = {username: number for username, number in self._authors.items() if number}

    def _look(self, area: int, at: int, until: int) -> Place:
        spell, moved = self.tree.spell(area, at), len(self.tree.spells(area)) > 1
        if spell.level != "place":
            if not moved:
                self._steady[area] = 0, _plain(spell.level)
            return _plain(spell.level)
        timeline = self.timeline(area, until)
        told = next((told for since, told in reversed(timeline) if since <= at), None)
        if told is not None and told.level:
            if not moved and len(timeline) == 1 and self._steps[area][-1] <= until:
                self._steady[area] = self._steps[area][-1], told
            return told
        parent = self.tree.parent(area, at)
        return Place(spell.kind if told is None else told.kind, parent.level if parent else "")

    def timeline(self, area: int, until: int) -> Timeline:
        """What was told of a place, by time; what was told first also holds before it."""
        if area not in self._told:
            self.learn([area])
        if not self._told[area]:
            return []
        step = bisect_right(self._steps[area], until)
        if (area, step) not in self._timelines:
            active = [one for one in counting(self._told[area], until) if one.area == area]
            self._timelines[area, step] = _timeline(active)
        return self._timelines[area, step]

    def expect(self, areas: Iterable[int | None]) -> None:
        """Read at once what is told of those of these areas that are places, before `place` is asked for each."""
        self.learn(one for one in set(areas) if one is not None and self.tree.spell(one).level == "place")

    def learn(self, areas: Iterable[int]) -> None:
        """Read what is told of several places at once; a correction may tell it of another place than its chain did."""
        wanted = [area for area in areas if area not in self._told]
        found: dict[int, list[Stored]] = {area: [] for area in wanted}
        if wanted:
            everything = at_areas(wanted, kind_numbers(describing()))
            chains: dict[int, set[int]] = {}
            for one in everything:
                if one.area in found:
                    chains.setdefault(one.chain, set()).add(one.area)
            for one in everything:
                for area in chains[one.chain]:
                    found[area].append(one)
        self._told |= found
        self._steps |= {
            area: sorted(one.counts_from for one in told if one.counts_from is not None) for area, told in found.items()
        }

    def forget(self, area: int) -> None:
        """Something new was told of this place."""
        self._told.pop(area, None)
        self._steady.pop(area, None)
        for key in [key for key in self._timelines if key[0] == area]:
            del self._timelines[key]


def _timeline(active: list[Stored]) -> Timeline:
    told: Timeline = []
    for one in active:
        kind = CATALOGUE.kinds[kind_name(one.kind)]
        content = inner(one.content)
        if kind.describes is not None:
            told.append((one.at, kind.describes(read_body(kind, content.version, content.body))))
    return [(_EVER, told[0][1]), *told[1:]] if told else []
