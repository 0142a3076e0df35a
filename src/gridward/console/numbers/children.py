"""The areas below an area as a table with a few chosen figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gridward.console.numbers.headline import numbers, pairs
from gridward.console.numbers.number import Number
from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.figure.spread import spread
from gridward.grid.levels import LEVELS, OVERLAY
from gridward.grid.tree import Node
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE

_NUMBERS = re.compile(r"([0-9]+)")
COLUMNS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One area below, or one place in it."""

    name: Text
    code: str
    href: str
    level: Text
    numbers: tuple[Number, ...]
    lies_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Children:
    """The areas below, the work areas, and the places in the area."""

    heads: tuple[Text, ...]
    areas: tuple[Child, ...]
    overlays: tuple[Child, ...]
    places: tuple[Child, ...]


def children(node: Node, seen: Sight, standing: Standing) -> Children:
    """What lies directly in an area."""
    below = seen.tree.children(node.id, standing.as_of)
    asked = pairs()[:COLUMNS]
    counted = [one for one in below if one.level not in (OVERLAY, "place")]
    scope = standing.scope(node.id)
    areas = [one.id for one in counted]
    found = spread(asked, below=node.id, areas=areas, scope=scope, on=seen.tree) if areas and asked else {}
    rows = {one.id: tuple(numbers(found.get(one.id, ()), one, standing)) for one in counted}
    return Children(
        heads=tuple(CATALOGUE.figures[name].label for name, _member in asked),
        areas=_rows(counted, rows, seen, standing),
        overlays=_rows([one for one in below if one.level == OVERLAY], {}, seen, standing),
        places=_rows([one for one in below if one.level == "place"], {}, seen, standing),
    )


def _rows(
    nodes: Sequence[Node], rows: dict[int, tuple[Number, ...]], seen: Sight, standing: Standing
) -> tuple[Child, ...]:
    return tuple(
        Child(
            name=one.name,
            code=one.code,
            href=address.area(one.code, standing),
            level=LEVELS[one.level],
            numbers=rows.get(one.id, ()),
            lies_in=len(seen.tree.children(one.id, standing.as_of)) if one.level != "place" else 0,
        )
        for one in sorted(nodes, key=lambda node: (list(LEVELS).index(node.level), numbered(node.code)))
    )


def numbered(code: str) -> list[tuple[int, str]]:
    """A code to sort by, in which the second comes before the tenth."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _NUMBERS.split(code) if part]
