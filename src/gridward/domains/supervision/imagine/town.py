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
from gridward.domains.supervision.rules import CHECKLISTS, items_of
from gridward.kit.clock import DAY
from gridward.plug.agree import Limits, Row, Whole, agreed
from gridward.plug.course import Course, Planner, beginning, moments
from gridward.plug.hand import Hand
from gridward.plug.imagine import Fact, Facts, Spot, World

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

    @property
    def finds(self) -> bool:
        """Whether it is stated that something was found, so that somebody must have looked."""
        names = (PROBLEMS.name, RECTIFIED.name, OVERDUE.name)
        return any(fact.figure in names and fact.value for fact in self.facts.facts)

    @cached_property
    def inspections(self) -> Course | None:
        """How many inspections there are, where that is stated; else they are as many as they are."""
        if not self.stated(INSPECTIONS.name):
            return None
        return Planner(INSPECTIONS, self.facts, self.at, start=self.start, usual={}).courses()[""]

    @cached_property
    def subjects(self) -> dict[str, Course]:
        """How many subjects of each kind have been inspected, of the kinds of which that is stated."""
        plan = Planner(SUBJECTS_SEEN, self.facts, self.at, start=self.start, usual={}).courses()
        return {kind: course for kind, course in plan.items() if self.stated(SUBJECTS_SEEN.name, kind)}

    def pool(self, kind: str, leg: int) -> int:
        """How many subjects of a kind may have been inspected by the end of a leg."""
        if kind in self.subjects:
            return self.subjects[kind][leg]
        return self.there(kind) or FEW.get(kind, 0)

    @cached_property
    def covered(self) -> dict[int, dict[str, int]]:
        """At each moment for which it is stated: how many of each kind were inspected that day."""
        found: dict[int, dict[str, int]] = {}
        facts = self._valued(COVERED.name, lambda fact: self._whole(fact.member, fact.as_of))
        usual = {kind: self._whole(kind, self.at[-1]) for kind in ("village", "community", "post")}
        plan = Planner(COVERED, facts, self.at, start=self.start, usual=usual, level=True).courses()
        if self.subjects:
            told = self._beside_subjects(facts, {kind: [0] * len(self.at) for kind in usual} | plan)
            plan = Planner(COVERED, told, self.at, start=self.start, usual=usual, level=True).courses()
        for fact in facts.facts:
            if fact.figure == COVERED.name:
                number = self.at.index(fact.as_of)
                kinds = [fact.member] if fact.member else list(plan)
                found.setdefault(number, {}).update(
                    {kind: plan.get(kind, [0] * len(self.at))[number] for kind in kinds}
                )
        return found

    def _beside_subjects(self, facts: Facts, plan: dict[str, Course]) -> Facts:
        """No more of a kind are inspected on one day than are stated to have been inspected at all by then."""
        seen = [
            Fact(SUBJECTS_SEEN.name, kind, value, None, "", "=", moment, "", "")
            for kind, course in self.subjects.items()
            for moment, value in zip(self.at, course, strict=True)
        ]
        others = (fact for fact in facts.facts if fact.figure != SUBJECTS_SEEN.name)
        rows = [
            Row(((SUBJECTS_SEEN.name, kind, place),), ((COVERED.name, kind, place),))
            for kind in self.subjects.keys() & plan.keys()
            for place in range(len(self.at))
        ]
        whole = Whole((COVERED.name, ""), tuple((COVERED.name, kind) for kind in plan), full=True)
        plans = ((COVERED, plan), (SUBJECTS_SEEN, self.subjects))
        told = agreed(Facts((*others, *seen)), self.at, plans, Limits(wholes=(whole,), rows=rows))
        return Facts(tuple(fact for fact in told.facts if fact.figure == COVERED.name))

    def _whole(self, kind: str, at: int) -> int:
        if not kind:
            return sum(self._whole(one, at) for one in ("village", "community", "post"))
        return sum(one.stood(at) for one in self.posts) if kind == "post" else self.there(kind)

    @cached_property
    def checked(self) -> dict[str, Course]:
        """In how many areas each item of a checklist is in place."""
        levels = {item: level for level in CHECKLISTS for item in items_of(level)}
        facts = self._valued(CHECKED_OFF.name, lambda fact: self.there(levels[fact.member]))
        usual = {item: self._usual(level) for item, level in levels.items()}
        plan = Planner(CHECKED_OFF, facts, self.at, start=self.start, usual=usual, level=True).courses()
        return {item: [min(one, self.there(levels[item])) for one in course] for item, course in plan.items()}

    def _usual(self, level: str) -> int:
        """In how many areas an item is in place if nothing is stated: nearly all, if somebody went to all of them."""
        if self.inspections is not None:
            return 0
        return int(min(self.there(level), self.pool(level, len(self.at) - 1)) * self.random.uniform(0.85, 1))

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
