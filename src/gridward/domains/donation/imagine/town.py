"""What the imagination of donations knows of the town, and how its numbers must run."""

from collections import Counter
from functools import cached_property
from random import Random

from gridward.domains.donation.figures import DONORS, GOODS, GOODS_USED, MONEY, MONEY_USED
from gridward.plug.course import Course, Planner, beginning, moments
from gridward.plug.figure import Figure
from gridward.plug.hand import Hand
from gridward.plug.imagine import Facts, Spot, World
from gridward.plug.settle import parted
from gridward.policy.items import items

PEOPLE = 300
"""One in so many people gives."""
USUAL_GOODS = {"instant_noodles": 12, "water": 20, "mask_medical_disposable": 600, "vegetables": 80}
FILLERS = ("milk", "eggs", "rice", "flour", "quilt", "coal", "vegetables", "herbal_tea")
"""One of these, of which nothing is stated, is what somebody gives who gives no money."""


class Town:
    """The world, its facts, its donors, and the courses of money and goods."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.at = moments(world, facts, *(one.name for one in (DONORS, MONEY, GOODS, MONEY_USED, GOODS_USED)))
        self.start = beginning(world, self.at)
        self._names = Counter(spot.name for spot in world.spots)
        self.people = tuple(one for homes in world.homes.values() for home in homes for one in home.residents)
        self.villages = world.at("village", "community") or (world.root,)
        self.filler = next((item for item in FILLERS if not self._stated(item)), FILLERS[-1])

    def name(self, spot: Spot, what: str) -> str:
        """The name of a place in an area, that no other place has."""
        own = spot.name if self._names[spot.name] == 1 else f"{spot.name}{spot.code[6:]}"
        return f"{own}{what}"

    def person(self, number: int) -> str:
        """The donor of this number: a resident, or somebody plainly made up."""
        size = len(self.people)
        stride = 101 if size % 101 else 103
        return self.people[number * stride % size] if number < size else f"演捐赠人{number:05d}"

    def active(self) -> bool:
        """Whether the town's response is one for which people give: a COVID pack, or none known at all."""
        return not self.world.pack_of or any("covid" in name for name in self.world.pack_of.values())

    @cached_property
    def donors(self) -> dict[str, Course]:
        """How many donors of each kind there are at each moment."""
        usual = {"person": max(3, len(self.people) // PEOPLE), "enterprise": 2, "organisation": 1}
        return self._plan(DONORS, usual)

    @cached_property
    def money(self) -> dict[str, Course]:
        """What has come through each channel, in fen."""
        people = max(3, len(self.people) // PEOPLE)
        usual = {"village": people * 200_00, "town": people * 60_00, "charity_federation": people * 150_00}
        return self._plan(MONEY, usual)

    @cached_property
    def goods(self) -> dict[str, Course]:
        """What has come of each item, in its own unit."""
        usual = {item: number * 10 ** items()[item].scale for item, number in USUAL_GOODS.items()}
        return self._plan(GOODS, {item: number for item, number in usual.items() if not self._stated(item)})

    @cached_property
    def money_used(self) -> Course:
        """What has been used of the money: a part of what has come, unless it is stated."""
        given = [sum(values) for values in zip(*self.money.values(), strict=True)] or [0] * len(self.at)
        used = self._plan(MONEY_USED, {"": given[-1] * 2 // 5}).get("", [0] * len(self.at))
        if self.facts.of(MONEY_USED.name):
            return used
        return [min(one, most) for one, most in zip(used, given, strict=True)]

    @cached_property
    def goods_used(self) -> dict[str, Course]:
        """What has been used of the goods, where that is stated."""
        return self._plan(GOODS_USED, {})

    def _plan(self, figure: Figure, usual: dict[str, int]) -> dict[str, Course]:
        known = usual if self.active() else {}
        facts = parted(self.facts, figure, start=self.start) if figure is MONEY else self.facts
        return Planner(figure, facts, self.at, start=self.start, usual=known).courses()

    def _stated(self, item: str) -> bool:
        """Whether anything is stated of an item, or of those it sums or belongs to."""
        known, top = items(), item
        while known[top].parent:
            top = known[top].parent

        def root(code: str) -> str:
            return root(known[code].parent) if code in known and known[code].parent else code

        return any(fact.figure == GOODS.name and root(fact.member) == top for fact in self.facts.facts)
