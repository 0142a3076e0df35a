"""The file that goes back: every row of the roster as it came, with what became of it beside."""

from collections.abc import Mapping
from typing import BinaryIO

import xlsxwriter
from django.conf import settings

from gridward.exchange.roster.source import pages
from gridward.exchange.roster.take import Verdict
from gridward.exchange.sheet.answer import Forms, write_back
from gridward.exchange.sheet.cell import blank
from gridward.exchange.sheet.column import VERDICT, VERDICTS
from gridward.exchange.sheet.safe import neutral
from gridward.kit.text import Lang

_COLOURS = {
    "new": "in",
    "change": "in",
    "same": "in",
    "ready": "ready",
    "twin": "held",
    "mend": "mend",
    "foot": "ready",
}


def answer(data: bytes, told: Mapping[str, Mapping[int, Verdict]], *, lang: Lang, out: BinaryIO) -> None:
    """Write the rows to `out`; `told` has the verdicts by sheet and row number."""
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
    for page in pages(data):
        sheet = made.add_worksheet(page.name[:31])
        verdicts = told.get(page.name, {})
        places = page.heading.places
        old = [place for place, column in places.items() if column.key == VERDICT]
        at = old[0] if old else 0
        for number, row in page.rows:
            for place, cell in enumerate(row):
                shown = place if old else place + 1
                if shown != at and not blank(cell):
                    write_back(sheet, number, shown, cell, forms)
            if number == page.heading.row:
                sheet.write_string(number, at, VERDICTS.label.say(lang), forms.head)
            elif number + 1 in verdicts:
                verdict = verdicts[number + 1]
                form = forms.verdicts["held" if verdict.reasons and verdict.code != "mend" else _COLOURS[verdict.code]]
                sheet.write_string(number, at, neutral(verdict.say(lang))[:32_000], form)
        sheet.set_column(at, at, 44)
    made.close()
