"""What the imagination of venues knows of the town, and what kinds of places towns have."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import NamedTuple

from gridward.kit.clock import DAY
from gridward.plug.hand import Hand
from gridward.plug.imagine import Facts, Spot, World


class Sort(NamedTuple):
    """A kind of place: how it is named, residents for each, who oversees it, its checklist, how many fit in."""

    name: str
    residents: int
    department: str
    checklist: str
    capacity: int
    essential: bool = False


SORTS: dict[str, Sort] = {
    "hospital": Sort("医院", 60_000, "health", "medical", 600, essential=True),
    "clinic": Sort("诊所", 9_000, "health", "medical", 20, essential=True),
    "school": Sort("小学", 9_000, "education", "school", 600),
    "elderly_home": Sort("敬老院", 30_000, "civil_affairs", "elderly_home", 120, essential=True),
    "happiness_home": Sort("幸福院", 12_000, "civil_affairs", "happiness_home", 30, essential=True),
    "supermarket": Sort("便民超市", 10_000, "market_supervision", "general", 120, essential=True),
    "market": Sort("农贸市场", 40_000, "law_enforcement", "market", 300, essential=True),
    "shop": Sort("百货店", 2_500, "market_supervision", "general", 20),
    "hotel": Sort("宾馆", 25_000, "culture_tourism", "hotel", 80),
    "restaurant": Sort("餐馆", 6_000, "market_supervision", "catering", 60),
    "entertainment": Sort("歌舞厅", 20_000, "culture_tourism", "general", 80),
    "pharmacy": Sort("大药房", 9_000, "market_supervision", "general", 15, essential=True),
    "compound": Sort("住宅区", 0, "housing", "general", 0),
    "quarantine_site": Sort("集中隔离点", 60_000, "health", "hotel", 60),
    "office": Sort("便民服务大厅", 40_000, "industry", "general", 80),
    "site": Sort("建筑工地", 30_000, "housing", "project_site", 150),
    "street": Sort("大街", 0, "law_enforcement", "general", 0),
    "alley": Sort("背街", 0, "law_enforcement", "general", 0),
    "pond": Sort("坑塘", 0, "law_enforcement", "general", 0),
}

CHECKLISTS = {kind: sort.checklist for kind, sort in SORTS.items()}
CHECKLISTS |= {"enterprise": "enterprise", "project_site": "project_site"}
"""The checklist of each kind of place; of any other the general one."""

SHUT = "checkpoint.closed_places"
"""The figure of another domain that counts places closed off from the road: those on this register are told here."""


@dataclass(slots=True)
class Venue:
    """A place, whether it is open, and the days on which somebody filled in a checklist."""

    kind: str
    host: Spot
    ref: str
    open: bool = False
    turns: list[tuple[int, bool]] = field(default_factory=list)
    """When it became open or closed."""
    checked: set[int] = field(default_factory=set)
    inspected: bool = False

    @property
    def sort(self) -> Sort:
        """What kind of place it is."""
        return SORTS[self.kind]

    def open_at(self, at: int) -> bool:
        """Whether it was open at that moment."""
        return next((is_open for since, is_open in reversed(self.turns) if since <= at), False)


class Town:
    """The world, its facts, and where its places are."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.days = max(1.0, (world.end - world.start) / DAY)
        self.people = sum(len(home.residents) for homes in world.homes.values() for home in homes)
        self._names = Counter(spot.name for spot in world.spots)
        self._made: Counter[tuple[str, str]] = Counter()

    @cached_property
    def hosts(self) -> tuple[Spot, ...]:
        """Areas in which places are."""
        return self.world.at("village", "community", "grid_small") or (self.world.root,)

    def venue(self, kind: str, number: int) -> Venue:
        """The place of this number of its kind, with a name that no other place has."""
        host = self.hosts[(number * 3 + len(kind)) % len(self.hosts)]
        self._made[kind, host.code] += 1
        turn = self._made[kind, host.code]
        return Venue(kind, host, f"{self.name(host)}{SORTS[kind].name}{turn if turn > 1 else ''}")

    def name(self, spot: Spot) -> str:
        """A name that no other area of the world has."""
        return spot.name if self._names[spot.name] == 1 else f"{spot.name}{spot.code[6:]}"

    def quiet(self) -> bool:
        """Whether no pack asks anything of places."""
        packs = set(self.world.pack_of.values())
        return bool(packs) and not any("covid" in name for name in packs)

    def stated(self, figure: str, member: str, at: int) -> bool:
        """Whether a fact speaks of this member, or of the whole figure, at that moment."""
        return any(fact.as_of == at for code in {member, ""} for fact in self.facts.of(figure, code))
