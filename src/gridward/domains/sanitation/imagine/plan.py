"""How many sites of each kind are known at each moment, and of how many it is stated that their day's work was done."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from gridward.domains.sanitation.figures import (
    DISINFECTED_AREA,
    FREQUENCY_MET,
    OVERUSE,
    PLACES,
    SHOPS,
    SHOPS_DISINFECTED,
    SITES_DONE,
)
from gridward.domains.sanitation.imagine.town import Piece, Town, pieces
from gridward.domains.sanitation.rules import DUTY, jobs_asked, shop_jobs_asked
from gridward.kit.clock import day_of
from gridward.plug.course import Course, Planner, beginning, moments
from gridward.plug.figure import Figure
from gridward.plug.imagine import Fact, Facts
from gridward.plug.table import MOST, Cell, Table, last

FIGURES = (DISINFECTED_AREA, SITES_DONE, PLACES, FREQUENCY_MET, SHOPS, SHOPS_DISINFECTED, OVERUSE)
DAILY = (*DUTY, "shop")
"""Kinds of sites that have a number of jobs to do each day."""
_DONE = "done"
_NAMES = {figure.name for figure in (SITES_DONE, PLACES, SHOPS, FREQUENCY_MET, SHOPS_DISINFECTED)}
_SOME = {"main_road": 6, "farm": 6, "factory": 5, "school": 3, "alley": 4, "pond": 3, "checkpoint": 4, "shop": 24}
_SOME |= {"public_place": 8, "compound": 4, "office": 5}


class Plan:
    """The courses of all sites, and what must have been done by which moment."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.at = moments(town.world, town.facts, *(figure.name for figure in FIGURES))
        self.start = beginning(town.world, self.at)
        self.held: dict[tuple[str, int], int] = {}
        """The last moment of a day at which it is stated how many of a kind have done their work."""
        for fact in sorted(town.facts.facts, key=lambda fact: fact.as_of):
            for kind in _kinds(fact):
                self.held[kind, day_of(fact.as_of)] = fact.as_of
        self.found = self._found()

    @cached_property
    def sites(self) -> dict[str, Course]:
        """How many sites of each kind have been disinfected at least once."""
        kinds = dict.fromkeys(kind for name, kind, _ in self.found if name == SITES_DONE.name)
        return {kind: [self.found[SITES_DONE.name, kind, leg] for leg in range(len(self.at))] for kind in kinds}

    @cached_property
    def done(self) -> dict[int, dict[str, int]]:
        """By leg: how many sites of a kind have done their work when the leg ends, where that is planned."""
        return {
            leg: {kind: self.found[_DONE, kind, leg] for kind in DAILY if (_DONE, kind, leg) in self.found}
            for leg in range(len(self.at))
        }

    def free(self, kind: str, leg: int) -> list[Piece]:
        """The parts of a leg after which, on the same day, nothing is stated of what was done that day."""
        return [
            one for one in pieces(self.at, self.start, leg) if self.held.get((kind, one.day), one.start) <= one.start
        ]

    def _found(self) -> Mapping[Cell, int]:
        """One history that meets all that is stated; else all that is stated of how many there are."""
        told: dict[Cell, list[Fact]] = {}
        for fact in self.town.facts.facts:
            if fact.figure in _NAMES:
                cell = (*_own(fact), self.at.index(fact.as_of))
                told.setdefault(cell, []).append(fact)
        less = {cell: facts for cell, facts in told.items() if cell[0] != _DONE}
        tries = (self._table(one).settled() for one in (told, less, {}))
        return next((one for one in tries if one is not None), {})

    def _usual(self) -> dict[str, Course]:
        """How many there would be, or along that as is stated."""
        town, usual = self.town, dict.fromkeys(DAILY, 0)
        if town.active():
            usual |= _SOME | {level: len(town.world.at(level)) for level in ("village", "community")}
        plan = self._plan(SITES_DONE, town.facts, {kind: number for kind, number in usual.items() if number})
        none = [0] * len(self.at)
        return dict.fromkeys((*usual, *town.facts.members(SITES_DONE.name)), none) | plan

    def _table(self, told: Mapping[Cell, Sequence[Fact]]) -> Table:
        table, usual = Table(), self._usual()
        for leg in range(len(self.at)):
            for kind, course in usual.items():
                cell = (SITES_DONE.name, kind, leg)
                table.put(cell, course[leg], facts=told.get(cell, ()))
                table.row((cell,), (last(cell),))
                if self.held.get((kind, day_of(self.at[leg])), 0) >= self.at[leg]:
                    self._today(table, told, cell)
            whole = (PLACES.name, "", leg)
            table.put(whole, MOST, facts=told.get(whole, ()))
            table.same((whole,), ((SITES_DONE.name, kind, leg) for kind in DUTY))
            duty = (_DONE, "", leg)
            if duty in told:
                table.put(duty, MOST, facts=told[duty])
                table.same((duty,), ((_DONE, kind, leg) for kind in DUTY))
                _share(table, duty, whole, told[duty])
        return table

    def _today(self, table: Table, told: Mapping[Cell, Sequence[Fact]], sites: Cell) -> None:
        """Those of a kind who have done their day's work: where one job is enough, all who begin that day."""
        _, kind, leg = sites
        done = table.put((_DONE, kind, leg), table.wish[sites], facts=told.get((_DONE, kind, leg), ()))
        table.row((sites,), (done,))
        _share(table, done, sites, told.get(done, ()))
        day = day_of(self.at[leg])
        before = last(done) if leg and day_of(self.at[leg - 1]) == day else None
        table.row((done,), (before,))
        if asked(kind, day) == 1 and not self.free(kind, leg):
            table.row((done, last(sites)), (sites, before))

    def _plan(self, figure: Figure, facts: Facts, usual: Mapping[str, int]) -> dict[str, Course]:
        return Planner(figure, facts, self.at, start=self.start, usual=usual).courses()

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


def asked(kind: str, day: int) -> int:
    """How many jobs a day asks for."""
    return (shop_jobs_asked if kind == "shop" else jobs_asked)(day)


def _kinds(fact: Fact) -> Sequence[str]:
    """The kinds of sites of which a fact says how many have done their day's work."""
    if fact.figure == SHOPS_DISINFECTED.name:
        return ("shop",)
    if fact.figure == FREQUENCY_MET.name:
        return (fact.member,) if fact.member else DUTY
    return ()


def _own(fact: Fact) -> tuple[str, str]:
    """What a fact is about: shops and places of daily duty are sites."""
    if fact.figure in (FREQUENCY_MET.name, SHOPS_DISINFECTED.name):
        return _DONE, "shop" if fact.figure == SHOPS_DISINFECTED.name else fact.member
    if fact.figure == SHOPS.name:
        return SITES_DONE.name, "shop"
    return PLACES.name if fact.figure == PLACES.name and not fact.member else SITES_DONE.name, fact.member


def _share(table: Table, part: Cell, whole: Cell, facts: Iterable[Fact]) -> None:
    for fact in facts:
        if fact.share is not None:
            table.part(part, whole, fact.share)
            table.low[whole] = max(table.low[whole], 1)
