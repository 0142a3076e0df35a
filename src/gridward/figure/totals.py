"""Day-end totals of towns and above, so that a page reads a figure by its key instead of adding up postings.

A total is what stood at the end of a day. Every series that an area has ever booked stands on every day on which the
area has rows at all, so any day's figures are one range read: the rows of the last such day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gridward.figure import firsts
from gridward.figure.booking import Row
from gridward.figure.series import above, series_name, series_number, series_of
from gridward.grid.path import parent
from gridward.grid.tree import Tree
from gridward.kit.rows import Table, among, put, rows
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure

LEVELS = frozenset({"county", "zone", "town", "subdistrict"})
"""The levels whose totals are kept; the root is kept whatever its level."""

TOTAL = Table("figure_total", ("area", "day", "series", "value"), ("int4", "int4", "int4", "int8"))

Deltas = dict[int, dict[int, dict[int, int]]]
"""What to add from a day on: by area, day and series."""

First = tuple[int, str, int]
"""A series, a path and the first day on which one of many keys counts there."""


class Lies(NamedTuple):
    """Where something counts that lies at a path."""

    kept: tuple[int, ...]
    """The areas above it, and itself, whose totals are kept."""
    short: str
    """The path down to the lowest of them."""


class Totals:
    """Brings the totals up to date with new postings: `add` works out what changes, `write` writes it."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._changed: list[Sequence[int]] = []
        self._steps: list[firsts.Step] = []
        self._found: dict[str, Lies] = {}

    def lies(self, path: str) -> Lies:
        """Where something counts that lies at a path."""
        found = self._found.get(path)
        if found is None:
            above, area = parent(path)
            found = self.lies(above) if above else Lies((), "")
            if not above or self._tree.spell(area).level in LEVELS:
                found = Lies((*found.kept, area), path)
            self._found[path] = found
        return found

    def add(self, postings: Sequence[Row]) -> None:
        """Take in postings that are about to be written, all at once: they must not be in the table yet."""
        deltas: Deltas = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
        keyed: dict[str, list[Row]] = {}
        for series, found in _by_series(postings).items():
            figure = CATALOGUE.figures[series_name(series)[0]]
            if figure.distinct:
                keyed.setdefault(figure.name, []).extend(found)
            else:
                self._add_sums(figure, series, found, deltas)
        for name, fresh in keyed.items():
            figure = CATALOGUE.figures[name]
            if figure.kind == "flow":
                self._add_first(figure, fresh, deltas)
            else:
                self._add_distinct(figure, fresh, deltas)
        for area, days in deltas.items():
            self._changed += _changed(area, days)

    def write(self) -> None:
        """Write what changed."""
        for step in self._steps:
            firsts.write(step)
        put(TOTAL, self._changed, key=3)

    def areas(self, figure: Figure, path: str) -> tuple[int, ...]:
        """The areas in whose totals a figure counts what it booked at a path; an `own` one at that very area only."""
        kept, short = self.lies(path)
        return kept if not figure.own else kept[-1:] if short == path else ()

    def _add_sums(self, figure: Figure, series: int, fresh: Iterable[Row], deltas: Deltas) -> None:
        sums: dict[tuple[str, int], int] = defaultdict(int)
        for row in fresh:
            sums[row[2], row[3]] += row[9]
        for (path, day), value in sums.items():
            for area in self.areas(figure, path):
                deltas[area][day][series] += value

    def _add_first(self, figure: Figure, fresh: Iterable[Row], deltas: Deltas) -> None:
        """A key of a flow counts from its first day on. Keys that changed in the same way are counted together."""
        short = {path: self.lies(path).short for path in {row[2] for row in fresh} if self.areas(figure, path)}
        booked = [
            (row[0], row[8], short[row[2]], row[3], row[9]) for row in fresh if row[8] is not None and row[2] in short
        ]
        before, changed = step = firsts.take(figure, booked, lambda path: self.lies(path).short)
        self._steps.append(step)
        places: dict[int, list[firsts.Where]] = {}
        for where in changed:
            places.setdefault(where[1], []).append(where)
        for where in before.keys() - changed.keys():
            if where[1] in places:
                places[where[1]].append(where)
        alike: Counter[tuple[tuple[First, ...], tuple[First, ...]]] = Counter()
        for found in places.values():
            was = [(where[0], where[2], day) for where in found if (day := before.get(where)) is not None]
            now = [
                (where[0], where[2], day)
                for where in found
                if (day := changed.get(where) if where in changed else before[where]) is not None
            ]
            alike[tuple(sorted(was)), tuple(sorted(now))] += 1
        for (was_first, now_first), number in alike.items():
            old, new = self._firsts(figure, was_first), self._firsts(figure, now_first)
            for spot in old.keys() | new.keys():
                if old.get(spot) != new.get(spot):
                    area, series = spot
                    if spot in old:
                        deltas[area][old[spot]][series] -= number
                    if spot in new:
                        deltas[area][new[spot]][series] += number

    def _firsts(self, figure: Figure, found: Iterable[First]) -> dict[tuple[int, int], int]:
        """The first day of a key, in each area and for each member that it belongs to."""
        days: dict[tuple[int, int], int] = {}
        for series, path, day in found:
            for area in self.areas(figure, path):
                for part in above(figure.name, series_name(series)[1]):
                    spot = area, series_number(figure.name, part)
                    days[spot] = min(day, days.get(spot, day))
        return days

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
            for area in self.areas(figure, str(path)):
                for part in above(figure.name, member):
                    sums[area, series_number(figure.name, part), key][day] += value  # type: ignore[index, operator]
        return sums


def _by_series(postings: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in postings:
        found.setdefault(row[0], []).append(row)
    return found


def _changes(before: Mapping[int, int], after: Mapping[int, int]) -> list[tuple[int, int]]:
    """The days on which it makes a difference whether the key counts, +1 or -1 from that day on."""
    found = []
    was = now = last = 0
    for day in sorted(before.keys() | after.keys()):
        was += before.get(day, 0)
        now += after.get(day, 0)
        step = (now > 0) - (was > 0)
        if step != last:
            found.append((day, step - last))
            last = step
    return found


def _changed(area: int, days: Mapping[int, Mapping[int, int]]) -> list[Sequence[int]]:
    """The rows of an area that are other ones from the first day that changes on; one that says so stays as it is."""
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
    changed: list[Sequence[int]] = []
    for day in sorted(standing.keys() | days.keys()):
        stood = standing.get(day, {})
        carried = stood or carried
        for series, value in days.get(day, {}).items():
            added[series] += value
        for series in carried.keys() | added.keys():
            value = carried.get(series, 0) + added.get(series, 0)
            if stood.get(series) != value:
                changed.append((area, day, series, value))
    return changed
