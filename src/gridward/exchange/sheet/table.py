"""The rows under a heading as people mean them: merged cells and 同上 filled in, blanks and totals passed over."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from gridward.exchange.sheet.cell import Cell, blank, plain
from gridward.exchange.sheet.column import Column
from gridward.exchange.sheet.heading import Heading, Index, repeats
from gridward.exchange.sheet.safe import as_above, restored

Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]
"""Merged ranges: (first row, first column), (last row, last column), counted from 0."""

_FOOT = re.compile(
    "(合计|总计|小计|共计|填表|制表|审核人|填报单位|填报人|负责人签|备注[:\uff1a]|注[:\uff1a]|说明[:\uff1a]|total\\b)",
    re.IGNORECASE,
)

_FEET = frozenset("合总小共填制审负备注说tT")
"""The signs with which such a row begins."""


@dataclass(slots=True)
class Raw:
    """A row by column key; `number` is what the spreadsheet calls it. `whole` is the row as it came.

    The cells are what people mean: guards against formulas are gone, and everything after works with plain values.
    """

    number: int
    cells: dict[str, Cell]
    whole: Sequence[Cell]
    remark: str = ""
    """Why it is no record: "total"."""
    baseless: tuple[Column, ...] = ()
    """The columns that say 同上 where nothing stands above."""


def records(
    rows: Iterable[tuple[int, Sequence[Cell]]], heading: Heading, index: Index, merged: Merged = ()
) -> Iterator[Raw]:
    """The rows after the heading, numbered from 0 as they come in; blank ones and repeated headings are left out."""
    filled = _Above(merged)
    for number, row in rows:
        whole = filled.spread(number, row)
        if number <= heading.row or all(blank(whole[place]) for place in heading.places if place < len(whole)):
            continue
        if repeats(whole, heading, index):
            continue
        if is_foot(row):
            yield Raw(number + 1, {}, row, remark="total")
            continue
        cells, baseless = filled.same(whole, heading.places)
        yield Raw(number + 1, _by_key(cells, heading), row, baseless=tuple(baseless))


class _Above:
    """What stands above: by merged cells, and by words that say so."""

    def __init__(self, merged: Merged) -> None:
        self._down = {(first, column): last for (first, column), (last, _) in merged if last > first}
        self._carried: dict[int, tuple[Cell, int]] = {}
        self._last: dict[int, Cell] = {}

    def spread(self, number: int, row: Sequence[Cell]) -> list[Cell]:
        """The row with the value of every merged cell that reaches down to it."""
        whole = list(row)
        if not self._down:
            return whole
        for place in [one for (first, one) in self._down if first == number] if self._down else ():
            if place < len(whole):
                self._carried[place] = (whole[place], self._down[number, place])
        for place, (value, last) in list(self._carried.items()):
            if number > last:
                del self._carried[place]
            elif place < len(whole) and blank(whole[place]):
                whole[place] = value
            elif place >= len(whole):
                whole += [None] * (place - len(whole)) + [value]
        return whole

    def same(self, row: list[Cell], places: Mapping[int, Column]) -> tuple[list[Cell], list[Column]]:
        """The row with 同上 replaced by the value above, and the columns in which there is none."""
        baseless: list[Column] = []
        for place, column in places.items():
            if place >= len(row):
                continue
            cell = row[place]
            if isinstance(cell, str) and cell.strip() and as_above(cell):
                row[place] = self._last.get(place)
                if place not in self._last and column.role != "kept":
                    baseless.append(column)
            elif not blank(cell):
                self._last[place] = cell
        return row, baseless


def _by_key(row: Sequence[Cell], heading: Heading) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for place, column in heading.places.items():
        cell = row[place] if place < len(row) else None
        if cell is None or cell == "" or blank(cell):
            continue
        if isinstance(cell, str):
            cell = restored(cell)
        known = found.get(column.key)
        found[column.key] = cell if known is None else _together(known, cell)
    return found


def _together(one: Cell, other: Cell) -> Cell:
    """A date and the time beside it, in whichever order they stand."""
    day, at = (other, one) if isinstance(one, time) else (one, other)
    return f"{_half(day)} {_half(at)}"


def _half(cell: Cell) -> str:
    """One half of a moment as text; a part of a day is a time of the spreadsheet."""
    if isinstance(cell, float) and 0 <= cell < 1:
        seconds = round(cell * 86_400)
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return plain(cell)


def may_be_foot(sign: str) -> bool:
    """Whether a row whose first cell begins with this sign could be a total or a signature."""
    return sign in _FEET


def is_foot(row: Sequence[Cell]) -> bool:
    """A total or a signature below the table."""
    first = next((cell for cell in row if not blank(cell)), None)
    if not _FOOT.match(plain(first)):
        return False
    return sum(isinstance(cell, str) for cell in row if not blank(cell)) <= 2
