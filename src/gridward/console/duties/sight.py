"""Which duties a reader may look at: those whose answers they may read where the duty lies."""

from collections.abc import Iterable
from functools import lru_cache

from gridward.console.reader.sight import Sight
from gridward.duty.grouped import Lot
from gridward.duty.listed import Reader
from gridward.duty.where import Where, below
from gridward.grid.tree import Node
from gridward.kit.clock import now
from gridward.policy.vocabulary import Duty


class DutySight:
    """The duties of one area and all below it, for one reader at one moment; `live` when that is now."""

    def __init__(self, seen: Sight, node: Node, at: int) -> None:
        self.seen = seen
        self.node = node
        self.reader = Reader(at)
        self.at = at
        self.live = at >= now() - 60_000_000
        self.prefixes = seen.tree.ground(node.id, seen.now)
        self._opened = lru_cache(maxsize=None)(self._grounds)

    @property
    def within(self) -> Where:
        """The condition of lying in the area."""
        return below(self.prefixes)

    def sees(self, duty: Duty | None, path: str) -> bool:
        """Whether the reader may look at a duty at a path; one that no pack has any more only from the top."""
        if duty is None:
            return self.seen.whole
        return any(path.startswith(self._opened(kind)) for kind in duty.by)

    def shown(self, found: Iterable[Lot]) -> list[Lot]:
        """Those of these lots that the reader may look at."""
        return [one for one in found if self.sees(one.duty, one.path)]

    def child_of(self, path: str) -> int:
        """The area directly below the node in which a path lies; the node itself where it lies in none."""
        own = next((prefix for prefix in self.prefixes if path.startswith(prefix)), "")
        below_own = path[len(own) :].split(".")[0]
        if own and int(own.split(".")[-2]) != self.node.id:
            return int(own.split(".")[-2])
        return int(below_own) if below_own else self.node.id

    def _grounds(self, kind: str) -> tuple[str, ...]:
        grounds = self.seen.seen.grounds
        return tuple(
            one.prefix for one in grounds if one.office.rights is not None and one.office.rights.may("see", kind)
        )
