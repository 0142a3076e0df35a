"""What lies booked in each of several areas: the database adds up, area by area, and reads nothing that lies elsewhere.

Areas may lie in one another, and one that moved has several paths: each line counts once in every area that it is in.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db import connection

from gridward.figure.asked import Pair
from gridward.figure.ground import paths_of
from gridward.figure.scope import Scope, seen_from
from gridward.figure.series import series_name, series_number, within
from gridward.grid.path import beyond
from gridward.grid.tree import Tree
from gridward.kit.rows import among, rows
from gridward.plug.catalogue import CATALOGUE

Sums = dict[Pair, int]
_INSIDE = "path >= path_from AND path < path_to"


class Ground:
    """The paths of some areas at a moment."""

    def __init__(self, areas: Sequence[int], at: int, map_now: Tree) -> None:
        self._areas = areas
        self._paths = [(path, area) for area in areas for path in paths_of(area, at, map_now)]

    def sums(self, pairs: Sequence[Pair], scope: Scope, since: int | None = None) -> dict[int, Sums]:
        """What pairs that are not distinct have come to in each area; with `since` only what came after it."""
        booked: dict[int, Sums] = {area: defaultdict(int) for area in self._areas}
        for own, asked in self._apart(pairs):
            series = sorted({number for pair in asked for number in _series(pair)})
            late = since is not None
            condition, params = among("+series" if late else "series", series, "int4")
            seen, more = seen_from(scope, since)
            lines = _lines("ground", f"{_INSIDE} AND {condition} AND {seen}", late=late)
            sql = f"{self._within()} SELECT of_area, series, SUM(value) FROM {lines} GROUP BY of_area, series"
            for area, number, value in rows(sql, [*self._ends(own=own), *params, *more]):
                booked[area][series_name(number)] += int(value)
        return {
            area: {(name, code): sum(found.get((name, part), 0) for part in within(name, code)) for name, code in pairs}
            for area, found in booked.items()
        }

    def counts(self, pairs: Sequence[Pair], scope: Scope, keys: Sequence[int] | None = None) -> dict[int, Sums]:
        """How many keys of distinct pairs count in each area, or how many of these keys."""
        found: dict[int, Sums] = {area: dict.fromkeys(pairs, 0) for area in self._areas}
        for own, asked in self._apart(pairs):
            parts = [(series, number) for number, pair in enumerate(asked) for series in _series(pair)]
            listed, late = ", ".join(f"({series}, {number})" for series, number in parts), keys is not None
            condition, params = seen_from(scope)
            if keys is not None:
                keyed, more = among("key", keys, "int8")
                condition, params = f"{condition} AND {keyed} AND key IS NOT NULL", [*params, *more]
            lines = _lines(
                "ground CROSS JOIN part", f"{'+' * late}series = of_series AND {_INSIDE} AND {condition}", late=late
            )
            sql = (
                f"{self._within()}, part(of_series, pair) AS (VALUES {listed}), kept AS (SELECT of_area, pair,"
                f" key FROM {lines} GROUP BY of_area, pair, key HAVING SUM(value) > 0)"
                " SELECT of_area, pair, COUNT(*) FROM kept GROUP BY of_area, pair"
            )
            for area, number, value in rows(sql, [*self._ends(own=own), *params]):
                found[area][asked[number]] = int(value)
        return found

    def keys(self, pairs: Sequence[Pair], scope: Scope, since: int) -> list[int]:
        """The keys of distinct pairs that have lines after a moment, wherever that is."""
        series = sorted({number for pair in pairs for number in _series(pair)})
        condition, params = among("+series", series, "int4")
        seen, more = seen_from(scope, since)
        asked = f"SELECT DISTINCT key FROM figure_posting WHERE {condition} AND {seen} AND key IS NOT NULL"
        return [key for (key,) in rows(asked, [*params, *more])] if series else []

    def _apart(self, pairs: Sequence[Pair]) -> Iterator[tuple[bool, list[Pair]]]:
        """The pairs that count in all areas above, then those that count only where they are booked."""
        for own in (False, True):
            asked = [pair for pair in pairs if CATALOGUE.figures[pair[0]].own is own]
            if asked and self._paths:
                yield own, asked

    def _within(self) -> str:
        """The areas as a table: from which path up to which."""
        listed = ", ".join(f"(%s, %s, {area:d})" for _, area in self._paths)
        return f"WITH ground(path_from, path_to, of_area) AS (VALUES {listed})"

    def _ends(self, *, own: bool) -> list[object]:
        """Where each path begins and ends. An `own` figure counts at the very path alone: "!" stands before digits."""
        return [end for path, _ in self._paths for end in (path, f"{path}!" if own else beyond(path))]


def _series(pair: Pair) -> list[int]:
    return [series_number(pair[0], part) for part in within(*pair)]


def _lines(rest: str, where: str, *, late: bool) -> str:
    """The lines that meet a condition, joined in this order: lines that are few first, else the areas, each with what
    lies in it. PostgreSQL keeps no order of its own accord, and would hold every line against every area.
    """
    if late:
        return f"figure_posting CROSS JOIN {rest} WHERE {where}"
    if connection.vendor == "postgresql":
        return f"{rest} CROSS JOIN LATERAL (SELECT * FROM figure_posting WHERE {where} OFFSET 0) AS inside"
    return f"{rest} CROSS JOIN figure_posting WHERE {where}"
