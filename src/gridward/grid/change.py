"""The only way to change the map: collect what entries told of areas, then write it at once, under the pen.

    drawing = Drawing()
    village = drawing.take(Change(source=…, area=NEW, at=…, action="open", code="…", level="village", …))
    gate = drawing.place(Mention("north gate", village, at))
    redrawn = drawing.write()

Rows follow from the set of all changes told, so it does not matter which arrived first, and the same change taken twice
is taken once. A correction is the same `source` told otherwise; what was told by mistake is dropped by its source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from gridward.grid.allowed import faults
from gridward.grid.drawn import Drawn
from gridward.grid.levels import LEAVES
from gridward.grid.models import AreaChange
from gridward.grid.redraw import Redrawn, told, write
from gridward.grid.spells import Change
from gridward.grid.tree import Tree, tree
from gridward.kit.errors import Refusal
from gridward.kit.ids import repeatable

NEW = 0
"""The area of a change that opens one without a number yet."""
_LONGEST_REF = 200


class Mention(NamedTuple):
    """A place that an entry speaks of by any text: opened under the entry's area when nobody spoke of it before."""

    ref: str
    parent: int
    at: int
    kind: str = ""


class Drawing(Drawn):
    """Changes collected in memory until `write`. Finds what is on the map and what has been drawn but not saved."""

    def __init__(self, base: Tree | None = None) -> None:
        super().__init__(tree() if base is None else base)
        self._taken: dict[str, int] = {}

    def take(self, change: Change) -> int:
        """Draw one change and return its area; an opening of `NEW` is given a number and, without one, a code.

        Raises Refusal, with nothing drawn, when the change cannot be: unknown level, name or parent missing, a code
        that another area has, a place below a place, an area that would come to lie in itself.
        """
        return self._take(change, change.area or self._area_of_opening(change))

    def _take(self, change: Change, area: int) -> int:
        """Draw a change of an area that is known, or `NEW`."""
        fresh = area == NEW
        change = replace(change, area=area)
        reasons = faults(change, self)
        if reasons:
            raise Refusal(*reasons)
        if fresh:
            change = self._numbered(change)
        self.draw(change)
        return change.area

    def drop(self, source: UUID) -> None:
        """What was told under this source never happened."""
        self.changes.pop(source, None)
        self.dropped.add(source)

    def place(self, mention: Mention) -> int:
        """The place an entry speaks of: an area with this code, the place called so before, or else a new place.

        The earliest mention decides where the place lies (of one moment the one under the lower number), whichever
        arrives first.
        """
        if (found := self.find(mention.ref)) is not None:
            return found
        ref = _key(mention.ref)
        source = repeatable(f"place:{ref}")
        mention = mention._replace(parent=self.holder(mention.parent, mention.at))
        area = self.refs.get(ref) or self.tree.id_of_ref(ref) or NEW
        if area and not self._is_earlier(mention, area, source):
            return area
        opening = Change(
            source=source,
            area=area,
            at=mention.at,
            action="open",
            parent=mention.parent,
            level="place",
            kind=mention.kind or None,
            name_zh=mention.ref[:_LONGEST_REF],
        )
        self.refs[ref] = self._take(opening, area)
        return self.refs[ref]

    def holder(self, area: int, at: int) -> int:
        """The area itself, or for a place or work area, in which nothing lies, the nearest above in which it may."""
        while area not in self.codes and self.tree.spell(area, at).level in LEAVES:
            parent = self.tree.spell(area, at).parent
            if parent is None:
                break
            area = parent
        return area

    def write(self) -> Redrawn:
        """Write what was drawn and start afresh; the caller holds the pen. Says which areas stood elsewhere before."""
        redrawn = write(self)
        self.start_from(redrawn.tree)
        self._taken.clear()
        return redrawn

    def _area_of_opening(self, change: Change) -> int:
        if change.code:
            return self.find(change.code) or NEW
        if change.source in self.changes:
            return self.changes[change.source].area
        known = AreaChange.objects.filter(source=change.source).values_list("area_id", flat=True).first()
        return known or NEW

    def _numbered(self, change: Change) -> Change:
        self.last += 1
        self.codes[self.last] = change.code or self._free_code(change)
        return replace(change, area=self.last, code=self.codes[self.last])

    def _free_code(self, change: Change) -> str:
        stem = f"{self.code_of(change.parent)}.{change.level}" if change.parent else f"{change.level}"
        number = max(self._taken.get(stem, 0), self.tree.taken(stem)) + 1
        while self.find(f"{stem}{number}"):
            number += 1
        self._taken[stem] = number
        return f"{stem}{number}"

    def _is_earlier(self, mention: Mention, area: int, source: UUID) -> bool:
        if area in self.tree and mention.at > self.tree.spells(area)[0].from_at and source not in self.changes:
            return False
        last = self.changes.get(source) or next(iter(told(AreaChange.objects.filter(source=source))), None)
        return last is None or (mention.at, mention.parent) < (last.at, last.parent or 0)


def settled_place(map_now: Tree, ref: str, since: int) -> int | None:
    """The place called so, where no mention from the moment `since` on can move it; None: ask a `Drawing`."""
    area = map_now.id_of_ref(_key(ref))
    return area if area is not None and since > map_now.spells(area)[0].from_at else None


def take(changes: Sequence[Change]) -> list[int]:
    """Draw and save several changes at once; returns their areas. Raises Refusal, with nothing written."""
    drawing = Drawing()
    areas = [drawing.take(change) for change in changes]
    drawing.write()
    return areas


def open_places(mentions: Iterable[Mention]) -> dict[str, int]:
    """The places spoken of, by what they were called; unknown ones are opened and saved."""
    drawing = Drawing()
    found = {mention.ref: drawing.place(mention) for mention in mentions}
    drawing.write()
    return found


def _key(ref: str) -> str:
    ref = ref.strip()
    return ref if len(ref) <= _LONGEST_REF else ref[:120] + sha256(ref.encode()).hexdigest()
