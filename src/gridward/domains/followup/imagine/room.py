"""Between which bounds the numbers under control must stay at each moment, so that all that is stated comes true."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from gridward.domains.followup.figures import PLACED, RELEASED, TRANSFERRED, UNDER_CONTROL
from gridward.domains.followup.imagine.town import Town

ENDED = "ended"
GROWING = (PLACED.name, ENDED, RELEASED.name, TRANSFERRED.name)
SUMS = ((PLACED.name, ENDED, UNDER_CONTROL.name), (ENDED, RELEASED.name, TRANSFERRED.name))
"""A number, and the two that make it up at every moment."""
MOST = 10**9

Limits = Mapping[str, list[int]]


class Room:
    """Lowest and highest numbers at each of the moments `at`.

    Who was placed is under control, released or handed over, and only the first number ever falls. Whoever stays
    within the bounds at one moment, and lets nothing that grows fall, can stay within them at the next. What
    contradicts itself is left as it was stated.
    """

    def __init__(self, town: Town, at: Sequence[int]) -> None:
        self.at = list(at)
        self.low, self.high = self._stated(town)
        if not self._narrow():
            self.low, self.high = self._stated(town)

    def _stated(self, town: Town) -> tuple[Limits, Limits]:
        names = (UNDER_CONTROL.name, *GROWING)
        low, high = ({name: [value] * len(self.at) for name in names} for value in (0, MOST))
        for fact in town.facts.facts:
            if fact.figure in low and not fact.member and fact.value is not None:
                place = self.at.index(fact.as_of)
                low[fact.figure][place], high[fact.figure][place] = fact.bounds()
        return low, high

    def _narrow(self) -> bool:
        """Let each number be bounded by the others, until nothing changes; whether all of it can be true."""
        for _ in range(4 * len(self.at) + 8):
            before = sum(map(sum, self.low.values())), sum(map(sum, self.high.values()))
            for name in GROWING:
                low, high = self.low[name], self.high[name]
                for one, other in pairwise(range(len(self.at))):
                    low[other] = max(low[one], low[other])
                for other, one in pairwise(reversed(range(len(self.at)))):
                    high[one] = min(high[one], high[other])
            for place in range(len(self.at)):
                for whole, *parts in SUMS:
                    self._add_up(place, whole, *parts)
            if before == (sum(map(sum, self.low.values())), sum(map(sum, self.high.values()))):
                break
        return all(a <= b for name in self.low for a, b in zip(self.low[name], self.high[name], strict=True))

    def _add_up(self, place: int, whole: str, *parts: str) -> None:
        low, high = self.low, self.high
        low[whole][place] = max(low[whole][place], sum(low[part][place] for part in parts))
        high[whole][place] = min(high[whole][place], sum(high[part][place] for part in parts))
        for one, other in (parts, parts[::-1]):
            low[one][place] = max(low[one][place], low[whole][place] - high[other][place])
            high[one][place] = min(high[one][place], high[whole][place] - low[other][place])

    def within(self, name: str, at: int, number: int, *, least: int = 0) -> int:
        """The number, brought within its bounds but not below `least`."""
        place = self.at.index(at)
        return max(least, self.low[name][place], min(self.high[name][place], number))

    def highest(self, name: str, at: int) -> int:
        """The highest that a number may be."""
        return self.high[name][self.at.index(at)]
