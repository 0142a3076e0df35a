"""Influenza-like illness at sentinels: as many cases by each moment as are stated, and else one now and then."""

from collections.abc import Iterator, Mapping, Sequence

from gridward.domains.clinic.figures import ILI, SENTINELS_OPEN, SENTINELS_REPORTED, SIGNALS
from gridward.domains.clinic.imagine.town import Town
from gridward.kit.clock import DAY, day_of
from gridward.plug.course import Course, Planner
from gridward.plug.imagine import Facts
from gridward.plug.table import Row
from gridward.policy.norms import norm

MANY = 10**7
"""So many cases one site can see."""


class Illness:
    """What is stated of cases, and what follows for the sites that must have seen them."""

    def __init__(self, town: Town, at: Sequence[int], start: int) -> None:
        self.town, self.at, self.begins = town, at, (start, *at)
        told = [fact for fact in town.facts.facts if fact.figure == ILI.name]
        self.stated = bool(told)
        self.kinds = {fact.member for fact in told if fact.member and fact.value}
        """The kinds of site that must be there, so that somebody can have seen these cases."""
        self.few = MANY
        """How many cases a report tells of at most: fewer than are a signal, where signals are stated."""
        if any(fact.figure == SIGNALS.name for fact in town.facts.facts):
            self.few = max(1, (norm("signal_ili", day_of(at[-1])) or 2) - 2)

    def sites(self, kind: str) -> int:
        """How many sites of a kind there must be at least."""
        if kind not in self.kinds or self.few == MANY:
            return int(kind in self.kinds)
        told = (fact for fact in self.town.facts.of(ILI.name, kind) if fact.value is not None)
        return max(-(-fact.aim() // (self.few * max(1, (fact.as_of - self.begins[0]) // DAY))) for fact in told)

    def rows(self) -> Iterator[Row]:
        """Where there are more cases at the end of a leg, somebody reports in it: on its only day, or on any."""
        for place, moment in enumerate(self.at) if self.stated else ():
            days = day_of(moment) - day_of(self.begins[place] + 1)
            who = SENTINELS_OPEN.name if days else SENTINELS_REPORTED.name
            for code in (member.code for member in ILI.members):
                before = ((ILI.name, code, place - 1),) if place else ()
                most = self.few * max(1, days)
                yield Row(((who, code, place), *before), ((ILI.name, code, place),), min(most, MANY))

    def courses(self, facts: Facts, opened: Mapping[str, Course]) -> dict[str, Course]:
        """How many cases sites of each kind have seen by each moment; none where nothing is stated."""
        seen = self.stated and self.few == MANY
        usual = {kind: max(course) for kind, course in opened.items() if any(course)} if seen else {}
        return Planner(ILI, facts, self.at, start=self.begins[0], usual=usual).courses() if self.stated else {}
