"""What the imagination of livestock knows of the town, and how its numbers must run."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import count
from random import Random
from typing import NamedTuple

from gridward.domains.livestock.figures import CULLED, FARMS, FARMS_INSPECTED, MOVED, SICK
from gridward.plug.course import Course, Planner, beginning, moments
from gridward.plug.hand import Hand
from gridward.plug.imagine import Facts, Spot, World
from gridward.plug.settle import parted

MOST = 60
"""No town has more farms than this unless somebody says so."""
SPECIES = ("pig", "chicken", "pig", "cattle", "duck", "sheep", "pig", "chicken")


class Farm(NamedTuple):
    """A farm by its number."""

    ref: str
    host: Spot
    species: str
    head: int


class Turn(NamedTuple):
    """What becomes of the farms between two moments of the plan, by their numbers.

    `looked` are the open ones that somebody has looked at in the end, `fresh` those of them seen for the first time.
    """

    opened: Sequence[int]
    closed: Sequence[int]
    fresh: Sequence[int]
    looked: Sequence[int]
    open: Sequence[int]


class Town:
    """The world, its facts, its farms, and the courses of what is known of them."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.at = moments(world, facts, *(one.name for one in (FARMS, FARMS_INSPECTED, SICK, CULLED, MOVED)))
        self.start = beginning(world, self.at)
        self.villages = world.at("village", "community")
        self.hosts = self.villages or (world.root,)
        self._names = Counter(spot.name for spot in world.spots)

    def farm(self, number: int) -> Farm:
        """The farm of this number, always the same."""
        host = self.hosts[number % len(self.hosts)]
        own = host.name if self._names[host.name] == 1 else f"{host.name}{host.code[6:]}"
        species = SPECIES[number % len(SPECIES)]
        size = 4_000 if species in ("chicken", "duck") else 60
        return Farm(f"{own}养殖场{number // len(self.hosts) + 1}", host, species, size + number * 37 % (size * 5))

    def active(self) -> bool:
        """Whether farms are patrolled in this response: a COVID pack or none known, and villages to have farms."""
        packs = self.world.pack_of.values()
        return bool(self.villages) and (not packs or any("covid" in name for name in packs))

    @cached_property
    def farms(self) -> Course:
        """How many farms are registered at each moment: at least those that are said to have been inspected."""
        stated = [fact.aim() for fact in self.facts.of(FARMS_INSPECTED.name) if fact.value is not None]
        usual = min(MOST, len(self.villages) // 2) if self.active() else 0
        course = Planner(
            FARMS, self.facts, self.at, start=self.start, usual={"": max([usual, *stated])}, level=True
        ).courses()[""]
        fixed = {fact.as_of for fact in self.facts.of(FARMS.name) if fact.value is not None}
        least = {fact.as_of: fact.aim() for fact in self.facts.of(FARMS_INSPECTED.name) if fact.value is not None}
        return [have if at in fixed else max(have, least.get(at, 0)) for at, have in zip(self.at, course, strict=True)]

    @cached_property
    def inspected(self) -> Course:
        """How many of the farms that are open at each moment somebody has looked at."""
        shares = [fact for fact in self.facts.of(FARMS_INSPECTED.name) if fact.value is None and fact.share is not None]
        told = [
            fact._replace(
                value=round((fact.share or 0) * self.farms[self.at.index(fact.as_of)]), share=None, qualifier="="
            )
            for fact in shares
        ]
        facts = Facts((*(fact for fact in self.facts.facts if fact not in shares), *told))
        usual = {"": self.farms[-1]}
        course = Planner(FARMS_INSPECTED, facts, self.at, start=self.start, usual=usual).courses()[""]
        return [min(looked, have) for looked, have in zip(course, self.farms, strict=True)]

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Which farms open, close and are looked at before each moment; a number given up is not used again."""
        found: list[Turn] = []
        looked: list[int] = []
        waiting: list[int] = []
        new = count()
        for wanted, seen in zip(self.farms, self.inspected, strict=True):
            closed, looked = looked[seen:], looked[:seen]
            left = wanted - len(looked)
            closed, waiting = [*closed, *waiting[left:]], waiting[:left]
            opened = [next(new) for _ in range(left - len(waiting))]
            waiting += opened
            more = seen - len(looked)
            fresh, waiting = waiting[:more], waiting[more:]
            looked = looked + fresh
            found.append(Turn(opened, closed, fresh, looked, looked + waiting))
        return tuple(found)

    @cached_property
    def sick(self) -> Course:
        """How many animals are ill at each moment; none where nobody has looked yet."""
        usual = {"": self.inspected[-1] // 25}
        course = Planner(SICK, self.facts, self.at, start=self.start, usual=usual, level=True).courses()[""]
        return [ill if looked else 0 for ill, looked in zip(course, self.inspected, strict=True)]

    @cached_property
    def culled(self) -> dict[str, Course]:
        """Animals culled by species, where that is stated."""
        return Planner(
            CULLED, parted(self.facts, CULLED, start=self.start), self.at, start=self.start, usual={}
        ).courses()

    @cached_property
    def moved(self) -> dict[str, Course]:
        """Animals moved with a permit: a few where farms are patrolled, or what is stated."""
        usual = {"transfer": 40 * self.farms[-1], "restocking": 15 * self.farms[-1]} if self.active() else {}
        return Planner(
            MOVED, parted(self.facts, MOVED, start=self.start), self.at, start=self.start, usual=usual
        ).courses()
