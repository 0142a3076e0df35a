"""A roster of people from a spreadsheet into the roll, against what others would do and what the parts allow.

Three ways in the same run on rows of the same file: ours (`exchange.roster`: tolerant reading, every id looked at, each
person encrypted under a key of their own, households entered into the ledger); the usual one (openpyxl, python-stdnum,
Django's bulk_create of plain rows, nothing encrypted and nothing looked up); the raw one (calamine and bulk rows).
"""

import gc
import tempfile
from io import BytesIO
from pathlib import Path

from django.db import connection, transaction
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from stdnum.cn import ric

from bench.roster_file import write
from bench.roster_plain import Plain, table
from bench.rounds import Result, timed
from bench.town import FULL, Town
from gridward.exchange.roster.source import pages
from gridward.exchange.roster.take import Roster
from gridward.grid.tree import tree
from gridward.kit.rows import Table, append, execute

RAW = Table("bench_roster", tuple(f"c{place}" for place in range(12)), ("text",) * 12)


def run(town: Town) -> list[Result]:
    """Rows a second of ours over those of the other two, the medians of the rounds."""
    size = 100_000 if town.size is FULL else 20_000
    areas = [node.code for node in tree().nodes(None, "village")][:50]
    usual, raw, own = [], [], []
    with tempfile.TemporaryDirectory() as folder, table():
        for number in range(3):
            path = Path(folder) / f"{number}.xlsx"
            write(str(path), size, areas, seed=100 + number)
            data = path.read_bytes()
            gc.collect()
            own.append(timed(lambda d=data: _ours(d)))
            raw.append(timed(lambda d=data: _raw(d)))
            usual.append(timed(lambda d=data: _usual(d)))
    vendor = connection.vendor
    absolute = {
        "ours": f"{size / sorted(own)[1]:,.0f} rows/s",
        "usual": f"{size / sorted(usual)[1]:,.0f} rows/s",
        "raw": f"{size / sorted(raw)[1]:,.0f} rows/s",
    }
    against = [theirs / mine for theirs, mine in zip(usual, own, strict=True)]
    limit = [theirs / mine for theirs, mine in zip(raw, own, strict=True)]
    label = f"a roster of {size:,} people, keys and households included: rows/s"
    return [
        Result(
            "roster",
            vendor,
            f"{label} / openpyxl + stdnum + bulk_create, in clear",
            against,
            15.0,
            "at least",
            absolute,
        ),
        Result("roster", vendor, f"{label} / calamine + bulk rows", limit, 0.5, "at least"),
    ]


def _ours(data: bytes) -> None:
    for page in pages(data):
        for _part in Roster(None).slices(page):
            pass


def _usual(data: bytes) -> None:
    """As it is usually written."""
    sheet = load_workbook(BytesIO(data), read_only=True).worksheets[0]
    found = []
    for row in sheet.iter_rows(min_row=2, values_only=True):
        values = [str(cell or "").strip() for cell in row]
        found.append(Plain(valid=ric.is_valid(values[4]), **{f"c{place}": text for place, text in enumerate(values)}))
    with transaction.atomic():
        Plain.objects.bulk_create(found, batch_size=2000)
    execute("DELETE FROM bench_plain")


def _raw(data: bytes) -> None:
    """What reading the file and writing its rows costs at least."""
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()[1:]
    with transaction.atomic():
        append(RAW, ([str(cell) for cell in row] for row in rows))
    execute("DELETE FROM bench_roster")
