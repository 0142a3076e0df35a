"""What the imagination of supervision knows of the town: what can be inspected, and how its numbers must run."""

from collections import Counter
from collections.abc import Callable
from functools import cached_property
from random import Random
from typing import NamedTuple

from gridward.domains.supervision.entries import SubjectKind
from gridward.domains.supervision.figures import (
    ACCOUNTABLE,
    CHECKED_OFF,
    COVERED,
    INSPECTIONS,
    OVERDUE,
    PROBLEMS,
    RECTIFIED,
    SUBJECTS_SEEN,
)
from gridward.domains.supervision.imagine.plan import COVERED as COVERED_TODAY
from gridward.domains.supervision.imagine.plan import SUBJECTS, VISITS, Asked, Leg, Plan, legs_of, planned
from gridward.domains.supervision.rules import CHECKLISTS, items_of
from gridward.domains.supervision.rules import COVERED as KINDS_OF_A_DAY
from gridward.kit.clock import DAY, day_of
from gridward.plug.course import Course, Planner, beginning, moments
from gridward.plug.hand import Hand
from gridward.plug.imagine import Fact, Facts, Spot, World
from gridward.plug.table import Cell

FIGURES = (INSPECTIONS, SUBJECTS_SEEN, COVERED, CHECKED_OFF, PROBLEMS, RECTIFIED, OVERDUE, ACCOUNTABLE)
FEW = {"supermarket": 4, "enterprise": 5, "market": 2, "medical": 2, "school": 2, "office": 3}
"""How many subjects of other kinds a town usually has inspected."""
LABELS = {one.value: one.label.zh for one in SubjectKind}
_GRIDS = ("grid_large", "grid_medium", "grid_small")


class Target(NamedTuple):
    """Something that can be inspected: a link to it, where it lies, and from when to when it stood."""

    kind: str
    ref: str
    host: Spot
    opened: int = 0
    closed: int | None = None

    def stood(self, at: int) -> bool:
        """Whether it was there at that moment."""
        return self.opened <= at and (self.closed is None or at < self.closed)


