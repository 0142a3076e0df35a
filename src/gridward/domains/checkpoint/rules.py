"""When a post is open and an area closed off, and which level a gate serves. Plain Python."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from gridward.kit.clock import day_number, day_of, first_moment, last_moment
from gridward.plug.kind import Entry, Place

LEVELS = ("town", "village", "compound", "venue", "external")

_SERVES = {
    "county": "town",
    "zone": "town",
    "town": "town",
    "subdistrict": "town",
    "work_area": "village",
    "village": "village",
    "community": "village",
    "grid_large": "village",
    "grid_medium": "village",
    "grid_small": "village",
    "compound": "compound",
    "building": "compound",
    "alley": "compound",
    "stair": "compound",
}
"""The level of a gate of which only the area is known."""


def post_level(place: Place) -> str:
    """The level that a gate serves: as declared, or that of the area it lies in; any other place checks for itself."""
    if place.kind in _SERVES:
        return _SERVES[place.kind]
    if place.kind in ("gate", "place", ""):
        return place.level if place.level in LEVELS else _SERVES.get(place.level, "village")
    return "venue"


class Span(NamedTuple):
    """What `entry` says held from `start` until just before `end` (None: still does)."""

    entry: Entry
    start: int
    end: int | None


def spans(entries: Sequence[Entry], told: Callable[[Entry], tuple[date, int | None]]) -> list[Span]:
    """The history that follows from all statements about one place, whatever the order of their arrival.

    `told(entry)` gives the day from which it holds and the moment at which it ends. Statements about the same starting
    day follow one another; the last of them says when it ends, at the latest on the next starting day. What starts on
    the day it was first stated starts at that moment, anything else at the beginning of its day.
    """
    by_day: dict[int, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(day_number(told(entry)[0]), []).append(entry)
    found: list[Span] = []
    for day in sorted(by_day):
        stated = by_day[day]
        start = stated[0].at if day_of(stated[0].at) == day else first_moment(day)
        found = [_until(span, start) for span in found]
        end = told(stated[-1])[1]
        for entry, later in zip(stated, [*stated[1:], None], strict=True):
            begin = start if entry is stated[0] else max(start, entry.at)
            found.append(_until(Span(entry, begin, end), None if later is None else max(start, later.at)))
    return [span for span in found if span.end is None or span.end > span.start]


def _until(span: Span, moment: int | None) -> Span:
    ends = [end for end in (span.end, moment) if end is not None]
    return span._replace(end=min(ends) if ends else None)


def points(
    found: Sequence[Span], member: Callable[[Entry], str | None]
) -> Iterator[tuple[int, Entry, Mapping[str, int]]]:
    """The turning points of a history in which each span counts one for its member, none for None."""
    for number, (entry, start, end) in enumerate(found):
        code = member(entry)
        yield start, entry, {} if code is None else {code: 1}
        follows = found[number + 1].start if number + 1 < len(found) else None
        if end is not None and end != follows:
            yield end, entry, {}


def opening(entry: Entry) -> tuple[date, int | None]:
    """From when to when a post stands, by one statement: it no longer stands at the end of the day it was removed."""
    body = entry.body
    if body.closed_on is None:
        return body.opened_on, None
    day = day_number(body.closed_on)
    return body.opened_on, entry.at if day_of(entry.at) == day else last_moment(day)


def closing(entry: Entry) -> tuple[date, int | None]:
    """From when to when a regime holds, by one statement: its last day is part of it."""
    body = entry.body
    return body.from_, None if body.to is None else first_moment(day_number(body.to) + 1)


def post_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of posts: what was said last."""
    told = spans(entries, opening)
    if not told:
        return None
    entry = told[-1].entry
    body = entry.body
    return {
        "area": entry.area,
        "level": body.level.value,
        "kind": body.kind.value if body.kind else "",
        "road": body.road,
        "hours": body.hours.value,
        "code_signs": bool(body.code_signs),
        "opened_on": body.opened_on,
        "closed_on": body.closed_on,
    }


def closure_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of closed-off areas: the regime that was said last."""
    told = spans(entries, closing)
    if not told:
        return None
    entry = told[-1].entry
    return {
        "area": entry.area,
        "regime": entry.body.regime.value,
        "since": entry.body.from_,
        "until": entry.body.to,
        "entrances_open": entry.body.entrances_open,
    }
