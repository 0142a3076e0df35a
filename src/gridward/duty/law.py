"""Which rules hold where and when: told by the responses, as far as they are known. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from gridward.duty.risks import RiskList, Spot
from gridward.kit.clock import first_moment
from gridward.policy.force import On, Rules, in_force, line_of
from gridward.policy.vocabulary import Duty

EVER = 1 << 62
"""A moment that never comes."""
Path = Callable[[int, int], str]
"""Where an area stood at a moment."""


class Response(NamedTuple):
    """A pack switched on for an area and all below it, from `begin` until just before `end`."""

    position: int
    area: int
    pack: str
    begin: int
    end: int


class Stretch(NamedTuple):
    """A time in which one rule of a name holds: `begin` ≤ t < `end`."""

    begin: int
    end: int
    rules: Rules
    duty: Duty


NO_RISKS = RiskList((), str, lambda area: Spot((), ""))


class Law:
    """Answers for one state of the responses and of the map; `path(area, at)` tells where an area stood,
    `below(area, at)` what lay directly in it, with the level of each.
    """

    def __init__(
        self,
        responses: Iterable[Response],
        path: Path,
        risks: RiskList = NO_RISKS,
        below: Callable[[int, int], Iterable[tuple[int, str]]] = lambda area, at: (),
    ) -> None:
        self.risks = risks
        self.below = below
        self.responses = tuple(sorted(responses, key=lambda one: (one.begin, one.position)))
        self.path = path
        self.turns = sorted({at for one in self.responses for at in (one.begin, one.end)})
        self._days: dict[int, list[tuple[int, int]]] = {}
        self._known: dict[tuple[str, int], tuple[Rules, ...]] = {}
        self._runs: dict[tuple[str, int, str, str], tuple[int, int]] = {}

    @cached_property
    def stamp(self) -> str:
        """What is in force, as a short text: the responses and what their packs say. The loop asks twice a second."""
        used = sorted({pack.id: pack for one in self.responses for pack in line_of(one.pack)}.items())
        return sha256((repr(self.responses) + repr([pack.clauses for _, pack in used])).encode()).hexdigest()

    def at(self, area: int, moment: int) -> tuple[Rules, ...]:
        """The rules in force in an area at a moment, disease by disease."""
        path, number = self.path(area, moment), bisect_right(self.turns, moment)
        found = self._known.get((path, number))
        if found is None:
            above = set(path.split("."))
            on = tuple(
                On(one.pack, one.begin, one.position)
                for one in self.responses
                if one.begin <= moment < one.end and str(one.area) in above
            )
            found = self._known[path, number] = in_force(on) if on else ()
        return found

    @cached_property
    def draws(self) -> bool:
        """Whether anything that is or was in force draws rings."""
        return any(measure.spread for rules in self.everywhere() for measure in rules.measures.values())

    def everywhere(self) -> list[Rules]:
        """Whatever is or was in force where a response was switched on."""
        return [found for one in self.responses for at in self.turns for found in self.at(one.area, at)]

    def of(self, area: int, moment: int, disease: str) -> Rules | None:
        """The rules against one disease."""
        return next((one for one in self.at(area, moment) if one.disease == disease), None)

    def pieces(self, area: int, day: int) -> list[tuple[int, int, tuple[Rules, ...]]]:
        """A day by what is in force: nearly always one piece, from its first moment to the next day's."""
        return [(begin, end, self.at(area, begin)) for begin, end in self._parts(day)]

    def _parts(self, day: int) -> list[tuple[int, int]]:
        found = self._days.get(day)
        if found is None:
            start, stop = first_moment(day), first_moment(day + 1)
            inside = self.turns[bisect_right(self.turns, start) : bisect_left(self.turns, stop)]
            found = self._days[day] = [*pairwise((start, *inside, stop))]
        return found

    def run(self, area: int, moment: int, disease: str, duty: str) -> tuple[int, int]:
        """From when to when a duty of this name has been in force without a break around a moment."""
        number = bisect_right(self.turns, moment)
        asked = self.path(area, moment), number, disease, duty
        found = self._runs.get(asked)
        if found is None:
            found = self._runs[asked] = self._run(area, moment, number, disease, duty)
        return found

    def stretches(self, area: int, disease: str, name: str, begin: int, end: int) -> list["Stretch"]:
        """By what rules a duty of this name holds in an area within a time: one stretch for each, by time."""
        inside = self.turns[bisect_right(self.turns, begin) : bisect_left(self.turns, end)]
        found: list[Stretch] = []
        for start, stop in pairwise((begin, *inside, end)):
            rules = self.of(area, start, disease)
            duty = None if rules is None else rules.duties.get(name)
            if rules is None or duty is None:
                continue
            last = found[-1] if found else None
            if last is not None and last.end == start and last.duty == duty:
                found[-1] = last._replace(end=stop)
            else:
                found.append(Stretch(start, stop, rules, duty))
        return found

    def _run(self, area: int, moment: int, number: int, disease: str, duty: str) -> tuple[int, int]:
        first = number
        while first > 0 and self._has(area, self.turns[first - 1] - 1, disease, duty):
            first -= 1
        last = number
        while last < len(self.turns) and self._has(area, self.turns[last], disease, duty):
            last += 1
        begin = self.turns[first - 1] if first > 0 else moment
        return begin, self.turns[last] if last < len(self.turns) else EVER

    def _has(self, area: int, moment: int, disease: str, duty: str) -> bool:
        found = self.of(area, moment, disease)
        return found is not None and duty in found.duties
