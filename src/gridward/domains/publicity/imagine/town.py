"""What the imagination of publicity knows of the town."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from random import Random

from gridward.kit.clock import DAY
from gridward.plug.course import Course, Planner, beginning, moments
from gridward.plug.figure import Figure
from gridward.plug.hand import Hand
from gridward.plug.imagine import Draft, Fact, Facts, Home, Spot, World
from gridward.plug.settle import settled


class Town:
    """The world and its facts."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.days = max(1.0, (world.end - world.start) / DAY)

    @cached_property
    def villages(self) -> tuple[Spot, ...]:
        """Villages and communities; where there are none, whatever lies below the root, or the root."""
        others = tuple(spot for spot in self.world.spots if spot.code != self.world.root.code)
        return self.world.at("village", "community") or others or (self.world.root,)

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
    def people(self) -> int:
        """How many live in the town."""
        return sum(len(home.residents) for home in self.homes)

    @cached_property
    def busy(self) -> float:
        """How much of sixteen busy days the world has; nothing where no pack is about COVID."""
        covid = not self.world.pack_of or any("covid" in name for name in self.world.pack_of.values())
        return min(1.0, self.days / 16) if covid else 0.0

    @cached_property
    def visits(self) -> tuple[Draft, ...]:
        """The visits that were imagined before, as they stand in the end, by time."""
        told = self.world.told.get("screening.visit", ())
        replaced = {draft.replaces for draft in told if draft.replaces is not None}
        standing = (draft for draft in told if draft.id not in replaced and draft.body is not None)
        return tuple(sorted(standing, key=lambda draft: draft.at))

    def village(self) -> Spot:
        """Some village."""
        return self.random.choice(self.villages)

    def stated(self, *figures: Figure) -> bool:
        """Whether anything is stated of these figures."""
        names = {figure.name for figure in figures}
        return any(fact.figure in names for fact in self.facts.facts)

    def moments(self, *figures: Figure) -> tuple[tuple[int, ...], int]:
        """The moments for which these figures are stated, and where the first leg to them begins."""
        at = moments(self.world, self.facts, *(figure.name for figure in figures))
        return at, beginning(self.world, at)

    def courses(
        self, figure: Figure, at: Sequence[int], start: int, usual: dict[str, int], *, facts: Facts | None = None
    ) -> dict[str, Course]:
        """How each member of a number that only grows must run."""
        known = self.facts if facts is None else facts
        for whole in dict.fromkeys(member.parent for member in figure.members):
            known = _together(figure, known, whole, start)
        return Planner(figure, known, at, start=start, usual=usual).courses()

    def valued(self, figure: Figure, whole: Callable[[Fact], int]) -> Facts:
        """The facts with each share of a figure turned into a value, by the whole at the moment of the fact."""
        return Facts(
            tuple(
                fact._replace(value=round((fact.share or 0) * whole(fact)), share=None, qualifier="=")
                if fact.figure == figure.name and fact.value is None and fact.share is not None
                else fact
                for fact in self.facts.facts
            )
        )

    def pieces(self, total: int, count: int) -> list[int]:
        """A number in at most `count` pieces of about the same size, none empty."""
        count = max(1, min(count, total))
        weights = [self.random.uniform(0.6, 1.4) for _ in range(count)]
        found: list[int] = []
        done, so_far = 0, 0.0
        for weight in weights:
            so_far += weight
            upto = max(done + 1, min(total - (count - len(found) - 1), round(total * so_far / sum(weights))))
            found.append(upto - done)
            done = upto
        return found if total else []


def _together(figure: Figure, facts: Facts, whole: str, start: int) -> Facts:
    """What is stated of a member and of its parts at different moments, settled: each as a figure of its own."""
    family = {whole, *(member.code for member in figure.members if member.parent == whole)}
    mine = [fact for fact in facts.facts if fact.figure == figure.name and fact.member in family]
    rest = [fact for fact in facts.facts if fact.figure != figure.name or fact.member not in family]
    alone = {code: replace(figure, name=f"of:{code}", members=()) for code in family}
    known = Facts(tuple(fact._replace(figure=f"of:{fact.member}", member="") for fact in mine))
    told = settled(known, alone.pop(whole), [alone[code] for code in sorted(alone)], start=start)
    found = (fact._replace(figure=figure.name, member=fact.figure.removeprefix("of:")) for fact in told.facts)
    return Facts((*rest, *found))
