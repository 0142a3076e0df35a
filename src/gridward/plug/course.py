"""How a number must run so that a stream meets every fact stated about it: planned first, imagined after."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from gridward.plug.figure import Figure
from gridward.plug.imagine import Fact, Facts, World

Course = list[int]
"""A cumulative number at each of the moments of a plan."""


class Leg(NamedTuple):
    """What must happen after `start` and not after `end`."""

    start: int
    end: int
    number: int


def moments(world: World, facts: Facts, *figures: str) -> tuple[int, ...]:
    """Every moment about which a fact of these figures speaks, and the end of the world."""
    stated = {fact.as_of for fact in facts.facts if fact.figure in figures}
    return tuple(sorted(stated | {max([world.end, *stated])}))


def beginning(world: World, at: Sequence[int]) -> int:
    """Where the first leg of a plan starts: the world's start, or before the first moment if that lies earlier."""
    day = 24 * 3_600_000_000
    return world.start - 1 if world.start < at[0] else at[0] - day


def legs(course: Sequence[int], at: Sequence[int], start: int) -> list[Leg]:
    """What must be added between one moment and the next."""
    bounds = pairwise((start, *at))
    return [
        Leg(one, other, max(0, course[number] - (course[number - 1] if number else 0)))
        for number, (one, other) in enumerate(bounds)
    ]


def shares_as_values(facts: Facts, figure: str, expected: Mapping[str, int]) -> Facts:
    """The facts with each share of this figure turned into a value: share × the whole of its member."""
    found = []
    for fact in facts.facts:
        if fact.figure == figure and fact.value is None and fact.share is not None:
            fact = fact._replace(value=round(fact.share * expected.get(fact.member, 0)), share=None, qualifier="=")
        found.append(fact)
    return Facts(tuple(found))


class Planner:
    """Finds a course for every member of a figure.

    `usual` is what each member would reach by the end if nothing were stated; `less` holds courses of parts that are
    made apart and count too (turned back of all vehicles). `level=True` is for stocks: between facts the number stands
    still; otherwise it grows evenly, or as the course of the same member in `along` does: what is a part of another
    number then never grows faster than that.
    """

    def __init__(
        self,
        figure: Figure,
        facts: Facts,
        at: Sequence[int],
        *,
        start: int,
        usual: Mapping[str, int],
        less: Mapping[str, Sequence[int]] | None = None,
        along: Mapping[str, Sequence[int]] | None = None,
        level: bool = False,
    ) -> None:
        self.figure = figure
        self.facts = facts
        self.at = at
        self.start = start
        self.usual = usual
        self.less = less or {}
        self.along = along or {}
        self.level = level
        self._children: dict[str, list[str]] = {}
        for member in figure.members:
            self._children.setdefault(member.parent, []).append(member.code)

    def courses(self) -> dict[str, Course]:
        """The course of each member's own lines; what a parent's children make is theirs alone."""
        if not self.figure.members:
            return {"": [0] * len(self.at)} | self._solve("")
        if self.figure.total:
            return self._solve("")
        return {code: course for top in self._children.get("", ()) for code, course in self._solve(top).items()}

    def _solve(self, code: str) -> dict[str, Course]:
        children = self._children.get(code, [])
        fixed = [child for child in children if self._stated(child)]
        found = {name: course for child in fixed for name, course in self._solve(child).items()}
        free = [part for child in children if child not in fixed for part in self._below(child) if self.usual.get(part)]
        if self.usual.get(code) and (code or not children):
            free.append(code)
        stated = [fact for fact in self.facts.of(self.figure.name, code) if fact.value is not None]
        if not stated:
            return found | {part: self._curve([], self.usual[part], part) for part in free}
        inside = [sum(values) for values in zip(*found.values(), *self._apart(code), [0] * len(self.at), strict=False)]
        self._give_way(found, {self.at.index(fact.as_of): fact.aim() for fact in stated}, inside)
        goals = [(fact.as_of, max(0, fact.aim() - inside[self.at.index(fact.as_of)])) for fact in stated]
        spare = [child for child in children if child not in fixed]
        spare = spare or [one for one in children if not self.facts.of(self.figure.name, one)] or children
        parts = free or [code if code or not children else spare[0]]
        spread = self._split(self._curve(goals, 0, code), [self._weights(part) for part in parts])
        for part, course in zip(parts, spread, strict=True):
            found[part] = [one + other for one, other in zip(found.get(part, [0] * len(course)), course, strict=True)]
        return found

    def _stated(self, code: str) -> bool:
        return any(self.facts.last(self.figure.name, part) for part in self._below(code))

    def _below(self, code: str) -> list[str]:
        return [code, *(part for child in self._children.get(code, ()) for part in self._below(child))]

    def _apart(self, code: str) -> Iterable[Sequence[int]]:
        below = self._below(code) if code else ["", *(member.code for member in self.figure.members)]
        return [self.less[part] for part in below if part in self.less]

    def _curve(self, goals: Sequence[tuple[int, int]], usual: int, code: str) -> Course:
        """Through the goals; beyond the last at its own pace, without any to `usual` at the end."""
        goals = goals or [(self.at[-1], usual)]
        if self.level:
            return [max(0, next((goal for at, goal in reversed(goals) if at <= one), goals[0][1])) for one in self.at]
        pace = self._pace(code)
        points = [(0, 0), *((pace[self.at.index(at)], goal) for at, goal in goals)]
        course: Course = []
        for one in pace:
            most = one if self.along else round(between(points, one))
            course.append(max(0, min(most, round(between(points, one))), course[-1] if course else 0))
        for at, goal in goals:
            course[self.at.index(at)] = max(goal, 0)
        return course

    def _pace(self, code: str) -> Sequence[int]:
        """What the number grows with: time, or the whole that it is a part of."""
        known = self.along.get(code) if code in self.along else None
        if known is None and not code and self.along:
            known = [sum(values) for values in zip(*self.along.values(), strict=True)]
        return known if known is not None else [at - self.start for at in self.at]

    def _weights(self, part: str) -> Sequence[int]:
        along = self.along.get(part)
        return along if along is not None else [max(1, self.usual.get(part, 0))] * len(self.at)

    def _split(self, course: Course, weights: Sequence[Sequence[int]]) -> list[Course]:
        """A course in whole parts by weight; no part runs against the whole."""
        parts: list[Course] = [[] for _ in weights]
        have = [0] * len(weights)
        for total, *now in zip(course, *weights, strict=True):
            now = now if any(now) else [1] * len(now)
            have = _moved(have, [total * weight / sum(now) for weight in now], total)
            for part, value in zip(parts, have, strict=True):
                part.append(value)
        return parts

    def _give_way(self, found: Mapping[str, Course], goals: Mapping[int, int], inside: Course) -> None:
        """Where parts not stated at a moment would exceed what is stated of the whole, they grow later; the whole holds
        `free` parts too, which never shrink.
        """
        free = 0
        for number, goal in sorted(goals.items()):
            excess = inside[number] + free - goal
            for name, course in found.items():
                stated = {self.at.index(fact.as_of) for fact in self.facts.of(self.figure.name, name)}
                if excess <= 0 or number in stated:
                    continue
                since = max((one for one in stated if one < number), default=-1)
                cut = min(excess, course[number] - (0 if self.level or since < 0 else course[since]))
                most = course[number] - cut
                for one in range(since + 1, number + 1):
                    inside[one] -= max(0, course[one] - most)
                    course[one] = min(course[one], most)
                excess -= cut
            free = 0 if self.level else max(free, goal - inside[number])


