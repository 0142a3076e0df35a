"""The file that goes back: every sheet as it came, with one more column that says what became of each row."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, BinaryIO

import xlsxwriter
from django.conf import settings

from gridward.exchange.sheet.cell import Cell, blank
from gridward.exchange.sheet.column import VERDICT, VERDICTS
from gridward.exchange.sheet.reading import Book, Page
from gridward.exchange.sheet.safe import as_above, neutral, restored
from gridward.exchange.sheet.verdict import IN, READY, Verdict
from gridward.kit.text import Lang

_COLOURS = {"in": "#E7F4EC", "ready": "#EAF1FB", "mend": "#FBE9E7", "held": "#FFF4DB"}


def answer(book: Book, verdicts: Iterable[Verdict], *, lang: Lang, out: BinaryIO) -> None:
    """Write the uploaded rows to `out`, each with its verdict in the reader's language beside it."""
    told: dict[str, dict[int, Verdict]] = {}
    for one in verdicts:
        told.setdefault(one.sheet, {})[one.number] = one
    made = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "tmpdir": str(settings.GRIDWARD_HOME),
            "strings_to_formulas": False,
            "strings_to_urls": False,
        },
    )
    forms = Forms(made)
    for page in book.pages:
        _page(made, forms, page, told.get(page.sheet.name, {}), lang)
    made.close()


class Forms:
    """The formats of a workbook that every cell of a type shares."""

    def __init__(self, made: Any) -> None:
        self.day = made.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = made.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.time = made.add_format({"num_format": "hh:mm"})
        self.head = made.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
        self.text = made.add_format({"num_format": "@"})
        self.verdicts = {
            name: made.add_format({"bg_color": colour, "text_wrap": True}) for name, colour in _COLOURS.items()
        }


def write(sheet: Any, row: int, column: int, cell: Cell, forms: Forms) -> None:
    """One cell by its type; text that could execute is made harmless."""
    match cell:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, cell)
        case int() | float():
            sheet.write_number(row, column, cell)
        case datetime():
            _dated(sheet, row, column, cell, forms.moment)
        case date():
            _dated(sheet, row, column, cell, forms.day)
        case time() | timedelta():
            sheet.write_datetime(row, column, cell, forms.time)
        case _:
            if cell:
                sheet.write_string(row, column, neutral(cell), forms.text)


def write_back(sheet: Any, row: int, column: int, cell: Cell, forms: Forms) -> None:
    """A cell as it came: what was written for the value above still is, when the mended file is sent again."""
    if isinstance(cell, str) and as_above(cell):
        sheet.write_string(row, column, cell, forms.text)
    else:
        write(sheet, row, column, restored(cell) if isinstance(cell, str) else cell, forms)


def _dated(sheet: Any, row: int, column: int, cell: date, form: Any) -> None:
    """A spreadsheet counts days from 1900 and miscounts its first two months: what is earlier stands as text."""
    if cell.year < 1901:
        sheet.write_string(row, column, cell.isoformat())
    else:
        sheet.write_datetime(row, column, cell, form)


def _page(made: Any, forms: Forms, page: Page, told: Mapping[int, Verdict], lang: Lang) -> None:
    sheet = made.add_worksheet(page.sheet.name[:31])
    old = [place for place, column in page.heading.places.items() if column.key == VERDICT]
    width = max((len(row) for row in page.sheet.rows), default=0)
    at = old[0] if old else width
    sheet.set_column(at, at, 48)
    for number, row in enumerate(page.sheet.rows):
        for place, cell in enumerate(row):
            if place != at and not blank(cell):
                write_back(sheet, number, place, cell, forms)
        if number == page.heading.row:
            sheet.write_string(number, at, VERDICTS.label.say(lang), forms.head)
        elif number + 1 in told:
            verdict = told[number + 1]
            sheet.write_string(number, at, neutral(verdict.say(lang))[:32_000], forms.verdicts[_colour(verdict)])


def _colour(verdict: Verdict) -> str:
    if verdict.code in ("held", "twin", "flagged"):
        return "held"
    return "ready" if verdict.code in READY else "in" if verdict.code in IN or verdict.code == "foot" else "mend"


def answered(book: Book, verdicts: Iterable[Verdict], *, lang: Lang) -> bytes:
    """`answer` as bytes."""
    out = BytesIO()
    answer(book, verdicts, lang=lang, out=out)
    return out.getvalue()
