"""How duties stand, counted by area and clause: all that are asked, done in time, done late, waived."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from gridward.duty.book import DONE, HALVES, WAIVED
from gridward.duty.grouped import Lot
from gridward.duty.listed import Reader
from gridward.duty.where import Where, both, of_clauses
from gridward.kit.rows import rows


class Tally(NamedTuple):
    """How duties of an area and clause stand at a moment: all that are asked, done in time, done late, waived."""

    area: int
    path: str
    clause: int
    asked: int
    in_time: int
    late: int
    waived: int
    due: int
    opens: int
    response: int

    def beside(self, other: "Tally") -> "Tally":
        """Both together: of an area that moved, which has several paths."""
        return Tally(
            self.area,
            max(self.path, other.path),
            self.clause,
            self.asked + other.asked,
            self.in_time + other.in_time,
            self.late + other.late,
            self.waived + other.waived,
            min(self.due, other.due),
            max(self.opens, other.opens),
            max(self.response, other.response),
        )


def tallies(clauses: Collection[int], where: Where, at: int) -> list[Tally]:
    """How what meets a condition stands, by area and clause; `asked` leaves out what is waived.

    Path by path, of what is not open clause by clause: in the order of indexes in which all stands that is counted.
    """
    done, (still, rest) = f"state = {DONE} AND done_at <= %s", HALVES
    counted = (
        f"COUNT(*), COUNT(CASE WHEN {done} AND done_at <= due THEN 1 END),"
        f" COUNT(CASE WHEN {done} AND done_at > due THEN 1 END), COUNT(CASE WHEN state = {WAIVED} THEN 1 END)"
    )
    asked = [_tallied("COUNT(*), 0, 0, 0", [], both((still, []), of_clauses(clauses), where))]
    asked += [_tallied(counted, [at, at], both((f"{rest} AND clause = %s", [one]), where)) for one in clauses]
    found: dict[tuple[int, int], Tally] = {}
    for path, clause, number, in_time, late, waived, *more in (row for told in asked for row in told):
        area = int(path.split(".")[-2])
        one = Tally(area, path, clause, number - waived, in_time, late, waived, *more)
        found[area, clause] = one.beside(found[area, clause]) if (area, clause) in found else one
    return [found[key] for key in sorted(found)]


def _tallied(counted: str, params: list[int], where: Where) -> list[tuple[Any, ...]]:
    sql = f"SELECT path, clause, {counted}, MIN(due), MAX(opens), MAX(response) FROM duty_duty WHERE {where[0]}"
    return rows(f"{sql} GROUP BY path, clause", [*params, *where[1]])


def lots_of(reader: Reader, told: Iterable[Tally]) -> list[Lot]:
    """What the clauses of some tallies say where they are; whose they are is not asked."""
    found = []
    for one in told:
        rule = reader.rule(one.clause, one.area, one.opens, one.response)
        found.append(Lot(one.area, one.path, one.clause, *rule, (), one.asked, 0))
    return found
