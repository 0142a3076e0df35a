"""What the imagination of resumption knows of the town, and the moments at which something is stated."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from gridward.domains.work.figures import FIGURES
from gridward.kit.clock import DAY
from gridward.plug.course import Course, Leg, Planner, beginning, moments
from gridward.plug.figure import Figure
from gridward.plug.hand import Hand
from gridward.plug.imagine import Facts, Spot, World

SECTORS = ("manufacturing", "textile", "food", "chemical", "logistics", "medical_goods", "commerce")


@dataclass(slots=True)
class Firm:
    """An enterprise or project site: whether it stands and has resumed, at the end of each leg."""

    kind: str
    host: Spot
    ref: str
    sector: str
    size: int
    stands: bool = False
    going: bool = False
    went: list[bool] = field(default_factory=list)
    """Whether it had resumed at the end of each leg."""
    supervisors: tuple[str, ...] = ()
    application: str = ""


class Town:
    """The world, its facts, and one plan of moments for all figures of the domain."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.days = max(1.0, (world.end - world.start) / DAY)
        self.people = sum(len(home.residents) for homes in world.homes.values() for home in homes)
        self.at = moments(world, facts, *(figure.name for figure in FIGURES))
        self.start = beginning(world, self.at)
        self.legs = [Leg(one, other, 0) for one, other in zip((self.start, *self.at), self.at, strict=False)]
        self._names = Counter(spot.name for spot in world.spots)

    @cached_property
    def hosts(self) -> tuple[Spot, ...]:
        """Areas that have enterprises."""
        return self.world.at("village", "community", "grid_small") or (self.world.root,)

    def firm(self, kind: str, number: int) -> Firm:
        """The enterprise or site of this number, with a name that no other place has."""
        host, turn = self.hosts[number * 7 % len(self.hosts)], number + 1
        own = host.name if self._names[host.name] == 1 else f"{host.name}{host.code[6:]}"
        sector = "construction" if kind == "project_site" else SECTORS[number % len(SECTORS)]
        what = "项目工地" if kind == "project_site" else "演示实业有限公司"
        return Firm(kind, host, f"{own}{what}{turn}", sector, 12 + number * 37 % 160)

    def quiet(self) -> bool:
        """Whether no pack asks anything of enterprises."""
        packs = set(self.world.pack_of.values())
        return bool(packs) and not any("covid" in name for name in packs)

    def stated(self, figure: Figure, number: int, *codes: str) -> bool:
        """Whether a value or share is stated of the figure (of these members) at a moment of the plan."""
        return any(
            fact.as_of == self.at[number] for code in codes or ("",) for fact in self.facts.of(figure.name, code)
        )

    def ever(self, figure: Figure) -> bool:
        """Whether anything is stated of a figure."""
        return bool(self.facts.members(figure.name))

    def level(self, figure: Figure, usual: int, whole: Course | None = None) -> Course:
        """The course of a stock without members; shares stated of it are shares of `whole`."""
        facts = self.facts if whole is None else self.valued(figure, whole)
        return Planner(figure, facts, self.at, start=self.start, usual={"": usual}, level=True).courses()[""]

    def valued(self, figure: Figure, whole: Course) -> Facts:
        """The facts, with each share of this figure turned into a value."""
        found = []
        for fact in self.facts.facts:
            if fact.figure == figure.name and fact.value is None and fact.share is not None:
                part = round(fact.share * whole[self.at.index(fact.as_of)])
                fact = fact._replace(value=part, share=None, qualifier="=")
            found.append(fact)
        return Facts(tuple(found))

    def most(self, figure: str, *codes: str) -> int:
        """The largest value stated of a figure or these members."""
        told = [fact for code in codes or ("",) for fact in self.facts.of(figure, code) if fact.value is not None]
        return max((fact.aim() for fact in told), default=0)


def at(courses: Mapping[str, Course], code: str, number: int) -> int:
    """What a course says at a moment; 0 where there is none."""
    return courses[code][number] if code in courses else 0
