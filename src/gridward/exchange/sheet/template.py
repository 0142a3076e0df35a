"""An empty sheet of a kind: headings in the reader's language, answers to choose from, a page of explanations."""

from collections.abc import Sequence
from typing import Any, BinaryIO

import xlsxwriter

from gridward.exchange.sheet.answer import Forms
from gridward.exchange.sheet.column import ENTRY, KEPT, Column, columns
from gridward.exchange.sheet.reading import LISTS, NOTES, mark
from gridward.exchange.sheet.safe import neutral
from gridward.exchange.sheet.value import order
from gridward.kit.text import Lang, Text
from gridward.plug.kind import EntryKind

ROOM = 1000
"""Rows for which a template offers answers to choose from."""
TYPES = {
    "moment": Text("日期或时间，如 2020-02-10 18:00、2月10日", "date or time, such as 2020-02-10 18:00"),
    "date": Text("日期，如 2020-02-10、2月10日", "date, such as 2020-02-10"),
    "whole": Text("整数", "whole number"),
    "number": Text("数字", "number"),
    "yes_no": Text("是/否", "yes/no"),
    "text": Text("文字", "text"),
    "link": Text("名称、代码或编号", "name, code or number"),
    "rows": Text("每行一项", "one a line"),
}
AREA = Text("区域名称或代码", "name or code of the area")
MANY = Text("可填多项，用顿号或换行分开", "several, separated by commas or lines")
MUST = Text("必填", "must be filled in")
ROLL = Text("只进入名册（加密），不写入记录正文", "goes to the roll (encrypted), not into the entry")
SAME = Text(
    "“同上”表示与上一行相同；号码列已设为文本，请不要改成数字。",
    "“ditto” means as above; numbers of documents stay text.",
)


def template(kind: EntryKind, *, lang: Lang, out: BinaryIO) -> None:
    """Write the template of a kind to `out`."""
    made = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    forms, known = Forms(made), columns(kind)
    sheet = made.add_worksheet(sheet_name(kind.label.say(lang)))
    start = head(sheet, kind, known, forms, lang=lang)
    lists = made.add_worksheet(LISTS.say(lang))
    for place, column in enumerate(known):
        _offer(sheet, lists, place, column, start, lang)
    _explain(made.add_worksheet(NOTES.say(lang)), known, forms, lang)
    made.close()


def head(sheet: Any, kind: EntryKind, known: Sequence[Column], forms: Forms, *, lang: Lang) -> int:
    """The heading and the hidden row of codes below it; returns the first row of records."""
    whole = (*known, *KEPT)
    sheet.set_row(0, 30)
    for place, column in enumerate(whole):
        hidden = {"hidden": 1} if column.key == ENTRY else {}
        sheet.set_column(place, place, width(column), forms.text if _as_text(column) else None, hidden)
    for place, column in enumerate(whole):
        sheet.write_string(0, place, column.head.say(lang), forms.head)
    sheet.set_row(1, None, None, {"hidden": 1})
    for place, column in enumerate(whole):
        sheet.write_string(1, place, mark(kind) if column.key == ENTRY else column.key)
    sheet.freeze_panes(2, 0)
    return 2


def width(column: Column) -> int:
    """How wide a column is."""
    if column.role in ("moment", "part") or column.key == ENTRY:
        return 19
    if column.shape is not None and (column.shape.type == "rows" or (column.shape.longest or 0) > 100):
        return 30
    return max(10, min(24, 2 * len(column.head.zh) + 2))


def sheet_name(text: str) -> str:
    """A name that a spreadsheet takes: at most 31 characters, none that it forbids."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in text)[:31].strip() or "Sheet"


def _as_text(column: Column) -> bool:
    """Numbers of documents and phones, codes and words: a spreadsheet must not take them for numbers."""
    return column.role in ("part", "subject", "area") or (
        column.shape is not None and column.shape.type in ("text", "link") and not column.options
    )


def _offer(sheet: Any, lists: Any, place: int, column: Column, start: int, lang: Lang) -> None:
    """Answers to choose from, where there is one to be chosen; another one may be typed all the same."""
    answers = [option.label.say(lang) for option in column.options]
    if column.shape is not None and column.shape.type == "yes_no":
        answers = ["是", "否"] if lang == "zh" else ["yes", "no"]
    lists.write_string(0, place, column.label.say(lang))
    for number, text in enumerate(answers, start=1):
        lists.write_string(number, place, neutral(text))
    if not answers or (column.shape is not None and column.shape.many):
        return
    letter = xlsxwriter.utility.xl_col_to_name(place)
    source = f"='{LISTS.say(lang)}'!${letter}$2:${letter}${len(answers) + 1}"
    sheet.data_validation(
        start, place, start + ROOM, place, {"validate": "list", "source": source, "error_type": "information"}
    )


def _explain(sheet: Any, known: Sequence[Column], forms: Forms, lang: Lang) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, NOTES.say(lang), forms.head)
    sheet.write_string(0, 1, SAME.say(lang))
    for row, column in enumerate(known, start=2):
        sheet.write_string(row, 0, column.head.say(lang))
        sheet.write_string(row, 1, neutral(hint(column).say(lang)))


def hint(column: Column) -> Text:
    """How a column is filled in."""
    said: list[Text] = [MUST] if column.required else []
    if column.role == "area":
        said.append(AREA)
    elif column.shape is None:
        said.append(TYPES["moment" if column.role == "moment" else "text"])
    elif column.shape.type == "rows":
        line = order(column.shape.rows)
        said += [TYPES["rows"], line]
    else:
        said.append(TYPES["text"] if column.options else TYPES[column.shape.type])
    if column.options:
        few = column.options[:30]
        said[-1] = Text("、".join(one.label.zh for one in few), ", ".join(one.label.en for one in few))
    if column.shape is not None and column.shape.many and column.shape.type != "rows":
        said.append(MANY)
    if column.role == "part":
        said.append(ROLL)
    return Text("；".join(one.zh for one in said), "; ".join(one.en for one in said))
