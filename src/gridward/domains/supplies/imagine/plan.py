"""What the stores of a town must hold and hand out at each moment."""

from collections import Counter
from collections.abc import Mapping
from random import Random

from gridward.domains.supplies.figures import (
    ALLOCATED,
    COUNTED,
    DIFFERENCES,
    ISSUED,
    ON_HAND,
    ON_HAND_OWN,
    RECEIVED,
    REQUESTED,
    SENT,
    STORES,
)
from gridward.kit.clock import DAY
from gridward.plug.agree import Limits, agreed
from gridward.plug.course import Course, Planner, beginning, moments, shares_as_values
from gridward.plug.hand import Hand
from gridward.plug.imagine import Facts, Spot, World
from gridward.plug.table import Row
from gridward.policy.items import items

OWN = {"mask_medical_disposable": 0.35, "alcohol_75": 0.012, "disinfectant_84": 0.01, "gloves_latex": 0.002}
OWN |= {"isolation_gown": 0.002, "goggles": 0.001, "forehead_thermometer": 0.001, "hand_wash": 0.004}
"""What a town's own store usually has, for each person."""
OUT = {"mask_medical_disposable": 0.9, "alcohol_75": 0.02, "disinfectant_84": 0.05, "gloves_latex": 0.003}
OUT |= {"isolation_gown": 0.002, "hand_wash": 0.004, "forehead_thermometer": 0.0015}
"""What it usually hands out in sixteen days, for each person."""
BELOW = {"mask_medical_disposable": 120, "disinfectant_84": 15}
"""What a village's store usually has."""
SMALL = ("thermometer", "soap", "chlorine_tablets", "quilt", "tent", "coat", "sprayer")
"""One of these, of which nothing is stated, opens the book of a store."""

FIGURES = (ON_HAND, ON_HAND_OWN, ISSUED, STORES, COUNTED, REQUESTED, SENT, RECEIVED, DIFFERENCES, ALLOCATED)
"""At each moment that is stated of one of these the books are looked at."""


def below(item: str) -> set[str]:
    """An item and all its parts."""
    return {item}.union(*(below(code) for code, one in items().items() if one.parent == item))


def _held(courses: Mapping[str, Course], item: str, number: int) -> int:
    return sum(courses[part][number] for part in below(item) if part in courses)


