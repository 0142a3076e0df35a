"""Lowest and highest possible values, and the rules that carry them from one figure, member or moment to another."""

from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from gridward.plug import table as bounds
from gridward.plug.imagine import Fact


class Point(NamedTuple):
    """One figure's member at one moment."""

    figure: str
    member: str
    at: int


class Limit(NamedTuple):
    """A number and the fact that it follows from."""

    number: float
    fact: Fact | None


@dataclass(slots=True)
class Limits:
    """The lowest and highest possible value of every point, and the contradictions met while narrowing them."""

    low: dict[Point, Limit] = field(default_factory=dict)
    high: dict[Point, Limit] = field(default_factory=dict)
    clash: tuple[Point, Limit, Limit] | None = None

    def lowest(self, point: Point) -> Limit:
        return self.low.get(point, Limit(0, None))

    def highest(self, point: Point) -> Limit:
        return self.high.get(point, Limit(inf, None))

    def raise_to(self, point: Point, limit: Limit) -> bool:
        """Take a higher lowest; True when that is news."""
        if limit.fact is None or limit.number <= self.lowest(point).number:
            return False
        self.low[point] = limit
        self._look(point)
        return True

    def lower_to(self, point: Point, limit: Limit) -> bool:
        """Take a lower highest; True when that is news."""
        if limit.fact is None or limit.number >= self.highest(point).number:
            return False
        self.high[point] = limit
        self._look(point)
        return True

    def _look(self, point: Point) -> None:
        low, high = self.lowest(point), self.highest(point)
        if low.number > high.number and self.clash is None:
            self.clash = (point, low, high)


class AtMost(NamedTuple):
    """`less` can never exceed `more`."""

    less: Point
    more: Point

    def narrow(self, limits: Limits) -> bool:
        raised = limits.raise_to(self.more, limits.lowest(self.less))
        return limits.lower_to(self.less, limits.highest(self.more)) or raised


class Parts(NamedTuple):
    """The parts together never exceed the whole, and make it up when `full`."""

    whole: Point
    parts: tuple[Point, ...]
    full: bool

    def narrow(self, limits: Limits) -> bool:
        lows = {part: limits.lowest(part) for part in self.parts}
        largest = max(lows.values(), key=lambda low: low.number)
        together = sum(low.number for low in lows.values())
        news = limits.raise_to(self.whole, largest._replace(number=together))
        whole = limits.highest(self.whole)
        for part, low in lows.items():
            news |= limits.lower_to(part, whole._replace(number=whole.number - together + low.number))
        if self.full:
            highs = [limits.highest(part) for part in self.parts]
            biggest = max(highs, key=lambda high: high.number)
            news |= limits.lower_to(self.whole, biggest._replace(number=sum(high.number for high in highs)))
            least = limits.lowest(self.whole)
            for number, part in enumerate(self.parts):
                others = sum(high.number for place, high in enumerate(highs) if place != number)
                if others < inf:
                    news |= limits.raise_to(part, least._replace(number=least.number - others))
        return news


class Share(NamedTuple):
    """`part` is a stated share of `whole`, rounded to a whole number."""

    part: Point
    whole: Point
    fact: Fact

    def narrow(self, limits: Limits) -> bool:
        share = bounds.Part(self.part, self.whole, self.fact.share or 0.0)
        part, whole = limits.highest(self.part).number, limits.highest(self.whole).number
        news = limits.raise_to(self.part, Limit(round(share.share * limits.lowest(self.whole).number), self.fact))
        news |= limits.raise_to(self.whole, Limit(share.least(int(limits.lowest(self.part).number)), self.fact))
        if whole < inf:
            news |= limits.lower_to(self.part, Limit(round(share.share * whole), self.fact))
        if part < inf:
            news |= limits.lower_to(self.whole, Limit(share.most(int(part)), self.fact))
        return news


class Grows(NamedTuple):
    """Those in `more` are together no less than those in `less`: what a whole grows by is no less than what its parts
    do.
    """

    more: tuple[Point, ...]
    less: tuple[Point, ...]

    def narrow(self, limits: Limits) -> bool:
        highs, lows = [limits.highest(one) for one in self.more], [limits.lowest(one) for one in self.less]
        high, low = sum(one.number for one in highs), sum(one.number for one in lows)
        fact = next((one.fact for one in (*highs, *lows) if one.fact is not None), None)
        news = False
        for number, point in enumerate(self.more):
            others = sum(one.number for place, one in enumerate(highs) if place != number)
            if others < inf:
                news |= limits.raise_to(point, Limit(low - others, fact))
        for point, one in zip(self.less, lows, strict=True):
            if high < inf:
                news |= limits.lower_to(point, Limit(high - low + one.number, fact))
        return news


Rule = AtMost | Parts | Share | Grows
