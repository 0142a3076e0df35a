"""Spans and slots as packs write them: "30m", "2h", "7d"; "06:00-11:00". Pure."""

import re
from functools import cache
from typing import NamedTuple

from gridward.kit.clock import DAY, HOUR, MINUTE
from gridward.kit.errors import refuse

_SPAN = re.compile(r"^(-?)(\d{1,5})([mhd])$")
_SLOT = re.compile(r"^(\d\d):(\d\d)-(\d\d):(\d\d)$")
_UNITS = {"m": MINUTE, "h": HOUR, "d": DAY}


class Slot(NamedTuple):
    """A slot of a day: from `opens` to `due`, both microseconds after its midnight."""

    name: str
    opens: int
    due: int


@cache
def span(text: str) -> int:
    """Microseconds of a span; raises `Refusal` for what is none."""
    found = _SPAN.match(text)
    if found is None:
        raise refuse(
            "not_a_span",
            zh=f"“{text[:20]}”不是时间长度。请写成 30m、2h 或 7d。",
            en=f"“{text[:20]}” is no span. Write 30m, 2h or 7d.",
        )
    sign, number, unit = found.groups()
    return int(number) * _UNITS[unit] * (-1 if sign else 1)


@cache
def slot(name: str, text: str) -> Slot:
    """A slot of a day; raises `Refusal` for what is none."""
    found = _SLOT.match(text)
    hours = [int(one) for one in found.groups()] if found else []
    if not found or not _proper(hours):
        raise refuse(
            "not_a_slot",
            zh=f"{name}:“{text[:20]}”不是时段。请写成 06:00-11:00，止晚于起。",
            en=f"{name}: “{text[:20]}” is no slot. Write 06:00-11:00, the end after the beginning.",
        )
    return Slot(name, hours[0] * HOUR + hours[1] * MINUTE, hours[2] * HOUR + hours[3] * MINUTE)


def _proper(hours: list[int]) -> bool:
    opens, due = hours[0] * HOUR + hours[1] * MINUTE, hours[2] * HOUR + hours[3] * MINUTE
    return hours[1] < 60 and hours[3] < 60 and 0 <= opens < due <= DAY
