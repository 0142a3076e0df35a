"""Duties counted by area and clause in one statement, and the few of them that a page shows.

A board of a county with many thousands of duties reads some hundreds of groups and fifty rows.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from gridward.duty.book import DONE, HALVES, OPEN, RELIEVED, WAIVED, WITHDRAWN
from gridward.duty.listed import Reader
from gridward.grid.book import Held
from gridward.grid.path import beyond
from gridward.kit.clock import day_of, first_moment
from gridward.kit.rows import among, rows
from gridward.plug.kind import key_of
from gridward.policy.vocabulary import Duty

Where = tuple[str, list[int | str]]
"""A condition on the table of duties, and its parameters."""
NEVER: Where = ("1 = 0", [])
"""Nothing."""
_CLAUSES = 1 << 15
"""More than there are numbers of clauses."""
_KEY = f"(CAST(area AS bigint) * {_CLAUSES} + clause)"
_HOLDER = f"(CASE WHEN subject - subject / 16 * 16 = {key_of('account', 0)} THEN subject ELSE 0 END)"
"""The officer whose own a duty is."""
_PERSONAL = f"CASE WHEN subject - subject / 16 * 16 = {key_of('account', 0)} THEN 1 ELSE 0 END"


class Lot(NamedTuple):
    """The duties of one clause in one area that meet a condition. `tried` is how many were tried in vain, `duty` what
    the clause says there (None: no pack has it any more). `office` is the role to which they were handed over,
    `holder` the key of the account whose own they are.
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
        return NEVER
    return (
        "(" + " OR ".join("(path >= %s AND path < %s)" for _ in ranges) + ")",
        [end for one in ranges for end in one],
    )


def lacking(at: int, *, live: bool) -> list[Where]:
    """Due and not done at a moment: what is open, and what was done after it; of each there is an index. With `live`
    the moment is now, so that nothing can have been done after it.
    """
    still: Where = (f"state = {OPEN} AND due <= %s", [at])
    since: Where = (f"state IN ({DONE}, {RELIEVED}) AND done_at > due AND done_at > %s AND due <= %s", [at, at])
    return [still] if live else [still, since]


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
    """The windows in which a moment lies; withdrawn ones too."""
    return "opens <= %s AND closes > %s", [at, at]


def asked_for() -> Where:
    """Neither withdrawn nor handed over."""
    return f"state NOT IN ({WITHDRAWN}, {RELIEVED})", []


def of_clauses(clauses: Collection[int]) -> Where:
    """Of one of these clauses."""
    if not clauses:
        return NEVER
    condition, params = among("clause", list(clauses), "int8")
    return condition, list(params)


def of_nobody() -> Where:
    """Of no officer by name, and handed to no office."""
    return f"office = '' AND {_HOLDER} = 0", []


def of_offices(roles: Collection[str]) -> Where:
    """Handed over to one of these offices. Said in so many words that it is one: of such there is an index."""
    if not roles:
        return NEVER
    return f"NOT (office = '') AND office IN ({', '.join('%s' for _ in roles)})", sorted(roles)


def of_officer(account: int) -> Where:
    """An officer's own, by the key of the account."""
    return ("subject = %s", [account]) if account else NEVER


def not_of_officer(account: int) -> Where:
    """Not an officer's own."""
    return ("subject <> %s", [account]) if account else ("1 = 1", [])


def both(*conditions: Where) -> Where:
    """All of these."""
    if NEVER in conditions:
        return NEVER
    text = " AND ".join(f"({sql})" for sql, _ in conditions)
    return text, [one for _, params in conditions for one in params]


def in_halves(wheres: Iterable[Where]) -> list[Where]:
    """The same, what is open apart from the rest: each half stands in an index of its own."""
    return [both((half, []), where) for where in wheres for half in HALVES]


def lots(reader: Reader, *wheres: Where) -> list[Lot]:
    """What meets one of these conditions, of which nothing meets two, by area and clause."""
    return answered(reader, _told(reader, _counted(wheres)))


