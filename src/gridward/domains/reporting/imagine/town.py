"""What the imagination of reporting knows of the town: the units that report, and from when on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from uuid import UUID

from gridward.domains.reporting.figures import EXPECTED, LATE, NIL, ON_TIME, RECEIVED
from gridward.domains.reporting.imagine.owed import owed
from gridward.domains.reporting.rules import DAILY, OPINION, UNITS
from gridward.kit.clock import day_of, first_moment
from gridward.plug.course import Planner, beginning, moments
from gridward.plug.hand import Hand
from gridward.plug.imagine import Fact, Facts, Spot, World

OF_A_DAY = (EXPECTED, RECEIVED, ON_TIME, LATE, NIL)
WATCHERS = 10
"""So many units usually watch what is said online."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Who reports: an area, or a post of it; and the first day on which it must."""

    spot: Spot
    subject: tuple[str, str]
    first: int


class Town:
    """The world and its facts."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.sent: list[tuple[int, UUID, str]] = []
        """Reports that went through without mishap: when, which, where."""
        self.told: dict[int, list[Fact]] = {}
        """What is stated of a day, of each template."""
        self._units: dict[str, list[Unit]] = {}
        self.at = moments(world, facts, *(figure.name for figure in OF_A_DAY))
        self.start = beginning(world, self.at)

    @cached_property
    def about_covid(self) -> bool:
        """Whether a COVID pack is in force on some day, or no pack is known at all."""
        return not self.world.pack_of or any("covid" in name for name in self.world.pack_of.values())

    @cached_property
    def fact_days(self) -> frozenset[int]:
        """Days of which something is stated."""
        names = {figure.name for figure in OF_A_DAY}
        return frozenset(day_of(fact.as_of) for fact in self.facts.facts if fact.figure in names)

    @cached_property
    def villages(self) -> tuple[Spot, ...]:
        """The areas that owe the daily report by the map."""
        return self.world.at(*UNITS)

    def reporting(self, template: str) -> list[Unit]:
        """The units that report by a template, found once."""
        if template not in self._units:
            self._units[template] = self.units(template)
        return self._units[template]

    def units(self, template: str) -> list[Unit]:
        """The units that report by a template, those that owe it first, and the first day of each."""
        others = tuple(spot for spot in self.world.spots if spot.level not in (*UNITS, "work_area"))
        spots = (*self.villages, *sorted(others, key=lambda spot: spot == self.world.root))
        usual = {DAILY: len(self.villages) or len(others), OPINION: min(WATCHERS, len(spots))}
        if self._all_are_daily:
            usual[OPINION] = 0
        usual = {code: max(number, self._reports(code)) for code, number in usual.items()}
        usual[DAILY] = max(usual[DAILY], self._others(usual[OPINION]))
        facts = self._expected()
        stated = any(fact.member in (template, "") for fact in self.facts.facts if fact.figure in _names())
        if not self.about_covid and not stated:
            return []
        others_of_a_day = (fact for fact in self.facts.facts if fact.figure != EXPECTED.name)
        facts = owed(Facts((*facts.facts, *others_of_a_day)), self.at, usual, {DAILY: len(self.villages)})
        plan = Planner(EXPECTED, facts, self.at, start=self.start, usual=usual, level=True)
        course = plan.courses().get(template, [0] * len(self.at))
        least = len(self.villages) if template == DAILY else 0
        found: list[Unit] = []
        for number, count in enumerate(course):
            since = self._first_day(number)
            for place in range(len(found), max(count, least)):
                spot = spots[place % len(spots)]
                turn = place // len(spots)
                subject = ("area", spot.code) if not turn else ("place", f"{spot.name}{spot.code}报送点{turn}")
                found.append(Unit(spot, subject, since))
        return found

    @cached_property
    def _all_are_daily(self) -> bool:
        """Whether reports are stated without saying of which kind, and no more: all of them are then daily ones."""
        told = {fact.member for fact in self.facts.facts if fact.figure in _names()}
        return told == {""}

    def _reports(self, template: str) -> int:
        """How many units there must be, for so many are stated to have reported on one day."""
        codes = {template, ""} if self._all_are_daily and template == DAILY else {template}
        told = (fact for fact in self.facts.facts if fact.figure in _names() and fact.member in codes)
        return max((fact.aim() for fact in told if fact.value is not None), default=0)

    def _others(self, opinion: int) -> int:
        """How many daily reports there must be beside those on opinion, for so many are stated of both."""
        told = [fact for fact in self.facts.facts if fact.figure in _names() and fact.value is not None]
        whole = (fact for fact in told if not fact.member)
        beside = {(fact.figure, fact.as_of): fact.aim() for fact in told if fact.member == OPINION}
        return max((fact.aim() - beside.get((fact.figure, fact.as_of), opinion) for fact in whole), default=0)

    def _expected(self) -> Facts:
        """What is stated of reports owed; where only all are, the daily ones are those that the map makes."""
        mine = [fact for fact in self.facts.facts if fact.figure == EXPECTED.name]
        if self._all_are_daily:
            return Facts(tuple(fact._replace(member=DAILY) for fact in mine))
        told = {fact.as_of for fact in mine if fact.member}
        owed = len(self.villages)
        by_map = [fact._replace(member=DAILY, value=owed, qualifier="=") for fact in mine if fact.as_of not in told]
        return Facts((*mine, *(by_map if owed else ())))

    def _first_day(self, number: int) -> int:
        """The day on which those begin that are new at a moment: one of which nothing is stated, if there is one."""
        before = self.at[number - 1] if number else self.start
        last = day_of(self.at[number])
        days: Sequence[int] = [day for day in range(day_of(before), last + 1) if first_moment(day) > before]
        return next((day for day in days if day not in self.fact_days), days[0] if days else last)


def _names() -> set[str]:
    return {figure.name for figure in OF_A_DAY}
