"""The rows of a roster some thousand at a time, column by column: what is looked at in every cell is looked at quickly.

What a row means is what `sheet.table.records` says; sheets with merged cells go through it, and so does any row that
could be a total, a heading again, or nothing. The rest are ordinary rows, whose cells only need to be cleaned.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple
from unicodedata import normalize

from gridward.exchange.roster.column import COLUMNS
from gridward.exchange.roster.source import Page
from gridward.exchange.sheet.cell import NOTHING, Cell, blank, plain
from gridward.exchange.sheet.heading import Index, repeats
from gridward.exchange.sheet.safe import SAME, as_above, restored
from gridward.exchange.sheet.table import is_foot, may_be_foot

KEYS = frozenset(column.key for column in COLUMNS)
_SAME = frozenset(normalize("NFKC", text)[0] for text in SAME) | {text[0] for text in SAME}
Numbered = tuple[int, Sequence[Cell]]


class Row(NamedTuple):
    """One row: what the spreadsheet calls it, what was typed by column ("" for nothing), and the cells that are no
    text. `foot` rows are totals and signatures.
    """

    number: int
    texts: Mapping[str, str]
    odd: Mapping[str, Cell]
    foot: bool = False


NO_CELLS: Mapping[str, Cell] = {}


class Blocks:
    """Goes through a sheet once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._heading = page.heading
        self._index = Index(COLUMNS, {})
        self._places = {place: column.key for place, column in page.heading.places.items() if column.key in KEYS}
        self._first = min(self._places)
        self._ordinary = _Signs(lambda sign: not (sign.isspace() or self._index.may_begin(sign) or may_be_foot(sign)))
        self._last: dict[int, Cell] = {}

    def of(self, size: int) -> Iterator[list[Row]]:
        """The rows after the heading, `size` or fewer at a time."""
        if self._page.merged:
            yield from self._one_by_one(size)
            return
        while part := list(islice(self._page.rows, size)):
            if rows := self._read(part):
                yield rows

    def _one_by_one(self, size: int) -> Iterator[list[Row]]:
        records = self._page.records()
        while raw := list(islice(records, size)):
            yield [
                Row(
                    one.number,
                    {key: text for key, cell in one.cells.items() if (text := plain(cell)) not in NOTHING},
                    {key: cell for key, cell in one.cells.items() if not isinstance(cell, str)},
                    bool(one.remark),
                )
                for one in raw
            ]

    def _read(self, part: Sequence[Numbered]) -> list[Row]:
        kept: list[Numbered] = []
        feet: list[Row] = []
        for number, row in part:
            if self._is_ordinary(row):
                if number > self._heading.row:
                    kept.append((number, row))
            elif number > self._heading.row and self._is_row(row):
                if is_foot(row):
                    feet.append(Row(number + 1, {}, NO_CELLS, foot=True))
                else:
                    kept.append((number, row))
        rows = self._columns(kept)
        return sorted([*rows, *feet], key=lambda row: row.number) if feet else rows

    def _is_ordinary(self, row: Sequence[Cell]) -> bool:
        """Whether its first sign shows that it is no heading, total or blank row: nearly every row is such."""
        if len(row) <= self._first or (self._first and any(row[: self._first])):
            return False
        cell = row[self._first]
        return isinstance(cell, str) and cell != "" and self._ordinary[cell[0]]

    def _is_row(self, row: Sequence[Cell]) -> bool:
        places = self._heading.places
        return not (
            all(blank(row[place]) for place in places if place < len(row)) or repeats(row, self._heading, self._index)
        )

    def _columns(self, kept: Sequence[Numbered]) -> list[Row]:
        if not kept:
            return []
        columns = list(zip_longest(*[row for _, row in kept]))
        odd: dict[int, dict[str, Cell]] = defaultdict(dict)
        places = {place: key for place, key in self._places.items() if place < len(columns)}
        texts = [self._texts(place, key, columns[place], odd) for place, key in places.items()]
        keys = tuple(places.values())
        return [
            Row(number + 1, dict(zip(keys, said, strict=True)), odd.get(at, NO_CELLS))
            for at, ((number, _), said) in enumerate(zip(kept, zip(*texts, strict=True), strict=True))
        ]

    def _texts(self, place: int, key: str, cells: Sequence[Cell], odd: dict[int, dict[str, Cell]]) -> list[str]:
        """What was typed in the cells of a column."""
        found: list[str] = []
        last = self._last.get(place)
        for at, cell in enumerate(cells):
            if type(cell) is str:
                text = cell.strip()
                if text and _MARKED[text[0]]:
                    text, cell = _meant(cell, last)
                    if not isinstance(cell, str | None):
                        odd[at][key] = cell
                if text:
                    last = cell
                    if text in NOTHING or "\r" in text:
                        text = "" if text in NOTHING else plain(text)
            elif cell is None:
                text = ""
            else:
                last = odd[at][key] = cell
                text = plain(cell)
            found.append(text)
        if last is not None:
            self._last[place] = last
        return found


def _meant(cell: str, last: Cell) -> tuple[str, Cell]:
    """What a cell means that may say 同上 or may be guarded against formulas, with the cell that says it."""
    if as_above(cell):
        return plain(restored(last) if isinstance(last, str) else last), last
    return plain(restored(cell)), cell


class _Signs(dict[str, bool]):
    """An answer for each sign that a text may begin with."""

    def __init__(self, asked: Callable[[str], bool]) -> None:
        super().__init__()
        self._asked = asked

    def __missing__(self, sign: str) -> bool:
        self[sign] = found = self._asked(sign)
        return found


_MARKED = _Signs(lambda sign: sign == "'" or sign in _SAME or normalize("NFKC", sign.casefold())[:1] in _SAME)
"""Whether a text beginning with this sign may mean something else than what stands there."""
