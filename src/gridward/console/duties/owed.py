"""What the reader's own offices still owe today, and what of it is done; and what is missing in their area."""

from dataclasses import dataclass
from typing import NamedTuple

from gridward.console.duties.missing import missing_now
from gridward.console.duties.missing_rows import MissingRow, missing_rows
from gridward.console.duties.sight import DutySight
from gridward.console.reader import address
from gridward.console.reader.standing import Standing
from gridward.duty.clauses import clauses_of
from gridward.duty.grouped import Lot, answered, lots_apart, some
from gridward.duty.where import (
    BY_DUE,
    Where,
    below,
    both,
    in_halves,
    not_of_officer,
    of_clauses,
    of_day,
    of_nobody,
    of_officer,
    of_offices,
    without,
)
from gridward.roll.called import account_key

MOST, FEW = 40, 20
"""As many duties as one's page lists to do and done; the others are on the board."""
FIRST = 6
"""As many as stand open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One's duties of the day: `left` of `total` are still to be done, of which `more` are not listed; those done, as
    far as they are listed.
    """

    undone: tuple[MissingRow, ...]
    done: tuple[MissingRow, ...]
    left: int
    total: int
    more: int
    href: str

    @property
    def first(self) -> tuple[MissingRow, ...]:
        """Those that stand open on the page."""
        return self.undone[:FIRST]

    @property
    def finished(self) -> int:
        """How many are done or excused."""
        return self.total - self.left

    @property
    def rest(self) -> tuple[MissingRow, ...]:
        """Those that are folded."""
        return self.undone[FIRST:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """How much is missing in an area now, how much of it has nobody who answers, and the board that lists it. Where
    nothing was ever asked (`asks`), nothing can be missing.
    """

    asks: bool
    number: int
    vacant: int
    href: str


def lack(sight: DutySight, standing: Standing) -> Lack:
    """What is missing in an area."""
    asks = sight.reader.asks
    number, vacant = missing_now(sight) if asks else (0, 0)
    return Lack(asks=asks, number=number, vacant=vacant, href=address.missing(standing, area=sight.node.code))


class Owing(NamedTuple):
    """One's duties of a day, counted: which they are, by what conditions, how many, how many of them still to do."""

    mine: tuple[Lot, ...]
    wheres: list[Where]
    total: int
    left: int


def owing(sight: DutySight) -> Owing | None:
    """How much the reader's offices owe on the day of a page, wherever that is; None for whoever owes nothing."""
    seen = sight.seen
    if not sight.reader.asks:
        return None
    held = [one for one in seen.offices if one.area in seen.tree]
    numbers = clauses_of({one.role for one in held})
    grounds = {prefix for one in held for prefix in seen.tree.ground(one.area, seen.now)}
    own = account_key(seen.account.username)
    inside, day = below(sorted(grounds)), of_day(sight.at)
    sorts = [
        both(of_clauses(numbers), inside, of_nobody()),
        both(of_offices({one.role for one in held}), inside, not_of_officer(own)),
        of_officer(own),
    ]
    wheres = in_halves(both(one, day) for one in sorts)
    every = lots_apart(sight.reader, wheres, _done(sight.at))
    undone, done = ([one for one in answered(sight.reader, found) if _is_mine(one, sight, own)] for found in every)
    if not undone and not done:
        return None
    left = sum(one.number for one in undone)
    return Owing((*undone, *done), wheres, left + sum(one.number for one in done), left)


def owed(found: Owing, sight: DutySight, standing: Standing) -> Owed:
    """The same with its rows."""
    done = _done(sight.at)
    sides = ((without(done), MOST), (done, FEW))
    undone, finished = (_rows(found, side, size, sight, standing) for side, size in sides)
    return Owed(
        undone=tuple(undone),
        done=tuple(finished),
        left=found.left,
        total=found.total,
        more=found.left - len(undone),
        href=address.missing(standing, area=sight.seen.home.code),
    )


def _done(at: int) -> Where:
    """Done by a moment, excused, or handed over."""
    return "state = 3 OR (state IN (1, 4) AND done_at <= %s)", [at]


def _rows(found: Owing, side: Where, size: int, sight: DutySight, standing: Standing) -> list[MissingRow]:
    chosen = some(found.mine, [both(one, side) for one in found.wheres], BY_DUE, first=0, size=size)
    return missing_rows(sight.reader.of_ids(chosen), sight, standing)


def _is_mine(lot: Lot, sight: DutySight, own: int) -> bool:
    """What an officer was asked by name is theirs wherever it lies, what an office is asked where they see it."""
    seen = sight.seen
    if lot.holder:
        return lot.holder == own
    return (sight.sees(lot.duty, lot.path) and any(one.account == seen.account.pk for one in lot.who)) or any(
        one.office == held.office for one in lot.who for held in seen.offices
    )
