"""How many are addressed, have answered and have done by each moment, so that every statement about them holds."""

from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from gridward.domains.command.figures.work import (
    ACKNOWLEDGED,
    ADDRESSED,
    DIRECTIVES,
    FEEDBACK_DONE,
    FEEDBACK_DUE,
    UNACKNOWLEDGED,
)
from gridward.domains.command.imagine.town import Town
from gridward.plug.course import Course, Planner
from gridward.plug.figure import Figure
from gridward.plug.imagine import Fact, Facts

Stated = dict[int, int]
"""Values that are stated, by the place of their moment in the plan."""


class Receipts:
    """The courses: `addressed`, of these `answered`, and of what is due by each moment `done` in time.

    `issued` holds the urgencies of the directives of each leg, `each` to how many one usually goes. Where something is
    stated of results, all directives are due within their leg (`tasked`).
    """

    def __init__(self, town: Town, at: Sequence[int], start: int, issued: Sequence[Sequence[str]], each: int) -> None:
        self.town = town
        self.at = at
        self.start = start
        self.issued = [list(urgencies) for urgencies in issued]
        self.tasked = bool(self._facts(FEEDBACK_DUE) or self._facts(FEEDBACK_DONE))
        self.addressed = self._addressed(each)
        self.done = self._done()
        self.answered = self._answered()
        self.done = self._no_more_than_answered()

    def added(self, course: Course, number: int) -> int:
        """By how much a course grows in a leg."""
        return max(0, course[number] - (course[number - 1] if number else 0))

    def _facts(self, figure: Figure) -> tuple[Fact, ...]:
        return self.town.facts.of(figure.name)

    def _stated(self, figure: Figure) -> Stated:
        return {self.at.index(fact.as_of): fact.aim() for fact in self._facts(figure) if fact.value is not None}

    def _shares(self, figure: Figure) -> dict[int, float]:
        return {self.at.index(one.as_of): one.share for one in self._facts(figure) if one.share is not None}

    def _addressed(self, each: int) -> Course:
        """As stated, or as many as directives usually go to and as what is stated of answers needs."""
        stated = self._stated(FEEDBACK_DUE) | self._stated(ADDRESSED)
        waits, said = self._stated(UNACKNOWLEDGED), self._stated(ACKNOWLEDGED)
        stated = {one: waits[one] + said[one] for one in waits.keys() & said.keys()} | stated
        usual = self._with_room(list(accumulate(len(urgencies) * each for urgencies in self.issued)))
        least = [0] * len(self.at)
        done = {
            one: number + max((left for other, left in waits.items() if other <= one), default=0)
            for one, number in self._stated(FEEDBACK_DONE).items()
        }
        for share in self._shares(FEEDBACK_DONE).values():
            late = {one: ceil(left / (1 - share)) for one, left in waits.items() if share < 1}
            done = {one: max(done.get(one, 0), late.get(one, 0)) for one in done.keys() | late.keys()}
        for here, share in self._shares(ACKNOWLEDGED).items():
            told = max((number for one, number in self._stated(FEEDBACK_DONE).items() if one <= here), default=0)
            done[here] = max(done.get(here, 0), ceil(told / share) if share else 0)
        for needed in (waits, said, done):
            for one, number in needed.items():
                least[one] = max(least[one], number)
        if stated:
            goals = Facts(
                tuple(
                    Fact(ADDRESSED.name, "", number, None, "", "=", self.at[one], "", "")
                    for one, number in stated.items()
                )
            )
            along = {"": usual} if usual[-1] else None
            plan = Planner(ADDRESSED, goals, self.at, start=self.start, usual={}, along=along)
            usual = plan.courses()[""]
        most = [
            min((number for one, number in stated.items() if one >= here), default=None) for here in range(len(least))
        ]
        found: Course = []
        for here, number in enumerate(usual):
            number = max(number, least[here], found[-1] if found else 0)
            limit = most[here]
            found.append(number if limit is None else min(number, limit))
        return self._when_issued(found)

    def _with_room(self, course: Course) -> Course:
        """Between two statements as many more are addressed as are done more and wait more."""
        done, waits = self._stated(FEEDBACK_DONE), self._stated(UNACKNOWLEDGED)
        both = {
            here: left + max((n for one, n in done.items() if one <= here), default=0) for here, left in waits.items()
        }
        for stated in (done, both):
            before, earlier = -1, 0
            for here, number in sorted(stated.items()):
                grown = course[here] - (course[before] if before >= 0 else 0)
                short = max(0, number - earlier - grown)
                course[here:] = [one + short for one in course[here:]]
                before, earlier = here, number
        return course

    def _when_issued(self, course: Course) -> Course:
        """Who is addressed is addressed by a directive: in a leg without one nobody is, unless one may be added."""
        free = not any(self.town.facts.of(DIRECTIVES.name, code) for code in ("", "normal"))
        stated = {self.at.index(fact.as_of) for fact in self.town.facts.facts if fact.figure == DIRECTIVES.name}
        for number in range(len(course)):
            if not self.added(course, number) or self.issued[number]:
                continue
            earlier = [one for one in range(number) if self.issued[one]]
            later = next((one for one in range(number + 1, len(course)) if self.issued[one]), None)
            if free:
                self.issued[number].append("normal")
            elif later is not None and not stated & set(range(number, later)):
                self.issued[number].append(self.issued[later].pop())
            elif not earlier:
                self.issued[number].append("normal")
            else:
                course[earlier[-1] : number] = [course[number]] * (number - earlier[-1])
        return course

    def _done(self) -> Course:
        """Of all that is due by the end of each leg. Only what was ordered in a leg is done in it in time."""
        whole = self.addressed
        hard = self._stated(FEEDBACK_DONE)
        hard |= {one: round(share * whole[one]) for one, share in self._shares(FEEDBACK_DONE).items()}
        answers = self._answers()
        found: Course = []
        for here, total in enumerate(whole):
            before, added = (found[-1] if found else 0), self.added(whole, here)
            least = max((number - (whole[one] - total) for one, number in hard.items() if one >= here), default=0)
            most = min((number for one, number in (*hard.items(), *answers.items()) if one >= here), default=total)
            wish = hard.get(here, before + added - added // 12)
            found.append(min(before + added, max(before, least, min(wish, most))))
        return found

    def _no_more_than_answered(self) -> Course:
        """Nobody has done in a leg what they have not answered in it."""
        grown = [
            min(self.added(self.done, here), self.added(self.answered, here)) for here in range(len(self.addressed))
        ]
        return list(accumulate(grown))

    def _answers(self) -> Stated:
        """How many answers are stated, in one way or another."""
        whole = self.addressed
        found = self._stated(ACKNOWLEDGED)
        found |= {one: round(share * whole[one]) for one, share in self._shares(ACKNOWLEDGED).items()}
        return found | {one: whole[one] - number for one, number in self._stated(UNACKNOWLEDGED).items()}

    def _answered(self) -> Course:
        """So many have answered; a few of the latest have not yet."""
        whole, hard = self.addressed, self._answers()
        found: Course = []
        for here, total in enumerate(whole):
            before = found[-1] if found else 0
            most = min((number for one, number in hard.items() if one >= here), default=total)
            wish = hard.get(here, total - self.added(whole, here) // 25)
            done = self.done[here] if self.tasked else 0
            found.append(min(total, max(before, min(max(wish, done), most))))
        return found
