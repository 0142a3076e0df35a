"""The last days of many figures at once: a bounded number of queries however many figures and days."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from gridward.figure.asked import Pair
from gridward.figure.scope import Scope, where_of
from gridward.figure.series import series_name, series_number, within
from gridward.figure.totals import LEVELS
from gridward.grid.tree import Tree, tree
from gridward.kit.clock import last_moment
from gridward.kit.rows import among, rows
from gridward.plug.catalogue import CATALOGUE

Series = dict[Pair, list[int]]


def trends(
    pairs: Sequence[Pair], *, area: int, days: Sequence[int], known_at: int | None = None, on: Tree | None = None
) -> Series:
    """What each pair stood at when each of these days (rising) ended; `on` is the map when the caller has it already.

    Raises KeyError for an unknown figure.
    """
    map_now = on or tree()
    scope = Scope(area, last_moment(days[-1]), known_at)
    node = map_now.spell(area, scope.as_of)
    if known_at is None and (node.level in LEVELS or node.parent is None):
        return _from_totals(pairs, area, days)
    plain = [pair for pair in pairs if not CATALOGUE.figures[pair[0]].distinct]
    distinct = [pair for pair in pairs if CATALOGUE.figures[pair[0]].distinct]
    return _added(plain, scope, map_now, days) | _counted(distinct, scope, map_now, days)


def _from_totals(pairs: Sequence[Pair], area: int, days: Sequence[int]) -> Series:
    """Day-end totals; a day without rows stands as the last one that has them."""
    parts = {pair: _parts(pair) for pair in pairs}
    condition, params = among("series", sorted({part for found in parts.values() for part in found}), "int4")
    kept: dict[int, dict[int, int]] = defaultdict(dict)
    for day, series, value in rows(
        "SELECT day, series, value FROM figure_total WHERE area = %s AND day <= %s AND day >= COALESCE("
        f"(SELECT MAX(day) FROM figure_total WHERE area = %s AND day <= %s), 0) AND {condition}",
        (area, days[-1], area, days[0], *params),
    ):
        kept[day][series] = value
    known = sorted(kept)
    found: Series = {pair: [] for pair in pairs}
    for day in days:
        place = bisect_right(known, day)
        stood = kept[known[place - 1]] if place else {}
        for pair, numbers in parts.items():
            found[pair].append(sum(stood.get(number, 0) for number in numbers))
    return found


def _parts(pair: Pair) -> list[int]:
    """The series whose totals add up to a pair; a distinct figure keeps a total of its own for every member."""
    name, member = pair
    codes = [member] if CATALOGUE.figures[name].distinct else within(name, member)
    return [series_number(name, code) for code in codes]


def _added(pairs: Sequence[Pair], scope: Scope, map_now: Tree, days: Sequence[int]) -> Series:
    """Sums of postings, day by day."""
    booked: dict[Pair, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    wanted = sorted({series_number(name, part) for name, member in pairs for part in within(name, member)})
    for own in (False, True):
        series = [number for number in wanted if CATALOGUE.figures[series_name(number)[0]].own is own]
        if not series:
            continue
        where, params = where_of(series, scope, map_now, own=own)
        for number, day, value in rows(
            f"SELECT series, day, SUM(value) FROM figure_posting WHERE {where} GROUP BY series, day",
            params,
        ):
            booked[series_name(number)][day] += int(value)
    return {
        (name, member): _risen([booked[name, part] for part in within(name, member)], days) for name, member in pairs
    }


def _risen(booked: Iterable[dict[int, int]], days: Sequence[int]) -> list[int]:
    return [sum(value for found in booked for day, value in found.items() if day <= last) for last in days]


def _counted(pairs: Sequence[Pair], scope: Scope, map_now: Tree, days: Sequence[int]) -> Series:
    """How many keys had lines that summed above zero when each day ended.

    A key from which nothing was ever taken away counts from its first day on: the database adds these up. Only keys
    with a line below zero are looked at day by day.
    """
    begun: dict[Pair, dict[int, int]] = defaultdict(dict)
    sums: dict[Pair, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for own in (False, True):
        asked = [pair for pair in pairs if CATALOGUE.figures[pair[0]].own is own]
        parts = [(series_number(pair[0], part), number) for number, pair in enumerate(asked) for part in within(*pair)]
        if not parts:
            continue
        where, params = where_of(sorted({series for series, _ in parts}), scope, map_now, own=own)
        listed = ", ".join(f"({series}, {number})" for series, number in parts)
        keyed = (
            f"WITH part(of_series, pair) AS (VALUES {listed}), keyed AS (SELECT pair, key, MIN(day) AS first,"
            f" MIN(value) AS low FROM part JOIN figure_posting ON series = of_series WHERE {where} GROUP BY pair, key)"
        )
        for number, day, keys in rows(
            f"{keyed} SELECT pair, first, COUNT(*) FROM keyed WHERE low > 0 GROUP BY pair, first", params
        ):
            begun[asked[number]][day] = int(keys)
        for number, key, day, value in rows(
            f"{keyed} SELECT p.pair, f.key, f.day, SUM(f.value) FROM keyed k JOIN part p ON p.pair = k.pair"
            " JOIN figure_posting f ON f.series = p.of_series AND f.key = k.key"
            f" WHERE k.low <= 0 AND {where} GROUP BY p.pair, f.key, f.day",
            [*params, *params],
        ):
            sums[asked[number]][key][day] = int(value)
    return {
        pair: [
            sum(keys for first, keys in begun[pair].items() if first <= day) + _standing(sums[pair], day)
            for day in days
        ]
        for pair in pairs
    }


def _standing(keys: dict[int, dict[int, int]], last: int) -> int:
    return sum(sum(value for day, value in booked.items() if day <= last) > 0 for booked in keys.values())
