"""What became of a tip. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gridward.kit.clock import ZONE, micros
from gridward.plug.kind import Entry

OPEN = "open"
RESULTS = ("true", "false", "unclear")
"""Results that a tip keeps; one that says what another already said leaves the tips received (Q84)."""

Points = Iterator[tuple[int, Entry, Mapping[str, int]]]


def about_tip(check: Entry) -> bool:
    """Whether a check says which tip it is about."""
    return check.subject is not None and check.subject.kind == "entry"


def result_points(checks: Sequence[Entry]) -> Points:
    """The checks of one tip: it leaves `open`, which the tip itself booked where it came in, for its last result.

    So the results and `open` always sum to the tips that are no duplicates, there and above.
    """
    for check in checks:
        if about_tip(check):
            result = check.body.result.value
            yield check.at, check, {OPEN: -1} | ({result: 1} if result in RESULTS else {})


def verified_points(checks: Sequence[Entry]) -> Points:
    """Whether a tip is known to be true or false, by its last check."""
    for check in checks:
        if about_tip(check):
            result = check.body.result.value
            yield check.at, check, {result: 1} if result in ("true", "false") else {}


def tips_row(tips: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of tips by area."""
    if not tips:
        return None
    return {
        "area": tips[-1].area,
        "tips": len(tips),
        "urgent": sum(tip.body.urgency is not None and tip.body.urgency.value == "urgent" for tip in tips),
        "last_at": tips[-1].at,
    }


def check_row(checks: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of tips looked into: the last result, a hazard removed, the last reply."""
    if not checks:
        return None
    last = checks[-1]
    replied = next((one.body.replied_at for one in reversed(checks) if one.body.replied_at is not None), None)
    return {
        "area": last.area,
        "result": last.body.result.value,
        "hazard_removed": any(bool(check.body.hazard_removed) for check in checks),
        "replied_at": None if replied is None else micros(replied if replied.tzinfo else replied.replace(tzinfo=ZONE)),
        "checks": len(checks),
        "at": last.at,
    }


def tip_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of single tips, from one and the checks of it."""
    tip = next((entry for entry in entries if entry.kind == "clue.tip"), None)
    if tip is None:
        return None
    checked = check_row([entry for entry in entries if entry.kind == "clue.check"])
    return {
        "area": tip.area,
        "channel": tip.body.channel.value,
        "urgency": "" if tip.body.urgency is None else tip.body.urgency.value,
        "received_at": tip.at,
        "result": OPEN if checked is None else checked["result"],
        "hazard_removed": checked is not None and checked["hazard_removed"],
        "replied_at": None if checked is None else checked["replied_at"],
    }
