"""Whether texts of packs are spans, slots and times, for who must say so instead of stopping at the first."""

from collections.abc import Callable

from gridward.kit.errors import Refusal
from gridward.policy.spans import slot, span


def is_span(text: str) -> bool:
    """Minutes, hours or days, at least one."""
    return _reads(span, text) and span(text) > 0


def is_offset(text: str) -> bool:
    """How long before (with a minus) or after something; nought is at the moment itself."""
    return _reads(span, text)


def is_slot(text: str) -> bool:
    """Two clock times, the second after the first."""
    return _reads(lambda one: slot("", one), text)


def is_time(text: str) -> bool:
    """A clock time."""
    return is_slot(f"{text}-24:00")


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except Refusal:
        return False
    return True
