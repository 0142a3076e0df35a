"""What the imagination of command knows of the town."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from random import Random
from uuid import UUID

from gridward.kit.clock import DAY, SECOND, date_of, day_of
from gridward.kit.errors import Refusal
from gridward.plug.course import Course, Planner
from gridward.plug.figure import Figure
from gridward.plug.hand import Hand
from gridward.plug.imagine import Facts, Spot, World
from gridward.policy.packs import pack

CODES_FROM = 18_322
"""Where no pack says so: health codes spread in March 2020, of which this day is the first."""


class Town:
    """The world, its facts, and who is there to be ordered, asked and put on duty."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.days = max(1.0, (world.end - world.start) / DAY)
        self.root = world.root.code
        self.decided: list[tuple[int, UUID, int]] = []
        """When meetings that decided something were over, which they were, and each decision by its number."""

    def covid(self) -> bool:
        """Whether a COVID pack is in force on some day, or no pack is known at all."""
        return not self.world.pack_of or any("covid" in name for name in self.world.pack_of.values())

    def usual(self, **numbers: float) -> dict[str, int]:
        """What is usual where there is an outbreak to answer to; nothing elsewhere."""
        return {code: int(number) for code, number in numbers.items() if self.covid() and number >= 1}

    def asks_codes(self, at: int) -> bool:
        """Whether a gate asked for a health code on that day."""
        day = day_of(at)
        try:
            return pack(self.world.pack_of.get(day, "")).asks("health_code")
        except Refusal:
            return day >= CODES_FROM

    @cached_property
    def below(self) -> tuple[Spot, ...]:
        """The areas to which orders go: villages and communities, else grids, else the town itself."""
        world = self.world
        found = world.at("village", "community") or world.at("grid_small", "grid_medium", "grid_large")
        return found or (world.root,)

    @cached_property
    def staff(self) -> tuple[str, ...]:
        """Some residents who take turns on duty, spread over the town."""
        people = [person for homes in self.world.homes.values() for home in homes[:40] for person in home.residents[:1]]
        step = max(1, len(people) // 120)
        return tuple(people[::step][:120]) or tuple(f"演值守{number:03}" for number in range(1, 41))

    def courses(
        self, figure: Figure, at: Sequence[int], start: int, usual: Mapping[str, int], *, level: bool = False
    ) -> dict[str, Course]:
        """How the members of a figure must run."""
        return Planner(figure, self.facts, at, start=start, usual=usual, level=level).courses()

    def early(self, start: int, end: int) -> int:
        """A moment in the first part of a leg, in whole seconds where there is one."""
        at = start + 1 + self.random.randrange(max(1, (end - start) // 5))
        return max(start + 1, at - at % SECOND)

    @staticmethod
    def day(at: int) -> str:
        """The local date of a moment."""
        return date_of(day_of(at)).isoformat()
