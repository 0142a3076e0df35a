"""Derive every figure again from the ledger and compare: step by step must equal from scratch.

The fold runs unchanged on temporary tables that stand before the real ones, so entries and pages go on meanwhile.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from gridward.figure.firsts import FIRST
from gridward.figure.fold import POSTING, SLICE, derive, move, watermark
from gridward.figure.models import FoldHead
from gridward.figure.series import series_name
from gridward.figure.totals import TOTAL
from gridward.grid.path import parent
from gridward.grid.tree import tree
from gridward.kit.beside import beside
from gridward.kit.heap import growing
from gridward.kit.pen import writing
from gridward.kit.rows import execute, rows
from gridward.ledger.names import kind_number
from gridward.ledger.redrawn import REDRAWN

Progress = Callable[[int, int], None]

_TABLES = (POSTING, TOTAL, FIRST)
_SPOT = "series, area, path, day, at, source, grp, key, response"
_INDEXES = (
    "CREATE INDEX {at}again_read ON figure_posting (series, path, day)",
    "CREATE INDEX {at}again_group ON figure_posting (grp, series)",
    "CREATE INDEX {at}again_key ON figure_posting (key, series)",
    "CREATE UNIQUE INDEX {at}again_total ON figure_total (area, day, series)",
    "CREATE UNIQUE INDEX {at}again_first ON figure_first (key, series, path)",
)


class Difference(NamedTuple):
    """A number that stands otherwise than the entries say; `stands` or `derived` is null where there is none."""

    figure: str
    member: str
    area: int
    day: int
    stands: int | None
    derived: int | None


def check(progress: Progress | None = None) -> list[Difference]:
    """Derive everything up to the watermark again and return what stands otherwise; changes nothing."""
    mark = watermark()
    with _derived(mark, progress) as main:
        return [*_postings(main, positions=not _redrawn()), *_totals(main), *_firsts(main)]


def rebuild(progress: Progress | None = None) -> int:
    """Put what was derived again in the place of what stands; returns the watermark."""
    mark = watermark()
    with _derived(mark, progress) as main, writing(lane="fold"):
        for table in _TABLES:
            columns = ", ".join(table.columns)
            execute(f"DELETE FROM {main}.{table.name}")
            execute(f"INSERT INTO {main}.{table.name} ({columns}) SELECT {columns} FROM {table.name}")
        move(FoldHead.objects.get_or_create(id=1)[0], mark)
    return mark


@contextmanager
def _derived(mark: int, progress: Progress | None) -> Iterator[str]:
    """Inside the block the plain tables are fresh ones, derived up to `mark`; the real ones are in the schema given."""
    with beside(_TABLES, _INDEXES) as main:
        _fold(mark, progress)
        yield main


def _fold(mark: int, progress: Progress | None) -> None:
    map_now = tree()
    for after in range(0, mark, SLICE):
        last = min(after + SLICE, mark)
        with growing():
            derive(after, last, map_now).write()
        if progress is not None:
            progress(last, mark)


def _postings(main: str, *, positions: bool) -> list[Difference]:
    spot = f"{_SPOT}, position" if positions else _SPOT
    return _compare(
        f"SELECT {spot}, CAST(SUM(value) AS BIGINT) FROM {{table}} GROUP BY {spot} HAVING SUM(value) <> 0",
        f"{main}.figure_posting",
        "figure_posting",
        area=1,
        day=3,
    )


def _totals(main: str) -> list[Difference]:
    """Only days on which a total changes, for on which others it has a row depends on what was known when; and every
    row that is missing: a page takes the rows of one day, and what has none there counts as nothing.
    """
    steps = (
        "SELECT series, area, day, value FROM (SELECT series, area, day, value, LAG(value, 1, CAST(0 AS BIGINT))"
        " OVER (PARTITION BY area, series ORDER BY day) AS before FROM {table}) AS standing WHERE value <> before"
    )
    missing = [
        Difference(*series_name(series), area, day, None, _standing(series, area, day))
        for series, area, day in rows(_MISSING.format(table=f"{main}.figure_total"))
    ]
    return [*_compare(steps, f"{main}.figure_total", "figure_total", area=1, day=2), *missing]


_MISSING = (
    "WITH begun AS (SELECT area, series, MIN(day) AS since FROM {table} GROUP BY area, series),"
    " days AS (SELECT DISTINCT area, day FROM {table})"
    " SELECT b.series, b.area, d.day FROM begun AS b JOIN days AS d ON d.area = b.area AND d.day > b.since"
    " EXCEPT SELECT series, area, day FROM {table}"
)


def _standing(series: int, area: int, day: int) -> int | None:
    """The derived total of a day."""
    found = rows(
        "SELECT value FROM figure_total WHERE series = %s AND area = %s AND day <= %s ORDER BY day DESC LIMIT 1",
        (series, area, day),
    )
    return found[0][0] if found else None


def _firsts(main: str) -> list[Difference]:
    return _compare(
        "SELECT series, path, key, day, 1 FROM {table}", f"{main}.figure_first", "figure_first", area=1, day=3
    )


def _compare(select: str, real: str, fresh: str, *, area: int, day: int) -> list[Difference]:
    real, fresh = select.format(table=real), select.format(table=fresh)
    stands = {row[:-1]: row[-1] for row in rows(f"SELECT * FROM ({real}) AS a EXCEPT SELECT * FROM ({fresh}) AS b")}
    derived = {row[:-1]: row[-1] for row in rows(f"SELECT * FROM ({fresh}) AS a EXCEPT SELECT * FROM ({real}) AS b")}
    return [
        Difference(*series_name(spot[0]), _area(spot[area]), spot[day], stands.get(spot), derived.get(spot))
        for spot in sorted(stands.keys() | derived.keys(), key=str)
    ]


def _redrawn() -> bool:
    """Whether the map ever turned out otherwise than was known: then what followed from that was booked at later
    positions than from scratch, where the map is known from the beginning; the sums are the same.
    """
    told = "SELECT 1 FROM ledger_entry WHERE kind = %s LIMIT 1"
    return bool(rows(told, (kind_number(REDRAWN),)))


def _area(spot: int | str) -> int:
    """The area of a row, or the last one of its path."""
    return spot if isinstance(spot, int) else parent(spot)[1]
