"""What holds from a day on until it ends or something else does: the history that dated statements make."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gridward.kit.clock import day_number, day_of, first_moment
from gridward.plug.kind import Entry


class Span(NamedTuple):
    """What `entry` says held from `start` until just before `end` (None: still does)."""

    entry: Entry
    start: int
    end: int | None


def spans(entries: Sequence[Entry], told: Callable[[Entry], tuple[date, int | None]]) -> list[Span]:
    """The history that follows from all statements about one thing, whatever the order of their arrival.

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
