"""Whole numbers in one table of bounds, each of which takes the value nearest to its wish that all the bounds leave.

A row says that some numbers together are no less than others, or that one is a share of another. A domain that plans
several numbers puts all of them here, instead of one after the other, where each would be right alone.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gridward.plug.imagine import Fact

MOST = 10**15
"""No number is larger."""
LONG = 30
"""So often each row is looked at: what takes longer creeps towards what cannot be."""
TRIES = 1_500
"""So many values are tried; what takes more is left as it was planned."""

Cell = tuple[str, str, int]
"""A figure, a member and the place of a moment."""


class Row(NamedTuple):
    """Those in `more`, of which the first counts `times`, are together no less than those in `less`."""

    more: tuple[Cell, ...]
    less: tuple[Cell, ...]
    times: int = 1


class Part(NamedTuple):
    """`part` is this share of `whole`, rounded to a whole number."""

    part: Cell
    whole: Cell
    share: float

    def most(self, part: int) -> int:
        """The largest whole of which `part` is the share."""
        if self.share <= 0:
            return MOST
        whole = min(MOST, int((part + 1) / self.share) + 2)
        while whole and round(self.share * whole) > part:
            whole -= 1
        return whole

    def least(self, part: int) -> int:
        """The smallest whole of which `part` is the share, or less where it is the share of none."""
        if self.share <= 0:
            return 0
        whole = max(0, int((part - 1) / self.share) - 1)
        while round(self.share * whole) < part:
            whole += 1
        return whole


def cells_of(row: Row | Part) -> tuple[Cell, ...]:
    """The numbers that a row is about."""
    return (row.part, row.whole) if isinstance(row, Part) else (*row.more, *row.less)


class Bounds:
    """Lowest and highest of every cell, and what narrows them."""

    def __init__(self, rows: Sequence[Row | Part], low: dict[Cell, int], high: dict[Cell, int]) -> None:
        self.rows = rows
        self.low, self.high = low, high
        self.top = max((value for value in (*low.values(), *high.values()) if value < MOST // 2), default=0)
        """Nothing is tried that is larger than all that is known."""
        self.touched: dict[Cell, list[int]] = {}
        for number, row in enumerate(rows):
            for cell in cells_of(row):
                self.touched.setdefault(cell, []).append(number)

    def narrow(self, first: Iterable[int]) -> bool:
        """Let the rows bound each other until nothing changes; whether every cell still has a value."""
        waiting = deque(dict.fromkeys(first))
        queued = set(waiting)
        for _ in range(LONG * (len(self.rows) + 10)):
            if not waiting:
                return True
            number = waiting.popleft()
            queued.discard(number)
            row = self.rows[number]
            changed = self._part(row) if isinstance(row, Part) else self._row(row)
            if changed is None:
                return False
            for cell in changed:
                for other in self.touched[cell]:
                    if other not in queued:
                        queued.add(other)
                        waiting.append(other)
        return False

    def _row(self, row: Row) -> list[Cell] | None:
        """The cells of a row that were narrowed; None when none of their values will do."""
        low, high = self.low, self.high
        room = sum(high[cell] for cell in row.more) - sum(low[cell] for cell in row.less)
        if row.times > 1:
            first = row.more[0]
            room += (row.times - 1) * high[first]
        if room < 0:
            return None
        changed = []
        if row.times > 1 and high[first] - room // row.times > low[first]:
            low[first] = high[first] - room // row.times
            changed.append(first)
        for cell in row.more[row.times > 1 :]:
            if high[cell] - room > low[cell]:
                low[cell] = high[cell] - room
                changed.append(cell)
        for cell in row.less:
            if low[cell] + room < high[cell]:
                high[cell] = low[cell] + room
                changed.append(cell)
        return changed

    def _part(self, row: Part) -> list[Cell] | None:
        """The same of a share: as the whole is bounded so is the part, and the other way about."""
        low, high = self.low, self.high
        part, whole = row.part, row.whole
        bounds = (
            (part, round(row.share * low[whole]), round(row.share * high[whole])),
            (whole, row.least(low[part]), row.most(high[part])),
        )
        changed = []
        for cell, least, most in bounds:
            if least > low[cell] or most < high[cell]:
                low[cell], high[cell] = max(low[cell], least), min(high[cell], most)
                changed.append(cell)
            if low[cell] > high[cell]:
                return None
        return changed

    def settle(self, wish: Mapping[Cell, int]) -> bool:
        """Give every cell one value, in the order of `wish` and as near to it as can be; whether that could be done."""
        cells, first = list(wish), (dict(self.low), dict(self.high))
        kept: list[tuple[dict[Cell, int], dict[Cell, int], Iterator[int]]] = []
        values, tries = self._values(cells[0], wish), 0
        while len(kept) < len(cells) and tries < TRIES:
            cell, before = cells[len(kept)], (dict(self.low), dict(self.high))
            value = next(values, None)
            if value is None:
                if not kept:
                    break
                self.low, self.high, values = kept.pop()
                continue
            tries += 1
            self.low[cell] = self.high[cell] = value
            if before[0][cell] == before[1][cell] or self.narrow(self.touched.get(cell, ())):
                kept.append((*before, values))
                values = self._values(cells[len(kept)], wish) if len(kept) < len(cells) else values
            else:
                self.low, self.high = before
        if len(kept) < len(cells):
            self.low, self.high = first
        return len(kept) == len(cells)

    def _values(self, cell: Cell, wish: Mapping[Cell, int]) -> Iterator[int]:
        low, high = self.low[cell], self.high[cell]
        near = max(low, min(high, wish[cell]))
        return iter(dict.fromkeys((near, low, min(high, near + 1), high if high <= self.top else near)))


def settled(
    rows: Sequence[Row | Part], low: Mapping[Cell, int], high: Mapping[Cell, int], wish: Mapping[Cell, int]
) -> Mapping[Cell, int] | None:
    """One value for each cell between its lowest and highest, as near to its wish, in that order, as all rows allow;
    None where none was found. Cells of rows that have no bounds are no numbers: such a row is left out.
    """
    told = [row for row in rows if all(cell in low for cell in cells_of(row))]
    bounds = Bounds(told, dict(low), dict(high))
    if not wish:
        return {}
    found = all(low[cell] <= high[cell] for cell in low) and bounds.narrow(range(len(told))) and bounds.settle(wish)
    return bounds.low if found else None


@dataclass(slots=True)
class Table:
    """The numbers that are put on it one after the other, and what holds between them."""

    low: dict[Cell, int] = field(default_factory=dict)
    high: dict[Cell, int] = field(default_factory=dict)
    wish: dict[Cell, int] = field(default_factory=dict)
    rows: list[Row | Part] = field(default_factory=list)

    def put(self, cell: Cell, wish: int, low: int = 0, high: int = MOST, facts: Iterable[Fact] = ()) -> Cell:
        """A number, its bounds, and what it would be."""
        bounds = [(low, high), *(fact.bounds() for fact in facts if fact.value is not None)]
        self.low[cell], self.high[cell] = max(one for one, _ in bounds), min(other for _, other in bounds)
        self.wish[cell] = wish
        return cell

    def row(self, more: Iterable[Cell | None], less: Iterable[Cell | None], times: int = 1) -> None:
        """`more` together, the first of them `times`, are no less than `less`: of the cells that there are."""
        there, other = (tuple(one for one in cells if one is not None and one in self.wish) for cells in (more, less))
        self.rows.append(Row(there, other, times))

    def same(self, some: Iterable[Cell | None], others: Iterable[Cell | None]) -> None:
        """Both together are the same number."""
        one, other = tuple(some), tuple(others)
        self.row(one, other)
        self.row(other, one)

    def part(self, part: Cell, whole: Cell, share: float | None) -> None:
        """The part is this share of the whole, where one is stated."""
        if share is not None:
            self.rows.append(Part(part, whole, share))

    def settled(self) -> Mapping[Cell, int] | None:
        """One value for each: as it is wished, else with as little as can be; None where none was found."""
        scarce = dict.fromkeys(self.wish, 0)
        for wish in (self.wish, scarce, dict(reversed(scarce.items()))):
            found = settled(self.rows, self.low, self.high, wish)
            if found is not None:
                return found
        return None


def last(cell: Cell) -> Cell:
    """The same number a moment before; there is none at the first."""
    return (*cell[:2], cell[2] - 1)
