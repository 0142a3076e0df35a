"""A filled form as a spreadsheet that an office can hand upwards as it is; where its numbers stand is at the foot."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from typing import Any

import xlsxwriter

from gridward.document import moments
from gridward.document.colophon import short
from gridward.document.form.cells import Cell
from gridward.document.form.draft import TOTAL, Filled
from gridward.exchange.sheet.printed import FORM, MARK, fingerprint
from gridward.exchange.sheet.safe import neutral
from gridward.kit.text import Lang, Text

UNIT = Text("填报单位", "Unit")
AS_OF = Text("数据截至", "Data as of")
MASKED = Text("个人信息已遮挡", "Personal data is masked")
PROOF = Text(
    "台账位置 {position} · 封印 {seal} · 表格版本 {name} 第{version}版",
    "Ledger position {position} · seal {seal} · form {name} v{version}",
)
_MEASURED = 400
"""Rows that decide how wide a column is."""
WHOLE, PART = "#,##0", "#,##0.##########"
"""How numbers are shown: under the second one a whole number would keep its point, as in “2.”."""
_HEAD, _FIRST = 2, 4
"""The row of the upper headings, and the first row of cells, counted from 0."""


def workbook(filled: Filled, lang: Lang) -> bytes:
    """The xlsx file; the same form at the same position gives the same cells."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _Writer(book, filled, lang).write()
    book.close()
    return out.getvalue()


class _Writer:
    def __init__(self, book: Any, filled: Filled, lang: Lang) -> None:
        self._book, self._filled, self._lang = book, filled, lang
        self._columns = filled.form.columns
        name = "宋体" if lang == "zh" else "Calibri"
        base = {"font_name": name, "font_size": 11, "valign": "vcenter"}
        lined = {**base, "border": 1, "text_wrap": True}
        self._title = book.add_format({**base, "font_size": 16, "bold": True, "align": "center"})
        self._plain = book.add_format(base)
        self._head = book.add_format({**lined, "bold": True, "align": "center", "bg_color": "#EEF2F6"})
        self._cell = book.add_format({**lined, "num_format": "@"})
        self._number, self._part = (book.add_format({**lined, "num_format": shown}) for shown in (WHOLE, PART))
        self._total, self._part_total = (
            book.add_format({**lined, "bold": True, "num_format": shown}) for shown in (WHOLE, PART)
        )

    def write(self) -> None:
        filled, lang, last = self._filled, self._lang, len(self._columns) - 1
        sheet = self._book.add_worksheet(filled.form.title.say(lang)[:31].translate(_NO_SHEET_NAME))
        self._across(sheet, 0, last, filled.form.title.say(lang), self._title)
        said = (
            f"{UNIT.say(lang)}:{filled.area.name.say(lang)}    {AS_OF.say(lang)}:{moments.long(filled.as_of).say(lang)}"
        )
        self._across(sheet, 1, last, said, self._plain)
        self._headings(sheet)
        at = _FIRST
        for row in filled.cells:
            self._row(sheet, at, row)
            at += 1
        if filled.totals:
            self._totals(sheet, at)
            at += 1
        for line in self._foot():
            self._across(sheet, at, last, line, self._plain)
            at += 1
        self._setup(sheet, last)
        self._mark()

    def _headings(self, sheet: Any) -> None:
        first = 0
        for group, columns in groupby(self._columns, key=lambda column: column.group):
            wide = len(list(columns))
            last = first + wide - 1
            if group is not None:
                _merge(sheet, (_HEAD, first, _HEAD, last), group.say(self._lang), self._head)
            for place in range(first, last + 1):
                label = self._columns[place].label.say(self._lang)
                if group is None:
                    _merge(sheet, (_HEAD, place, _HEAD + 1, place), label, self._head)
                else:
                    sheet.write_string(_HEAD + 1, place, label, self._head)
            first = last + 1

    def _row(self, sheet: Any, at: int, row: Sequence[Cell]) -> None:
        for place, cell in enumerate(row):
            if isinstance(cell, int | Decimal):
                sheet.write_number(at, place, float(cell), self._number if _whole(cell) else self._part)
            else:
                sheet.write_string(at, place, neutral(cell), self._cell)

    def _totals(self, sheet: Any, at: int) -> None:
        for place, cell in enumerate(self._filled.totals):
            if isinstance(cell, int | Decimal):
                sheet.write_number(at, place, float(cell), self._total if _whole(cell) else self._part_total)
            else:
                sheet.write_string(at, place, TOTAL.say(self._lang) if place == 0 else cell, self._total)

    def _foot(self) -> Iterator[str]:
        filled, lang = self._filled, self._lang
        if filled.form.signed:
            yield "        ".join(f"{one.say(lang)}:________" for one in filled.form.signed)
        if filled.form.personal() and not filled.opened:
            yield MASKED.say(lang)
        proof = filled.proof
        yield PROOF.format(
            position=proof.position, seal=short(proof.seal), name=filled.form.name, version=filled.form.version
        ).say(lang)

    def _across(self, sheet: Any, at: int, last: int, text: str, style: Any) -> None:
        _merge(sheet, (at, 0, at, last), text, style)

    def _setup(self, sheet: Any, last: int) -> None:
        for place, column in enumerate(self._columns):
            cells = [row[place] for row in self._filled.cells[:_MEASURED]]
            sheet.set_column(place, place, column.width or _width(column.label.say(self._lang), cells))
        sheet.freeze_panes(_FIRST, 0)
        sheet.set_landscape()
        sheet.set_paper(_A3 if last >= _MANY else _A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD, _HEAD + 1)
        sheet.set_footer("&C&P / &N")

    def _mark(self) -> None:
        """What an import needs to know the form and its rows again."""
        filled = self._filled
        sheet = self._book.add_worksheet(MARK)
        sheet.very_hidden()
        facts = (FORM, filled.form.name, filled.form.version, filled.area.code, filled.as_of, filled.proof.position)
        sheet.write_row(0, 0, [*facts, filled.proof.seal, _FIRST, len(self._columns)])
        for number, (source, row) in enumerate(zip(filled.sources, filled.cells, strict=True), start=1):
            sheet.write_string(number, 0, source)
            sheet.write_string(number, 1, fingerprint([neutral(one) if isinstance(one, str) else one for one in row]))


_A3, _A4 = 8, 9
_MANY = 20
"""From so many columns on, one page's width of A4 is too small to read."""
_NO_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def _whole(cell: int | Decimal) -> bool:
    return cell == int(cell)


def _merge(sheet: Any, place: tuple[int, int, int, int], text: str, style: Any) -> None:
    first_row, first, last_row, last = place
    if (first_row, first) == (last_row, last):
        sheet.write_string(first_row, first, text, style)
    else:
        sheet.merge_range(*place, text, style)


def _width(label: str, cells: Sequence[Cell]) -> float:
    """As wide as the heading on two lines and nearly every cell on one; a long text goes on on the next line."""
    numbers = [len(f"{cell:,}") for cell in cells if not isinstance(cell, str)]
    texts = sorted(_letters(cell) for cell in cells if isinstance(cell, str))
    usual = max([*numbers, texts[len(texts) * 9 // 10] if texts else 0], default=0)
    return float(max(6, min(28, max(_letters(label) // 2 + 3, usual + 2))))


def _letters(text: str) -> int:
    """The width of a text, a Chinese character counting as two letters."""
    return sum(2 if ord(letter) > 0x2000 else 1 for letter in text)
