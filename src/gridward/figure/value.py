"""The value of a figure: one read for a whole page of them, at one position."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from gridward.figure.asked import Pair, asked
from gridward.figure.fold import watermark
from gridward.figure.ground import paths_of
from gridward.figure.series import counted, series_name, series_number, within
from gridward.figure.totals import LEVELS
from gridward.figure.vouched import Vouched, When, vouched
from gridward.grid.path import beyond
from gridward.grid.tree import Tree, tree
from gridward.kit.clock import day_of, last_moment
from gridward.kit.rows import among, rows
from gridward.plug.catalogue import CATALOGUE

Nothing = Literal["reported_zero", "missing", "not_asked", "not_knowable"]


class Value(Struct, frozen=True):
    """A figure's member at an area and moment; `value` counts in units of 10**-scale. `nothing` says why there is none.

    `reported` of `expected` have spoken (figures that need a report) or `expected` is the whole of which `value` is a
    part (shares); both null when the figure knows no such number. `vouched`: they count duties, done of all that were
    due, and are whole numbers whatever the figure's scale.
    """

    name: str
    member: str
    unit: str
    scale: int
    value: int | None
    reported: int | None = None
    expected: int | None = None
    nothing: Nothing | None = None
    vouched: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where and when to read: a node, up to `as_of`, as known at position `known_at`, of one response or of all."""

    area: int
    as_of: int
    known_at: int | None = None
    response: int | None = None


def values(
    pairs: Sequence[Pair] | None, *, area: int, as_of: int, known_at: int | None = None, response: int | None = None
) -> list[Value]:
    """The values of these pairs, or of every figure and member there is. Raises Refusal for an unknown name."""
    scope = Scope(area, as_of, known_at, response)
    wanted = every_pair() if pairs is None else pairs
    needed = dict.fromkeys(part for pair in wanted for part in asked(pair).needs)
    map_now = tree()
    sums = _sums(list(needed), scope, map_now)
    told = vouched(wanted, [area], When(as_of, known_at, response), map_now)[area]
    return [valued(pair, sums, whole(pair, told)) for pair in wanted]


def whole(pair: Pair, told: Mapping[str, Vouched]) -> Vouched | None:
    """Duties vouch for a figure, not for a part of it."""
    return None if pair[1] else told.get(pair[0])


def every_pair() -> list[Pair]:
    """Every figure with every member, in the order of their declaration."""
    return [
        (figure.name, member)
        for figure in CATALOGUE.figures.values()
        for member in (*([""] if figure.total or not figure.members else []), *(one.code for one in figure.members))
    ]


def trend(name: str, member: str, *, area: int, days: Sequence[int], known_at: int | None = None) -> list[int | None]:
    """The value at the end of each of these days."""
    pair, map_now = (name, member), tree()
    needed = asked(pair).needs
    scopes = [Scope(area, last_moment(day), known_at) for day in days]
    return [valued(pair, _sums(needed, scope, map_now)).value for scope in scopes]


def valued(pair: Pair, sums: Mapping[Pair, int], told: Vouched | None = None) -> Value:
    """The value of a pair from the sums of all that it needs, and what duties vouch for it where it names nothing."""
    unit, scale, mixed, expecting, reporting, _ = asked(pair)
    if mixed:
        return Value(pair[0], pair[1], unit, scale, None, nothing="not_knowable")
    value = sums[pair]
    if expecting is None and reporting is None:
        if told is None:
            return Value(pair[0], pair[1], unit, scale, value)
        return Value(pair[0], pair[1], unit, scale, value, *told, _nothing(value, *told), vouched=True)
    expected = None if expecting is None else sum([sums[part] for part in expecting])
    reported = None if reporting is None else sum([sums[part] for part in reporting])
    return Value(pair[0], pair[1], unit, scale, value, reported, expected, _nothing(value, reported, expected))


def _nothing(value: int, reported: int | None, expected: int | None) -> Nothing | None:
    """Which of the kinds of nothing a zero is; null for a plain zero and for any other number."""
    if value or expected is None:
        return None
    if reported is None:
        return "not_asked" if expected == 0 else None
    if expected == 0:
        return "not_asked"
    return "reported_zero" if reported >= expected else "missing"


def _sums(pairs: Sequence[Pair], scope: Scope, map_now: Tree) -> dict[Pair, int]:
    """The sums of several pairs: from the day-end totals where they serve, else from the postings."""
    node = map_now.spell(scope.area, scope.as_of)
    kept = node.level in LEVELS or node.parent is None
    if not kept or scope.known_at is not None or scope.response is not None:
        return _from_postings(pairs, scope, map_now)
    day = day_of(scope.as_of)
    if last_moment(day) == scope.as_of:
        return _from_totals(pairs, scope.area, day)
    found = _from_totals(pairs, scope.area, day - 1)
    today = _from_postings(pairs, scope, map_now, since=last_moment(day - 1))
    return {pair: found[pair] + today[pair] for pair in pairs}


