"""Day-end totals of towns and above, so that a page reads a figure by its key instead of adding up postings.

A total is what stood at the end of a day. Every series that an area has ever booked stands on every day on which the
area has rows at all, so any day's figures are one range read: the rows of the last such day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from gridward.figure import firsts
from gridward.figure.path import parent
from gridward.figure.series import above, series_name, series_number, series_of
from gridward.grid.tree import Tree
from gridward.kit.rows import Table, among, append, execute, rows
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure

LEVELS = frozenset({"county", "zone", "town", "subdistrict"})
"""The levels whose totals are kept; the root is kept whatever its level."""

TOTAL = Table("figure_total", ("area", "day", "series", "value"), ("int4", "int4", "int4", "int8"))

Deltas = dict[int, dict[int, dict[int, int]]]
"""What to add from a day on: by area, day and series."""

Row = tuple[int | str | None, ...]


class Totals:
    """Brings the totals up to date with new postings."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._kept: dict[str, tuple[int, ...]] = {}
        self._short: dict[str, str] = {}

    def kept(self, path: str) -> tuple[int, ...]:
        """The areas of a path whose totals are kept."""
        found = self._kept.get(path)
        if found is None:
            above, area = parent(path)
            found = self.kept(above) if above else ()
            if not above or self._tree.spell(area).level in LEVELS:
                found = (*found, area)
            self._kept[path] = found
        return found

    def add(self, postings: Sequence[Row]) -> None:
        """Take in postings that are about to be written: they must not be in the table yet."""
        deltas: Deltas = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
        keyed: dict[str, list[Row]] = {}
        sums: dict[tuple[int, str, int], int] = defaultdict(int)
        for row in postings:
            figure = CATALOGUE.figures[series_name(row[0])[0]]
            if figure.distinct:
                keyed.setdefault(figure.name, []).append(row)
            else:
                sums[row[0], row[2], row[3]] += row[9]  # type: ignore[index, operator]
        for (series, path, day), value in sums.items():
            for area in self._areas(CATALOGUE.figures[series_name(series)[0]], path):
                deltas[area][day][series] += value
        for name, fresh in keyed.items():
            figure = CATALOGUE.figures[name]
            if figure.kind == "flow":
                self._add_first(figure, fresh, deltas)
            else:
                self._add_distinct(figure, fresh, deltas)
        for area, days in deltas.items():
            _write(area, days)

    def _areas(self, figure: Figure, path: str) -> tuple[int, ...]:
        kept = self.kept(path)
        return kept[-1:] if figure.own and kept and path.endswith(f"{kept[-1]}.") else () if figure.own else kept

    def _add_first(self, figure: Figure, fresh: Sequence[Row], deltas: Deltas) -> None:
        """A key of a flow counts from its first day on."""
        booked = [
            (row[0], row[8], row[2], row[3], row[9])
            for row in fresh
            if row[8] is not None and self._areas(figure, str(row[2]))
        ]
        before, after = firsts.take(figure, booked, self._cut)  # type: ignore[arg-type]
        moved = {where[1] for where in before.keys() | after.keys() if before.get(where) != after.get(where)}
        was, now = self._firsts(figure, before, moved), self._firsts(figure, after, moved)
        for spot in was.keys() | now.keys():
            if was.get(spot) != now.get(spot):
                area, number, _ = spot
                if spot in was:
                    deltas[area][was[spot]][number] -= 1
                if spot in now:
                    deltas[area][now[spot]][number] += 1

    def _firsts(self, figure: Figure, found: firsts.Firsts, keys: set[int]) -> dict[tuple[int, int, int], int]:
        """The first day of each of these keys, in each area and for each member that it belongs to."""
        days: dict[tuple[int, int, int], int] = {}
        for (series, key, path), day in found.items():
            if key in keys:
                for area in self._areas(figure, path):
                    for part in above(figure.name, series_name(series)[1]):
                        spot = area, series_number(figure.name, part), key
                        days[spot] = min(day, days.get(spot, day))
        return days

    def _cut(self, path: str) -> str:
        """The path down to the lowest area whose totals are kept."""
        found = self._short.get(path)
        if found is None:
            above, area = parent(path)
            found = self._short[path] = path if self.kept(path)[-1] == area else self._cut(above)
        return found

    def _add_distinct(self, figure: Figure, fresh: Sequence[Row], deltas: Deltas) -> None:
        """A key counts from the day on which its lines first sum above zero, and no longer when they do not."""
        keys = sorted({row[8] for row in fresh if row[8] is not None})
        series, params = among("series", series_of(figure), "int4")
        condition, more = among("key", keys, "int8")
        old = rows(
            "SELECT key, series, path, day, value FROM figure_posting"
            f" WHERE {series} AND key IS NOT NULL AND {condition}",
            [*params, *more],
        )
        new = [(row[8], row[0], row[2], row[3], row[9]) for row in fresh if row[8] is not None]
        before, after = self._moments(figure, old), self._moments(figure, [*old, *new])
        for spot in after.keys() | before.keys():
            area, number, _ = spot
            for day, change in _changes(before.get(spot, {}), after.get(spot, {})):
                deltas[area][day][number] += change

    def _moments(
        self, figure: Figure, found: Iterable[Sequence[object]]
    ) -> dict[tuple[int, int, object], dict[int, int]]:
        """The sums by day of each key, in each area and for each member that it belongs to."""
        sums: dict[tuple[int, int, object], dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for key, series, path, day, value in found:
            member = series_name(int(series))[1]  # type: ignore[call-overload]
            for area in self._areas(figure, str(path)):
                for part in above(figure.name, member):
                    sums[area, series_number(figure.name, part), key][day] += value  # type: ignore[index, operator]
        return sums


def _changes(before: Mapping[int, int], after: Mapping[int, int]) -> list[tuple[int, int]]:
    """The days on which it makes a difference whether the key counts, +1 or -1 from that day on."""
    days = sorted(before.keys() | after.keys())
    was = [total > 0 for total in accumulate(before.get(day, 0) for day in days)]
    now = [total > 0 for total in accumulate(after.get(day, 0) for day in days)]
    steps = [int(new) - int(old) for new, old in zip(now, was, strict=True)]
    return [(day, step - last) for day, step, last in zip(days, steps, [0, *steps], strict=False) if step != last]


def _write(area: int, days: Mapping[int, Mapping[int, int]]) -> None:
    """Rewrite the area's rows from the first day that changes."""
    first = min(days)
    carried = dict(
        rows(
            "SELECT series, value FROM figure_total WHERE area = %s AND day ="
            " (SELECT max(day) FROM figure_total WHERE area = %s AND day < %s)",
            (area, area, first),
        )
    )
    standing: dict[int, dict[int, int]] = defaultdict(dict)
    for day, series, value in rows(
        "SELECT day, series, value FROM figure_total WHERE area = %s AND day >= %s", (area, first)
    ):
        standing[day][series] = value
    added: dict[int, int] = defaultdict(int)
    fresh = []
    for day in sorted(standing.keys() | days.keys()):
        carried = standing.get(day, carried)
        for series, value in days.get(day, {}).items():
            added[series] += value
        for series in carried.keys() | added.keys():
            fresh.append((area, day, series, carried.get(series, 0) + added.get(series, 0)))
    execute("DELETE FROM figure_total WHERE area = %s AND day >= %s", (area, first))
    append(TOTAL, fresh)
