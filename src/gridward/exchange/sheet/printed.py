"""Forms that this house has printed, known again when they come back: nothing is new, what was changed is named.

A hidden sheet says which form it is and what each row said. A form is an excerpt of the ledger, so a change in it is
not taken: whoever made it is told which entry to correct.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from gridward.exchange.sheet.verdict import Verdict
from gridward.exchange.sheet.workbook import check
from gridward.kit.digits import plain
from gridward.kit.errors import Reason, Refusal
from gridward.kit.text import Text

MARK = "_gridward"
"""The name of the hidden sheet."""
FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A form that came back: what it is, and the verdict of each of its rows."""

    name: str
    version: int
    area: str
    position: int
    verdicts: tuple[Verdict, ...]

    @property
    def changed(self) -> tuple[Verdict, ...]:
        """The rows that no longer say what they said."""
        return tuple(one for one in self.verdicts if one.code == "mend")

    def refusal(self) -> Refusal:
        """Why nothing of it is taken in, for a page that takes in sheets."""
        if self.changed:
            return Refusal(*(reason for one in self.changed[:10] for reason in one.reasons))
        return Refusal(
            Reason(
                code="printed_form",
                field="file",
                text=Text(
                    f"这是本系统生成的表格({len(self.verdicts)} 行),内容未改动,没有新记录需要接收。",
                    f"This form ({len(self.verdicts)} rows) was made by this system and is unchanged; "
                    "there is nothing to take in.",
                ),
            )
        )


def fingerprint(cells: Sequence[Any]) -> str:
    """What a row says, in short: numbers by value, texts without blanks around them, no empty cells at the end."""
    said = [_plain(cell) for cell in cells]
    while said and not said[-1]:
        said.pop()
    return sha256("\x1f".join(said).encode()).hexdigest()[:16]


def printed(data: bytes) -> Printed | None:
    """The form that a file is, None for any other file; raises `Refusal` for a file that cannot be read."""
    check(data)
    try:
        with CalamineWorkbook.from_object(BytesIO(data)) as book:
            if MARK not in book.sheet_names:
                return None
            said = book.get_sheet_by_name(MARK).to_python(skip_empty_area=False)
            if not said or said[0][0] != FORM or len(said[0]) < 9:
                return None
            title = next(name for name in book.sheet_names if name != MARK)
            rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    except (CalamineError, StopIteration):
        return None
    _, name, version, area, _, position, _, first, wide = said[0][:9]
    start, columns = _whole(first), _whole(wide)
    verdicts = [
        _verdict(title, start + number, rows[start + number] if start + number < len(rows) else [], columns, row)
        for number, row in enumerate(said[1:])
    ]
    return Printed(
        name=str(name),
        version=_whole(version),
        area=str(area),
        position=_whole(position),
        verdicts=tuple(verdicts),
    )


def _verdict(sheet: str, number: int, row: Sequence[Any], columns: int, said: Sequence[Any]) -> Verdict:
    """Of one row; numbers are those that the spreadsheet shows, from 1."""
    source, was = said[:2]
    if fingerprint(row[:columns]) == str(was):
        return Verdict(sheet=sheet, number=number + 1, code="same")
    text = Text(
        f"这一行与生成时不同。表格由记录生成,请更正记录 {source or '(见明细)'},再重新生成。",
        f"This row is not what was printed. Correct {source or 'its entry'} instead and print the form again.",
    )
    return Verdict(sheet=sheet, number=number + 1, code="mend", reasons=(Reason(code="changed_form", text=text),))


def _whole(cell: Any) -> int:
    """A whole number; what is none was not written by us and matches no row."""
    return int(cell) if isinstance(cell, int | float) else 0


def _plain(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float | Decimal):
        number = Decimal(repr(cell) if isinstance(cell, float) else str(cell))
        return plain(number)
    return "" if cell is None else str(cell).strip()
