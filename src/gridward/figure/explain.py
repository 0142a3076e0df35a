"""What is behind a value: its postings, the parts of the map that it is made of, and its members."""

from collections.abc import Iterator
from typing import NamedTuple

from gridward.figure.series import series_name, series_number, within
from gridward.figure.value import Scope, Value, values, where_of
from gridward.grid.tree import Node, tree
from gridward.kit.rows import rows
from gridward.ledger.names import kind_name
from gridward.plug.catalogue import CATALOGUE


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


def entries(
    name: str, member: str, *, scope: Scope, limit: int | None = None, offset: int = 0, newest: bool = False
) -> Iterator[Booked]:
    """What stands behind a figure's member, oldest first; raises Refusal for an unknown name.

    What was booked and taken back again is left out: its sum is zero.
    """
    figure = CATALOGUE.figure(name)
    CATALOGUE.member(figure, member)
    series = [series_number(name, part) for part in within(name, member)]
    where, params = where_of(series, scope, tree(), own=figure.own)
    order = "DESC" if newest else "ASC"
    page = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    found = rows(
        "SELECT e.uuid, e.position, e.kind, p.series, p.area, p.at, p.value, p.key FROM ("
        "SELECT source, series, area, at, key, SUM(value) AS value FROM figure_posting"
        f" WHERE {where} GROUP BY source, series, area, at, key HAVING SUM(value) <> 0"
        f" ORDER BY at {order}, source {order}{page}) AS p"
        f" JOIN ledger_entry AS e ON e.position = p.source ORDER BY p.at {order}, p.source {order}",
        params,
    )
    for uuid, position, kind, number, area, at, value, key in found:
        yield Booked(_text(uuid), position, kind_name(kind), series_name(number)[1], area, at, int(value), key)


def count(name: str, member: str, *, scope: Scope) -> int:
    """How many lines `entries` has."""
    figure = CATALOGUE.figure(name)
    series = [series_number(name, part) for part in within(name, member)]
    where, params = where_of(series, scope, tree(), own=figure.own)
    standing = f"SELECT source FROM figure_posting WHERE {where} GROUP BY source, series, area, at, key"
    return int(rows(f"SELECT COUNT(*) FROM ({standing} HAVING SUM(value) <> 0) AS standing", params)[0][0])


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