class Plan:
    """Courses of what is on hand in the own store and below, of what is issued, and of stores and their counts."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.random = random
        self.hand = Hand(random)
        self.days = max(1.0, (world.end - world.start) / DAY)
        others = tuple(spot for spot in world.spots if spot.code != world.root.code)
        self.villages = tuple(spot for spot in others if spot.level in ("village", "community")) or others
        self.people = sum(len(home.residents) for homes in world.homes.values() for home in homes)
        self.facts = facts
        self.at = moments(world, facts, *(one.name for one in FIGURES))
        self.start = beginning(world, self.at)
        names = Counter(spot.name for spot in world.spots)
        self._names = {
            spot.code: spot.name if names[spot.name] == 1 else f"{spot.name}{spot.code[6:]}" for spot in world.spots
        }
        self.filler = next((item for item in SMALL if not self._family_stated(item)), SMALL[-1])
        self.stores, self.counted = self._stores()
        self.own, self.below = self._on_hand()
        self.issued = self._issued()

    def name(self, spot: Spot, number: int = 1) -> str:
        """The name of a store, that no other place of the world has."""
        return f"{self._names[spot.code]}物资库{number if number > 1 else ''}"

    def _family_stated(self, item: str) -> bool:
        """Whether anything is stated of an item, or of those it sums or belongs to."""
        family = self.family(item)
        figures = (ON_HAND.name, ON_HAND_OWN.name, ISSUED.name)
        return any(fact.figure in figures and fact.member in family for fact in self.facts.facts)

    def free(self, item: str) -> bool:
        """Whether nothing is stated of how much of an item, or of its kind, is on hand."""
        family, figures = self.family(item), (ON_HAND.name, ON_HAND_OWN.name)
        return not any(fact.figure in figures and fact.member in family for fact in self.facts.facts)

    @staticmethod
    def family(item: str) -> set[str]:
        """An item, all that it is a part of and all their parts."""
        top = item
        while items()[top].parent:
            top = items()[top].parent
        return below(top)

    def _usual(self, shares: dict[str, float], whole: float) -> dict[str, int]:
        """Amounts of the items of which nothing is stated, in base units."""
        known = items()
        return {
            item: max(1, round(share * whole)) * 10 ** known[item].scale
            for item, share in shares.items()
            if not self._family_stated(item)
        }

    def _on_hand(self) -> tuple[dict[str, Course], dict[str, Course]]:
        """Of the own store, and of all others together. Where only the whole is stated, the own store has it."""
        whole_only = {
            member
            for member in self.facts.members(ON_HAND.name)
            if not any(self.facts.of(ON_HAND_OWN.name, one) for one in self.family(member))
        }
        copies = tuple(
            fact._replace(figure=ON_HAND_OWN.name)
            for fact in self.facts.facts
            if fact.figure == ON_HAND.name and fact.member in whole_only
        )
        others = tuple(
            fact for fact in self.facts.facts if fact.figure == ON_HAND.name and fact.member not in whole_only
        )
        usual = self._usual(OWN, self.people)
        facts = Facts((*copies, *(fact for fact in self.facts.facts if fact.figure == ON_HAND_OWN.name)))
        own = self._own(facts, usual)
        each = {item: float(number) for item, number in BELOW.items()}
        few = self._usual(each, min(len(self.villages), max(0, self.stores[-1] - 1)))
        few = few if self.villages and self.stores[-1] > 1 else {}
        below = Planner(ON_HAND, Facts(others), self.at, start=self.start, usual=few, less=own, level=True).courses()
        own, below = self._agreed(own, below)
        return own, {item: course for item, course in below.items() if any(course)}

    def _agreed(self, own: dict[str, Course], below: dict[str, Course]) -> tuple[dict[str, Course], dict[str, Course]]:
        """Both, so that they sum up to what is stated of all stores and of kinds of goods; nothing is below where there
        is one store.
        """
        nothing = [0] * len(self.at)
        every = {
            item: [sum(pair) for pair in zip(own.get(item, nothing), below.get(item, nothing), strict=True)]
            for item in {**own, **below}
        }
        rows = [
            Row(((ON_HAND_OWN.name, item, place),), ((ON_HAND.name, item, place),))
            for place, standing in enumerate(self.stores)
            for item in items()
            if standing < 2 or not self.villages
        ]
        known = {fact.member for fact in self.facts.facts if fact.figure in (ON_HAND.name, ON_HAND_OWN.name)}
        for item in known:
            parts = [one for one in {*known, *every} if items()[one].parent == item]
            rows += [
                Row(
                    ((ON_HAND.name, item, place), *((ON_HAND_OWN.name, one, place) for one in parts)),
                    ((ON_HAND_OWN.name, item, place), *((ON_HAND.name, one, place) for one in parts)),
                )
                for place in range(len(self.at))
            ]
        told = agreed(self.facts, self.at, ((ON_HAND_OWN, own), (ON_HAND, every)), Limits(rows=rows))
        if told is self.facts:
            return own, below
        mine, all_ = self._alone(told, ON_HAND_OWN.name), self._alone(told, ON_HAND.name)
        return mine, {
            item: [max(0, one - other) for one, other in zip(course, mine.get(item, nothing), strict=True)]
            for item, course in all_.items()
        }

    def _alone(self, told: Facts, name: str) -> dict[str, Course]:
        """What is of each item itself, without its parts."""
        sums = {item: [fact.value or 0 for fact in told.of(name, item)] for item in told.members(name)}
        found = {item: [*course] for item, course in sums.items()}
        for item, course in sums.items():
            above = items()[item].parent
            if above in found:
                found[above] = [one - other for one, other in zip(found[above], course, strict=True)]
        return found

    def _own(self, facts: Facts, usual: dict[str, int]) -> dict[str, Course]:
        """Of the own store, which never has more than what is stated of all stores together."""
        for _ in range(len(self.at)):
            planner = Planner(ON_HAND_OWN, facts, self.at, start=self.start, usual=usual, level=True)
            own = planner.courses()
            over = [
                whole._replace(figure=ON_HAND_OWN.name)
                for whole in self.facts.facts
                if whole.figure == ON_HAND.name
                and _held(own, whole.member, self.at.index(whole.as_of)) > whole.aim()
                and not any(fact.as_of == whole.as_of for fact in facts.of(ON_HAND_OWN.name, whole.member))
            ]
            if not over:
                break
            facts = Facts((*facts.facts, *over))
        return own

    def _issued(self) -> dict[str, Course]:
        usual = self._usual(OUT, self.people * min(1.0, self.days / 16)) if self.stores[-1] else {}
        plan = Planner(ISSUED, self.facts, self.at, start=self.start, usual=usual).courses()
        told = agreed(self.facts, self.at, ((ISSUED, plan),))
        return Planner(ISSUED, told, self.at, start=self.start, usual=usual).courses()

    def _stores(self) -> tuple[Course, Course]:
        """How many stores there are at each moment, the own one first, and how many of them have taken stock."""
        usual = {"": 1 + len(self.villages)}
        stores = Planner(STORES, self.facts, self.at, start=self.start, usual=usual, level=True).courses()[""]
        facts = shares_as_values(self.facts, COUNTED.name, {"": stores[-1]})
        usual = {"": max(stores)}
        counted = Planner(COUNTED, facts, self.at, start=self.start, usual=usual, level=True).courses()[""]
        least = {(STORES.name, "", self.at.index(at)): 2 for at in self._beside()}
        plans = (STORES, {"": stores}), (COUNTED, {"": counted})
        tries = (agreed(facts, self.at, plans, Limits(least=one)) for one in (least, {}))
        told = next((one for one in tries if one is not facts), None)
        if told is not None:
            stores, counted = ([fact.value or 0 for fact in told.of(one.name)] for one in (STORES, COUNTED))
        return stores, [min(one, most) for one, most in zip(counted, stores, strict=True)]

    def _beside(self) -> list[int]:
        """The moments at which it is stated that more is on hand than the own store has."""
        return [
            fact.as_of
            for fact in self.facts.facts
            if fact.figure == ON_HAND.name and fact.value is not None and fact.as_of in self.at
            for one in self.facts.of(ON_HAND_OWN.name, fact.member)
            if one.value is not None and one.as_of == fact.as_of and one.bounds()[1] < fact.bounds()[0]
        ]
