"""From which day each key of a distinct flow counts.

It is kept, for a key may be booked again every day: else the fold would read all that was ever booked for a key each
time. A flow's lines only add, so a key that counts does so for ever after, unless what it counts from is corrected.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from gridward.figure.series import series_of
from gridward.kit.rows import Table, among, append, execute, put, rows
from gridward.plug.figure import Figure

FIRST = Table("figure_first", ("series", "key", "path", "day"), ("int4", "int8", "text", "int4"))

Where = tuple[int, int, str]
"""A series, a key, and the path of the lowest area there whose totals are kept."""
Firsts = dict[Where, int]
"""The first day on which the lines of a key sum above zero."""
Changed = dict[Where, int | None]
"""First days that are other ones now; None where a key counts no longer."""
Booking = tuple[int, int, str, int]
"""Where and on which day something is booked."""
Booked = tuple[int, int, str, int, int]
"""Series, key, path, day and value of a posting."""


class Step(NamedTuple):
    """What stood for some keys, and what is otherwise now."""

    before: Firsts
    changed: Changed


def take(figure: Figure, fresh: Iterable[Booked], cut: Callable[[str], str]) -> Step:
    """Take in postings that are about to be written, all of a figure at once; writes nothing.

    `cut` shortens a path to the lowest area whose totals are kept; the paths of `fresh` are short already.
    """
    added: dict[Booking, int] = defaultdict(int)
    for series, key, path, day, value in fresh:
        added[series, key, path, day] += value
    condition, params = _of(figure, {spot[1] for spot in added})
    before = {
        (series, key, path): day
        for series, key, path, day in rows(f"SELECT series, key, path, day FROM figure_first WHERE {condition}", params)
    }
    changed: Changed = {}
    doubtful: set[Where] = set()
    for (series, key, path, day), value in added.items():
        where = series, key, path
        was = before.get(where)
        if was is None or day < was:
            if value > 0 and ((first := changed.get(where)) is None or day < first):
                changed[where] = day
            elif value < 0:
                doubtful.add(where)
        elif value < 0 and day == was:
            doubtful.add(where)
    if doubtful:
        changed |= _again(figure, doubtful, added, cut)
        changed = {where: day for where, day in changed.items() if before.get(where) != day}
    return Step(before, changed)


def _again(figure: Figure, doubtful: set[Where], added: Mapping[Booking, int], cut: Callable[[str], str]) -> Changed:
    """The first days of keys whose first day lost something, from everything booked for them."""
    sums: dict[Where, dict[int, int]] = {where: defaultdict(int) for where in doubtful}
    condition, params = _of(figure, {where[1] for where in doubtful})
    stand = rows(
        f"SELECT series, key, path, day, SUM(value) FROM figure_posting WHERE {condition} AND key IS NOT NULL"
        " GROUP BY series, key, path, day",
        params,
    )
    found = ((series, key, cut(path), day, value) for series, key, path, day, value in stand)
    for series, key, path, day, value in chain(found, ((*spot, value) for spot, value in added.items())):
        if (series, key, path) in sums:
            sums[series, key, path][day] += int(value)
    return {where: min((day for day, value in days.items() if value > 0), default=None) for where, days in sums.items()}


def write(step: Step) -> None:
    """Write what a step changed."""
    before, changed = step
    for where in [where for where, day in changed.items() if day is None and where in before]:
        execute("DELETE FROM figure_first WHERE series = %s AND key = %s AND path = %s", where)
    append(FIRST, [(*where, day) for where, day in changed.items() if day is not None and where not in before])
    put(FIRST, [(*where, day) for where, day in changed.items() if day is not None and where in before], key=3)


def _of(figure: Figure, keys: set[int]) -> tuple[str, list[object]]:
    series, params = among("series", series_of(figure), "int4")
    condition, more = among("key", sorted(keys), "int8")
    return f"{condition} AND {series}", [*more, *params]
