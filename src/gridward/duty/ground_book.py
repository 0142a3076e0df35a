"""Plans of areas and places: read for the days that are touched, derived, written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gridward.duty.book import STANDING, Row, duty_row, read_duties, standing_row, write_duties
from gridward.duty.ground import Ground, settle_ground, windows_of
from gridward.duty.law import Law
from gridward.duty.needed import needed
from gridward.duty.standing import Standing, standings
from gridward.duty.watched import of_ground, of_measures
from gridward.duty.window import Window
from gridward.kit.clock import day_of, first_moment, now
from gridward.kit.rows import among, append, execute
from gridward.ledger.names import kind_numbers
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import about, at_areas, counting
from gridward.plug.kind import Entry, key_of

AHEAD = 7
"""Days ahead of today for which duties are planned."""


class Grounds:
    """The areas that one piece of work touches, and on which days."""

    def __init__(self, law: Law, places: Places, until: int) -> None:
        self._law, self._places, self._until = law, places, until
        self._days: dict[int, set[int]] = {}
        self._last = day_of(now()) + AHEAD

    def touch(self, one: Entry) -> None:
        """An entry is about an area or place, or was recorded there: its day, and the one before for a late one."""
        day = day_of(one.at)
        named = [one.subject.id] if one.subject is not None and one.subject.kind in ("area", "place") else []
        for area in {one.area, *named}:
            self._days.setdefault(area, set()).update((day - 1, day, day + 1))

    def plan(self, areas: Iterable[int], days: range) -> None:
        """All of these days of these areas."""
        for area in areas:
            self._days.setdefault(area, set()).update(days)

    def write(self) -> None:
        """Derive what was touched and write what changed."""
        asked = {area: self._span(days) for area, days in self._days.items() if self._concerned(area)}
        if not asked:
            return
        past = self._told(asked, of_measures(), None)
        under = {area: standings(past[area], key_of("area", area), self._law) for area in asked}
        windows = {
            area: windows_of(ground_of(self._places, area, self._until), span, under[area], past[area], self._law)
            for area, span in asked.items()
        }
        told = self._told(asked, of_ground(), _days_of(windows.values()))
        self._write_duties(asked, windows, told)
        self._write_standings(under, past)

    def _span(self, days: set[int]) -> range:
        return range(min(days), min(max(days), self._last) + 1)

    def _concerned(self, area: int) -> bool:
        """Whether anything was ever asked of such an area."""
        if area not in self._places.tree:
            return False
        names = set(ground_of(self._places, area, self._until).names)
        return any(
            not names.isdisjoint(rules.each) or rules.during
            for turn in (*self._law.turns, now())
            for rules in self._law.at(area, turn)
        )

    def _told(
        self, areas: Iterable[int], kinds: frozenset[str], days: tuple[int, int] | None
    ) -> dict[int, list[Entry]]:
        """The active entries recorded in each of these areas or about it, by time."""
        asked, numbers = list(areas), kind_numbers(tuple(sorted(kinds)))
        found: dict[int, list[Entry]] = {area: [] for area in asked}
        if not kinds:
            return found
        stored = {one.position: one for one in at_areas(asked, numbers, days=days)}
        keys = [key_of(kind, area) for area in asked for kind in ("area", "place")]
        stored |= {one.position: one for one in about(keys, numbers)}
        active = counting(stored.values(), self._until)
        self._places.expect(one.area for one in active)
        for one in to_entries(active, self._places, self._until):
            of = {one.area}
            if one.subject is not None and one.subject.kind in ("area", "place"):
                of.add(one.subject.id)
            for area in of & found.keys():
                found[area].append(one)
        return found

    def _write_duties(
        self, asked: Mapping[int, range], windows: Mapping[int, list[Window]], told: Mapping[int, list[Entry]]
    ) -> None:
        tree, count = self._places.tree, needed(self._places.tree)
        want: dict[Row, Row] = {}
        for area, found in windows.items():
            rows = (duty_row(one, key_of("area", area), tree) for one in settle_ground(found, told[area], count))
            want |= {row[:3]: row for row in rows}
        condition, params = among("owner", [key_of("area", area) for area in asked], "int8")
        first = min([*(row[2] for row in want), *(first_moment(span.start) for span in asked.values())])
        last = max(first_moment(span.stop) for span in asked.values())
        standing = read_duties(f"{condition} AND opens >= %s AND opens < %s", [*params, first, last])
        begins = {
            key_of("area", area): (first_moment(span.start), first_moment(span.stop)) for area, span in asked.items()
        }
        have = {
            key: row for key, row in standing.items() if key in want or begins[row[0]][0] <= row[2] < begins[row[0]][1]
        }
        write_duties(want, have)

    def _write_standings(self, under: Mapping[int, Sequence[Standing]], told: Mapping[int, Sequence[Entry]]) -> None:
        condition, params = among("owner", [key_of("area", area) for area in under], "int8")
        execute(f"DELETE FROM duty_standing WHERE {condition}", params)
        tree = self._places.tree
        rows: list[Any] = [
            standing_row(one, key_of("area", area), key_of("area", area), told[area], now(), tree)
            for area, found in under.items()
            for one in found
        ]
        append(STANDING, rows)


def ground_of(places: Places, area: int, until: int) -> Ground:
    """An area as rules see it now."""
    node, place = places.tree.by_id(area), places.place(area, now(), until)
    names = (node.level,) if node.level != "place" else ("place", place.kind, f"{place.level}_{place.kind}")
    says = {
        "level": place.level,
        "kind": place.kind,
        "open": node.is_open,
        "has_property_mgmt": node.has_property_mgmt,
        "population": node.population,
        "households": node.households,
    }
    return Ground(area, names, says)


def _days_of(windows: Iterable[Sequence[Window]]) -> tuple[int, int]:
    """The days on which entries may fill these windows."""
    moments = [at for found in windows for one in found for at in (one.opens, one.closes)]
    far = day_of(now()) + AHEAD
    return (day_of(min(moments)), max(min(far, day_of(min(max(moments), first_moment(far)))), 0)) if moments else (0, 0)