def _from_totals(pairs: Iterable[Pair], area: int, day: int) -> dict[Pair, int]:
    found = dict(
        rows(
            "SELECT series, value FROM figure_total WHERE area = %s AND day ="
            " (SELECT max(day) FROM figure_total WHERE area = %s AND day <= %s)",
            (area, area, day),
        )
    )
    sums = {}
    for pair in pairs:
        total = 0
        for number in counted(*pair):
            total += found.get(number, 0)
        sums[pair] = total
    return sums


def _from_postings(pairs: Sequence[Pair], scope: Scope, map_now: Tree, since: int | None = None) -> dict[Pair, int]:
    plain = [pair for pair in pairs if not CATALOGUE.figures[pair[0]].distinct]
    wanted = {series_number(name, part) for name, member in plain for part in within(name, member)}
    found: dict[Pair, int] = defaultdict(int)
    for own in (False, True):
        series = [number for number in wanted if CATALOGUE.figures[series_name(number)[0]].own is own]
        where, params = where_of(series, scope, map_now, own=own, since=since)
        for number, value in rows(
            f"SELECT series, SUM(value) FROM figure_posting WHERE {where} GROUP BY series", params
        ):
            found[series_name(number)] = int(value)
    sums = {(name, member): sum(found[name, part] for part in within(name, member)) for name, member in plain}
    return sums | _distinct([pair for pair in pairs if pair not in sums], scope, map_now, since)


def _distinct(pairs: Sequence[Pair], scope: Scope, map_now: Tree, since: int | None) -> dict[Pair, int]:
    """How many keys of each pair have lines that sum above zero; how many more than at the moment `since`. One query
    for all pairs; with `since` it looks only at the keys that have lines after it.
    """
    found = dict.fromkeys(pairs, 0)
    for own in (False, True):
        counted = [pair for pair in pairs if CATALOGUE.figures[pair[0]].own is own]
        parts = [
            (series_number(name, part), number)
            for number, (name, member) in enumerate(counted)
            for part in within(name, member)
        ]
        if not parts:
            continue
        listed = ", ".join(f"({series}, {number})" for series, number in parts)
        numbers = sorted({series for series, _ in parts})
        if since is None:
            query, params = _keys(numbers, scope, map_now, own=own)
        else:
            query, params = _fresh(numbers, scope, map_now, own=own, since=since)
        for number, keys in rows(f"WITH part(of_series, pair) AS (VALUES {listed}) {query}", params):
            found[counted[number]] = int(keys)
    return found


def _keys(series: Sequence[int], scope: Scope, map_now: Tree, *, own: bool) -> tuple[str, list[object]]:
    """The query for the number of keys of each pair, over all postings."""
    where, params = where_of(series, scope, map_now, own=own)
    kept = f"SELECT pair, key FROM part JOIN figure_posting ON series = of_series WHERE {where}"
    return f"SELECT pair, COUNT(*) FROM ({kept} GROUP BY pair, key HAVING SUM(value) > 0) AS kept GROUP BY pair", params


def _fresh(series: Sequence[int], scope: Scope, map_now: Tree, *, own: bool, since: int) -> tuple[str, list[object]]:
    """The query for how many keys more than at `since` each pair has: of those alone that have lines after it."""
    late, late_params = where_of(series, scope, map_now, own=own, since=since)
    where, params = where_of(series, scope, map_now, own=own)
    fresh = f"SELECT DISTINCT pair, key FROM part JOIN figure_posting ON series = of_series WHERE {late}"
    sums = (
        "SELECT fresh.pair, SUM(value) AS after, SUM(CASE WHEN at <= %s THEN value ELSE 0 END) AS before"
        f" FROM ({fresh}) AS fresh JOIN part ON part.pair = fresh.pair"
        f" JOIN figure_posting ON figure_posting.key = fresh.key AND series = of_series WHERE {where}"
        " GROUP BY fresh.pair, fresh.key"
    )
    more = "SUM(CASE WHEN after > 0 THEN 1 ELSE 0 END) - SUM(CASE WHEN before > 0 THEN 1 ELSE 0 END)"
    return f"SELECT pair, {more} FROM ({sums}) AS sums GROUP BY pair", [since, *late_params, *params]


def where_of(
    series: Sequence[int],
    scope: Scope,
    map_now: Tree,
    *,
    own: bool,
    since: int | None = None,
    also: Iterable[str] = (),
) -> tuple[str, list[object]]:
    """The condition for the postings of these series that a scope sees, and for those below the paths `also`."""
    paths = list(dict.fromkeys((*paths_of(scope.area, scope.as_of, map_now), *also)))
    condition, params = among("series", series, "int4")
    reach = " OR ".join("path = %s" if own else "path >= %s AND path < %s" for _ in paths)
    where: list[str] = [condition, f"({reach})", "at <= %s"]
    ranges = [bound for path in paths for bound in ([path] if own else [path, beyond(path)])]
    filled: list[object] = [*params, *ranges, scope.as_of]
    if since is not None:
        where.append("day > %s AND at > %s")
        filled += [day_of(since), since]
    if scope.known_at is not None:
        where.append("position <= %s")
        filled.append(scope.known_at)
    if scope.response is not None:
        where.append("response = %s")
        filled.append(scope.response)
    return " AND ".join(where), filled


__all__ = ["Nothing", "Pair", "Scope", "Value", "every_pair", "trend", "values", "watermark", "where_of"]
