"""Goods with a slip: what the slips say was sent, what came of it, and the difference, as stated."""

from typing import NamedTuple

from gridward.domains.supplies.figures import DIFFERENCES, RECEIVED, SENT
from gridward.domains.supplies.imagine.plan import Plan
from gridward.plug.agree import Limits, Whole, agreed, valued
from gridward.plug.course import Course, Planner
from gridward.plug.imagine import Fact, Facts
from gridward.plug.table import Row
from gridward.policy.items import items

FIGURES = (SENT, RECEIVED, DIFFERENCES)
LOAD = 100
"""How many units are sent where only a share of them is stated to have come."""
LOST = 10
"""One part in so many is missing where only the difference is stated."""


class Slip(NamedTuple):
    """A receipt: the item, what its slip says and what came, in base units."""

    item: str
    sent: int
    came: int


class Slips:
    """What each leg must still bring, item by item."""

    def __init__(self, plan: Plan) -> None:
        self.at, self.start, facts = plan.at, plan.start, plan.facts
        self.items = sorted({fact.member for fact in facts.facts if fact.figure in {one.name for one in FIGURES}})
        self.sent, self.came = self._courses(facts)

    def leg(self, place: int) -> list[Slip]:
        """What comes with a slip in a leg."""
        return [slip for item in self.items if (slip := self._slip(item, place))]

    def _slip(self, item: str, place: int) -> Slip | None:
        sent, came = (
            course[item][place] - (course[item][place - 1] if place else 0) for course in (self.sent, self.came)
        )
        return Slip(item, max(0, sent), max(0, came)) if sent > 0 or came > 0 else None

    def _courses(self, facts: Facts) -> tuple[dict[str, Course], dict[str, Course]]:
        """What was sent and what came of each item itself, its parts not counted."""
        at, start, nothing = self.at, self.start, [0] * len(self.at)
        shared = {fact.member: LOAD * 10 ** items()[fact.member].scale for fact in facts.shares(RECEIVED.name)}
        told = {
            name: {code for code in facts.members(name) if facts.of(name, code)} for name in (f.name for f in FIGURES)
        }
        less = Planner(DIFFERENCES, facts, at, start=start, usual={}, level=True).courses()
        sent = Planner(SENT, facts, at, start=start, usual=shared, level=True).courses()
        facts = valued(facts, RECEIVED, sent, at)
        came = Planner(RECEIVED, facts, at, start=start, usual={}, level=True).courses()
        for item in self.items:
            lost = less.get(item, nothing)
            if item not in sent or not (item in told[SENT.name] or item in shared):
                other = came.get(item, nothing) if item in told[RECEIVED.name] else _most(lost, LOST - 1)
                sent[item] = [one + more for one, more in zip(other, lost, strict=True)]
            if item not in told[RECEIVED.name]:
                came[item] = [max(0, one - more) for one, more in zip(sent[item], lost, strict=True)]
            less[item] = [one - other for one, other in zip(sent[item], came.get(item, nothing), strict=True)]
            came.setdefault(item, nothing)
        short = {item: [max(0, value) for value in course] for item, course in less.items()}
        plans = ((SENT, sent), (RECEIVED, came), (DIFFERENCES, short))
        grown = [
            Whole((figure.name, item), tuple((figure.name, part) for part in parts), grows=True)
            for figure in (SENT, RECEIVED)
            for item in self.items
            if (parts := [one for one in self.items if items()[one].parent == item])
        ]
        limits = Limits(rows=self._rows(), rising=(SENT.name, RECEIVED.name), wholes=grown)
        found = agreed(facts, at, plans, limits)
        if found is facts:
            return sent, came
        return self._alone(found, SENT.name), self._alone(found, RECEIVED.name)

    def _rows(self) -> list[Row]:
        """What was sent has come or is missing, item by item."""
        cells = [
            tuple((figure.name, item, place) for figure in FIGURES)
            for item in self.items
            for place in range(len(self.at))
        ]
        rows = [Row((came, less), (sent,)) for sent, came, less in cells]
        return rows + [Row((sent,), (came, less)) for sent, came, less in cells]

    def _alone(self, told: Facts, name: str) -> dict[str, Course]:
        sums = {item: _values(told.of(name, item)) for item in self.items}
        found = {item: [*course] for item, course in sums.items()}
        for item, course in sums.items():
            above = items()[item].parent
            if above in found:
                found[above] = [max(0, one - other) for one, other in zip(found[above], course, strict=True)]
        return found


def _values(facts: tuple[Fact, ...]) -> Course:
    return [fact.value or 0 for fact in facts]


def _most(course: Course, times: int) -> Course:
    """So many times the largest value so far."""
    return [times * max(course[: place + 1]) for place in range(len(course))]
