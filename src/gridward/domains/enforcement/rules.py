"""When a closure notice counts and how long a place stays suspended. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gridward.kit.clock import date_of, day_number, day_of, first_moment
from gridward.plug.kind import Entry

Points = Iterator[tuple[int, Entry, Mapping[str, int]]]


@dataclass(slots=True)
class Suspension:
    """A place is suspended by `notice` from `start` until just before `end` (None: still is); `by` says so."""

    notice: Entry
    start: int
    end: int | None
    by: Entry

    def holds(self, at: int) -> bool:
        """Whether it still stands, or is still to come, at a moment."""
        return self.end is None or self.end > at


def one_by_one(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """The histories to look at: one for a known place; notices about no place stand alone."""
    if entries and entries[0].subject is None:
        yield from ([entry] for entry in entries)
    elif entries:
        yield entries


def suspensions(notices: Sequence[Entry]) -> tuple[list[Suspension], list[Entry]]:
    """The suspensions of one place by time, and the notices served while one was in force.

    A notice suspends from the day it names, never before it was served, to the end of its last day or until the place
    is reopened. One served on a suspended place is a duplicate: it only tells how long the suspension lasts (Q81).
    """
    found: list[Suspension] = []
    twice: list[Entry] = []
    for entry in sorted(notices, key=_order):
        body = entry.body
        start = max(entry.at, first_moment(day_number(body.from_)))
        last = found[-1] if found and found[-1].holds(entry.at) else None
        if body.action.value == "reopened":
            if last is not None and last.holds(start):
                last.end, last.by = start, entry
            continue
        end = None if body.until is None else first_moment(day_number(body.until) + 1)
        if last is None:
            found.append(Suspension(entry, start, end, entry))
        else:
            twice.append(entry)
            last.end, last.by = None if end is None else max(end, entry.at), entry
    return found, twice


def _order(entry: Entry) -> tuple[int, bool, int]:
    return entry.at, entry.body.action.value == "reopened", entry.id.int


def suspended_points(notices: Sequence[Entry]) -> Points:
    """One while the place is suspended."""
    for one in suspensions(notices)[0]:
        if one.end is None or one.end > one.start:
            yield one.start, one.notice, {"": 1}
            if one.end is not None:
                yield one.end, one.by, {}


def notice_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of suspended places: what was served last and how long it holds."""
    found, twice = suspensions(entries)
    if not found:
        return None
    last = found[-1]
    return {
        "area": last.notice.area,
        "reopened": last.by.body.action.value == "reopened",
        "notice_no": last.notice.body.notice_no,
        "ground": last.notice.body.ground,
        "since": date_of(day_of(last.start)),
        "until": None if last.end is None else date_of(day_of(last.end - 1)),
        "acknowledged": bool(last.notice.body.acknowledged),
        "notices": len(found),
        "again": len(twice),
    }
