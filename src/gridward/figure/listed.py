"""The dated list of risk areas as known at one position after another, for figures that ask where somebody came from.

The list is told by entries, like what a place is: what it says of a journey is known at a position, and journeys are
understood otherwise from the position on at which it changes.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from gridward.duty.risk_book import EARLIER, risk_list
from gridward.duty.risks import RiskList
from gridward.duty.said import instant
from gridward.grid.tree import Tree
from gridward.kit.clock import day_of
from gridward.kit.rows import among
from gridward.ledger.bodies import told_by
from gridward.ledger.names import kind_number
from gridward.ledger.stored import Stored, select
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry, Listing
from gridward.policy.risk_measure import JOURNEY, LISTED


class Lists:
    """The list at every position that is asked for, each read once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._told: list[Stored] | None = None
        self._known: dict[int, RiskList] = {}

    def told(self, entry: Entry, position: int) -> Entry:
        """The entry, with what the list that is known at a position says of it."""
        if entry.kind != JOURNEY:
            return entry
        found = self.at(position)
        hits = found.hits(entry) if found.listed else []
        if not hits:
            return entry
        known = sorted({Listing(hit.listed.level, max(entry.at, hit.known)) for hit in hits})
        return replace(entry, listed=tuple(known))

    def at(self, position: int) -> RiskList:
        """The list as known at a position."""
        if self._told is None:
            self._told = select("kind = %s", (kind_number(LISTED),)) if LISTED in CATALOGUE.kinds else []
        told = [one for one in self._told if one.counts_from is not None and one.counts_from <= position]
        number = len(told)
        if number not in self._known:
            self._known[number] = risk_list(told, self._tree, position)
        return self._known[number]

    def concerned(self, chain: Iterable[Stored], position: int) -> Iterator[Stored]:
        """The journeys before a position that a statement of the list, with all it corrects, may say something of."""
        kind = CATALOGUE.kinds[LISTED]
        firsts = [
            day_of(instant(told_by(kind, one.content).body, "from") or one.at)
            for one in chain
            if one.counts_from is not None and not one.void
        ]
        if firsts:
            of_kind, params = among("kind", (kind_number(JOURNEY),), "int2")
            yield from select(f"{of_kind} AND day >= %s AND position < %s", [*params, min(firsts) - EARLIER, position])
