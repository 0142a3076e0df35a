"""A roster's file, .xlsx or .csv, a row at a time: a million rows never stand in memory at once."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import chain, islice

from gridward.exchange.roster.column import COLUMNS
from gridward.exchange.sheet.cell import Cell
from gridward.exchange.sheet.heading import SOUGHT, Heading, Index, find
from gridward.exchange.sheet.table import Merged, Raw, records
from gridward.exchange.sheet.workbook import Running, running
from gridward.kit.errors import Refusal, refuse

LARGEST = 512 * 1024 * 1024
"""Bytes of the largest roster: a million rows are about a hundred million."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet with a heading; `rows` can be gone through once."""

    name: str
    height: int
    heading: Heading
    rows: Iterator[tuple[int, Sequence[Cell]]]
    merged: Merged

    def records(self) -> Iterator[Raw]:
        """Its rows as people mean them."""
        return records(self.rows, self.heading, Index(COLUMNS, {}), self.merged)


def pages(data: bytes) -> Iterator[Page]:
    """The sheets of a file in which a heading stands, one after the other.

    Raises `Refusal` for a file that cannot be read, and for one without any heading.
    """
    found = False
    for sheet in _sheets(data):
        first = list(islice(sheet.rows, SOUGHT + 1))
        heading = find([row for _, row in _dense(first)], COLUMNS)
        if heading is not None:
            found = True
            yield Page(sheet.name, sheet.height, heading, chain(first, sheet.rows), sheet.merged)
    if not found:
        raise _no_heading()


def _dense(first: Sequence[tuple[int, Sequence[Cell]]]) -> Iterator[tuple[int, Sequence[Cell]]]:
    """With the rows that a file leaves out at its top, so that a row's place is its number."""
    for number, row in first[:1]:
        yield from ((blank, ()) for blank in range(number))
        yield number, row
    yield from first[1:]


def _sheets(data: bytes) -> Iterator[Running]:
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        yield from running(data, largest=LARGEST)
        return
    text = _decoded(data)
    dialect = max((",", "\t", ";"), key=text[:4096].count)
    rows = enumerate(csv.reader(StringIO(text), delimiter=dialect))
    yield Running("csv", text.count("\n") + 1, (), ((number, row) for number, row in rows))


def _decoded(data: bytes) -> str:
    """The text of a file as spreadsheets write it: UTF-8, or the code page of a Chinese Windows."""
    if not data.strip():
        raise refuse(
            "empty", field="file", zh="文件是空的。请重新选择文件。", en="The file is empty. Choose another one."
        )
    if len(data) > LARGEST or b"\0" in data[:4096]:
        raise _no_heading()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refuse(
        "not_text",
        field="file",
        zh="文件既不是 .xlsx，也不是 UTF-8 或 GB18030 的 CSV。请另存为 .xlsx。",
        en="The file is neither .xlsx nor CSV in UTF-8 or GB18030. Save it as .xlsx.",
    )


def _no_heading() -> Refusal:
    return refuse(
        "no_heading",
        field="file",
        zh="没有找到花名册的表头。表头应含：姓名、身份证号、村（社区）等；可用 ./run roster export 得到一份样式。",
        en="No heading of a roster was found. It should name full name, ID number, area and so on; "
        "./run roster export shows one.",
    )