def _moved(have: Sequence[int], ideal: Sequence[float], total: int) -> list[int]:
    """The parts brought to the new total, all in one direction and as near the ideal as that allows."""
    change = total - sum(have)
    sign = 1 if change >= 0 else -1
    gaps = [max(0.0, sign * (want - got)) for want, got in zip(ideal, have, strict=True)]
    exact = [abs(change) * gap / (sum(gaps) or 1) for gap in gaps]
    steps = [int(step) for step in exact]
    nearest = sorted(range(len(steps)), key=lambda number: steps[number] - exact[number])
    for number in nearest[: abs(change) - sum(steps)]:
        steps[number] += 1
    return [got + sign * step for got, step in zip(have, steps, strict=True)]


def between(points: Sequence[tuple[int, int]], moment: int) -> float:
    """The height of the line through the points at `moment`; beyond the last at the mean pace up to it."""
    for (at, value), (later, more) in pairwise(points):
        if moment <= later:
            return value + (more - value) * (moment - at) / max(1, later - at)
    (start, _), (at, value) = points[0], points[-1]
    return value + value * (moment - at) / max(1, at - start)


def raised(course: Course, at: Sequence[int], parts: Sequence[Fact]) -> Course:
    """The course of a whole, no lower than what is stated of its parts."""
    least = [
        sum(fact.aim() for fact in parts_then) for parts_then in ([f for f in parts if f.as_of == one] for one in at)
    ]
    return list(accumulate((max(one, other) for one, other in zip(course, least, strict=True)), max))


def aimed(fact: Fact | None, otherwise: int) -> int:
    """What a fact asks for, or what is usual without one."""
    return otherwise if fact is None or fact.value is None else fact.aim()


def shared(total: int, weights: Sequence[float], *, unit: int = 1) -> list[int]:
    """A whole in parts by weight, each but the heaviest in whole `unit`s; together they are the whole."""
    if not weights:
        return []
    whole = sum(weights) or len(weights)
    parts = [int(total * (weight if sum(weights) else 1) / whole) // unit * unit for weight in weights]
    heaviest = max(range(len(weights)), key=lambda number: weights[number])
    parts[heaviest] += total - sum(parts)
    return parts
