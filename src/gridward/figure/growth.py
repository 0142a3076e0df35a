"""When a figure had grown by at least so much within so many days. Pure.

A window of days ends at each moment and holds what was booked after it began and not after that: what happened exactly
so many days before no longer counts.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from gridward.kit.clock import DAY


class Change(NamedTuple):
    """What an entry (`source`) adds to a figure at a moment; `key` is whom it counts, for figures that count once."""

    at: int
    value: int
    source: int
    key: int | None = None


class Grown(NamedTuple):
    """From `begins` until just before `ends` the figure had grown enough; `source` made it so."""

    begins: int
    ends: int
    source: int


def grown(changes: Iterable[Change], *, days: int, least: int) -> list[Grown]:
    """The spells, by time."""
    told = [one for one in changes if one.value]
    leaving = [Change(one.at + days * DAY, -one.value, 0) for one in told]
    found: list[Grown] = []
    total, began = 0, None
    for at, together in groupby(sorted([*told, *leaving]), key=attrgetter("at")):
        ones = list(together)
        total += sum(one.value for one in ones)
        if total >= least and began is None:
            began = at, max((one.source for one in ones if one.value > 0), default=0)
        elif total < least and began is not None:
            found.append(Grown(began[0], at, began[1]))
            began = None
    return found


def counted_once(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes of a figure that counts everybody once: when a key begins to count, and when it no longer does."""
    by_key: dict[int | None, list[Change]] = {}
    for one in changes:
        by_key.setdefault(one.key, []).append(one)
    for key, ones in by_key.items():
        total = 0
        for at, together in groupby(sorted(ones, key=lambda one: (one.at, one.source)), key=attrgetter("at")):
            alike = list(together)
            before, total = total, total + sum(one.value for one in alike)
            if (before > 0) is not (total > 0):
                yield Change(at, 1 if total > 0 else -1, max(one.source for one in alike), key)