class Town:
    """The world, its facts, its subjects, and the courses of their numbers."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.sure = Hand(random, late=0.0)
        self.at = moments(world, facts, *(figure.name for figure in FIGURES))
        self.start = beginning(world, self.at)
        self.days = max(1.0, (world.end - world.start) / DAY)
        self.hosts = world.at("village", "community") or (world.root,)
        self._names = Counter(spot.name for spot in world.spots)
        self._pools: dict[str, list[Target]] = {}

    def name(self, spot: Spot, what: str) -> str:
        """The name of a place in an area, that no other place has."""
        own = spot.name if self._names[spot.name] == 1 else f"{spot.name}{spot.code[6:]}"
        return f"{own}{what}"

    def target(self, kind: str, number: int) -> Target:
        """The subject of a kind by its number; beyond those that there are, places of that kind.

        Their names are not those that other domains make up: who mentions a place first says where it lies.
        """
        pool = self._pools.get(kind)
        if pool is None:
            pool = self._pools[kind] = self.posts if kind == "post" else self._areas(kind)
        if number < len(pool):
            return pool[number]
        host = self.hosts[number % len(self.hosts)]
        return Target("place", self.name(host, f"第{number // len(self.hosts) + 1}{LABELS[kind]}"), host)

    def there(self, kind: str) -> int:
        """How many subjects of a kind there are without making any up."""
        return len(self.posts) if kind == "post" else len(self._areas(kind))

    def _areas(self, kind: str) -> list[Target]:
        levels = _GRIDS if kind == "grid" else (kind,)
        spots = self.world.at(*levels) if kind in ("grid", "work_area", "village", "community") else ()
        return [Target("area", spot.code, spot) for spot in spots]

    @cached_property
    def posts(self) -> list[Target]:
        """The checkpoints that were told of, in the order of their opening."""
        spots = {spot.code: spot for spot in self.world.spots}
        found: dict[str, Target] = {}
        for draft in sorted(self.world.told.get("checkpoint.post", ()), key=lambda one: one.at):
            if draft.subject is None or draft.body is None:
                continue
            ref = draft.subject[1]
            closed = draft.at if draft.body.get("closed_on") else None
            before = found.get(ref)
            opened = draft.at if before is None else before.opened
            found[ref] = Target("place", ref, spots.get(draft.area, self.world.root), opened, closed)
        return sorted(found.values(), key=lambda one: (one.opened, one.ref))

    def stated(self, figure: str, member: str = "") -> bool:
        """Whether anything is said of a figure's member, at any moment."""
        return bool(self.facts.of(figure, member))

    @cached_property
    def looked(self) -> frozenset[int]:
        """The legs by whose end it is stated that something was found, so that somebody must have looked."""
        names = (PROBLEMS.name, RECTIFIED.name, OVERDUE.name)
        told = (fact for fact in self.facts.facts if fact.figure in names and fact.value)
        return frozenset(self.at.index(fact.as_of) for fact in told)

    @cached_property
    def legs(self) -> list[Leg]:
        """From moment to moment."""
        return legs_of(self.at, self.start)

    @cached_property
    def plan(self) -> Plan:
        """How all numbers of inspections run that are stated."""
        facts = self._valued(COVERED.name, lambda fact: self._whole(fact.member, fact.as_of))
        usual = {kind: self._whole(kind, self.at[-1]) for kind in KINDS_OF_A_DAY}
        covered = dict.fromkeys(KINDS_OF_A_DAY, [0] * len(self.at))
        covered |= Planner(COVERED, facts, self.at, start=self.start, usual=usual, level=True).courses()
        return planned(
            Asked(
                legs=self.legs,
                facts=self._cells(facts),
                subjects=self._subjects(),
                covered=covered,
                inspections=self._inspections(),
                held=self._held(facts),
                touched={(level, leg): len(now) for (level, leg), now in self.answers.items()},
                reached=self._reached(),
                looked=self.looked,
            )
        )

    def _cells(self, facts: Facts) -> dict[Cell, list[Fact]]:
        """What is stated, by number and moment."""
        names = {SUBJECTS_SEEN.name: SUBJECTS, COVERED.name: COVERED_TODAY, INSPECTIONS.name: VISITS}
        found: dict[Cell, list[Fact]] = {}
        for fact in facts.facts:
            if fact.figure in names and fact.value is not None:
                found.setdefault((names[fact.figure], fact.member, self.at.index(fact.as_of)), []).append(fact)
        return found

    def _inspections(self) -> Course | None:
        """How many inspections there would be, where that is stated; else they are as many as they are."""
        if not self.stated(INSPECTIONS.name):
            return None
        return Planner(INSPECTIONS, self.facts, self.at, start=self.start, usual={}).courses()[""]

    def _subjects(self) -> dict[str, Course]:
        """How many subjects of each kind would have been inspected, of the kinds of which that is stated."""
        plan = Planner(SUBJECTS_SEEN, self.facts, self.at, start=self.start, usual={}).courses()
        return {kind: course for kind, course in plan.items() if self.stated(SUBJECTS_SEEN.name, kind)}

    def _held(self, facts: Facts) -> frozenset[tuple[str, int]]:
        """Kinds and legs at whose end it is a day of which it is stated how many of the kind were inspected."""
        told = [(fact.member, day_of(fact.as_of)) for fact in facts.facts if fact.figure == COVERED.name]
        held = {(kind, day) for member, day in told for kind in ((member,) if member else KINDS_OF_A_DAY)}
        return frozenset((kind, number) for number, leg in enumerate(self.legs) for kind, day in held if day == leg.day)

    @cached_property
    def answers(self) -> dict[tuple[str, int], dict[int, frozenset[str]]]:
        """By level and leg, of the levels of whose checklist something is stated: which areas answer otherwise than
        before, and how.
        """
        found = {}
        for level in CHECKLISTS:
            if any(self.stated(CHECKED_OFF.name, item) for item in items_of(level)):
                last: dict[int, frozenset[str]] = {}
                for leg in range(len(self.at)):
                    now = {one: self.in_place(level, one, leg) for one in range(self.there(level))}
                    found[level, leg] = {one: got for one, got in now.items() if got != last.get(one, frozenset())}
                    last = now
        return found

    def in_place(self, level: str, number: int, leg: int) -> frozenset[str]:
        """The items in place in an area at the end of a leg."""
        return frozenset(item for item in items_of(level) if number < self.checked[item][leg])

    def _reached(self) -> dict[tuple[str, int], int]:
        """By level and leg, how many areas have answered by then."""
        found = {}
        for level in CHECKLISTS:
            most = 0
            for leg in range(len(self.at)):
                most = max(most, *(one + 1 for one in self.answers.get((level, leg), ())), 0)
                found[level, leg] = most
        return found

    def _whole(self, kind: str, at: int) -> int:
        if not kind:
            return sum(self._whole(one, at) for one in KINDS_OF_A_DAY)
        return sum(one.stood(at) for one in self.posts) if kind == "post" else self.there(kind)

    @cached_property
    def checked(self) -> dict[str, Course]:
        """In how many areas each item of a checklist is in place."""
        levels = {item: level for level in CHECKLISTS for item in items_of(level)}
        facts = self._valued(CHECKED_OFF.name, lambda fact: self.there(levels[fact.member]))
        usual = {item: self._usual(level) for item, level in levels.items()}
        plan = Planner(CHECKED_OFF, facts, self.at, start=self.start, usual=usual, level=True).courses()
        none = dict.fromkeys(levels, [0] * len(self.at))
        return none | {item: [min(one, self.there(levels[item])) for one in course] for item, course in plan.items()}

    def _usual(self, level: str) -> int:
        """In how many areas an item is in place if nothing is stated: nearly all, if somebody went to all of them."""
        stated = self.stated(SUBJECTS_SEEN.name, level) and any(
            self.stated(CHECKED_OFF.name, item) for item in items_of(level)
        )
        if stated or self.stated(INSPECTIONS.name):
            return 0
        return int(self.there(level) * self.random.uniform(0.85, 1))

    def _valued(self, name: str, whole: Callable[[Fact], int]) -> Facts:
        """The facts, with each share of a figure turned into a value."""
        return Facts(
            tuple(
                fact._replace(value=round(fact.share * whole(fact)), share=None, qualifier="=")
                if fact.figure == name and fact.value is None and fact.share is not None
                else fact
                for fact in self.facts.facts
            )
        )
