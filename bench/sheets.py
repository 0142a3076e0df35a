"""The ledger as a sheet: rows a second against the bare writer, and how much memory a long file takes."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import xlsxwriter
from django.db import connection

from bench.grown import Ledger
from bench.rounds import Clock, Result
from bench.town import Town
from gridward.exchange.sheet import export as exporting
from gridward.exchange.sheet.column import KEPT, columns
from gridward.exchange.sheet.export import Reader, export
from gridward.exchange.sheet.plan import Plan
from gridward.exchange.sheet.plan import run as looked
from gridward.exchange.sheet.reading import open_book
from gridward.exchange.sheet.stored import Kept
from gridward.ledger.listing import Wanted
from gridward.plug.catalogue import CATALOGUE

KIND = CATALOGUE.kinds["checkpoint.person"]
SHORT = 20_000
"""Entries of the ledger; those of one kind are written, timed, and read again."""
PAGE = 4096
MEBI = 1 << 20


def run(town: Town) -> list[Result]:
    """Time by ratios; memory by what the process holds more than before, while a long file is written."""
    Ledger(town).grow(SHORT)
    parts = list(exporting.standing(Wanted(kinds=(KIND.name,)), None))
    long = 1_000_000 if town.size.ledger >= 1_000_000 else 100_000
    clock, data = Clock(), BytesIO()
    for _ in range(town.size.rounds):
        clock.round()
        with clock.of("export"):
            data = BytesIO()
            number = _export(parts, data)
        with clock.of("bare"):
            _bare(number)
        with clock.of("look"):
            book = open_book(data.getvalue(), KIND, {}, ())
            same = sum(one.code == "same" for one in looked(Plan(book, None), dry=True))
        if same != number:
            raise RuntimeError(f"{number - same} of {number} rows are not as they were")
    grown, rows = _memory(parts, long)
    vendor = connection.vendor
    absolute = {"export": clock.rate("export", number, "rows/s"), "look": clock.rate("look", number, "rows/s")}
    return [
        Result("sheets", vendor, f"export of {number:,} rows / bare writer", clock.ratios("bare", "export"), 6.0,
               "at most", absolute),
        Result("sheets", vendor, f"export of {rows:,} rows: memory in MiB", [grown], 128.0, "at most"),
    ]  # fmt: skip


def _export(parts: Sequence[list[Kept]], out: Any) -> int:
    real = exporting.standing
    exporting.standing = lambda _wanted, _until: iter(parts)
    try:
        return export(KIND, Wanted(), Reader(account=None, lang="zh"), out=out)
    finally:
        exporting.standing = real


def _over_and_over(parts: Sequence[list[Kept]], number: int) -> Iterator[list[Kept]]:
    """The rows of the ledger until there are so many."""
    while number > 0:
        for part in parts:
            if number > 0:
                yield part[:number]
                number -= len(part)


def _bare(number: int) -> None:
    made = xlsxwriter.Workbook(BytesIO(), {"constant_memory": True})
    sheet, width = made.add_worksheet(), len(columns(KIND)) + len(KEPT)
    for row in range(number):
        for column in range(width):
            sheet.write_string(row, column, "something")
    made.close()


def _memory(parts: Sequence[list[Kept]], number: int) -> tuple[float, int]:
    held = [_resident()]
    before = held[0]

    def watched() -> Iterator[list[Kept]]:
        for part in _over_and_over(parts, number):
            held.append(_resident())
            yield part

    real = exporting.standing
    exporting.standing = lambda _wanted, _until: watched()
    try:
        with TemporaryFile() as out:
            rows = export(KIND, Wanted(), Reader(account=None, lang="zh"), out=out)
            held.append(_resident())
    finally:
        exporting.standing = real
    return (max(held) - before) / MEBI, rows


def _resident() -> int:
    """Bytes of memory that the process holds."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE
