"""Plans of areas and places as they were derived, and how they are written."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from gridward.duty.apart import called
from gridward.duty.book import DUTY, STANDING, Row, duty_row, read_duties, standing_row, write_duties
from gridward.duty.crossed import Spell
from gridward.duty.office_book import write_offices
from gridward.duty.settle import Settled
from gridward.duty.standing import Standing
from gridward.grid.tree import Tree
from gridward.kit.clock import first_moment, now
from gridward.kit.rows import among, append, execute
from gridward.ledger.places import Places
from gridward.plug.kind import Entry, key_of

_CLOSES = DUTY.columns.index("closes")


class GroundPlans(NamedTuple):
    """What some areas owe on some days and are under, with what that follows from; `spells`: where figures grew;
    `passed`: the areas of which anything was handed over.
    """

    asked: dict[int, range]
    settled: dict[int, list[Settled]]
    under: dict[int, list[Standing]]
    past: dict[int, list[Entry]]
    offices: dict[int, list[Settled]]
    spells: frozenset[Spell]
    passed: frozenset[int] = frozenset()

    def write(self, places: Places) -> None:
        """Write what changed; the caller holds the pen."""
        if self.asked:
            self._write_duties(places.tree)
            self._write_standings(places.tree)
            write_offices(self.offices, places.tree)

    def without(self, areas: Collection[int]) -> "GroundPlans":
        """The others."""
        return GroundPlans(
            {area: one for area, one in self.asked.items() if area not in areas},
            {area: one for area, one in self.settled.items() if area not in areas},
            {area: one for area, one in self.under.items() if area not in areas},
            {area: one for area, one in self.past.items() if area not in areas},
            {area: one for area, one in self.offices.items() if area not in areas},
            self.spells,
            self.passed - set(areas),
        )

    def _write_duties(self, tree: Tree) -> None:
        want: dict[Row, Row] = {}
        for area, settled in self.settled.items():
            rows = (duty_row(one, key_of("area", area), tree) for one in settled)
            want |= {row[:3]: row for row in rows}
        condition, params = among("owner", [key_of("area", area) for area in self.asked], "int8")
        first = min([*(row[2] for row in want), *(first_moment(span.start) for span in self.asked.values())])
        last = max([*(row[2] + 1 for row in want), *(first_moment(span.stop) for span in self.asked.values())])
        standing = read_duties(f"{condition} AND opens >= %s AND opens < %s", [*params, first, last])
        begins = {
            key_of("area", area): (first_moment(span.start), first_moment(span.stop))
            for area, span in self.asked.items()
        }
        have = {
            key: row
            for key, row in standing.items()
            if key in want or (begins[row[0]][0] <= row[2] < begins[row[0]][1] and not called(row))
        }
        write_duties(want, have | self._parted(want, begins))

    def _parted(self, want: Mapping[Row, Row], begins: Mapping[int, tuple[int, int]]) -> dict[Row, Row]:
        """The parts that others had of what is open on these days and beyond: they opened when it was handed over, and
        nobody has them any more where it turns out to have been done before.
        """
        keys = {key_of("area", area) for area in self.passed & self.asked.keys()}
        lasting = {
            (row[0], row[1]): row for row in want.values() if row[0] in keys and row[_CLOSES] > begins[row[0]][1]
        }
        if not lasting:
            return {}
        condition, params = among("owner", sorted(keys), "int8")
        others = read_duties(f"{condition} AND (area <> owner / 16 OR office <> '')", params)
        return {
            key: row
            for key, row in others.items()
            if (whole := lasting.get((row[0], row[1]))) is not None and begins[row[0]][1] <= row[2] < whole[_CLOSES]
        }

    def _write_standings(self, tree: Tree) -> None:
        condition, params = among("owner", [key_of("area", area) for area in self.under], "int8")
        execute(f"DELETE FROM duty_standing WHERE {condition}", params)
        rows: list[Any] = [
            standing_row(one, key_of("area", area), key_of("area", area), self.past[area], now(), tree)
            for area, found in self.under.items()
            for one in found
        ]
        append(STANDING, rows)
