"""Duties counted by area and clause in one statement, and the few of them that a page shows.

A board of a county with many thousands of duties reads some hundreds of groups and fifty rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from gridward.duty.listed import Reader
from gridward.duty.where import HOLDER, NEVER, Where, both, of_clauses, without
from gridward.grid.book import Held
from gridward.kit.rows import among, rows
from gridward.plug.kind import key_of
from gridward.policy.vocabulary import Duty

_CLAUSES = 1 << 15
"""More than there are numbers of clauses."""
_KEY = f"(CAST(area AS bigint) * {_CLAUSES} + clause)"
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
            sql = f"SELECT area, clause, office, {HOLDER}, path, {_SUMS} FROM duty_duty WHERE {some[0]}"
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


def _of_lots(chosen: Sequence[Lot]) -> Where:
    """Of one of these lots. Nearly all are of nobody in particular, so there are few sorts of them."""
    sorts: dict[tuple[str, int], list[int]] = {}
    for one in chosen:
        sorts.setdefault((one.office, one.holder), []).append(one.key)
    found = []
    for (office, holder), keys in sorts.items():
        condition, params = among(_KEY, keys, "int8")
        found.append((f"(office = %s AND {HOLDER} = %s AND {condition})", [office, holder, *params]))
    return "(" + " OR ".join(sql for sql, _ in found) + ")", [one for _, params in found for one in params]
