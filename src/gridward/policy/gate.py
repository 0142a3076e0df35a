"""The gate table: the first row whose conditions all hold says what the gate does. phone/src/gate.ts does the same."""

from collections.abc import Mapping, Sequence
from typing import Any

from gridward.policy.condition import all_hold

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
    """What the gate does; what was not seen never matches. The last row of a checked table asks nothing."""
    return next(str(row["do"]) for row in rows if all_hold(row["if"], seen.get))
