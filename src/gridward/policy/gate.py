"""The gate table: the first row whose conditions all hold says what the gate does."""

from collections.abc import Mapping, Sequence
from typing import Any

ACTS = ("admit", "turn_back", "hold", "second_reading", "call_desk", "register")
"""What a gate can be told to do."""

ASKED = {
    "code": str,
    "travel_code": str,
    "mask": bool,
    "temperature": int,
    "second_reading": int,
    "list_hit": bool,
    "list_age_h": int,
    "from_outside": bool,
    "permit": bool,
    "direction": str,
}
"""What a row may ask, and of which type; temperatures in tenths of a degree."""


def decide(rows: Sequence[Mapping[str, Any]], seen: Mapping[str, Any]) -> str:
    """What the gate does; what was not seen never matches."""
    return next(str(row["do"]) for row in rows if all(_holds(want, seen.get(name)) for name, want in row["if"].items()))


def _holds(want: Any, value: Any) -> bool:
    if value is None:
        return False
    if isinstance(want, Mapping):
        return bool(want.get("min", value) <= value <= want.get("max", value))
    return value in want if isinstance(want, list) else type(value) is type(want) and value == want
