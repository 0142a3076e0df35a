"""Duties counted by area and clause in one statement, and the few of them that a page shows.

A board of a county with many thousands of duties reads some hundreds of groups and fifty rows.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from gridward.duty.book import DONE, OPEN, RELIEVED, WAIVED, WITHDRAWN
from gridward.duty.listed import Reader
from gridward.grid.book import Held
from gridward.grid.path import beyond
from gridward.kit.clock import day_of, first_moment
from gridward.kit.rows import among, rows
from gridward.plug.kind import key_of
from gridward.policy.vocabulary import Duty

Where = tuple[str, list[int | str]]
"""A condition on the table of duties, and its parameters."""
_CLAUSES = 1 << 15
"""More than there are numbers of clauses."""
_KEY = f"(CAST(area AS bigint) * {_CLAUSES} + clause)"
_HOLDER = f"(CASE WHEN subject - subject / 16 * 16 = {key_of('account', 0)} THEN subject ELSE 0 END)"
"""The officer whose own a duty is."""


class Lot(NamedTuple):
    """The duties of one clause in one area that meet a condition. `since` is when the first of them was due, `tried`
    how many were tried in vain; `duty` is what the clause says there (None: no pack has it any more). `office` is the
    role to which they were handed over, `holder` the key of the account whose own they are.
    """

    area: int
    path: str
    clause: int
    disease: str
    name: str
    duty: Duty | None
    pack: str
    who: tuple[Held, ...]
    number: int
    tried: int
    since: int
    office: str = ""
    holder: int = 0

    @property
    def role(self) -> str:
        """The role that has it; "" where it is an officer's own."""
        return "" if self.holder else self.office or (self.duty.who if self.duty is not None else "")

    @property
    def key(self) -> int:
        """Area and clause as one number."""
        return self.area * _CLAUSES + self.clause


def below(prefixes: Iterable[str]) -> Where:
    """In one of these subtrees, given by their paths."""
    ranges = [(path, beyond(path)) for path in prefixes]
    if not ranges:
        return "1 = 0", []
    return (
        "(" + " OR ".join("(path >= %s AND path < %s)" for _ in ranges) + ")",
        [end for one in ranges for end in one],
    )


def lacking(at: int, *, live: bool) -> Where:
    """Due and not done at a moment. With `live` the moment is now, so that nothing can have been done after it."""
    if live:
        return f"state = {OPEN} AND due <= %s", [at]
    return f"(state = {OPEN} OR (state IN ({DONE}, {RELIEVED}) AND done_at > due AND done_at > %s)) AND due <= %s", [
        at,
        at,
    ]


def over(at: int) -> Where:
    """Windows of former days that can no longer be filled: they are counted apart."""
    return "closes <= %s AND due <= %s", [at, first_moment(day_of(at))]


def without(where: Where) -> Where:
    """Whatever does not meet a condition."""
    return f"NOT ({where[0]})", where[1]


def of_day(at: int) -> Where:
    """What a day asks: open or due or done on it, or still to be caught up with."""
    start, stop = first_moment(day_of(at)), first_moment(day_of(at) + 1)
    asked = "(due > %s OR done_at >= %s OR (state = 0 AND closes > %s))"
    return f"state <> {WITHDRAWN} AND opens < %s AND {asked}", [stop, start, start, at]


def due_on(day: int) -> Where:
    """The windows that a day must see filled: those due after it began and not after it ended."""
    return f"state NOT IN ({WITHDRAWN}, {RELIEVED}) AND due > %s AND due <= %s", [
        first_moment(day),
        first_moment(day + 1),
    ]


def open_at(at: int) -> Where:
    """The windows in which a moment lies."""
    return f"state NOT IN ({WITHDRAWN}, {RELIEVED}) AND opens <= %s AND closes > %s", [at, at]


def of_clauses(clauses: Collection[int]) -> Where:
    """Of one of these clauses."""
    condition, params = among("clause", list(clauses), "int8")
    return condition, list(params)


def of_nobody() -> Where:
    """Of no officer by name, and handed to no office."""
    return f"office = '' AND {_HOLDER} = 0", []


def of_offices(roles: Collection[str]) -> Where:
    """Handed over to one of these offices."""
    if not roles:
        return "1 = 0", []
    return f"office IN ({', '.join('%s' for _ in roles)})", sorted(roles)


def of_officer(account: int) -> Where:
    """An officer's own, by the key of the account."""
    return ("subject = %s", [account]) if account else ("1 = 0", [])


def either(*conditions: Where) -> Where:
    """At least one of these."""
    text = " OR ".join(f"({sql})" for sql, _ in conditions)
    return f"({text})", [one for _, params in conditions for one in params]


