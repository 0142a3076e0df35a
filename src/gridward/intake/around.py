"""What was recorded about the same day in what an entry's area lies in, or in what lies in it."""

from collections.abc import Sequence

from gridward.duty.said import instant
from gridward.kit.clock import DAY, day_of
from gridward.ledger.names import kind_numbers
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entry
from gridward.ledger.stored import at_areas, counting
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry, Flags

DAYS = 3
"""So many days before and after: a report of a day may come some days later."""
LONG_AGO = 90 * DAY
"""Reports of days further away are looked at by themselves."""


class Around:
    """Read at once for the entries of a run; those of the run are added as they are taken."""

    def __init__(self, entries: Sequence[Entry], places: Places, until: int) -> None:
        self._tree = places.tree
        asking = [(one, flags) for one in entries if (flags := CATALOGUE.kinds[one.kind].flags) is not None]
        areas = {area for one, flags in asking if flags.below for area in self._tree.ever_below(one.area)}
        areas |= {area for one, flags in asking if flags.above for area in self._tree.above(one.area, one.at)}
        self._kinds = {name for _, flags in asking for name in (*flags.below, *flags.above)}
        self._told: list[Entry] = []
        if areas:
            days = [day for one in entries for day in (day_of(one.at), *_named(one))]
            spread = min(days) - DAYS, max(days) + DAYS
            active = counting(at_areas(sorted(areas), kind_numbers(tuple(sorted(self._kinds))), days=spread), until)
            places.expect(one.area for one in active)
            self._told = [to_entry(one, places, until) for one in active]

    def take(self, entry: Entry | None, parent: str) -> None:
        """An entry of the run was taken, or a void; what it corrects no longer stands."""
        if parent:
            self._told = [one for one in self._told if one.id.hex != parent]
        if entry is not None and entry.kind in self._kinds:
            self._told.append(entry)

    def of(self, entry: Entry, flags: Flags) -> list[Entry]:
        """What stands around an entry, itself left out."""
        told = self._told if flags.looks_around else ()
        return [one for one in told if one.id != entry.id and self._concerns(one, entry, flags)]

    def _concerns(self, one: Entry, entry: Entry, flags: Flags) -> bool:
        below = one.kind in flags.below and entry.area in self._tree.above(one.area, one.at)
        return below or (one.kind in flags.above and one.area in self._tree.above(entry.area, entry.at))


def _named(entry: Entry) -> tuple[int, ...]:
    """The day of which an entry speaks, however late."""
    of = instant(entry.body, "date")
    return () if of is None or abs(entry.at - of) > LONG_AGO else (day_of(of),)
