"""What the imagination of clinics knows of the town."""

from collections import Counter
from functools import cached_property
from random import Random

from gridward.kit.clock import DAY
from gridward.plug.hand import Hand
from gridward.plug.imagine import Facts, Spot, World

FEW = 4
"""How many there are of what a share is stated of, and nothing else."""


class Town:
    """The world, its facts, its health centres and village clinics."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.days = max(1.0, (world.end - world.start) / DAY)
        self._names = Counter(spot.name for spot in world.spots)

    def name(self, spot: Spot, what: str) -> str:
        """The name of a place in an area, that no other place has."""
        own = spot.name if self._names[spot.name] == 1 else f"{spot.name}{spot.code[6:]}"
        return f"{own}{what}"

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody who lives in the town."""
        return tuple(person for homes in self.world.homes.values() for home in homes for person in home.residents)

    @cached_property
    def towns(self) -> tuple[Spot, ...]:
        """The areas that have a health centre."""
        return self.world.at("town", "subdistrict", "zone") or (self.world.root,)

    @cached_property
    def villages(self) -> tuple[Spot, ...]:
        """Villages with a clinic that reports: at most forty, spread over all."""
        found = tuple(spot for spot in self.world.at("village", "community") if spot.code != self.world.root.code)
        return found[:: max(1, -(-len(found) // 40))]

    def about_covid(self) -> bool:
        """Whether a COVID pack is in force on some day, or no pack is known at all."""
        return not self.world.pack_of or any("covid" in name for name in self.world.pack_of.values())
