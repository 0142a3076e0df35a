"""What the imagination of follow-up knows of the town: its people, and who was found to have come from where."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from random import Random

from gridward.domains.followup.rules import KEY_ORIGIN
from gridward.kit.clock import DAY
from gridward.plug.course import Leg, beginning
from gridward.plug.hand import Hand
from gridward.plug.imagine import Draft, Fact, Facts, Home, World
from gridward.policy.lists import options, origin


@dataclass(slots=True)
class Returnee:
    """Somebody found to have come from somewhere, with the moment of each finding."""

    ref: str
    area: str
    found: list[tuple[int, str]] = field(default_factory=list)

    def known(self, member: str, at: int) -> bool:
        """Whether they were by then found to have come from there or from a part of it."""
        return any(when <= at and member in ("", code, PARENTS.get(code, "")) for when, code in self.found)

    @property
    def key(self) -> bool:
        """Whether they came from a key area."""
        return any(code != "elsewhere" for _, code in self.found)


PARENTS = {option.code: option.parent for option in options("origin")}


class Town:
    """The world and its facts."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.steady = Hand(random, late=0.0)
        """The hand for entries to which others refer: they are never late."""
        self.days = max(1.0, (world.end - world.start) / DAY)

    @cached_property
    def homes(self) -> tuple[Home, ...]:
        """Every home, village by village."""
        return tuple(home for _, homes in sorted(self.world.homes.items()) for home in homes)

    @cached_property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Every resident with the area lived in."""
        return tuple((person, home.area) for home in self.homes for person in home.residents)

    def scattered(self, count: int, seed: int, size: int) -> Iterator[int]:
        """`count` different numbers, scattered below `size` and beyond it in order; others for another seed."""
        step = next((prime for prime in (7_919, 6_151, 4_001) if size % prime), 1) if size else 1
        return ((seed + number * step) % size if number < size else number for number in range(count))

    def strangers(self) -> Iterator[tuple[str, str]]:
        """Residents of whom nothing is known yet, then guests who are plainly made up."""
        known = set(self.returnees)
        for number in self.scattered(len(self.people), 311, len(self.people)):
            if self.people[number][0] not in known:
                yield self.people[number]
        number = 0
        while True:
            number += 1
            yield f"演隔离{number:05d}", self.world.root.code

    def active(self, kind: str) -> list[Draft]:
        """What was told of a kind and not corrected or taken back since."""
        told = self.world.told.get(kind, ())
        gone = {draft.replaces for draft in told}
        return [draft for draft in told if draft.body is not None and draft.id not in gone]

    @cached_property
    def returnees(self) -> dict[str, Returnee]:
        """Everybody found to have come from somewhere, in the order of the first finding."""
        finds: list[tuple[int, str, str, str]] = []
        for draft in self.active("screening.travel_entry"):
            body = draft.body or {}
            if draft.subject and (body["direction"], body["stage"]) == ("in", "actual"):
                finds.append((draft.at, draft.subject[1], draft.area, origin(body["origin_area"])))
        for draft in self.active("screening.classification"):
            body = draft.body or {}
            if draft.subject and draft.subject[0] == "person" and body["action"] == "add":
                code = KEY_ORIGIN.get(body["category"])
                finds += [(draft.at, draft.subject[1], draft.area, code)] if code else []
        found: dict[str, Returnee] = {}
        for at, ref, area, code in sorted(finds):
            found.setdefault(ref, Returnee(ref, area)).found.append((at, code))
        return found

    @cached_property
    def contacts(self) -> list[tuple[int, str, str, str]]:
        """Close contacts who were traced: when, who, where, and the day of the last contact."""
        return sorted(
            (draft.at, draft.subject[1], draft.area, str((draft.body or {})["last_contact"]))
            for draft in self.active("tracing.contact")
            if draft.subject and (draft.body or {})["type"] == "close"
        )

    def about_covid(self) -> bool:
        """Whether a COVID pack is in force on some day, or no pack is known at all."""
        return not self.world.pack_of or any("covid" in name for name in self.world.pack_of.values())

    @cached_property
    def legs(self) -> list[Leg]:
        """From moment to moment of which some fact of this domain speaks, and on to the end of the world."""
        stated = {fact.as_of for fact in self.facts.facts if fact.figure.startswith("followup.")}
        at = sorted(stated | {max([self.world.end, *stated])})
        return [Leg(one, other, 0) for one, other in pairwise((beginning(self.world, at), *at))]

    def states(self, *figures: str) -> bool:
        """Whether any fact speaks of one of these figures."""
        return any(fact.figure in figures for fact in self.facts.facts)

    def told(self, figure: str, member: str, at: int) -> Fact | None:
        """What is stated of a member at exactly this moment."""
        return next((fact for fact in self.facts.of(figure, member) if fact.as_of == at), None)

    def goal(self, figure: str, member: str, at: int) -> int | None:
        """The value stated at exactly this moment."""
        fact = self.told(figure, member, at)
        return None if fact is None or fact.value is None else fact.aim()

    def ceiling(self, figure: str, member: str, at: int) -> int:
        """What a number that only grows may reach at `at`, for the sake of what is stated of later moments."""
        later = [fact.aim() for fact in self.facts.of(figure, member) if fact.as_of >= at and fact.value is not None]
        return min(later, default=10**9)
