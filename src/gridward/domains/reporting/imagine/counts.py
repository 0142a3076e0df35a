"""How many have reported at each moment of one day, in time, late and with nothing, so that every fact is met."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import inf
from random import Random
from typing import NamedTuple

from gridward.domains.reporting.figures import LATE, NIL, ON_TIME, RECEIVED
from gridward.plug.imagine import Fact
from gridward.plug.settle import Growth, fitted

IN_TIME, TOO_LATE, WITH_NOTHING = 0.96, 0.6, 0.85
"""Of all units those in time; of the rest those late; of all reports those that say nothing."""

Range = tuple[float, float]


class Piece(NamedTuple):
    """What is reported after `start` and not after `end`: how many reports, and how many of them say nothing."""

    start: int
    end: int
    reports: int
    nil: int


class Day:
    """One day of one template: `units` owe a report, until `deadline` in time, until `end` at all."""

    def __init__(self, units: int, begin: int, deadline: int, end: int, random: Random) -> None:
        self.units = units
        self.begin = begin
        self.deadline = max(begin, min(deadline, end))
        self.end = end
        self.random = random

    def pieces(self, facts: Sequence[Fact]) -> list[Piece]:
        """The day between one moment of which something is stated and the next."""
        bounds = sorted({fact.as_of for fact in facts} | {self.deadline, self.end})
        must = self._must(bounds, facts)
        soon = self._soon(bounds, facts, must)
        late = self._late(bounds, facts, soon, must)
        whole = [one + other for one, other in zip(soon, late, strict=True)]
        nil = self._nil(bounds, facts, whole)
        return [
            Piece(start, end, more - less, some - few)
            for (start, end), (less, more), (few, some) in zip(
                pairwise((self.begin, *bounds)), pairwise(whole), pairwise(nil), strict=True
            )
        ]

    def _told(self, facts: Sequence[Fact], name: str, moment: int) -> Range:
        """Between what and what a figure must lie at a moment."""
        bounds = [fact.bounds() for fact in facts if fact.figure == name and fact.as_of == moment]
        return max((low for low, _ in bounds), default=0), min((high for _, high in bounds), default=self.units)

    def _must(self, bounds: Sequence[int], facts: Sequence[Fact]) -> Growth:
        """By how much all reports must grow from one place to another for the sake of those with nothing."""
        told = [(0.0, 0.0), *(self._told(facts, NIL.name, bound) for bound in bounds)]
        low = list(accumulate((one for one, _ in told), max))
        high = list(accumulate((one for _, one in reversed(told)), min))[::-1]
        return lambda one, other: max(0, low[other] - high[one])

    def _soon(self, bounds: Sequence[int], facts: Sequence[Fact], must: Growth) -> list[int]:
        """In time: it grows up to the deadline, and what is stated later speaks of what it had become by then."""
        ranges: list[Range] = [(0, 0)]
        wish = [0]
        last: Range = (0, self.units)
        for bound in bounds:
            low, high = self._told(facts, ON_TIME.name, bound)
            all_low, all_high = self._told(facts, RECEIVED.name, bound)
            late_low, late_high = self._told(facts, LATE.name, bound)
            if bound <= self.deadline:
                ranges.append((max(low, all_low), min(high, all_high)))
                wish.append(self._usually((bound - self.begin) / max(1, self.deadline - self.begin)))
            else:
                low, high = max(low, all_low - late_high), min(high, all_high - late_low, self.units - late_low)
                last = max(last[0], low), min(last[1], high)
        ranges[-1] = max(ranges[-1][0], last[0]), min(ranges[-1][1], last[1])
        course = fitted(wish, ranges, least=must) or [0, *(min(round(high), self.units) for _, high in ranges[1:])]
        return course + [course[-1]] * (1 + len(bounds) - len(course))

    def _usually(self, part: float) -> int:
        share = IN_TIME + self.random.uniform(-0.03, 0.03)
        return round(self.units * share * min(1.0, part) ** 2)

    def _late(self, bounds: Sequence[int], facts: Sequence[Fact], soon: Sequence[int], must: Growth) -> list[int]:
        """After the deadline."""
        ranges: list[Range] = [(0, 0)]
        for number, bound in enumerate(bounds, 1):
            low, high = self._told(facts, LATE.name, bound)
            all_low, all_high = self._told(facts, RECEIVED.name, bound)
            most = self.units - soon[-1] if bound > self.deadline else 0
            ranges.append((max(low, all_low - soon[number]), min(high, all_high - soon[number], most)))
        usual = round((self.units - soon[-1]) * TOO_LATE)
        wish = [0, *(usual if bound > self.deadline else 0 for bound in bounds)]
        return fitted(wish, ranges, least=lambda one, other: must(one, other) - soon[other] + soon[one]) or [0] * len(
            wish
        )

    def _nil(self, bounds: Sequence[int], facts: Sequence[Fact], whole: Sequence[int]) -> list[int]:
        """With nothing to report: never more, and never growing faster, than all reports."""
        ranges = [(0.0, 0.0), *(self._told(facts, NIL.name, bound) for bound in bounds)]
        wish = [round(one * WITH_NOTHING) for one in whole]
        found = fitted(wish, ranges, most=lambda one, other: whole[other] - whole[one] if other > one else inf)
        return found or wish
