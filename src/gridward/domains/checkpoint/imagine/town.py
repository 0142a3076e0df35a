"""What the imagination of gates knows of the town."""

from collections import Counter
from functools import cached_property
from random import Random

from gridward.domains.checkpoint.rules import LEVELS
from gridward.kit.clock import DAY, day_of
from gridward.kit.errors import Refusal
from gridward.plug.hand import Hand
from gridward.plug.imagine import Facts, Spot, World
from gridward.policy.packs import pack

CODES_FROM = 18_322
"""Where no pack says so: health codes spread in March 2020, of which this day is the first."""


class Town:
    """The world, its facts, and where gates of each level may stand."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.days = max(1.0, (world.end - world.start) / DAY)
        names = Counter(spot.name for spot in world.spots)
        self._names = {
            spot.code: spot.name if names[spot.name] == 1 else f"{spot.name}{spot.code[6:]}" for spot in world.spots
        }

    def name(self, spot: Spot) -> str:
        """A name that no other area of the world has."""
        return self._names[spot.code]

    def people(self, spot: Spot) -> int:
        """How many live in an area itself."""
        return sum(len(home.residents) for home in self.world.homes.get(spot.code, ()))

    @cached_property
    def population(self) -> int:
        """How many live in the town."""
        return sum(len(home.residents) for homes in self.world.homes.values() for home in homes)

    @cached_property
    def closable(self) -> tuple[Spot, ...]:
        """Villages and communities."""
        return self.world.at("village", "community")

    @cached_property
    def hosts(self) -> dict[str, tuple[Spot, ...]]:
        """Under which areas gates of each level stand; there is always one."""
        world, root = self.world, (self.world.root,)
        towns = world.at("town", "subdistrict", "zone") or root
        villages = self.closable or world.at("grid_small", "grid_medium", "grid_large") or root
        compounds = world.at("compound") or world.at("community") or villages
        found = {"town": towns, "village": villages, "compound": compounds, "venue": villages, "external": root}
        return {level: found[level] for level in LEVELS}

    def quiet(self) -> bool:
        """Whether nothing is known to ask for gates: a pack in force that has none."""
        return not any(self._gated(name) for name in self.world.pack_of.values()) if self.world.pack_of else False

    def asks_codes(self, at: int) -> bool:
        """Whether a gate asked for a health code on that day."""
        day = day_of(at)
        name = self.world.pack_of.get(day, "")
        try:
            return pack(name).asks("health_code")
        except Refusal:
            return day >= CODES_FROM and self._gated(name)

    @staticmethod
    def _gated(name: str) -> bool:
        try:
            return bool(pack(name).gate)
        except Refusal:
            return "covid" in name or not name
