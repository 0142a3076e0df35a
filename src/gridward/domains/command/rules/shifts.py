"""Which shifts are covered, and from when to when one is not. Plain Python."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from gridward.domains.command.rules.bodies import instant
from gridward.kit.clock import MINUTE, day_of
from gridward.plug.kind import Entry
from gridward.policy.norms import norm

GRACE = 15
"""Minutes after which a shift to which nobody came is uncovered, where no pack says how many."""
CAME = ("present", "late", "substitute")


def needed(shift: Any) -> int:
    """How many a shift needs: as stated, else what its slots sum to, at least one."""
    return int(shift.min_people or sum(slot.people for slot in shift.slots) or 1)


def gaps(entries: Sequence[Entry]) -> Iterator[tuple[int, int, Entry]]:
    """From when to when a shift is uncovered, and the entry that shows it.

    Before it begins: while fewer are assigned than it needs. From the grace minutes after its beginning to its end:
    while fewer are there; an attendance without end lasts as long as the shift.
    """
    shift = next((entry for entry in entries if entry.kind == "command.shift"), None)
    if shift is None:
        return
    start, end = instant(shift.body.start), instant(shift.body.end)
    grace = norm("shift_grace", day_of(start))
    late = min(end, start + (GRACE if grace is None else grace) * MINUTE)
    there = [one for one in _stays(entries, end) if one[1] > one[0]]
    turns = sorted({shift.at, late, end, *(at for stay in there for at in stay[:2])})
    for one, other in pairwise(turns):
        if one < shift.at or one >= end:
            continue
        here = {who for begin, until, who, _ in there if begin <= one < until}
        many = len(here) if one >= late else max(len(here), len(set(shift.body.persons)))
        if many < needed(shift.body):
            left = [entry for _, until, _, entry in there if until == one]
            yield one, other, left[0] if left else shift


def _stays(entries: Sequence[Entry], end: int) -> Iterator[tuple[int, int, Any, Entry]]:
    for entry in entries:
        if entry.kind == "command.attendance" and entry.body.status.value in CAME:
            out = end if entry.body.out is None else min(end, instant(entry.body.out))
            yield instant(entry.body.in_), out, entry.body.person, entry
