"""What is stated of a whole and of its parts at different moments, settled so that one history meets all of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import inf

from gridward.plug.course import Course, between
from gridward.plug.figure import Figure
from gridward.plug.imagine import Fact, Facts

Growth = Callable[[int, int], float]
"""How much a number may or must grow from one moment to a later one, both given by their place in the plan."""


def settled(
    facts: Facts,
    whole: Figure,
    parts: Sequence[Figure],
    *,
    start: int,
    outer: Figure | None = None,
    usual: Mapping[str, int] | None = None,
    stock: Mapping[int, int] | None = None,
) -> Facts:
    """The facts, with `whole`, its disjoint `parts` and the `outer` number it is part of told at each other's moments.

    All of them only grow, from nothing at `start`, and no part grows by more than what it is part of. Whatever of that
    can be met at all is met: a part at a moment for which only the whole is stated leaves room for what the other
    parts must still grow by then. What contradicts itself is left as it was, and so is a member when facts speak of
    members above or below it too. `usual` says where a figure of which nothing is stated would be in the end; `stock`
    how many there are at some moments of what only `whole` takes from.
    """
    figures = [figure for figure in (outer, whole, *parts) if figure is not None]
    names = {figure.name for figure in figures}
    mine = [fact for fact in facts.facts if fact.figure in names and fact.value is not None]
    codes = {fact.member for fact in mine}
    found = facts
    for code in sorted(codes):
        if codes & _relatives(whole, code):
            continue
        family = _Family([fact for fact in mine if fact.member == code], start, usual or {}, stock or {})
        courses = family.settle(outer, whole, parts)
        kept = [fact for fact in found.facts if fact.figure not in courses or fact.member != code or fact.value is None]
        for name, course in courses.items():
            told = zip(family.at, course, strict=True)
            kept += [Fact(name, code, value, None, "", "=", at, "", "") for at, value in told]
        found = Facts(tuple(kept))
    return found


def parted(facts: Facts, figure: Figure, *, start: int) -> Facts:
    """The facts, with a figure that only grows and its own top members told at each other's moments."""
    whole = replace(figure, members=())
    parts = {
        one.code: replace(figure, name=f"{figure.name}[{one.code}]", members=())
        for one in figure.members
        if not one.parent
    }
    names = {part.name: code for code, part in parts.items()}
    apart = tuple(
        fact._replace(figure=parts[fact.member].name, member="")
        if fact.figure == figure.name and fact.member in parts
        else fact
        for fact in facts.facts
    )
    found = settled(Facts(apart), whole, tuple(parts.values()), start=start)
    return Facts(
        tuple(
            fact._replace(figure=figure.name, member=names[fact.figure]) if fact.figure in names else fact
            for fact in found.facts
        )
    )


def _relatives(figure: Figure, code: str) -> set[str]:
    """The members above and below one."""
    above = {member.code: member.parent for member in figure.members}

    def line(one: str) -> set[str]:
        return {one} if not one else {one} | line(above.get(one, ""))

    return {one for one in {"", *above} if one in line(code) or code in line(one)} - {code}


