"""What has been drawn but not saved, laid over the saved map: look-ups that see both."""

from uuid import UUID

from gridward.grid.snapshot import Tree
from gridward.grid.spells import Change


class Drawn:
    """Unsaved changes over a tree."""

    def __init__(self, tree: Tree) -> None:
        self.start_from(tree)

    def start_from(self, tree: Tree) -> None:
        """Forget what was drawn; `tree` is the saved map from here on."""
        self.tree = tree
        self.changes: dict[UUID, Change] = {}
        self.dropped: set[UUID] = set()
        self.codes: dict[int, str] = {}
        """The codes of areas that are not saved yet."""
        self.refs: dict[str, int] = {}
        """What entries call places that are not saved yet, and the places."""
        self.last = tree.last_id
        """The highest number given to an area."""
        self.ids: dict[str, int] = {}
        """The areas of codes that are not saved yet."""
        self._told: dict[int, list[UUID]] = {}

    def draw(self, change: Change) -> None:
        """Keep a change; one of the same source before it is forgotten."""
        self.changes[change.source] = change
        self.dropped.discard(change.source)
        self._told.setdefault(change.area, []).append(change.source)
        if change.code:
            self.ids[change.code] = change.area

    def drawn(self, area: int) -> list[Change]:
        """The unsaved changes of an area."""
        found = (self.changes.get(source) for source in self._told.get(area, ()))
        return [one for one in found if one is not None and one.area == area]

    def exists(self, area: int) -> bool:
        """Whether the number is that of an area, saved or not."""
        return area in self.codes or area in self.tree

    def find(self, code: str) -> int | None:
        """The number of the area that has or had this code, saved or not."""
        return self.ids.get(code) or self.tree.id_of(code)

    def code_of(self, area: int) -> str:
        """The present code of an area, saved or not."""
        return self.codes.get(area) or self.tree.known(area).code

    def level_of(self, area: int, at: int) -> str:
        """The level of an area at a moment, saved or not."""
        if area not in self.codes:
            return self.tree.spell(area, at).level
        return next((one.level for one in self.drawn(area) if one.level), "")

    def lies_in(self, area: int, other: int, since: int) -> bool:
        """Whether `area` is `other` or lies in it at any time from `since` on."""
        seen: set[int] = set()
        waiting = [area]
        while waiting:
            one = waiting.pop()
            if one == other:
                return True
            if one not in seen:
                seen.add(one)
                waiting += self._parents(one, since)
        return False

    def _parents(self, area: int, since: int) -> list[int]:
        saved = self.tree.spells(area) if area in self.tree else ()
        found = [spell.parent for spell in saved if spell.to_at is None or spell.to_at > since]
        for change in self.drawn(area):
            found += [change.parent, change.heir]
        return [one for one in found if one is not None]
