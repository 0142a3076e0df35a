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
    """When each case was found, which of its steps were late, and of how many cases each step is known at all. Steps
    nobody states anything of are not told.
    """

    def __init__(self, town: Town, delays: Sequence[Fact], known: Sequence[Fact] = ()) -> None:
        self.town = town
        steps = [list(INTERVALS).index(fact.member) for fact in delays if fact.member in INTERVALS]
        needed = list(INTERVALS)[: max(steps) + 1] if steps else []
        if steps or not known:
            needed = needed or list(INTERVALS)[:1]
        self.most = {code: 0 for fact in known if (code := fact.member) in INTERVALS}
        """Of how many cases, the first ones, both stamps of an interval are known; of all where nothing is stated."""
        self.told = [code for code in INTERVALS if code in needed or code in self.most]
        self.found: dict[int, int] = {}
        self.late: dict[str, set[int]] = {code: set() for code in INTERVALS}

    def of(self, who: int, at: int) -> dict[str, str]:
        """The stamps of one case, of which something is told for the first time at `at` or was before."""
        usual = self.town.random.randrange(2, 20) * HOUR
        when = self.found.setdefault(who, at - usual - 60 * HOUR * (len(self.told) - 1))
        stamps = {STAMPS[0]: iso(when)}
        for code in self.told:
            first, second, _ = INTERVALS[code]
            known = who <= self.most.get(code, who)
            if known:
                stamps[first] = iso(when)
            when += self._takes(code, when) if who in self.late[code] else SOON
            if known:
                stamps[second] = iso(when)
        return stamps

    @staticmethod
    def _takes(code: str, since: int) -> int:
        """How long a step takes that is late."""
        return (norm(INTERVALS[code][2], day_of(since)) or 0) * HOUR + 3 * HOUR

    def know(self, facts: Sequence[Fact]) -> set[int]:
        """Let both stamps be known of as many cases as are stated; those that must be told again."""
        changed: set[int] = set()
        for fact in facts:
            if fact.member in self.most and fact.value is not None:
                changed |= set(range(self.most[fact.member] + 1, fact.aim() + 1))
                self.most[fact.member] = max(self.most[fact.member], fact.aim())
        return changed

    def settle(self, facts: Sequence[Fact], known: int) -> set[int]:
        """Make as many of the first `known` cases late as leave as many in time as are stated; those that changed."""
        changed: set[int] = set()
        for fact in facts:
            if fact.member not in INTERVALS:
                continue
            whole = min(known, self.most.get(fact.member, known))
            wanted = fact.aim() if fact.value is not None else round((fact.share or 0.0) * whole)
            late = set(range(wanted + 1, whole + 1))
            changed |= late ^ self.late[fact.member]
            self.late[fact.member] = late
        return changed
