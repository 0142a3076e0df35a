"""What the imagination of sanitation knows of the town: what can be disinfected, and its days piece by piece."""

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from gridward.domains.sanitation.entries import Site
from gridward.kit.clock import DAY, day_of, first_moment, last_moment
from gridward.plug.hand import Hand
from gridward.plug.imagine import Facts, Spot, World

LABELS = {site.value: site.label.zh for site in Site}


class Target(NamedTuple):
    """Something that is treated: what kind of thing, its name or code, and where it lies."""

    kind: str
    ref: str
    host: Spot


class Piece(NamedTuple):
    """The part of a day that lies in a leg, after `start` and not after `end`; `closes` the day or everything."""

    day: int
    start: int
    end: int
    closes: bool


class Town:
    """The world, its facts and its sites."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.days = max(1.0, (world.end - world.start) / DAY)
        self.people = sum(len(home.residents) for homes in world.homes.values() for home in homes)
        self.hosts = world.at("village", "community") or (world.root,)
        self._names = Counter(spot.name for spot in world.spots)

    def name(self, spot: Spot, what: str) -> str:
        """The name of a place in an area, that no other place has."""
        own = spot.name if self._names[spot.name] == 1 else f"{spot.name}{spot.code[6:]}"
        return f"{own}{what}"

    def target(self, kind: str, number: int) -> Target:
        """The site of a kind by its number: an area where there is one, else a place."""
        areas = self.world.at(kind) if kind in ("village", "community", "compound", "alley") else ()
        if number < len(areas):
            return Target("area", areas[number].code, areas[number])
        host = self.hosts[number % len(self.hosts)]
        return Target("place", self.name(host, f"{LABELS[kind]}{number // len(self.hosts) + 1}"), host)

    def active(self) -> bool:
        """Whether this response disinfects: a COVID pack in force on some day, or no pack known at all."""
        packs = self.world.pack_of.values()
        return not packs or any("covid" in name for name in packs)

    def fights_mosquitoes(self) -> bool:
        """Whether a pack of a mosquito-borne disease is in force on some day."""
        return any(word in name for name in self.world.pack_of.values() for word in ("chik", "dengue", "zika"))


def pieces(at: Sequence[int], start: int, leg: int) -> list[Piece]:
    """The days of a leg of a plan."""
    begin, end = (at[leg - 1] if leg else start), at[leg]
    return [
        Piece(
            day,
            max(begin, first_moment(day) - 1),
            min(end, last_moment(day)),
            last_moment(day) <= end or leg == len(at) - 1,
        )
        for day in range(day_of(begin + 1), day_of(end) + 1)
    ]