def both(*conditions: Where) -> Where:
    """All of these."""
    text = " AND ".join(f"({sql})" for sql, _ in conditions)
    return text, [one for _, params in conditions for one in params]


def lots(reader: Reader, where: Where) -> list[Lot]:
    """What meets a condition, by area and clause."""
    return lots_apart(reader, where, ("1 = 0", []))[0]


def lots_apart(reader: Reader, where: Where, apart: Where) -> tuple[list[Lot], list[Lot]]:
    """What meets a condition, by area and clause; what meets a second one too is counted by itself."""
    side = f"CASE WHEN {apart[0]} THEN 1 ELSE 0 END"
    sql = (
        f"SELECT area, MAX(path), clause, {side} AS side, COUNT(*), SUM(CASE WHEN tried > 0 THEN 1 ELSE 0 END),"
        f" MIN(due), MAX(opens), office, {_HOLDER} AS holder, MAX(response) FROM duty_duty WHERE {where[0]}"
        " GROUP BY 1, 3, 4, 9, 10"
    )
    found: tuple[list[Lot], list[Lot]] = ([], [])
    for area, path, clause, which, number, tried, since, opens, *more in rows(sql, [*apart[1], *where[1]]):
        office, holder, response = more
        disease, name, duty, pack = reader.rule(clause, area, opens, response)
        who = reader.answering(duty, area, office=office, subject=holder)
        told = (number, int(tried), since, office, holder)
        found[which].append(Lot(area, path, clause, disease, name, duty, pack, who, *told))
    return found


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


def tallies(where: Where, at: int) -> list[Tally]:
    """How what meets a condition stands, by area and clause; `asked` leaves out what is waived."""
    done = f"state = {DONE} AND done_at <= %s"
    sql = (
        "SELECT area, MAX(path), clause, COUNT(*),"
        f" SUM(CASE WHEN {done} AND done_at <= due THEN 1 ELSE 0 END),"
        f" SUM(CASE WHEN {done} AND done_at > due THEN 1 ELSE 0 END),"
        f" SUM(CASE WHEN state = {WAIVED} THEN 1 ELSE 0 END), MIN(due), MAX(opens), MAX(response)"
        f" FROM duty_duty WHERE {where[0]} GROUP BY area, clause"
    )
    found = []
    for area, path, clause, number, in_time, late, waived, *more in rows(sql, [at, at, *where[1]]):
        found.append(Tally(area, path, clause, number - int(waived), int(in_time), int(late), int(waived), *more))
    return found


def lots_of(reader: Reader, told: Iterable[Tally]) -> list[Lot]:
    """What the clauses of some tallies say where they are; whose they are is not asked."""
    found = []
    for one in told:
        rule = reader.rule(one.clause, one.area, one.opens, one.response)
        found.append(Lot(one.area, one.path, one.clause, *rule, (), one.asked, 0, one.due))
    return found


def some(chosen: Sequence[Lot], where: Where, order: Where, *, first: int, size: int) -> list[int]:
    """The numbers of some duties of these lots, in an order."""
    if not chosen:
        return []
    return numbered(both(where, _of_lots(chosen)), order, first=first, size=size)


def numbered(where: Where, order: Where, *, first: int, size: int) -> list[int]:
    """The numbers of some duties that meet a condition, in an order."""
    sql = f"SELECT id FROM duty_duty WHERE {where[0]} ORDER BY {order[0]} LIMIT {size:d} OFFSET {first:d}"
    return [number for (number,) in rows(sql, [*where[1], *order[1]])]


def in_areas(areas: Collection[int]) -> Where:
    """In exactly one of these areas."""
    condition, params = among("+area", list(areas), "int4")
    return condition, list(params)


def _of_lots(chosen: Sequence[Lot]) -> Where:
    """Of one of these lots. Nearly all are of nobody in particular, so there are few sorts of them."""
    sorts: dict[tuple[str, int], list[int]] = {}
    for one in chosen:
        sorts.setdefault((one.office, one.holder), []).append(one.key)
    found = []
    for (office, holder), keys in sorts.items():
        condition, params = among(_KEY, keys, "int8")
        found.append((f"(office = %s AND {_HOLDER} = %s AND {condition})", [office, holder, *params]))
    return "(" + " OR ".join(sql for sql, _ in found) + ")", [one for _, params in found for one in params]


def latest_day(at: int) -> Where:
    """What was due today before what was due before; in each what has waited longest first."""
    return "(CASE WHEN due > %s THEN 0 ELSE 1 END), due, subject, clause", [first_moment(day_of(at))]


BY_DUE: Where = ("due, subject, clause", [])
