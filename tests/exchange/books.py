"""Workbooks as people make them, written for a test."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[Any]]


def book(*sheets: Rows, merged: Sequence[str] = ()) -> bytes:
    """A workbook with these sheets; `merged` are ranges of the first one, filled by their first cell."""
    out = BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False})
    day, moment = (made.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"))
    for number, rows in enumerate(sheets):
        sheet = made.add_worksheet()
        for one in merged if number == 0 else ():
            sheet.merge_range(one, "")
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, datetime | date):
                    sheet.write_datetime(place, column, value, moment if isinstance(value, datetime) else day)
                else:
                    sheet.write(place, column, value)
    made.close()
    return out.getvalue()
