"""How many entries of which kinds there are: by day, or of late. Counted in an index, no row is read."""

from collections.abc import Collection
from typing import Any

from gridward.kit.clock import first_moment, last_moment
from gridward.kit.rows import among, rows
from gridward.ledger.names import kind_name, numbers_given


def tally(
    kinds: Collection[str], areas: Collection[int] | None, *, first_day: int, last_day: int
) -> dict[tuple[str, int], int]:
    """How many entries of each kind happened in these areas (None: in any that is known) on each day."""
    numbers = numbers_given(kinds)
    if not numbers:
        return {}
    if areas is None:
        found = _everywhere(numbers, range(first_day, last_day + 1))
    else:
        of_kind, params = among("+kind", numbers, "int2")
        in_area, more = among("area", areas, "int4")
        found = rows(
            f"SELECT kind, day, COUNT(*) FROM ledger_entry WHERE {of_kind} AND {in_area} AND day BETWEEN %s AND %s"
            " GROUP BY kind, day",
            (*params, *more, first_day, last_day),
        )
    return {(kind_name(kind), int(day)): int(number) for kind, day, number in found}


def _everywhere(numbers: Collection[int], days: range) -> list[tuple[Any, ...]]:
    """Kind by kind and day by day, each a stretch of an index."""
    stretches = [
        f"SELECT {number:d}, {day:d}, COUNT(*) FROM ledger_entry WHERE kind = {number:d}"
        f" AND at BETWEEN {first_moment(day):d} AND {last_moment(day):d} AND area IS NOT NULL"
        for number in numbers
        for day in days
    ]
    return rows(" UNION ALL ".join(stretches))


def recent(kinds: Collection[str], areas: Collection[int] | None, *, among_last: int) -> dict[str, int]:
    """How often each of these kinds occurs in some areas among the last entries of the whole ledger."""
    of_kind, params = among("kind", numbers_given(kinds), "int2")
    where, more = ("", list[Any]()) if areas is None else among("area", areas, "int4")
    found = rows(
        "SELECT kind, COUNT(*) FROM (SELECT kind, area FROM ledger_entry WHERE position >"
        f" (SELECT position FROM ledger_head WHERE id = 1) - {int(among_last)}) AS late"
        f" WHERE {of_kind}{' AND ' + where if where else ''} GROUP BY kind",
        (*params, *more),
    )
    return {kind_name(kind): int(number) for kind, number in found}
