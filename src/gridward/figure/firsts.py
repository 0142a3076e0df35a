"""From which day each key of a distinct flow counts.

It is kept, for a key may be booked again every day: else the fold would read all that was ever booked for a key each
time. A flow's lines only add, so a key that counts does so for ever after, unless what it counts from is corrected.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from gridward.figure.series import series_of
from gridward.kit.rows import Table, among, append, execute, rows
from gridward.plug.figure import Figure

FIRST = Table("figure_first", ("series", "key", "path", "day"), ("int4", "int8", "text", "int4"))

Where = tuple[int, int, str]
"""A series, a key, and the path of the lowest area there whose totals are kept."""
Firsts = dict[Where, int]
"""The first day on which the lines of a key sum above zero."""
Booked = tuple[int, int, str, int, int]
"""Series, key, path, day and value of a posting."""


def take(figure: Figure, fresh: Sequence[Booked], cut: Callable[[str], str]) -> tuple[Firsts, Firsts]:
    """Take in postings that are about to be written: what stood for their keys, and what stands now for those that
    changed. `cut` shortens a path to the lowest area whose totals are kept.
    """
    added: dict[Where, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for series, key, path, day, value in fresh:
        added[series, key, cut(path)][day] += value
    condition, params = _of(figure, {where[1] for where in added})
    before = {
        (series, key, path): day
        for series, key, path, day in rows(f"SELECT series, key, path, day FROM figure_first WHERE {condition}", params)
    }
    after, doubtful = dict(before), {}
    for where, days in added.items():
        was = before.get(where)
        if any(value < 0 and (was is None or day <= was) for day, value in days.items()):
            doubtful[where] = days
            continue
        gained = min((day for day, value in days.items() if value > 0), default=None)
        if gained is not None and (was is None or gained < was):
            after[where] = gained
    for where, first in _again(figure, doubtful, cut).items():
        after.pop(where, None)
        if first is not None:
            after[where] = first
    _write(before, after)
    return before, after


def _again(
    figure: Figure, doubtful: Mapping[Where, Mapping[int, int]], cut: Callable[[str], str]
) -> dict[Where, int | None]:
    """The first days of keys whose first day lost something, from everything booked for them."""
    sums = {where: defaultdict(int, days) for where, days in doubtful.items()}
    condition, params = _of(figure, {where[1] for where in doubtful})
    for series, key, path, day, value in (
        rows(
            f"SELECT series, key, path, day, SUM(value) FROM figure_posting WHERE {condition} AND key IS NOT NULL"
            " GROUP BY series, key, path, day",
            params,
        )
        if doubtful
        else ()
    ):
        where = (series, key, cut(path))
        if where in sums:
            sums[where][day] += int(value)
    return {where: min((day for day, value in days.items() if value > 0), default=None) for where, days in sums.items()}


def _write(before: Firsts, after: Firsts) -> None:
    for where in before.keys() - {where for where, day in after.items() if before.get(where) == day}:
        execute("DELETE FROM figure_first WHERE series = %s AND key = %s AND path = %s", where)
    append(FIRST, [(*where, day) for where, day in after.items() if before.get(where) != day])


def _of(figure: Figure, keys: set[int]) -> tuple[str, list[object]]:
    series, params = among("series", series_of(figure), "int4")
    condition, more = among("key", sorted(keys), "int8")
    return f"{condition} AND {series}", [*more, *params]
