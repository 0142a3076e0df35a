"""Pages of the ledger for people who look through it: found by their positions first, read afterwards.

A page starts after the last row of the one before, so the thousandth costs what the first does.
"""

from collections.abc import Collection
from typing import Any, Literal, NamedTuple

from gridward.kit.rows import among, rows
from gridward.ledger.names import numbers_given
from gridward.ledger.stored import Stored, by_position
from gridward.ledger.wanted import Wanted, Where, where

__all__ = [
    "MOST_COUNTED",
    "Cursor",
    "Page",
    "Sort",
    "Wanted",
    "count",
    "count_held",
    "latest",
    "page",
    "replaced",
]

MOST_COUNTED = 10_000
"""A count stops here: nobody reads an exact number of rows that high."""
NO_KIND = 0
"""A number that no kind has."""

Sort = Literal["position", "at"]


class Cursor(NamedTuple):
    """The row after which a page starts: what it is sorted by, and its position."""

    value: int
    position: int


class Page(NamedTuple):
    """Rows of the ledger, and where to go on in either direction (None: there is nothing)."""

    rows: list[Stored]
    before: Cursor | None
    after: Cursor | None


def page(
    wanted: Wanted,
    *,
    sort: Sort = "position",
    rising: bool = False,
    start: Cursor | None = None,
    backwards: bool = False,
    limit: int = 50,
) -> Page:
    """The rows after `start` in the order asked for, or, `backwards`, those before it."""
    up = rising is not backwards
    condition = where(wanted, sort)
    if start is not None:
        sign = ">" if up else "<"
        column = "position" if sort == "position" else "(at, position)"
        marks, given = ("%s", [start.position]) if sort == "position" else ("(%s, %s)", [start.value, start.position])
        condition = condition._replace(
            sql=f"{condition.sql} AND {column} {sign} {marks}", params=[*condition.params, *given]
        )
    order = "ASC" if up else "DESC"
    by = f"position {order}" if sort == "position" else f"at {order}, position {order}"
    columns = "position" if sort == "position" else "at, position"
    sql, params = _query(columns, condition, f" ORDER BY {by} LIMIT {int(limit) + 1}")
    found = [Cursor(row[0], row[-1]) for row in rows(sql, params)]
    more = len(found) > limit
    found = found[:limit]
    if backwards:
        found.reverse()
    held = {one.position: one for one in by_position(cursor.position for cursor in found)} if found else {}
    listed = [held[cursor.position] for cursor in found]
    ahead = more if not backwards else start is not None
    behind = more if backwards else start is not None
    return Page(listed, found[0] if found and behind else None, found[-1] if found and ahead else None)


def count(wanted: Wanted) -> int:
    """How many rows there are, at most `MOST_COUNTED` + 1."""
    capped, params = _query("position", where(wanted, ""), f" LIMIT {MOST_COUNTED + 1}")
    return int(rows(f"SELECT COUNT(*) FROM ({capped}) AS capped", params)[0][0])


def _query(columns: str, condition: Where, tail: str) -> tuple[str, list[Any]]:
    """The query for the first rows that meet a condition; where kinds are asked for one by one the first of each, and
    of these the first.
    """
    one = f"SELECT {columns} FROM ledger_entry WHERE {condition.sql}"
    if condition.kinds is None:
        return one + tail, condition.params
    if len(condition.kinds) < 2:
        return f"{one} AND kind = {(condition.kinds or [NO_KIND])[0]:d}{tail}", condition.params
    parts = [f"SELECT * FROM ({one} AND kind = {number:d}{tail}) AS of_{number:d}" for number in condition.kinds]
    every = condition.params * len(parts)
    return f"SELECT * FROM ({' UNION ALL '.join(parts)}) AS of_each{tail}", every


def count_held(areas: Collection[int] | None, reason: str) -> tuple[int, int]:
    """How many held entries wait in some areas, at most `MOST_COUNTED` + 1, and how many of these for this reason."""
    sql, params, _ = where(Wanted(held=True, areas=areas), "")
    capped = f"SELECT reasons FROM ledger_entry WHERE {sql} LIMIT {MOST_COUNTED + 1}"
    waits = "COALESCE(SUM(CASE WHEN reasons LIKE %s THEN 1 ELSE 0 END), 0)"
    total, of_reason = rows(f"SELECT COUNT(*), {waits} FROM ({capped}) AS capped", [f'%"{reason}"%', *params])[0]
    return int(total), int(of_reason)


def latest(subjects: Collection[int], kinds: Collection[str]) -> dict[int, Stored]:
    """The entry that arrived last about each of these subjects, of some kinds."""
    about, params = among("subject", subjects, "int8")
    of_kind, more = among("kind", numbers_given(kinds), "int2")
    found = rows(
        f"SELECT subject, MAX(position) FROM ledger_entry WHERE subject IS NOT NULL AND {about} AND {of_kind}"
        " GROUP BY subject",
        (*params, *more),
    )
    last = {one.position: one for one in by_position(position for _, position in found)} if found else {}
    return {int(subject): last[position] for subject, position in found}


def replaced(entries: Collection[Stored]) -> dict[int, int]:
    """Which of these entries another one replaces: position → position of the latest that does.

    They are looked for in their chains: what replaces an entry belongs to its chain, and only chains have an index.
    """
    if not entries:
        return {}
    chained, params = among("root", {one.chain for one in entries}, "int8")
    condition, more = among("replaces", [one.position for one in entries], "int8")
    found = rows(
        "SELECT replaces, MAX(position) FROM ledger_entry"
        f" WHERE root IS NOT NULL AND {chained} AND {condition} GROUP BY replaces",
        [*params, *more],
    )
    return {int(old): int(new) for old, new in found}
