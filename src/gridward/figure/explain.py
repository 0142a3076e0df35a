"""What is behind a value: its postings, the parts of the map that it is made of, and its members."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from gridward.figure.scope import Scope, where_of
from gridward.figure.series import series_name, series_number, within
from gridward.figure.value import Value, values
from gridward.grid.tree import Node, tree
from gridward.kit.clock import day_of, first_moment
from gridward.kit.rows import rows
from gridward.ledger.listing import MOST_COUNTED
from gridward.ledger.names import kind_name
from gridward.plug.catalogue import CATALOGUE

MANY = 20_000
"""From so many postings on, a figure's newest are found by their moments, and not by its series."""
LATEST = 3
"""On as many of the last days; whoever has so much and so little of late is read as the others are."""


class Booked(NamedTuple):
    """A posting with the entry behind it. The values of all of them sum to the figure; of a distinct figure, the keys
    whose values sum above zero are as many as the figure says.
    """

    id: str
    position: int
    kind: str
    member: str
    area: int
    at: int
    value: int
    key: int | None


def entries(name: str, member: str, *, scope: Scope) -> Iterator[Booked]:
    """What stands behind a figure's member, oldest first; raises Refusal for an unknown name.

    What was booked and taken back again is left out: its sum is zero.
    """
    yield from _read(*_condition(name, member, scope), "ASC")


class Lines:
    """What stands behind a figure's member, newest first, page by page: no more is read than that takes.

    Lines that belong together are of one moment, so whatever is not older than some moment can be added up by itself.
    Where there are many, the newest are found by walking back through all that was booked of late. Elsewhere sorted by
    `at + 0`: else PostgreSQL would go through everything that was ever booked until it has met so many of this figure.
    """

    def __init__(self, name: str, member: str, *, scope: Scope) -> None:
        """Raises Refusal for an unknown name."""
        self._last = day_of(scope.as_of)
        self._least = 1
        self._moments: dict[tuple[int, bool], int | None] = {}
        self._where, self._params = _condition(name, member, scope)
        self._by_moment, self._moment_params = _condition(name, member, scope, by_series=False)

    @cached_property
    def _number(self) -> int:
        """How many postings there are, at most `MANY`."""
        some = f"SELECT COUNT(*) FROM (SELECT 1 FROM figure_posting WHERE {self._where} LIMIT {MANY}) AS first_ones"
        return int(rows(some, self._params)[0][0])

    def count(self, *, most: int = MOST_COUNTED) -> int:
        """How many there are, at most `most` + 1."""
        self._least = most + 1
        for where, params, last in self._stretches(self._least):
            limited = f"{_standing('1', where)} LIMIT {self._least:d}"
            found = int(rows(f"SELECT COUNT(*) FROM ({limited}) AS standing", params)[0][0])
            if found > most or last:
                return found
        return 0

    def page(self, *, limit: int, offset: int) -> list[Booked]:
        """`limit` of them after the newest `offset`."""
        for where, params, last in self._stretches(offset + limit):
            found = list(_read(where, params, "DESC", f" LIMIT {int(limit)} OFFSET {int(offset)}"))
            if len(found) == limit or last:
                return found
        return []

    def _stretches(self, least: int) -> Iterator[tuple[str, list[object], bool]]:
        """Conditions for the newest postings, so many, then eight times as many, …; with whether that is all. A page is
        looked for among those that were counted, whose oldest moment is known.
        """
        least = max(least, self._least)
        least += least // 4  # some lines were taken back
        if self._number == MANY and (since := self._moment(least, late=True)) is not None:
            yield f"{self._by_moment} AND at >= %s", [*self._moment_params, since], False
        while least < self._number or self._number == MANY:
            since = self._moment(least, late=False)
            if since is None:
                break
            yield f"{self._where} AND at >= %s", [*self._params, since], False
            least *= 8
        yield self._where, self._params, True

    def _moment(self, place: int, *, late: bool) -> int | None:
        """The moment of the posting at a place, the newest being the first; None where there is none. `late`: found by
        walking back through all that was booked on the last days.
        """
        if (place, late) not in self._moments:
            where, params = self._where, self._params
            if late:
                begin = first_moment(self._last - LATEST + 1)
                where, params = f"{self._by_moment} AND at >= %s", [*self._moment_params, begin]
            order = "at" if late else "at + 0"
            newest = f"SELECT at FROM figure_posting WHERE {where} ORDER BY {order} DESC LIMIT 1 OFFSET {place - 1:d}"
            self._moments[place, late] = next((at for (at,) in rows(newest, params)), None)
        return self._moments[place, late]


def _condition(name: str, member: str, scope: Scope, *, by_series: bool = True) -> tuple[str, list[object]]:
    figure = CATALOGUE.figure(name)
    CATALOGUE.member(figure, member)
    series = [series_number(name, part) for part in within(name, member)]
    return where_of(series, scope, tree(), own=figure.own, by_series=by_series)


def _standing(columns: str, where: str) -> str:
    return (
        f"SELECT {columns} FROM figure_posting WHERE {where} GROUP BY source, series, area, at, key"
        " HAVING SUM(value) <> 0"
    )


def _read(where: str, params: list[object], order: str, page: str = "") -> Iterator[Booked]:
    columns = "source, series, area, at, key, SUM(value) AS value"
    found = rows(
        "SELECT e.uuid, e.position, e.kind, p.series, p.area, p.at, p.value, p.key FROM ("
        f"{_standing(columns, where)} ORDER BY at + 0 {order}, source {order}{page}) AS p"
        f" JOIN ledger_entry AS e ON e.position = p.source ORDER BY p.at {order}, p.source {order}",
        params,
    )
    for uuid, position, kind, number, area, at, value, key in found:
        yield Booked(_text(uuid), position, kind_name(kind), series_name(number)[1], area, at, int(value), key)


def breakdown(name: str, member: str, *, scope: Scope) -> list[tuple[Node, Value]]:
    """The value of each area directly below; what was booked at the area itself stands first, under its own name."""
    map_now = tree()
    return [
        (child, values([(name, member)], area=child.id, as_of=scope.as_of, known_at=scope.known_at)[0])
        for child in map_now.children(scope.area, scope.as_of)
        if child.level != "work_area"
    ]


def _text(uuid: object) -> str:
    text = str(uuid)
    return text if "-" in text else f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
