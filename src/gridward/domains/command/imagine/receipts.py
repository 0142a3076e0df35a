"""How many are addressed, have answered and have done what is due: planned in one table, so that all of it holds.

Each directive goes out in one leg and is due in one, for all whom it addresses, or never. Who has done it in time has
answered by then; where answers are scarce, those come first who must have done the most urgent.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

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
from gridward.plug.table import MOST, Cell, Table, last

FIGURES = (DIRECTIVES, ADDRESSED, FEEDBACK_DUE, FEEDBACK_DONE, ACKNOWLEDGED, UNACKNOWLEDGED)
_NEW, _NOT_DUE, _LATE, _ORDERS, _TASKS, _DONE = "new", "not due", "late", "orders", "tasks", "done"


class Order(NamedTuple):
    """A directive to so many: in which leg it is due (None: open), and how many of them have done it by then."""

    urgency: str
    size: int
    due: int | None = None
    done: int = 0


class Receipts:
    """The directives of each leg, and how many answer in it.

    `each` is to how many one usually goes. Where something is stated of results (`tasked`), it is planned in which leg
    each is due.
    """

    def __init__(self, town: Town, at: Sequence[int], start: int, issued: Mapping[str, Course], each: int) -> None:
        self.at = at
        self.legs = range(len(at))
        self.issued = issued or {"normal": [0] * len(at)}
        self.each = each
        self.start = start
        self.tasked = any(town.facts.members(one.name) for one in (FEEDBACK_DUE, FEEDBACK_DONE))
        tries = (FIGURES[:number] for number in range(len(FIGURES), -1, -1))
        found = (self._found([fact for fact in town.facts.facts if fact.figure in _names(some)]) for some in tries)
        self.found = next((one for one in found if one is not None), {})
        """What is stated last is left out where all of it cannot be."""

    def answers(self, leg: int) -> int:
        """How many answer for the first time in a leg."""
        return self._grown((ACKNOWLEDGED.name, "", leg))

    def orders(self, leg: int) -> list[Order]:
        """The directives of a leg, its addressees and those of one due shared out among them."""
        urgencies = [code for code in self.issued for _ in range(self._grown((DIRECTIVES.name, code, leg)))]
        groups = [one for one in self._dues(leg) if self.found.get((_ORDERS, _due(one), leg))]
        number = {one: self.found[_ORDERS, _due(one), leg] for one in groups}
        size = {one: self.found[_TASKS, _due(one), leg] for one in groups}
        for _ in range(len(urgencies) - sum(number.values())):
            most = max(groups, key=lambda one: size[one] / number[one], default=None)
            if most is not None and size[most] > number[most]:
                number[most] += 1
        found = []
        for one in groups:
            done = self.found.get((_DONE, _due(one), leg), 0)
            share, more = divmod(size[one], number[one])
            for place in range(number[one]):
                whom = share + (place < more)
                found.append(Order(urgencies.pop(), whom, one, min(whom, done)))
                done -= found[-1].done
        return [*found, *(Order(code, 0) for code in urgencies)]

    def _grown(self, cell: Cell) -> int:
        return self.found.get(cell, 0) - self.found.get(last(cell), 0)

    def _dues(self, leg: int) -> list[int | None]:
        return [*(range(leg, len(self.at)) if self.tasked else ()), None]

    def _found(self, facts: Sequence[Fact]) -> Mapping[Cell, int] | None:
        table = Table()
        told: dict[Cell, list[Fact]] = {}
        for fact in facts:
            told.setdefault((fact.figure, fact.member, self.at.index(fact.as_of)), []).append(fact)
        course = self._addressed(facts)
        for leg in self.legs:
            self._issued(table, told, leg)
            self._answered(table, told, leg, course)
            if self.tasked:
                self._results(table, told, leg, course)
            for due in self._dues(leg):
                self._task(table, leg, due)
        for leg in self.legs:
            self._shared_out(table, leg)
        return table.settled()

    def _addressed(self, facts: Sequence[Fact]) -> Course:
        """As many as directives usually go to, or along that as stated."""
        usual = [sum(course[leg] for course in self.issued.values()) * self.each for leg in self.legs]
        along = {"": usual} if usual[-1] else None
        plan = Planner(ADDRESSED, Facts(tuple(facts)), self.at, start=self.start, usual={"": usual[-1]}, along=along)
        return plan.courses()[""]

    def _issued(self, table: Table, told: Mapping[Cell, Sequence[Fact]], leg: int) -> None:
        parts = []
        for code, course in self.issued.items():
            cell = (DIRECTIVES.name, code, leg)
            parts.append(table.put(cell, course[leg], facts=told.get(cell, ())))
            table.row((cell,), (last(cell),))
        whole = (DIRECTIVES.name, "", leg)
        if whole not in table.wish:
            table.put(whole, sum(table.wish[part] for part in parts), facts=told.get(whole, ()))
            table.same((whole,), parts)
        new = table.put((_NEW, "", leg), 0)
        table.same((new, last(whole)), (whole,))

    def _answered(self, table: Table, told: Mapping[Cell, Sequence[Fact]], leg: int, course: Course) -> None:
        whole, left, said = ((one.name, "", leg) for one in (ADDRESSED, UNACKNOWLEDGED, ACKNOWLEDGED))
        grown = course[leg] - (course[leg - 1] if leg else 0)
        shares = [fact.share for fact in told.get(said, ()) if fact.share is not None]
        table.put(whole, course[leg], int(bool(shares)), facts=told.get(whole, ()))
        table.put(left, grown // 25, facts=told.get(left, ()))
        table.put(said, course[leg], facts=told.get(said, ()))
        table.same((whole,), (left, said))
        for cell in (whole, said):
            table.row((cell,), (last(cell),))
        for share in shares:
            table.part(said, whole, share)

    def _results(self, table: Table, told: Mapping[Cell, Sequence[Fact]], leg: int, course: Course) -> None:
        whole, due, done = ((one.name, "", leg) for one in (ADDRESSED, FEEDBACK_DUE, FEEDBACK_DONE))
        shares = [fact.share for fact in told.get(done, ()) if fact.share is not None]
        open_, late = table.put((_NOT_DUE, "", leg), 0), table.put((_LATE, "", leg), course[leg] // 12)
        table.put(due, course[leg], int(bool(shares)), facts=told.get(due, ()))
        table.put(done, course[leg], facts=told.get(done, ()))
        table.same((whole,), (due, open_))
        table.same((due,), (done, late))
        for cell in (due, done, late):
            table.row((cell,), (last(cell),))
        for share in shares:
            table.part(done, due, share)

    def _task(self, table: Table, leg: int, due: int | None) -> None:
        """Those addressed in a leg who are due in another, the directives that say so, and who has done it by then."""
        tasks = table.put((_TASKS, _due(due), leg), MOST if due in (leg, None) else 0)
        orders = table.put((_ORDERS, _due(due), leg), 0)
        table.row((orders,), (tasks,), MOST)
        table.row((tasks,), (orders,))
        if due is not None:
            table.row((tasks,), (table.put((_DONE, _due(due), leg), 0),))

    def _shared_out(self, table: Table, leg: int) -> None:
        dues, whole, said = self._dues(leg), (ADDRESSED.name, "", leg), (ACKNOWLEDGED.name, "", leg)
        table.same((whole,), (last(whole), *((_TASKS, _due(due), leg) for due in dues)))
        table.row(((_NEW, "", leg),), ((_ORDERS, _due(due), leg) for due in dues))
        if not self.tasked:
            return
        for figure, part in ((FEEDBACK_DUE, _TASKS), (FEEDBACK_DONE, _DONE)):
            cell = (figure.name, "", leg)
            table.same((cell,), (last(cell), *((part, _due(leg), since) for since in range(leg + 1))))
        for first in range(leg + 1):
            inside = ((_DONE, _due(due), since) for due in range(first, leg + 1) for since in range(first, due + 1))
            table.row((said,), ((ACKNOWLEDGED.name, "", first - 1), *inside))


def _due(leg: int | None) -> str:
    return "" if leg is None else str(leg)


def _names(figures: Sequence[Figure]) -> set[str]:
    return {figure.name for figure in figures}
