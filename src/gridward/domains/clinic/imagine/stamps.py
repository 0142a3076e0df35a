"""The stamps of cases: found, reported, diagnosed, isolated, admitted, in time or late."""

from collections.abc import Sequence

from gridward.domains.clinic.imagine.town import Town
from gridward.domains.clinic.rules import INTERVALS, STAMPS
from gridward.kit.clock import HOUR, MINUTE, day_of, iso
from gridward.plug.imagine import Fact
from gridward.policy.norms import norm

SOON = 40 * MINUTE
"""How long a step in time takes."""


class Stamps:
    """When each case was found, and which of its steps were late. Steps nobody states anything of are not told."""

    def __init__(self, town: Town, delays: Sequence[Fact]) -> None:
        self.town = town
        steps = [list(INTERVALS).index(fact.member) for fact in delays if fact.member in INTERVALS]
        self.told = list(INTERVALS)[: max([0, *steps]) + 1]
        self.found: dict[int, int] = {}
        self.late: dict[str, set[int]] = {code: set() for code in INTERVALS}

    def of(self, who: int, at: int) -> dict[str, str]:
        """The stamps of one case, of which something is told for the first time at `at` or was before."""
        usual = self.town.random.randrange(2, 20) * HOUR
        when = self.found.setdefault(who, at - usual - 60 * HOUR * (len(self.told) - 1))
        stamps = {STAMPS[0]: iso(when)}
        for code in self.told:
            when += self._takes(code, when) if who in self.late[code] else SOON
            stamps[INTERVALS[code][1]] = iso(when)
        return stamps

    @staticmethod
    def _takes(code: str, since: int) -> int:
        """How long a step takes that is late."""
        return (norm(INTERVALS[code][2], day_of(since)) or 0) * HOUR + 3 * HOUR

    def settle(self, facts: Sequence[Fact], known: int) -> set[int]:
        """Make as many of the first `known` cases late as leave as many in time as are stated; those that changed."""
        changed: set[int] = set()
        for fact in facts:
            if fact.member not in INTERVALS:
                continue
            wanted = fact.aim() if fact.value is not None else round((fact.share or 0.0) * known)
            late = set(range(wanted + 1, known + 1))
            changed |= late ^ self.late[fact.member]
            self.late[fact.member] = late
        return changed