class _Family:
    """The facts about one member of the figures. Place 0 of a plan is its start, the others follow the moments."""

    def __init__(self, facts: Sequence[Fact], start: int, usual: Mapping[str, int], stock: Mapping[int, int]) -> None:
        self.facts = facts
        self.start = start
        self.usual = usual
        self.stock = stock
        self.at = sorted({fact.as_of for fact in facts} | stock.keys())

    def settle(self, outer: Figure | None, whole: Figure, parts: Sequence[Figure]) -> dict[str, Course]:
        """The courses of the figures at all moments; none if nothing binds them or nothing can meet them."""
        stated = {fact.figure for fact in self.facts}
        inner = [part.name for part in parts if part.name in stated]
        above = outer.name if outer is not None and outer.name in stated else ""
        if self.at[0] <= self.start or not (above or (whole.name in stated and (inner or self.stock))):
            return {}
        time = [moment - self.start for moment in (self.start, *self.at)]
        course = self._fitted(
            whole.name,
            time,
            least=lambda one, other: max(sum(self._must(part, one, other) for part in inner), self._taken(one, other)),
            most=lambda one, other: self._may(above, one, other),
        )
        found = {whole.name: course}
        if course is not None and above:
            found[above] = self._fitted(above, time, least=_grown(course))
        spare = course
        for number, part in enumerate(inner):
            if spare is None:
                return {}
            found[part] = own = self._fitted(part, course or time, most=self._left(spare, inner[number + 1 :]))
            spare = None if own is None else [one - other for one, other in zip(spare, own, strict=True)]
        return {name: one[1:] for name, one in found.items() if one} if all(found.values()) else {}

    def _left(self, spare: Course, others: Sequence[str]) -> Growth:
        def left(one: int, other: int) -> float:
            return spare[other] - spare[one] - sum(self._must(name, one, other) for name in others)

        return left

    def _taken(self, one: int, other: int) -> int:
        """How many are fewer in stock at a place than at an earlier one."""
        before, after = (self.stock.get(self.at[place - 1]) if place else None for place in (one, other))
        return 0 if before is None or after is None else max(0, before - after)

    def _must(self, name: str, one: int, other: int) -> float:
        """By how much a figure must grow between two places for the sake of what is stated of it."""
        return max(0, self._low(name, other) - self._high(name, one))

    def _may(self, name: str, one: int, other: int) -> float:
        return self._high(name, other) - self._low(name, one)

    def _low(self, name: str, place: int) -> float:
        until = self.at[place - 1] if place else self.start
        return max((fact.bounds()[0] for fact in self.facts if fact.figure == name and fact.as_of <= until), default=0)

    def _high(self, name: str, place: int) -> float:
        since = self.at[place - 1] if place else self.start
        known = (fact.bounds()[1] for fact in self.facts if fact.figure == name and fact.as_of >= since)
        return min(known, default=inf) if place else 0

    def _fitted(
        self, name: str, pace: Sequence[int], *, least: Growth | None = None, most: Growth | None = None
    ) -> Course | None:
        own = sorted((fact for fact in self.facts if fact.figure == name), key=lambda fact: fact.as_of)
        goals = [(pace[self.at.index(fact.as_of) + 1], fact.aim()) for fact in own]
        points = [(0, 0), *(goals or [(pace[-1], self.usual.get(name, 0))])]
        wish = [round(between(points, one)) for one in pace]
        places = range(1, len(pace))
        ranges = [(0.0, 0.0), *((self._low(name, place), self._high(name, place)) for place in places)]
        return fitted(wish, ranges, least=least, most=most)


def fitted(
    wish: Sequence[int],
    ranges: Sequence[tuple[float, float]],
    *,
    least: Growth | None = None,
    most: Growth | None = None,
) -> Course | None:
    """Whole numbers near `wish` that never fall, lie within their ranges and grow as they must and may; else None.

    The first is the beginning and 0. Every bound is one on a difference of two numbers; what all bounds together imply
    for each pair is their longest path, and whatever is chosen within that for one number leaves a choice for the next.
    """
    places = range(len(wish))
    bound = [[0.0 if one <= other else -inf for other in places] for one in places]
    for one in places:
        for other in places[one + 1 :]:
            bound[one][other] = max(0.0, least(one, other) if least else 0.0)
            bound[other][one] = -most(one, other) if most else -inf
    for place, (low, high) in enumerate(ranges):
        bound[0][place] = max(bound[0][place], low)
        bound[place][0] = max(bound[place][0], -high)
    for via in places:
        onward = bound[via]
        for row in bound:
            reached = row[via]
            if reached > -inf:
                row[:] = [max(one, reached + other) for one, other in zip(row, onward, strict=True)]
    if any(bound[place][place] > 0 for place in places):
        return None
    found: Course = []
    for place in places:
        low = max((found[one] + bound[one][place] for one in range(place)), default=0)
        high = min((found[one] - bound[place][one] for one in range(place)), default=0)
        found.append(int(max(low, min(high, wish[place]))))
    return found


def _grown(course: Course) -> Growth:
    return lambda one, other: course[other] - course[one]
