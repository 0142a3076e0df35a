"""Which column of a file is which: by code, label in either language, what was matched before, and other names.

A heading may stand below a title, over two rows with merged cells, with units and stars. Plain Python.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gridward.exchange.sheet.cell import Cell, blank, plain
from gridward.exchange.sheet.column import KEPT, VERDICTS, Column
from gridward.exchange.sheet.safe import restored

SOUGHT = 30
"""A heading is looked for in so many rows from the top."""
ENOUGH = 4
"""So many known columns are a heading however many others stand beside them: the sheets of a county ask for a lot."""
IGNORED = ""
"""What a heading is matched to when it should be passed over."""
_NUMBERING = frozenset({"序号", "编号", "no", "number", "#", "行号"})
_BRACKETS = re.compile("[(\uff08\\[【][^)\uff09\\]】]*[)\uff09\\]】]")
_MARKS = re.compile(r"[\s*:·.,、/\\_\-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading of a table: its last row (counted from 0), the column at each place, and what nobody knows.

    A column may stand at several places: a date and a time beside it are one moment.
    """

    row: int
    places: Mapping[int, Column]
    unknown: tuple[tuple[int, str], ...]
    missing: tuple[Column, ...]
    texts: Mapping[int, str]

    @property
    def keys(self) -> frozenset[str]:
        """The columns that were found."""
        return frozenset(column.key for column in self.places.values())


def normal(text: str) -> str:
    """A heading without width, blanks, stars and punctuation."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def find(
    rows: Sequence[Sequence[Cell]], known: Sequence[Column], memory: Mapping[str, str] | None = None
) -> Heading | None:
    """The heading in the first rows of a sheet, None when there is none.

    `memory` are headings (normal) that somebody matched before, with the key of the column, "" to be passed over.
    """
    index = Index(known, memory or {})
    best: Heading | None = None
    for number in range(min(len(rows), SOUGHT)):
        for texts in _readings(rows, number):
            found = _heading(number, texts, index)
            if found is not None and (best is None or len(found.keys) > len(best.keys)):
                best = found
    return best


class Index:
    """Columns by everything that they are called."""

    def __init__(self, known: Sequence[Column], memory: Mapping[str, str]) -> None:
        self.known = [*known, *KEPT, VERDICTS]
        self.by_key = {column.key: column for column in self.known}
        self._sure: dict[str, Column] = {}
        self._other: dict[str, Column] = {}
        self._memory = memory
        for column in self.known:
            for text in (column.key, column.label.zh, column.label.en, column.head.zh, column.head.en):
                self._sure.setdefault(normal(text), column)
        for column in self.known:
            short = column.key.removeprefix("body.")
            for text in (short, *column.aliases):
                self._other.setdefault(normal(text), column)

        self._begins = {text[0] for text in (*self._sure, *self._other, *memory) if text}

    def may_begin(self, text: str) -> bool:
        """Whether a text could be a heading, by its first sign: nearly no cell could, and this is quick."""
        sign = text[:1]
        return sign in self._begins or not sign.isalnum() or normal(sign) in self._begins

    def of(self, text: str) -> Column | None:
        """The column that a heading names; None: nobody knows."""
        for said in dict.fromkeys((normal(text), normal(_BRACKETS.sub("", text)), normal(text.split("\n")[0]))):
            if said in self._sure:
                return self._sure[said]
            if said in self._memory and (self._memory[said] == IGNORED or self._memory[said] in self.by_key):
                return self.by_key.get(self._memory[said])
            if said in self._other:
                return self._other[said]
        return None

    def passed_over(self, text: str) -> bool:
        """Whether a heading is known to mean nothing here."""
        said = normal(text)
        return said in _NUMBERING or self._memory.get(said) == IGNORED

    def sure(self, text: str, column: Column) -> bool:
        """Whether a heading is the column's own label or code, or was matched by somebody."""
        said = (normal(text), normal(_BRACKETS.sub("", text)))
        return any(self._sure.get(one) == column or self._memory.get(one) == column.key for one in said)


def _readings(rows: Sequence[Sequence[Cell]], number: int) -> Iterator[list[tuple[str, ...]]]:
    """The texts of a heading in this row: the row alone, or below the row above it, whose cells may be merged."""
    row = [_label(cell) for cell in rows[number]]
    yield [(text,) for text in row]
    if number == 0 or not any(row):
        return
    above = [_label(cell) for cell in rows[number - 1]]
    above += [""] * (len(row) - len(above))
    spread, last = [], ""
    for place, text in enumerate(above):
        last = text or (last if place < len(row) and row[place] else "")
        spread.append(last)
    below = row + [""] * (len(spread) - len(row))
    yield [
        tuple(one for one in (text, f"{over}{text}" if over else "", over if not text else "") if one)
        for over, text in zip(spread, below, strict=True)
    ]


def _label(cell: Cell) -> str:
    return plain(restored(cell))[:200] if isinstance(cell, str) else ""


def _heading(number: int, texts: Sequence[tuple[str, ...]], index: Index) -> Heading | None:
    places: dict[int, Column] = {}
    unknown: list[tuple[int, str]] = []
    named: dict[int, str] = {}
    hits = [
        (place, text, column)
        for place, spoken in enumerate(texts)
        for text in spoken
        if (column := index.of(text)) is not None
    ]
    hits.sort(key=lambda hit: not index.sure(hit[1], hit[2]))  # a column's own label before its other names
    for place, text, column in hits:
        taken = [one for one in places.values() if one.key == column.key]
        if place not in places and (not taken or (column.role == "moment" and len(taken) == 1)):
            places[place] = column
            named[place] = text
    for place, spoken in enumerate(texts):
        text = next((one for one in spoken if one), "")
        if text and place not in places and not any(index.passed_over(one) for one in spoken):
            unknown.append((place, text))
    found = {column.key for column in places.values() if column.role != "kept"}
    asked = [column for column in index.known if column.role != "kept"]
    filled = sum(1 for spoken in texts if any(spoken))
    if len(found) < min(2, len(asked)) or (len(found) < ENOUGH and len(found) * 3 < filled):
        return None
    missing = tuple(column for column in asked if column.required and column.key not in found)
    return Heading(
        row=number, places=dict(sorted(places.items())), unknown=tuple(unknown), missing=missing, texts=named
    )


def repeats(row: Sequence[Cell], heading: Heading, index: Index) -> bool:
    """Whether a row below the heading says the heading again: the hidden row of codes, or the next printed page."""
    first = next((cell for place, cell in enumerate(row) if place in heading.places and not blank(cell)), None)
    if isinstance(first, str) and not index.may_begin(first):
        return False
    filled = [(place, plain(cell)) for place, cell in enumerate(row) if not blank(cell) and place in heading.places]
    if len(filled) < 2 and len(filled) < len(heading.places):
        return False
    return bool(filled) and all(_named(text, heading.places[place], index) for place, text in filled)


def _named(text: str, column: Column, index: Index) -> bool:
    found = index.of(text.partition("@")[0])
    return found is not None and found.key == column.key
