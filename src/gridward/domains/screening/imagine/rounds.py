"""The plan of visits: which homes each round covers and how many knocks it takes, so that every fact is met.

Every round covers a first part of the homes; so the homes ever covered are the longest of these parts, and rounds,
totals and households can all be stated at once.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from gridward.domains.screening.figures import HOUSEHOLDS_COVERED, HOUSEHOLDS_VISITED, REFUSALS, ROUNDS_OPENED
from gridward.domains.screening.figures import ROUNDS as MEMBERS
from gridward.domains.screening.imagine.counted import counted
from gridward.domains.screening.imagine.stretch import NO_ROUND, Stretch
from gridward.domains.screening.imagine.town import Town
from gridward.kit.clock import DAY
from gridward.plug.course import beginning, moments, shares_as_values
from gridward.plug.imagine import Fact

MOST_VISITS = 90_000
"""As many visits as a town has without facts: beyond that there are fewer rounds."""
USUAL_COVER = 0.97
LEAST_DAYS = 3
"""A round takes at least so long: a shorter one comes no further than the days allow."""
NOBODY_HOME = 0.06


class Rounds:
    """Plans the visits of a town; `stretches` is the result."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.size = len(town.homes)
        whole = dict.fromkeys(("", *(member.code for member in MEMBERS)), self.size)
        self.facts = shares_as_values(town.facts, HOUSEHOLDS_COVERED.name, whole)
        names = (HOUSEHOLDS_COVERED.name, HOUSEHOLDS_VISITED.name, REFUSALS.name, ROUNDS_OPENED.name)
        stated = moments(town.world, self.facts, *names, "screening.persons_covered")
        self.start = beginning(town.world, stated)
        self.end = stated[-1]
        self.starts = self._starts()
        self.at = sorted({*stated, *(one for one in self.starts[1:] if self.start < one < self.end)})
        self.driver = -1
        """The round whose covers are all that was ever covered; −1 when nothing is stated of that."""
        bounds = [self.start, *self.at]
        self.stretches = [Stretch(one, other) for one, other in pairwise(bounds)]
        self._cover()
        self._refuse()
        self.some_refuse = not any(fact.figure == REFUSALS.name for fact in self.facts.facts)
        """Whether nothing is stated of refusals, so that a few of those not met have refused."""
        self._knock()
        self._meet_totals()
        counted(self.stretches, self.facts, self.at, len(self.starts), self.size)

    def _goals(self, name: str, member: str) -> list[tuple[int, int]]:
        return [(fact.as_of, fact.aim()) for fact in self.facts.of(name, member) if fact.value is not None]

    def _stated_rounds(self, name: str) -> set[int]:
        return {number for number in range(1, len(self.starts) + 1) if self._goals(name, str(number))}

    def _starts(self) -> list[int]:
        """When each round begins: evenly, unless it is stated how many had begun when."""
        goals = self._goals(ROUNDS_OPENED.name, "")
        span = self.end - self.start
        if goals:
            found: list[int] = []
            since = self.start
            for at, number in goals:
                more = number - len(found)
                found += [since + (at - since) * one // max(1, more) for one in range(max(0, more))]
                since = at
            return found
        stated = [int(member.code) for member in MEMBERS if self._of_round(member.code)]
        wanted = max(1, min(4, round(self.town.days / 5))) if self.town.about_covid() else 1
        number = max([min(wanted, max(1, MOST_VISITS // max(1, self.size))), *stated])
        return [self.start + span * one // number for one in range(number)]

    def _of_round(self, code: str) -> list[Fact]:
        names = (HOUSEHOLDS_COVERED.name, HOUSEHOLDS_VISITED.name, REFUSALS.name, "screening.persons_covered")
        return [fact for name in names for fact in self.facts.of(name, code)]

    def _cover(self) -> None:
        courses: dict[int, list[int]] = {}
        free = []
        for number, since in enumerate(self.starts, 1):
            until = self.starts[number] if number < len(self.starts) else self.end
            goals = self._goals(HOUSEHOLDS_COVERED.name, str(number))
            if not goals:
                free.append(number)
                visited = self._goals(HOUSEHOLDS_VISITED.name, str(number))
                goals = [(at, min(int(self.size * USUAL_COVER), int(value * 0.94))) for at, value in visited]
            within = min(1.0, (until - since) / (LEAST_DAYS * DAY))
            goals = goals or [(until, int(self.size * within * min(0.99, USUAL_COVER + 0.004 * number)))]
            begin = since if since < goals[0][0] else self.start
            courses[number] = self._course([(begin, 0), *goals], stop=not self._of_round(str(number)))
        ever = self._goals(HOUSEHOLDS_COVERED.name, "")
        if ever:
            self.driver = next((one for one in free if not self._of_round(str(one))), NO_ROUND)
            course = self._ever(ever)
            fixed = [one for number, one in courses.items() if number not in free]
            course = [max(values) for values in zip(course, *fixed, strict=True)]
            for number in free:
                courses[number] = [min(one, most) for one, most in zip(courses[number], course, strict=True)]
            courses[self.driver] = course
        for number, course in courses.items():
            for stretch, before, after in zip(self.stretches, [0, *course], course, strict=False):
                if after > before:
                    stretch.covers[number] = after - before

    def _ever(self, goals: Sequence[tuple[int, int]]) -> list[int]:
        """All homes ever covered: reached within the first round, or as the visits stated allow."""
        visited = self._goals(HOUSEHOLDS_VISITED.name, "")
        if visited:
            pace = self._plain([(self.start, 0), *visited])
            return [min(self.size, one) for one in self._beside(pace, goals)]
        first_end = self.starts[1] if len(self.starts) > 1 else self.end
        quick = [(first_end, goals[0][1])] if first_end < goals[0][0] else []
        return self._course([(self.start, 0), *quick, *goals], stop=False)

    def _beside(self, pace: Sequence[int], goals: Sequence[tuple[int, int]]) -> list[int]:
        """Through the goals, growing as `pace` does: never faster than that."""
        points = [(0, 0), *((pace[self.at.index(at)], value) for at, value in goals)]
        found = [min(one, _along(points, one, stop=False)) for one in pace]
        for at, value in goals:
            found[self.at.index(at)] = value
        return list(accumulate(found, max))

    def _course(self, points: Sequence[tuple[int, int]], *, stop: bool) -> list[int]:
        """Through the points; beyond the last at its own pace, or not at all."""
        found: list[int] = []
        for at in self.at:
            value = _along(points, at, stop=stop)
            found.append(min(self.size, max(value, found[-1] if found else 0)))
        return found

    def _refuse(self) -> None:
        """Refusals are stated for rounds or for all; without a round they fall to the one that is under way."""
        apart = [0] * len(self.at)
        for number in range(1, len(self.starts) + 1):
            goals = self._goals(REFUSALS.name, str(number))
            if goals:
                since = self.starts[number - 1] if self.starts[number - 1] < goals[0][0] else self.start
                course = self._plain([(since, 0), *goals])
                apart = [one + other for one, other in zip(apart, course, strict=True)]
                self._add_refusals(course, number)
        goals = self._goals(REFUSALS.name, "")
        if goals:
            rest = [(at, max(0, value - apart[self.at.index(at)])) for at, value in goals]
            self._add_refusals(self._within_visits(rest), None)

    def _within_visits(self, goals: Sequence[tuple[int, int]]) -> list[int]:
        """Refusals grow with the room that the visits stated leave beside the homes covered."""
        visited = self._goals(HOUSEHOLDS_VISITED.name, "")
        if not visited:
            return self._plain([(self.start, 0), *goals])
        kept = (
            self._stated_rounds(HOUSEHOLDS_COVERED.name) | self._stated_rounds(HOUSEHOLDS_VISITED.name) | {self.driver}
        )
        covered = list(accumulate(sum(one.covers.get(n, 0) for n in kept) for one in self.stretches))
        room = self._plain([(self.start, 0), *((at, max(0, v - covered[self.at.index(at)])) for at, v in visited)])
        return self._beside(room, goals)

    def _plain(self, points: Sequence[tuple[int, int]]) -> list[int]:
        found: list[int] = []
        for at in self.at:
            found.append(max(_along(points, at, stop=False), found[-1] if found else 0))
        return found

    def _add_refusals(self, course: Sequence[int], number: int | None) -> None:
        for stretch, before, after in zip(self.stretches, [0, *course], course, strict=False):
            under_way = max(stretch.covers, key=lambda one: stretch.covers[one], default=NO_ROUND)
            chosen = under_way if number is None else number
            if after > before:
                stretch.refusals[chosen] = stretch.refusals.get(chosen, 0) + after - before

    def _knock(self) -> None:
        """Knocks at doors where nobody is home: some, or what the visits stated for a round leave."""
        for stretch in self.stretches:
            for number, covered in stretch.covers.items():
                stretch.absent[number] = round(covered * NOBODY_HOME)
        for number in range(1, len(self.starts) + 1):
            since = 0
            have = 0
            for at, value in self._goals(HOUSEHOLDS_VISITED.name, str(number)):
                upto = self.at.index(at) + 1
                group = self.stretches[since:upto]
                made = sum(one.covers.get(number, 0) + one.refusals.get(number, 0) for one in group)
                _share_out(group, number, max(0, value - have - made))
                since, have = upto, value

    def _meet_totals(self) -> None:
        since = have = 0
        for at, value in self._goals(HOUSEHOLDS_VISITED.name, ""):
            upto = self.at.index(at) + 1
            group = self.stretches[since:upto]
            over = sum(stretch.total() for stretch in group) - (value - have)
            if over > 0:
                self._cut(group, over)
            else:
                lengths = [stretch.end - stretch.start for stretch in group]
                for number, stretch in enumerate(group):
                    part = -over * lengths[number] // max(1, sum(lengths[number:]))
                    stretch.extra += part
                    over += part
            since, have = upto, value

    def _cut(self, group: Sequence[Stretch], over: int) -> None:
        """Leave out what nothing is stated about: knocks in vain first, then covers of the latest rounds."""
        named = self._stated_rounds(HOUSEHOLDS_VISITED.name)
        kept = self._stated_rounds(HOUSEHOLDS_COVERED.name)
        for table, fixed in (("absent", named), ("covers", named | kept | {self.driver})):
            for stretch in reversed(group):
                counts: dict[int, int] = getattr(stretch, table)
                for number in sorted(counts, reverse=True):
                    cut = 0 if number in fixed else min(over, counts[number])
                    counts[number] -= cut
                    over -= cut


def _share_out(group: Sequence[Stretch], number: int, total: int) -> None:
    weights = [stretch.covers.get(number, 0) for stretch in group]
    weights = weights if any(weights) else [0] * (len(group) - 1) + [1]
    for place, stretch in enumerate(group):
        part = total * weights[place] // max(1, sum(weights[place:]))
        stretch.absent[number] = part
        total -= part


def _along(points: Sequence[tuple[int, int]], at: int, *, stop: bool) -> int:
    for (one, value), (other, more) in pairwise(points):
        if at <= other:
            return value + (more - value) * max(0, at - one) // max(1, other - one)
    (start, _), (last, value) = points[0], points[-1]
    return value if stop else value + value * (at - last) // max(1, last - start)
