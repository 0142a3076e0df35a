"""Which shifts are covered, and from when to when one is not. Plain Python."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def roles_of(shift: Any) -> dict[Any, str]:
    """The role of each person on the plan, as far as it says so."""
    return dict(zip(shift.persons, shift.roles, strict=False))


def lacking(shift: Any, roles: Iterable[str]) -> list[str]:
    """The roles for which nobody is among people of these `roles`: three cadres are no medic (Q21).

    Whoever has none may be any; a plan that says nobody's role asks for none, and one that is content with fewer
    people than it has slots may lack as many.
    """
    if not shift.roles:
        return []
    have = Counter(roles)
    wanted = [(slot.role, slot.people - have[slot.role]) for slot in shift.slots]
    missing = [role for role, number in wanted for _ in range(max(0, number))]
    spare = have[""] + max(0, sum(slot.people for slot in shift.slots) - needed(shift))
    return list(dict.fromkeys(missing)) if len(missing) > spare else []


def gaps(entries: Sequence[Entry]) -> Iterator[tuple[int, int, Entry]]:
    """From when to when a shift is uncovered, and the entry that shows it.

    Before it begins: while fewer are assigned than it needs, or none of a role. From the grace minutes after its
    beginning to its end: while fewer are there; an attendance without end lasts as long as the shift.
    """
    shift = next((entry for entry in entries if entry.kind == "command.shift"), None)
    if shift is None:
        return
    start, end = instant(shift.body.start), instant(shift.body.end)
    grace = norm("shift_grace", day_of(start))
    late = min(end, start + (GRACE if grace is None else grace) * MINUTE)
    known = roles_of(shift.body)
    there = [one for one in _stays(entries, end, known) if one[1] > one[0]]
    turns = sorted({shift.at, late, end, *(at for stay in there for at in stay[:2])})
    for one, other in pairwise(turns):
        if one < shift.at or one >= end:
            continue
        here = {who: role for begin, until, who, role, _ in there if begin <= one < until}
        planned = {who: known.get(who, "") for who in shift.body.persons} if one < late else {}
        if short(shift.body, here if len(here) > len(planned) else planned):
            left = [entry for _, until, *_, entry in there if until == one]
            yield one, other, left[0] if left else shift


def short(shift: Any, people: Mapping[Any, str]) -> bool:
    """Whether these people, by their roles, are too few for a shift, or lack one that it needs."""
    return len(people) < needed(shift) or bool(lacking(shift, people.values()))


def breaks(entries: Sequence[Entry]) -> Iterator[tuple[int, int, int, Entry]]:
    """The times that the roster of one post leaves to nobody (Q21): known since, from, to, and the shift before.

    A shift that says that it is continuous must be followed without a break; it is known from when both the shift
    before and the one after are planned.
    """
    turns = sorted((one for one in entries if one.kind == "command.shift"), key=lambda one: instant(one.body.start))
    last: Entry | None = None
    for turn in turns:
        start = instant(turn.body.start)
        if last is not None and instant(last.body.end) < start and last.body.continuous:
            end = instant(last.body.end)
            yield min(end, max(last.at, turn.at)), end, start, last
        if last is None or instant(turn.body.end) > instant(last.body.end):
            last = turn


def _stays(entries: Sequence[Entry], end: int, known: Mapping[Any, str]) -> Iterator[tuple[int, int, Any, str, Entry]]:
    for entry in entries:
        if entry.kind == "command.attendance" and entry.body.status.value in CAME:
            body = entry.body
            out = end if body.out is None else min(end, instant(body.out))
            yield instant(body.in_), out, body.person, body.role or known.get(body.person, ""), entry
