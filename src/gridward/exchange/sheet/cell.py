"""A cell as it stands in a file, turned into the text that `exchange.reading` takes. Plain Python.

What people type is what counts: full-width digits, `36。5` and `36,5`, Chinese dates, Excel's serial days, √ and 无.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

Cell = str | float | int | bool | datetime | date | time | timedelta | None
"""What a file holds in one place; "" and None are nothing."""

NOTHING = frozenset({"/", "\\", "-", "--", "—", "——", "–", "无此项", "未填", "n/a", "na", "空"})
"""What people write where there is nothing to say."""
LOST = 10**15
"""A spreadsheet keeps fifteen digits of a number: of a longer one the end is gone."""

SIGNS = re.compile("([\u3001,\uff0c;\uff1b])")
"""What stands between the items of a list in one cell."""

_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+e\+?|e\+)(?:1[1-9]|[2-9]\d|\d{3})")
"""As a spreadsheet shows a long number; `2E12` is a room."""
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_NO_YEAR = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?![\d:])")
_TIME = re.compile(
    r"(上午|下午|凌晨|早上|早晨|早|中午|傍晚|晚上|晚|am|pm)?\s*(\d{1,2})\s*(?:[:]|[时点]|(?=\s*[ap]m))\s*(?:(\d{1,2}|半)\s*分?)?"
    r"(?:\s*[:]?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?\s*(am|pm)?"
)
_AFTERNOON = {"下午", "傍晚", "晚上", "晚", "pm"}
_NUMBER = re.compile(r"([+-]?[\d.,\s]*\d[.,]?)\s*(\D*)")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""Days since 1900 that can be meant for a date: 1954 to 2119."""
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (a spreadsheet's day has no zone)

_YES = frozenset({"是", "有", "对", "已", "√", "✓", "✔", "☑", "y", "yes", "true", "1", "t", "on"})
_NO = frozenset({"否", "无", "没有", "没", "不是", "未", "×", "✗", "✘", "☒", "x", "n", "no", "false", "0", "f", "off"})


def plain(cell: Cell) -> str:
    """The cell as a person would have typed it; blanks around it are nothing."""
    match cell:
        case None:
            said = ""
        case str():
            said = cell.replace("\r\n", "\n").strip()
        case bool():
            said = "true" if cell else "false"
        case int() | float():
            said = _digits(cell)
        case datetime():
            said = cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
        case date():
            said = cell.isoformat()
        case time():
            said = cell.isoformat("seconds" if cell.second else "minutes")
        case timedelta():
            minutes = round(cell.total_seconds()) // 60
            said = f"{minutes // 60:02}:{minutes % 60:02}"
    return said


def whole(cell: Cell) -> str:
    """The same with the line breaks at its end: they say that the cell is a list of lines."""
    return cell.replace("\r\n", "\n") if isinstance(cell, str) else plain(cell)


def folded(text: str) -> str:
    """Half width, without blanks around it, small letters."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or cell == "" or (isinstance(cell, str) and cell.isspace())


def lost_digits(cell: Cell) -> bool:
    """Whether the spreadsheet has dropped digits of an id: 3.71102E+17."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return abs(cell) >= LOST
    if not isinstance(cell, str) or len(cell) > 40 or cell.isalpha():
        return False
    if cell.isascii() and "e" not in cell and "E" not in cell:
        return False
    return _SCIENTIFIC.fullmatch(folded(cell)) is not None


def number(text: str, units: Iterable[str] = ()) -> str:
    """A number as Python writes it, its unit left out; whatever is no number comes back as it is."""
    bare = unicodedata.normalize("NFKC", text).replace("。", ".").strip()
    found = _NUMBER.fullmatch(bare)
    if found is None:
        return text
    digits, unit = re.sub(r"\s", "", found[1]), found[2].strip().casefold()
    if unit and unit not in {folded(one) for one in units}:
        return text
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", digits):
        return digits.replace(",", "")
    return digits.replace(",", ".") if digits.count(",") == 1 and "." not in digits else digits


def yes_no(text: str) -> str:
    """`true` or `false` for the many ways of saying so; anything else as it is."""
    said = folded(text)
    return "true" if said in _YES else "false" if said in _NO else text


def day(cell: Cell, today: date) -> str:
    """A date as ISO; one without a year is the latest that is not after tomorrow. Anything else as it is."""
    serial = _serial(cell)
    if serial is not None:
        return serial.date().isoformat()
    if isinstance(cell, datetime | date):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    text = folded(plain(cell))
    found = _dated(text, today)
    return found[0].isoformat() if found is not None and not found[1].strip() else plain(cell)


def moment(cell: Cell, today: date) -> str:
    """A date with or without a time as ISO; anything else as it is."""
    serial = _serial(cell)
    if serial is not None:
        return _shortest(serial)
    if isinstance(cell, datetime | date):
        return _shortest(cell if isinstance(cell, datetime) else datetime.combine(cell, time()))
    typed = plain(cell)
    try:
        return _shortest(datetime.fromisoformat(typed.replace("/", "-")))
    except ValueError:
        pass
    found = _dated(folded(typed), today)
    if found is None:
        return typed
    rest = found[1].strip(" ,、t星期周一二三四五六日()")
    at = clock_time(rest) if rest else time()
    return typed if at is None else _shortest(datetime.combine(found[0], at))


def clock_time(text: str) -> time | None:
    """A time of day: 8:30, 8时30分, 下午3点半."""
    found = _TIME.fullmatch(folded(text))
    if found is None:
        return None
    part, hours, minutes, seconds, late = found.groups()
    hour, minute = int(hours), 30 if minutes == "半" else int(minutes or 0)
    if (part in _AFTERNOON or late == "pm") and hour < 12:
        hour += 12
    if (part == "am" or late == "am") and hour == 12:
        hour = 0
    try:
        return time(hour, minute, int(seconds or 0))
    except ValueError:
        return None


def parts(text: str, mark: Literal["items", "lines"] = "items") -> list[str]:
    """The items of a list in one cell: by lines where there is more than one, else by 、 , ; and the like."""
    if mark == "lines" or "\n" in text:
        return [one.strip() for one in text.split("\n") if one.strip()]
    return [one.strip() for one in SIGNS.split(text)[::2] if one.strip()]


def _digits(value: float) -> str:
    whole = isinstance(value, int) or (value == value and abs(value) < 10**20 and value == int(value))
    return str(int(value)) if whole else format(Decimal(repr(value)), "f") if value == value else "nan"


def _serial(cell: Cell) -> datetime | None:
    """The moment behind a spreadsheet's serial day, also where it came as text."""
    value: float | None = None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        value = float(cell)
    elif isinstance(cell, str) and re.fullmatch(r"\d{5}(\.\d+)?", folded(cell)):
        value = float(folded(cell))
    if value is None or not _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return None
    return _SERIAL_ZERO + timedelta(seconds=round(value * 86_400))


def _dated(text: str, today: date) -> tuple[date, str] | None:
    """The date that a text begins with, and the rest."""
    for pattern in (_DATE, _COMPACT):
        found = pattern.match(text)
        if found is not None:
            made = _made(*map(int, found.groups()))
            return None if made is None else (made, text[found.end() :])
    found = _NO_YEAR.match(text)
    if found is None:
        return None
    month, number_ = int(found[1]), int(found[2])
    for year in (today.year + 1, today.year, today.year - 1):
        made = _made(year, month, number_)
        if made is not None and made <= today + timedelta(days=1):
            return made, text[found.end() :]
    return None


def _made(year: int, month: int, number_: int) -> date | None:
    try:
        return date(year, month, number_)
    except ValueError:
        return None


def _shortest(value: datetime) -> str:
    if value.tzinfo is None and value.time() == time():
        return value.date().isoformat()
    return value.isoformat(timespec="seconds" if not value.microsecond else "auto")
