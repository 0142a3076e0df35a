"""What the reader's own offices still owe today, and what of it is done; and what is missing in their area."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridward.console import address
from gridward.console.duty_sight import DutySight
from gridward.console.missing import missing_now
from gridward.console.missing_rows import MissingRow, missing_rows
from gridward.console.sight import Sight
from gridward.console.standing import Standing
from gridward.duty.clauses import clauses_of
from gridward.duty.grouped import BY_DUE, Lot, Where, below, both, lots, of_clauses, of_day, some
from gridward.duty.state import State
from gridward.grid.tree import Node

MOST = 60
"""As many duties as one's page lists; the others are on the board."""
DONE = frozenset({State.DONE, State.DONE_LATE, State.HEARD_LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One's duties of the day: those to do, by when they are due, and those done. `more` are left out."""

    undone: tuple[MissingRow, ...]
    done: tuple[MissingRow, ...]
    total: int
    more: int
    href: str

    @property
    def left(self) -> int:
        """How many are still to be done, as far as they are listed."""
        return len(self.undone) + self.more


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """How much is missing in an area now, how much of it has nobody who answers, and the board that lists it."""

    number: int
    vacant: int
    href: str


def lack(node: Node, seen: Sight, standing: Standing) -> Lack | None:
    """What is missing in an area; None where nothing was ever asked."""
    number, vacant = missing_now(node, seen, standing.as_of)
    return Lack(number=number, vacant=vacant, href=address.missing(standing, area=node.code))


def owed(seen: Sight, standing: Standing) -> Owed | None:
    """What the reader's offices owe on the day of a page; None for whoever owes nothing."""
    held = [one for one in seen.offices if one.area in seen.tree]
    numbers = clauses_of({one.role for one in held})
    if not numbers or not seen.homes:
        return None
    sight = DutySight(seen, seen.home, standing.as_of)
    grounds = {prefix for one in held for prefix in seen.tree.ground(one.area, seen.now)}
    where = both(below(sorted(grounds)), of_clauses(numbers), of_day(sight.at))
    mine = [one for one in sight.shown(lots(sight.reader, where)) if _is_mine(one, seen)]
    if not mine:
        return None
    rows = missing_rows(sight.reader.of_ids(_chosen(mine, where)), sight, standing)
    total = sum(one.number for one in mine)
    return Owed(
        undone=tuple(row for row in rows if row.state not in DONE and row.state is not State.WAIVED),
        done=tuple(row for row in rows if row.state in DONE or row.state is State.WAIVED),
        total=total,
        more=max(0, total - len(rows)),
        href=address.missing(standing, area=seen.home.code),
    )


def _is_mine(lot: Lot, seen: Sight) -> bool:
    return any(one.account == seen.account.pk for one in lot.who) or any(
        one.office == held.office for one in lot.who for held in seen.offices
    )


def _chosen(mine: Sequence[Lot], where: Where) -> list[int]:
    """What is to be done first, then what is done."""
    return some(mine, where, (f"state, {BY_DUE[0]}", []), first=0, size=MOST)
