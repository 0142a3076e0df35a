"""Spans and slots as packs write them: "30m", "-15m", "06:00-11:00"."""

import re

_SPAN = re.compile(r"\d{1,5}[mhd]")
_SLOT = re.compile(r"([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)")


def is_span(text: str) -> bool:
    """Minutes, hours or days, at least one."""
    return bool(_SPAN.fullmatch(text)) and int(text[:-1]) > 0


def is_offset(text: str) -> bool:
    """How long before (with a minus) or after something; nought is at the moment itself."""
    return bool(_SPAN.fullmatch(text.removeprefix("-")))


def is_slot(text: str) -> bool:
    """Two clock times, the second after the first."""
    return bool(_SLOT.fullmatch(text)) and text[:5] < text[6:]


def is_time(text: str) -> bool:
    """A clock time."""
    return is_slot(f"{text}-24:00")
