"""Pages of the ledger for people who look through it: found by their positions first, read afterwards.

A page starts after the last row of the one before, so the thousandth costs what the first does.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from django.db import connection

from gridward.kit.rows import among, rows
from gridward.ledger.stored import Stored, by_position

MOST_COUNTED = 10_000
"""A count stops here: nobody reads an exact number of rows that high."""

Sort = Literal["position", "at"]


class Cursor(NamedTuple):
    """The row after which a page starts: what it is sorted by, and its position."""

    value: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list shows. Empty means all; `areas` None means everywhere, also entries whose area is not known.

    `reason` is the code of a reason that stands with it, `answers` are body fields that must have one of these values,
    `by` is the officer named in the entry.
    """

    kinds: tuple[str, ...] = ()
    areas: Collection[int] | None = None
    subject: int | None = None
    first_day: int | None = None
    last_day: int | None = None
    outcomes: tuple[int, ...] = ()
    held: bool = False
    reason: str = ""
    by: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


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
    where, params = _where(wanted)
    up = rising is not backwards
    sign, order = (">", "ASC") if up else ("<", "DESC")
    if start is not None:
        where += f" AND (position {sign} %s)" if sort == "position" else f" AND (at, position) {sign} (%s, %s)"
        params += [start.position] if sort == "position" else [start.value, start.position]
    by = f"position {order}" if sort == "position" else f"at {order}, position {order}"
    found = [
        Cursor(value, position)
        for position, value in rows(
            f"SELECT position, {sort} FROM ledger_entry WHERE {where} ORDER BY {by} LIMIT {int(limit) + 1}",
            params,
        )
    ]
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
    where, params = _where(wanted)
    capped = f"SELECT 1 FROM ledger_entry WHERE {where} LIMIT {MOST_COUNTED + 1}"
    return int(rows(f"SELECT COUNT(*) FROM ({capped}) AS capped", params)[0][0])


def count_held(areas: Collection[int] | None, reason: str) -> tuple[int, int]:
    """How many held entries wait in some areas, at most `MOST_COUNTED` + 1, and how many of these for this reason."""
    where, params = _where(Wanted(held=True, areas=areas))
    capped = f"SELECT reasons FROM ledger_entry WHERE {where} LIMIT {MOST_COUNTED + 1}"
    waits = "COALESCE(SUM(CASE WHEN reasons LIKE %s THEN 1 ELSE 0 END), 0)"
    total, of_reason = rows(f"SELECT COUNT(*), {waits} FROM ({capped}) AS capped", [f'%"{reason}"%', *params])[0]
    return int(total), int(of_reason)


def tally(
    kinds: Collection[str], areas: Collection[int], *, first_day: int, last_day: int
) -> dict[tuple[str, int], int]:
    """How many entries of each kind happened in these areas on each day."""
    of_kind, params = among("k.name", kinds, "text")
    in_area, more = among("e.area", areas, "int4")
    found = rows(
        f"SELECT k.name, e.day, COUNT(*) FROM ledger_entry e JOIN ledger_kind k ON k.id = +e.kind WHERE {of_kind}"
        f" AND {in_area} AND e.day BETWEEN %s AND %s GROUP BY k.name, e.day",
        (*params, *more, first_day, last_day),
    )
    return {(str(name), int(day)): int(number) for name, day, number in found}


def latest(subjects: Collection[int], kinds: Collection[str]) -> dict[int, Stored]:
    """The entry that arrived last about each of these subjects, of some kinds."""
    about, params = among("subject", subjects, "int8")
    of_kind, more = among("name", kinds, "text")
    found = rows(
        f"SELECT subject, MAX(position) FROM ledger_entry WHERE subject IS NOT NULL AND {about}"
        f" AND kind IN (SELECT id FROM ledger_kind WHERE {of_kind}) GROUP BY subject",
        (*params, *more),
    )
    last = {one.position: one for one in by_position(position for _, position in found)} if found else {}
    return {int(subject): last[position] for subject, position in found}


def recent(kinds: Collection[str], areas: Collection[int] | None, *, among_last: int) -> dict[str, int]:
    """How often each of these kinds occurs in some areas among the last entries of the whole ledger."""
    of_kind, params = among("k.name", kinds, "text")
    where, more = ("", list[Any]()) if areas is None else among("e.area", areas, "int4")
    found = rows(
        f"SELECT k.name, COUNT(*) FROM (SELECT kind, area FROM ledger_entry WHERE position >"
        f" (SELECT position FROM ledger_head WHERE id = 1) - {int(among_last)}) e JOIN ledger_kind k ON k.id = e.kind"
        f" WHERE {of_kind}{' AND ' + where if where else ''} GROUP BY k.name",
        (*params, *more),
    )
    return {str(name): int(number) for name, number in found}


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


def _where(wanted: Wanted) -> tuple[str, list[Any]]:
    parts, area, params = *_index_of(wanted), list[Any]()
    if wanted.kinds:
        condition, more = among("name", wanted.kinds, "text")
        parts.append(f"kind IN (SELECT id FROM ledger_kind WHERE {condition})")
        params += more
    if wanted.areas is not None:
        condition, more = among(area, wanted.areas, "int4")
        parts.append(condition)
        params += more
    if wanted.outcomes:
        condition, more = among("outcome", wanted.outcomes, "int2")
        parts.append(condition)
        params += more
    for column, value, sign in (
        ("subject", wanted.subject, "="),
        ("day", wanted.first_day, ">="),
        ("day", wanted.last_day, "<="),
    ):
        if value is not None:
            parts.append(f"{column} {sign} %s")
            params.append(value)
    if wanted.held:
        parts.append("outcome = 2 AND counts_from IS NULL")
    if wanted.reason:
        parts.append("reasons LIKE %s")
        params.append(f'%"{wanted.reason}"%')
    for path, text in (("by", wanted.by), *((f"body.{name}", text) for name, text in wanted.answers.items())):
        if text:
            parts.append(_within(path))
            where_in = path.split(".") if connection.vendor == "postgresql" else [f"$.{path}"] * 2
            params += [*where_in, text]
    return " AND ".join(parts), params


def _index_of(wanted: Wanted) -> tuple[list[str], str]:
    """What the condition begins with and how it names the area: of the few remarkable entries there is an index, which
    SQLite takes only if told in so many words that they are.
    """
    few = wanted.held or (wanted.outcomes and min(wanted.outcomes) > 0)
    return (["outcome > 0"], "+area") if few else (["1 = 1"], "area")


def _within(path: str) -> str:
    """A value inside the content; booleans read alike on both databases."""
    if connection.vendor == "postgresql":
        steps = ", ".join("%s" for _ in path.split("."))
        return f"jsonb_extract_path_text(content::jsonb, {steps}) = %s"
    return (
        "CASE json_type(content, %s) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'"
        " ELSE CAST(json_extract(content, %s) AS TEXT) END = %s"
    )
