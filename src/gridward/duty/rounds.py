"""The windows of what comes round: due a span after the last time, or once in each span. Pure.

Rules change while it runs. What was due before a change stays due; what a change makes due sooner is due by the new
span, but never sooner than that span after the change; what is no longer asked for by then is not owed at all.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gridward.duty.law import EVER, Law, Stretch
from gridward.duty.standing import meets
from gridward.duty.window import spaced
from gridward.plug.kind import Entry
from gridward.policy.spans import span


class Round(NamedTuple):
    """A window by its rule: from when to when it is open, and until when it is filled."""

    by: Stretch
    opens: int
    due: int
    closes: int


def rolling(parts: Sequence[Stretch], told: Sequence[Entry], until: int) -> Iterator[Round]:
    """Due a span after the last time: each time opens the next window, just after itself. Where the rule was away for a
    while, it begins anew.
    """
    for run in _runs(parts):
        opens = last = run[0].begin
        for at in _times(run, told):
            by, due = _due(run, last)
            yield Round(by, opens, due, at + 1)
            opens, last = at + 1, at
        by, due = _due(run, last)
        if opens < until and due <= run[-1].end:
            yield Round(by, opens, due, EVER)


def _runs(parts: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Stretches that follow on one another without a break."""
    breaks = [n for n, (one, other) in enumerate(pairwise(parts), start=1) if one.end != other.begin]
    for first, last in pairwise((0, *breaks, len(parts))):
        if first < last:
            yield list(parts[first:last])


def _times(run: Sequence[Stretch], told: Sequence[Entry]) -> list[int]:
    """When it was done, as the rule of that time wants it."""
    return sorted({
        entry.at
        for part in run
        for entry in told
        if part.begin <= entry.at < part.end
        and entry.kind in part.duty.by
        and meets(entry, entry.kind, part.duty.with_)
    })  # fmt: skip


def _due(run: Sequence[Stretch], last: int) -> tuple[Stretch, int]:
    """When it is due after a last time, and by which rule."""
    by, due = run[-1], EVER
    for part in run:
        if part.end <= last:
            continue
        step = span(part.duty.every or part.duty.round)
        by, due = part, last + step if last + step > part.begin else min(due, part.begin + step)
        if due <= part.end:
            break
    return by, due


def rounds(parts: Sequence[Stretch], law: Law, area: int, until: int) -> Iterator[Round]:
    """Once in each span since the rule came into force, or once at all; of what was over before there was anybody to
    ask, or before a rule came, nothing.
    """
    for run in _runs(parts):
        for part in run:
            start, stop = part.begin, min(part.end, until)
            for opens, due in spaced(part.duty, law, area, part.rules, start, stop, since=run[0].begin):
                if due > start and not (part.duty.once and part is not run[0]):
                    yield Round(part, opens, due, EVER if part.duty.once else due)
