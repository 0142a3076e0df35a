"""From when a pack holds that is switched on at some moment of a day. Pure.

A date means its first moment, and so does midnight. At another moment it matters what was in force until then: the pack
says of the change from that (`transition.work`) whether the day is kept as it was until midnight, what has not begun is
open to the new rules, or the whole day is theirs. Where nothing was in force, nothing is kept: it holds at once.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gridward.duty.law import Path, Response
from gridward.kit.clock import day_of, first_moment
from gridward.policy.force import line_of
from gridward.policy.packs import Pack, packs
from gridward.policy.vocabulary import Transition


class Switched(NamedTuple):
    """A pack switched on for an area and all below it, from `at` until just before `end`; `whole` days, not moments."""

    position: int
    area: int
    pack: str
    at: int
    end: int
    whole: bool


def begun(switched: Iterable[Switched], path: Path) -> list[Response]:
    """The responses, each from when it holds, by the order in which they were to begin."""
    found: list[Response] = []
    for one in sorted(switched, key=lambda one: (one.at, one.position)):
        begin = one.at if one.whole else holds_from(one.at, one.pack, one.area, found, path)
        found.append(Response(one.position, one.area, one.pack, begin, one.end))
    return found


def holds_from(at: int, name: str, area: int, others: Sequence[Response], path: Path) -> int:
    """From when a pack holds in an area that is switched on there at a moment, beside these responses."""
    start, midnight = first_moment(day_of(at)), first_moment(day_of(at) + 1)
    before = _before(at, name, area, others, path)
    if at == start or not before:
        return at
    work = _work(name, before)
    kept = max(at, min(midnight, max(one.end for one in before)))  # never a gap between the old rules and the new
    return {"keep": kept, "redo": start}.get(work, at)


def _before(at: int, name: str, area: int, others: Sequence[Response], path: Path) -> list[Response]:
    """What was in force against the same disease just before, the pack that it takes the place of first."""
    if name not in packs():
        return []
    new, above = packs()[name], set(path(area, at).split("."))
    found = [
        one
        for one in others
        if one.begin < at <= one.end and str(one.area) in above and packs()[one.pack].strand == new.strand
    ]
    return sorted(found, key=lambda one: (packs()[one.pack].line == new.line, one.begin), reverse=True)


def _work(name: str, before: Sequence[Response]) -> str:
    """What the pack says of the change: its own word before that of what it extends, and of the old pack before that of
    what that one extended.
    """
    for own in line_of(name):
        said = _said(own)
        for old in before:
            for pack in line_of(old.pack):
                if pack.id in said:
                    return said[pack.id]
    return "keep"


def _said(pack: Pack) -> dict[str, str]:
    rows = (one for one in pack.clauses.get("transition", {}).values() if isinstance(one, Transition))
    return {one.from_: one.work for one in rows}
