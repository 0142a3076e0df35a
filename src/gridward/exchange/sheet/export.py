"""The ledger as a sheet: a row an entry that counts, written as it is read, so that a million rows need no memory.

The last columns hold the position and, hidden, the id of each entry: the file can be sent again, changed or not.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import xlsxwriter
from django.conf import settings

from gridward.account.models import Account
from gridward.exchange.sheet.answer import Forms, write
from gridward.exchange.sheet.column import KEPT, Column, columns
from gridward.exchange.sheet.stored import Kept, Teller, kept
from gridward.exchange.sheet.template import head, sheet_name
from gridward.exchange.sheet.within import Within
from gridward.kit.errors import refuse
from gridward.kit.text import Lang
from gridward.ledger.active import tip
from gridward.ledger.listing import Cursor, Wanted, page, replaced
from gridward.ledger.stored import Stored, of_chains
from gridward.plug.kind import EntryKind
from gridward.roll.identity import note_opened

SHEET = 1_048_500
"""Records of one sheet; more go on in the next."""
READ = 2000
"""Entries that are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who the file is for: it holds nothing that the account may not look at.

    With a `purpose` personal data stands in clear where the account may take it out; every opening is written down.
    Without one it is masked. `account` None: the operator's command, everything and always masked.
    """

    account: Account | None
    lang: Lang
    purpose: str = ""


def export(
    kind: EntryKind,
    wanted: Wanted,
    reader: Reader,
    *,
    out: BinaryIO,
    until: int | None = None,
    most: int | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Write the entries to `out`, those up to the moment `until`; returns how many.

    Raises `Refusal` beyond `most` entries: what a page cannot wait for is a command's.
    """
    made = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "tmpdir": str(settings.GRIDWARD_HOME),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "use_zip64": True,
        },
    )
    forms, known = Forms(made), columns(kind)
    within = Within(reader.account, kind)
    done, row, sheet = 0, SHEET, None
    name = sheet_name(kind.label.say(reader.lang))
    for found in standing(replace(wanted, kinds=(kind.name,)), until):
        part = [one for one in found if within.sees(one.stored)]
        for cells in _cells(part, known, within, reader):
            if sheet is None or row >= SHEET:
                number = len(made.worksheets()) + 1
                sheet = made.add_worksheet(name if number == 1 else f"{name[:27]} {number}")
                row = head(sheet, kind, known, forms, lang=reader.lang)
            for place, cell in enumerate(cells):
                write(sheet, row, place, cell, forms)
            row += 1
        done += len(part)
        progress(done)
        if most is not None and done > most:
            made.close()
            raise _too_many(most)
    if sheet is None:
        head(made.add_worksheet(name), kind, known, forms, lang=reader.lang)
    made.close()
    return done


def standing(wanted: Wanted, until: int | None) -> Iterator[list[Kept]]:
    """The entries that count, some thousand at a time, in order of position."""
    start: Cursor | None = None
    while True:
        found = page(wanted, rising=True, start=start, limit=READ)
        counted = [one for one in _counting(found.rows) if until is None or one.at <= until]
        part = [one for one in kept(counted) if one.body is not None]
        if part:
            yield part
        start = found.after
        if start is None:
            return


def _counting(rows: Sequence[Stored]) -> list[Stored]:
    """Those that are the tip of their chain."""
    count = [one for one in rows if one.counts_from is not None and not one.void]
    doubtful = replaced(count)
    tips: dict[int, int] = {}
    links = of_chains({one.chain for one in count if one.position in doubtful or one.root is not None})
    chains: dict[int, list[Stored]] = {}
    for link in links:
        if link.counts_from is not None:
            chains.setdefault(link.chain, []).append(link)
    for chain, members in chains.items():
        last = tip(members)
        tips[chain] = 0 if last is None else last.position
    return [one for one in count if tips.get(one.chain, one.position) == one.position]


def _cells(part: Sequence[Kept], known: Sequence[Column], within: Within, reader: Reader) -> Iterator[list[Any]]:
    teller = Teller(part, within.map)
    open_ = {one.stored.position for one in part if _may_open(one, within, reader)}
    if open_:
        people = set().union(*(teller.people(one) for one in part if one.stored.position in open_))
        who = 0 if reader.account is None else reader.account.pk
        if people:
            note_opened(people, who=who, purpose=reader.purpose)
    whole = (*known, *KEPT)
    for one in part:
        clear = one.stored.position in open_
        yield [
            teller.cell(one, column, lang=reader.lang, clear=clear and _opens(one, column, within)) for column in whole
        ]


def _opens(one: Kept, column: Column, within: Within) -> bool:
    """Whether a column of an opened entry is open, too: some sealed texts are for few eyes."""
    return column.shape is None or not column.personal or within.may_open_field(one.stored, column.shape.name)


def _may_open(one: Kept, within: Within, reader: Reader) -> bool:
    return bool(reader.purpose.strip()) and reader.account is not None and within.may_open(one.stored)


def _too_many(most: int) -> Exception:
    return refuse(
        "too_many",
        zh=f"超过 {most:,} 条，请缩小筛选范围，或在服务器上用 ./run sheet export 导出。",
        en=f"More than {most:,} entries: narrow the filter, or use ./run sheet export on the server.",
    )
