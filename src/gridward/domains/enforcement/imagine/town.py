"""What the imagination of enforcement knows of the town."""

from collections import Counter
from functools import cached_property
from random import Random

from gridward.kit.clock import DAY
from gridward.plug.hand import Hand
from gridward.plug.imagine import Facts, Spot, World

SHOPS = ("棋牌室", "网吧", "台球室", "理发店", "服装店", "饭店", "足浴店", "洗浴中心", "小商品店", "影楼")
"""What nobody needs every day."""


class Town:
    """The world, its facts, and where its shops are."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.days = max(1.0, (world.end - world.start) / DAY)
        self.people = sum(len(home.residents) for homes in world.homes.values() for home in homes)
        self._names = Counter(spot.name for spot in world.spots)

    @cached_property
    def hosts(self) -> tuple[Spot, ...]:
        """Areas that have shops."""
        return self.world.at("village", "community", "grid_small") or (self.world.root,)

    @cached_property
    def desks(self) -> tuple[Spot, ...]:
        """Areas that send officers out."""
        return self.world.at("town", "subdistrict", "zone") or (self.world.root,)

    def shop(self, number: int) -> tuple[Spot, str]:
        """Where a shop is and its name, which no other shop has."""
        host, turn = self.hosts[number % len(self.hosts)], number // len(self.hosts)
        own = host.name if self._names[host.name] == 1 else f"{host.name}{host.code[6:]}"
        return host, f"{own}{SHOPS[(number + turn) % len(SHOPS)]}{turn + 1}"

    def quiet(self) -> bool:
        """Whether nothing asks for shops to close: no COVID pack, or facts that leave no room for the usual."""
        packs = set(self.world.pack_of.values())
        covid = not packs or any("covid" in name for name in packs)
        return not covid or any(fact.figure in ("venue.closed", "venue.places") for fact in self.facts.facts)
