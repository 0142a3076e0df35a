"""How many different things stand behind a distinct figure: keys whose lines sum above zero."""

from collections.abc import Sequence

from gridward.figure.asked import Pair
from gridward.figure.scope import Scope, where_of
from gridward.figure.series import series_number, within
from gridward.grid.tree import Tree
from gridward.kit.rows import rows
from gridward.plug.catalogue import CATALOGUE


def distinct(pairs: Sequence[Pair], scope: Scope, map_now: Tree, since: int | None) -> dict[Pair, int]:
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
    """The query for how many keys more than at `since` each pair has: of those alone that have lines after it.

    A plus keeps SQLite from looking for the series first, which here is most of the table.
    """
    late, late_params = where_of(series, scope, map_now, own=own, since=since)
    where, params = where_of(series, scope, map_now, own=own, by_series=False)
    fresh = f"SELECT DISTINCT pair, key FROM figure_posting CROSS JOIN part WHERE +series = of_series AND {late}"
    sums = (
        "SELECT fresh.pair, SUM(value) AS after, SUM(CASE WHEN at <= %s THEN value ELSE 0 END) AS before"
        f" FROM ({fresh}) AS fresh CROSS JOIN figure_posting CROSS JOIN part WHERE figure_posting.key = fresh.key"
        f" AND figure_posting.key IS NOT NULL AND part.pair = fresh.pair AND +series = of_series AND {where}"
        " GROUP BY fresh.pair, fresh.key"
    )
    more = "SUM(CASE WHEN after > 0 THEN 1 ELSE 0 END) - SUM(CASE WHEN before > 0 THEN 1 ELSE 0 END)"
    return f"SELECT pair, {more} FROM ({sums}) AS sums GROUP BY pair", [since, *late_params, *params]
