"""Influenza-like illness at sentinels: as many cases by each moment as are stated, and else one now and then."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from gridward.domains.clinic.figures import ILI, SENTINELS_OPEN, SENTINELS_REPORTED, SIGNALS
from gridward.domains.clinic.imagine.town import Town
from gridward.kit.clock import DAY, day_of
from gridward.plug.agree import Cell, Limits, Row, agreed
from gridward.plug.course import Course, Leg, Planner, legs
from gridward.policy.norms import norm


class Illness:
    """How many cases each leg must still bring, by kind of site; every report that is made takes its share."""

    def __init__(self, town: Town, at: Sequence[int], start: int) -> None:
        self.town, self.at, self.start = town, at, start
        told = [fact for fact in town.facts.facts if fact.figure == ILI.name]
        self.stated = bool(told)
        self.kinds = {fact.member for fact in told if fact.member and fact.value}
        """The kinds of site that must be there, so that somebody can have seen these cases."""
        self.left: dict[str, list[Leg]] = {}
        self.made: Counter[tuple[str, int]] = Counter()

    def sites(self, kind: str) -> int:
        """How many sites of a kind must report at least, so that where signals are stated nobody need see too many."""
        if kind not in self.kinds:
            return 0
        if not any(fact.figure == SIGNALS.name for fact in self.town.facts.facts):
            return 1
        few = max(1, (norm("signal_ili", day_of(self.at[-1])) or 2) - 2)
        told = (fact for fact in self.town.facts.of(ILI.name, kind) if fact.value is not None)
        return max(-(-fact.aim() // (few * max(1, (fact.as_of - self.start) // DAY))) for fact in told)

    def least(self) -> dict[Cell, int]:
        """Where somebody must be there and report, so that cases can have been seen."""
        found: dict[Cell, int] = {}
        for place, (began, moment) in enumerate(pairwise((self.start, *self.at))):
            for kind in sorted(self.kinds):
                value = self._told(kind, moment)
                if value:
                    found[SENTINELS_OPEN.name, kind, place] = 1
                    before = [self._told(code, began) for code in (kind, "")] if place else [0]
                    grown = any(number is not None and number < value for number in before)
                    if grown and day_of(began + 1) == day_of(moment):
                        found[SENTINELS_REPORTED.name, kind, place] = 1
        return found

    def _told(self, code: str, moment: int) -> int | None:
        return next((fact.value for fact in self.town.facts.of(ILI.name, code) if fact.as_of == moment), None)

    def spread(self, opened: Mapping[str, Course], spoken: Mapping[str, Course]) -> None:
        """Plan who sees the cases, now that it is known which sites there are and which of them report."""
        if not self.stated:
            return
        usual = {kind: max(course) for kind, course in opened.items() if any(course)}
        silent = [
            Row(((ILI.name, code, place - 1),) if place else (), ((ILI.name, code, place),))
            for code in (member.code for member in ILI.members)
            for place in range(len(self.at))
            if not self._voices(code, place, opened, spoken)
        ]
        facts = self.town.facts
        for _ in range(2):
            plan = Planner(ILI, facts, self.at, start=self.start, usual=usual).courses()
            facts = agreed(facts, self.at, ((ILI, plan),), Limits(rising=(ILI.name,), rows=silent))
        self.left = {kind: legs(course, self.at, self.start) for kind, course in plan.items()}

    def _voices(self, code: str, place: int, opened: Mapping[str, Course], spoken: Mapping[str, Course]) -> int:
        """How many sites of a kind report in the leg: on its only day, or on any."""
        began = self.at[place - 1] if place else self.start
        one_day = day_of(began + 1) == day_of(self.at[place])
        return (spoken if one_day else opened).get(code, [0] * len(self.at))[place]

    def seen(self, kind: str, at: int, speaking: Mapping[str, int], last: Mapping[str, int]) -> int:
        """How many cases a report made now tells of.

        `speaking` says how many sites of each kind there are, `last` how many of them report on the last day of the
        leg: on that day whatever is left is told.
        """
        for number, leg in enumerate(self.left.get(kind, ())):
            if leg.start < at <= leg.end and leg.number:
                day = day_of(at)
                self.made[kind, day] += 1
                days = day_of(leg.end) - day
                today = (speaking if days else last).get(kind, 1) - self.made[kind, day] + 1
                later = speaking.get(kind, 1) * (days - 1) + last.get(kind, 1) if days else 0
                now = -(-leg.number // max(1, today + later)) if later or not days else leg.number
                self.left[kind][number] = Leg(leg.start, leg.end, leg.number - now)
                return now
        return 0
