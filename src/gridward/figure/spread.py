"""Figures of many areas at once: what a mosaic or a table of children shows, in a bounded number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection

from gridward.figure.asked import Pair, asked
from gridward.figure.ground import paths_of
from gridward.figure.scope import Scope, where_of
from gridward.figure.series import counted, series_name, series_number, within
from gridward.figure.totals import LEVELS
from gridward.figure.value import Value, valued, whole
from gridward.figure.vouched import When, vouched
from gridward.grid.tree import Tree, tree
from gridward.kit.clock import day_of, last_moment
from gridward.kit.rows import among, rows
from gridward.plug.catalogue import CATALOGUE

Sums = dict[Pair, int]


def spread(
    pairs: Sequence[Pair], *, below: int, areas: Sequence[int], scope: Scope, on: Tree | None = None
) -> dict[int, list[Value]]:
    """The values of these pairs at each of `areas`, which lie in the area `below`; `scope.area` is not looked at.

    `on` is the map when the caller has it already. Raises Refusal for an unknown name.
    """
    wanted = list(dict.fromkeys(part for pair in pairs for part in asked(pair).needs))
    map_now = on or tree()
    total = scope.known_at is None and scope.response is None
    kept = [area for area in areas if total and map_now.spell(area, scope.as_of).level in LEVELS]
    rest = [area for area in areas if area not in set(kept)]
    found = _from_totals(wanted, kept, day_of(scope.as_of)) if kept else {}
    if kept and scope.as_of != last_moment(day_of(scope.as_of)):
        to_come = _to_come(wanted, kept, replace(scope, area=below), map_now)
        found |= {area: {pair: found[area][pair] - to_come[area].get(pair, 0) for pair in wanted} for area in kept}
    if rest:
        found |= _from_postings(wanted, rest, replace(scope, area=below), map_now)
    told = vouched(pairs, areas, When(scope.as_of, scope.known_at, scope.response), map_now, below=below)
    return {area: [valued(pair, found[area], whole(pair, told[area])) for pair in pairs] for area in areas}


def _from_totals(pairs: Sequence[Pair], areas: Sequence[int], day: int) -> dict[int, Sums]:
    """The day-end totals of several areas."""
    condition, params = among("area", areas, "int4")
    stood: dict[int, dict[int, int]] = defaultdict(dict)
    for area, series, value in rows(
        f"SELECT t.area, t.series, t.value FROM figure_total t JOIN (SELECT area, MAX(day) AS day FROM figure_total"
        f" WHERE {condition} AND day <= %s GROUP BY area) AS last ON last.area = t.area AND last.day = t.day",
        (*params, day),
    ):
        stood[area][series] = value
    return {
        area: {pair: sum(stood[area].get(number, 0) for number in counted(*pair)) for pair in pairs} for area in areas
    }


def _to_come(pairs: Sequence[Pair], areas: Sequence[int], scope: Scope, map_now: Tree) -> dict[int, Sums]:
    """What the rest of the day brings: the lines after the moment, and the keys that these make count or not."""
    end = replace(scope, as_of=last_moment(day_of(scope.as_of)))
    keyed = [pair for pair in pairs if CATALOGUE.figures[pair[0]].distinct]
    found = _from_postings([pair for pair in pairs if pair not in keyed], areas, end, map_now, since=scope.as_of)
    holders, moved = _holders(areas, scope, map_now)
    late = _read(keyed, end, map_now, "key", moved, since=scope.as_of)
    if keys := [key for key, _ in late]:
        before = _sorted_out(keyed, areas, scope, map_now, holders, moved, keys=keys)
        after = _sorted_out(keyed, areas, end, map_now, holders, moved, keys=keys)
        for area in areas:
            found[area] |= {pair: after[area][pair] - before[area][pair] for pair in keyed}
    return found


def _from_postings(
    pairs: Sequence[Pair], areas: Sequence[int], scope: Scope, map_now: Tree, since: int | None = None
) -> dict[int, Sums]:
    """The postings below one area, dealt out to those areas in which their paths lie."""
    holders, moved = _holders(areas, scope, map_now)
    base = map_now.path(scope.area, scope.as_of)
    direct = not moved and all(path.startswith(base) and path.count(".") == base.count(".") + 1 for path in holders)
    dealt = [pair for pair in pairs if direct and not CATALOGUE.figures[pair[0]].own]
    found = _sorted_out(
        [pair for pair in pairs if pair not in dealt], areas, scope, map_now, holders, moved, since=since
    )
    for pair, path, value in _by_child(dealt, scope, map_now, base, since):
        if path in holders:
            found[holders[path]][pair] = value
    return found


def _holders(areas: Sequence[int], scope: Scope, map_now: Tree) -> tuple[dict[str, int], list[str]]:
    """The areas by their paths, and the paths of those that once lay elsewhere."""
    holders = {path: area for area in areas for path in paths_of(area, scope.as_of, map_now)}
    return holders, [path for path, area in holders.items() if len(map_now.timeline(area)[1]) > 1]


def _by_child(
    pairs: Sequence[Pair], scope: Scope, map_now: Tree, base: str, since: int | None
) -> Iterator[tuple[Pair, str, int]]:
    """The sums by the path of the child in which they lie: the database deals out what lies directly below."""
    find = "strpos" if connection.vendor == "postgresql" else "instr"
    child = f"substr(path, 1, {len(base)} + {find}(substr(path, {len(base) + 1}), '.')) AS child"
    plain = [pair for pair in pairs if not CATALOGUE.figures[pair[0]].distinct]
    booked: dict[tuple[str, str], Sums] = defaultdict(dict)
    series = sorted({series_number(name, part) for name, member in plain for part in within(name, member)})
    where, params = where_of(series, scope, map_now, own=False, since=since)
    summed = f"SELECT series, {child}, SUM(value) FROM figure_posting WHERE {where} GROUP BY series, child"
    for number, path, value in rows(summed, params) if plain else ():
        name, part = series_name(number)
        booked[name, path][name, part] = int(value)
    for pair in plain:
        for (name, path), parts in booked.items():
            if name == pair[0]:
                yield pair, path, sum(parts.get((name, part), 0) for part in within(*pair))
    for name, member in (pair for pair in pairs if pair not in plain):
        where, params = where_of(
            [series_number(name, part) for part in within(name, member)], scope, map_now, own=False
        )
        keyed = f"SELECT {child}, key FROM figure_posting WHERE {where} GROUP BY child, key HAVING SUM(value) > 0"
        for path, value in rows(f"SELECT child, COUNT(*) FROM ({keyed}) AS keyed GROUP BY child", params):
            yield (name, member), path, int(value)


def _sorted_out(
    pairs: Sequence[Pair],
    areas: Sequence[int],
    scope: Scope,
    map_now: Tree,
    holders: dict[str, int],
    moved: Sequence[str],
    *,
    since: int | None = None,
    keys: Sequence[int] | None = None,
) -> dict[int, Sums]:
    """As `_by_child`, for areas that moved, overlap or lie deeper: every path is looked at."""
    plain = [pair for pair in pairs if not CATALOGUE.figures[pair[0]].distinct]
    found: dict[int, Sums] = {area: defaultdict(int) for area in areas}
    for series, path, value in _read(plain, scope, map_now, "series, path", moved, since=since):
        name, part = series_name(series)
        for area in _holding(path, holders, own=CATALOGUE.figures[name].own):
            for pair in plain:
                if pair[0] == name and part in within(*pair):
                    found[area][pair] += int(value)
    counted = [pair for pair in pairs if pair not in plain]
    sums: dict[tuple[int, Pair, int], int] = defaultdict(int)
    for series, path, key, value in _read(counted, scope, map_now, "series, path, key", moved, keys=keys):
        name, part = series_name(series)
        for area in _holding(path, holders, own=CATALOGUE.figures[name].own):
            for pair in counted:
                if pair[0] == name and part in within(*pair):
                    sums[area, pair, key] += int(value)
    for (area, pair, _), value in sums.items():
        found[area][pair] += value > 0
    return found


def _read(
    pairs: Sequence[Pair],
    scope: Scope,
    map_now: Tree,
    group: str,
    moved: Sequence[str],
    *,
    since: int | None = None,
    keys: Sequence[int] | None = None,
) -> Iterable[tuple[Any, ...]]:
    """Sums by `group` of what lies below the scope, or below the paths of areas that once lay elsewhere; only what is
    after `since`, or of these keys.
    """
    series = sorted({series_number(name, part) for name, member in pairs for part in within(name, member)})
    if not series:
        return []
    where, params = where_of(series, scope, map_now, own=False, also=moved, since=since, by_series=keys is None)
    if keys is not None:
        condition, more = among("key", keys, "int8")
        where, params = f"{where} AND {condition}", [*params, *more]
    return rows(f"SELECT {group}, SUM(value) FROM figure_posting WHERE {where} GROUP BY {group}", params)


def _holding(path: str, holders: dict[str, int], *, own: bool) -> list[int]:
    """The areas that count what was booked at a path: an `own` figure counts only where it was booked."""
    if own:
        return [holders[path]] if path in holders else []
    ends = [end + 1 for end, sign in enumerate(path) if sign == "."]
    return [holders[path[:end]] for end in ends if path[:end] in holders]
