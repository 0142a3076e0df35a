"""How many sites of each kind are known at each moment, and of how many it is stated that their day's work was done."""

from collections.abc import Mapping
from functools import cached_property

from gridward.domains.sanitation.figures import (
    DISINFECTED_AREA,
    FREQUENCY_MET,
    OVERUSE,
    PLACES,
    SHOPS,
    SHOPS_DISINFECTED,
    SITES,
    SITES_DONE,
)
from gridward.domains.sanitation.imagine.town import Town
from gridward.domains.sanitation.rules import DUTY
from gridward.plug.course import Course, Planner, beginning, moments
from gridward.plug.figure import Figure
from gridward.plug.imagine import Fact, Facts
from gridward.plug.settle import parted

FIGURES = (DISINFECTED_AREA, SITES_DONE, PLACES, FREQUENCY_MET, SHOPS, SHOPS_DISINFECTED, OVERUSE)
DAILY = (*DUTY, "shop")
"""Kinds of sites that have a number of jobs to do each day."""
_SOME = {"main_road": 6, "farm": 6, "factory": 5, "school": 3, "alley": 4, "pond": 3, "checkpoint": 4, "shop": 24}
_DAILY = {"public_place": 8, "compound": 4, "office": 5}


class Plan:
    """The courses of all sites, and what must have been done by which moment."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.at = moments(town.world, town.facts, *(figure.name for figure in FIGURES))
        self.start = beginning(town.world, self.at)

    @cached_property
    def sites(self) -> dict[str, Course]:
        """How many sites of each kind have been disinfected at least once."""
        town = self.town
        usual = {site.code: _SOME.get(site.code, 0) for site in SITES if site.code not in DUTY}
        usual |= {level: len(town.world.at(level)) for level in ("village", "community")}
        known = {kind: number for kind, number in usual.items() if number} if town.active() else {}
        copied = self._copies(SHOPS, "", SITES_DONE, "shop")
        found = self._plan(SITES_DONE, Facts((*town.facts.facts, *copied)), known)
        found = {kind: course for kind, course in found.items() if kind not in DUTY}
        copied = tuple(copy for kind in DUTY for copy in self._copies(SITES_DONE, kind, PLACES, kind))
        places = parted(Facts((*town.facts.facts, *copied)), PLACES, start=self.start)
        found |= self._plan(PLACES, places, _DAILY if town.active() else {})
        for kind in DAILY:
            found.setdefault(kind, [0] * len(self.at))
        self._enough(found)
        return found

    def _enough(self, found: dict[str, Course]) -> None:
        """Where it is stated how many had done their work, there are at least as many unless more is stated then."""
        told = (FREQUENCY_MET, PLACES, DUTY), (SHOPS_DISINFECTED, SHOPS, ("shop",))
        for done, whole, kinds in told:
            for fact in self.town.facts.facts:
                if fact.figure != done.name or fact.value is None:
                    continue
                leg = self.at.index(fact.as_of)
                mine = [fact.member] if fact.member else list(kinds)
                short = fact.aim() - sum(found[kind][leg] for kind in mine)
                free = [kind for kind in mine if not self._told(whole, kind, fact.as_of)]
                if short > 0 and free:
                    most = found[free[0]][leg] + short
                    found[free[0]] = [
                        max(one, most) if number >= leg else one for number, one in enumerate(found[free[0]])
                    ]

    def _told(self, whole: Figure, kind: str, at: int) -> bool:
        """Whether it is stated how many there are, at this moment or later: what was stated before may grow."""
        facts = self.town.facts
        told = (*facts.of(SITES_DONE.name, kind), *facts.of(whole.name, kind), *facts.of(whole.name))
        return any(fact.as_of >= at for fact in told)

    def _copies(self, source: Figure, member: str, figure: Figure, to: str) -> tuple[Fact, ...]:
        """What is stated of a number under another name, where it is not stated under its own."""
        own = {fact.as_of for fact in self.town.facts.of(figure.name, to)}
        told = self.town.facts.of(source.name, member)
        return tuple(fact._replace(figure=figure.name, member=to) for fact in told if fact.as_of not in own)

    def _plan(self, figure: Figure, facts: Facts, usual: Mapping[str, int]) -> dict[str, Course]:
        return Planner(figure, facts, self.at, start=self.start, usual=usual).courses()

    @cached_property
    def done(self) -> dict[int, dict[str, int]]:
        """By leg: of how many sites of a kind it is stated that they have done their work when the leg ends."""
        found: dict[int, dict[str, int]] = {}
        for leg, at in enumerate(self.at):
            duty = self.town.wanted(FREQUENCY_MET, at, {kind: self.sites[kind][leg] for kind in DUTY})
            shop = self.town.wanted(SHOPS_DISINFECTED, at, {"shop": self.sites["shop"][leg]})
            found[leg] = duty | shop
        return found

    @cached_property
    def square_metres(self) -> Course | None:
        """The area disinfected, where that is stated."""
        if not self.town.facts.of(DISINFECTED_AREA.name):
            return None
        return self._plan(DISINFECTED_AREA, self.town.facts, {})[""]

    @cached_property
    def too_strong(self) -> Course:
        """How many jobs were mixed too strong: none, unless that is stated."""
        return self._plan(OVERUSE, self.town.facts, {})[""]
