"""What the imagination of screening knows of the town: its homes in the order in which they are called on."""

from functools import cached_property
from itertools import accumulate
from random import Random

from gridward.kit.clock import DAY
from gridward.kit.errors import Refusal
from gridward.plug.hand import Hand
from gridward.plug.imagine import Facts, Home, World
from gridward.policy.packs import pack


class Town:
    """The world and its facts."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.days = max(1.0, (world.end - world.start) / DAY)

    @cached_property
    def homes(self) -> tuple[Home, ...]:
        """Every home, so that any first part of them holds the same share of every village."""
        placed = [
            ((number + 0.5) / len(homes), code, home)
            for code, homes in sorted(self.world.homes.items())
            for number, home in enumerate(homes)
        ]
        return tuple(home for _, _, home in sorted(placed, key=lambda one: one[:2]))

    @cached_property
    def first_person(self) -> tuple[int, ...]:
        """For each home the number of its first resident in that order; at the end the number of all residents."""
        return (0, *accumulate(len(home.residents) for home in self.homes))

    @cached_property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Every resident with the area lived in, in the order of the homes."""
        return tuple((person, home.area) for home in self.homes for person in home.residents)

    def person(self, number: int) -> tuple[str, str]:
        """A resident by number; beyond them somebody made up, met in the root area."""
        if number < len(self.people):
            return self.people[number]
        return f"演访客{number - len(self.people) + 1:05d}", self.world.root.code

    def chosen(self, count: int, seed: int) -> list[int]:
        """Numbers of `count` different persons, scattered over the town; others for another seed."""
        size = max(1, len(self.people))
        step = next((prime for prime in (7_919, 6_151, 4_001) if size % prime), 1)
        return [(seed + number * step) % size if number < size else number for number in range(count)]

    def about_covid(self) -> bool:
        """Whether a COVID pack is in force on some day, or no pack is known at all."""
        return not self.world.pack_of or any("covid" in name for name in self.world.pack_of.values())

    def switched_on(self, name: str) -> frozenset[str]:
        """The answers of a list that some pack of the world offers."""
        found: set[str] = set()
        for one in set(self.world.pack_of.values()):
            try:
                found |= {option.code for option in pack(one).options(name)}
            except Refusal:
                continue
        return frozenset(found)