def lots_apart(reader: Reader, wheres: Sequence[Where], apart: Where) -> tuple[list[Lot], list[Lot]]:
    """What meets one of these conditions, of which nothing meets two, by area and clause; what meets `apart` too is
    counted by itself. Whose they are is not told yet; see `answered`.
    """
    sides = (without(apart), apart)
    rest, own = (_counted(both(one, side) for one in wheres) for side in sides)
    return _told(reader, rest), _told(reader, own)


_Key = tuple[int, int, str, int]
"""Area, clause, office and holder of a lot."""
_Sum = tuple[str, int, int, int, int]
"""Its path, how many there are, how many were tried in vain, the last opening, the last response."""
_SUMS = "COUNT(*), COUNT(CASE WHEN tried > 0 THEN 1 END), MAX(opens), MAX(response)"


def _counted(wheres: Iterable[Where]) -> dict[_Key, _Sum]:
    """How many there are, in the order of an index that holds all that is asked: nothing is sorted, no row is read.
    Clauses of which something is an officer's own are counted once more, officer by officer.
    """
    found: dict[_Key, _Sum] = {}
    for where in (one for one in wheres if one != NEVER):
        sql = f"SELECT MAX(area), clause, office, MAX({_PERSONAL}), path, {_SUMS} FROM duty_duty WHERE {where[0]}"
        told = rows(f"{sql} GROUP BY path, clause, office", where[1])
        personal = {row[1] for row in told if row[3]}
        if personal:
            told = [row for row in told if row[1] not in personal]
            some = both(where, of_clauses(personal))
            sql = f"SELECT area, clause, office, {_HOLDER}, path, {_SUMS} FROM duty_duty WHERE {some[0]}"
            told += rows(f"{sql} GROUP BY 1, 2, 3, 4, 5", some[1])
        for area, clause, office, holder, *counted in told:
            _add(found, (area, clause, office, holder), counted)
    return found


def _add(found: dict[_Key, _Sum], key: _Key, counted: Sequence[Any]) -> None:
    """An area that moved has several paths, and what is open and what was done late is counted apart."""
    path, number, tried, opens, response = counted
    if key in found:
        have = found[key]
        path, number, tried = max(path, have[0]), number + have[1], tried + have[2]
        opens, response = max(opens, have[3]), max(response, have[4])
    found[key] = path, number, tried, opens, response


def answered(reader: Reader, found: Iterable[Lot]) -> list[Lot]:
    """The same lots with whose they are."""
    return [
        one._replace(who=reader.answering(one.duty, one.area, office=one.office, subject=one.holder)) for one in found
    ]


def _told(reader: Reader, found: Mapping[_Key, _Sum]) -> list[Lot]:
    listed = []
    for (area, clause, office, holder), (path, number, tried, opens, response) in sorted(found.items()):
        disease, name, duty, pack = reader.rule(clause, area, opens, response)
        listed.append(Lot(area, path, clause, disease, name, duty, pack, (), number, tried, office, holder))
    return listed


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


def some(
    chosen: Sequence[Lot], wheres: Sequence[Where], order: Where, *, first: int, size: int, every: bool = False
) -> list[int]:
    """The numbers of some duties of these lots, in an order; `every`: they are all that meets one of the conditions."""
    if not chosen:
        return []
    narrowed = wheres if every else [both(one, _of_lots(chosen)) for one in wheres]
    return numbered(narrowed, order, first=first, size=size)


def numbered(wheres: Iterable[Where], order: Where, *, first: int, size: int) -> list[int]:
    """The numbers of some duties that meet one of these conditions, of which nothing meets two, in an order.

    The first of each, and of these the first: for all of them together SQLite would use no index, or read the rows.
    """
    met = [one for one in wheres if one != NEVER]
    if not met:
        return []
    by, more = order
    each = [
        "SELECT * FROM (SELECT id, due, subject, clause FROM duty_duty"
        f" WHERE {sql} ORDER BY {by} LIMIT {first + size:d}) AS sort_{number:d}"
        for number, (sql, _) in enumerate(met)
    ]
    params = [one for _, of_one in met for one in (*of_one, *more)]
    every = f"SELECT id FROM ({' UNION ALL '.join(each)}) AS sorts ORDER BY {by} LIMIT {size:d} OFFSET {first:d}"
    return [number for (number,) in rows(every, [*params, *more])]


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
