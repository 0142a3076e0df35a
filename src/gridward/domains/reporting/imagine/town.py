"""What the imagination of reporting knows of the town: the units that report, and from when on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from uuid import UUID

from gridward.domains.reporting.figures import EXPECTED, LATE, NIL, ON_TIME, RECEIVED
from gridward.domains.reporting.imagine.plan import Plan
from gridward.domains.reporting.rules import DAILY, OPINION, UNITS
from gridward.kit.clock import day_of, first_moment
from gridward.plug.course import beginning, moments
from gridward.plug.hand import Hand
from gridward.plug.imagine import Facts, Spot, World

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
        self._units: dict[str, list[Unit]] = {}
        self.at = moments(world, facts, *(figure.name for figure in OF_A_DAY))
        self.start = beginning(world, self.at)

    @cached_property
    def about_covid(self) -> bool:
        """Whether a COVID pack is in force on some day, or no pack is known at all."""
        return not self.world.pack_of or any("covid" in name for name in self.world.pack_of.values())

    @cached_property
    def plan(self) -> Plan:
        """How many of each kind are owed, and what has come of them where anything is stated."""
        watchers = 0 if self._all_are_daily else min(WATCHERS, len(self.world.spots))
        others = [spot for spot in self.world.spots if spot.level != "work_area"]
        usual = {OPINION: watchers, DAILY: len(self.villages or others)}
        least = {DAILY: len(self.villages)} if self.villages else {}
        return Plan(self.facts.facts, self.at, usual, least, self.start)

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
        stated = any(fact.member in (template, "") for fact in self.facts.facts if fact.figure in _names())
        if not self.about_covid and not stated:
            return []
        course = self.plan.owed(template)
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

    def _first_day(self, number: int) -> int:
        """The day on which those begin that are new at a moment: one of which nothing is stated, if there is one."""
        before = self.at[number - 1] if number else self.start
        last = day_of(self.at[number])
        days: Sequence[int] = [day for day in range(day_of(before), last + 1) if first_moment(day) > before]
        return next((day for day in days if day not in self.plan.days), days[0] if days else last)


def _names() -> set[str]:
    return {figure.name for figure in OF_A_DAY}
