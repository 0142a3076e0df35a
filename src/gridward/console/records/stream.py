"""The latest entries of an area: what has just happened there."""

from dataclasses import dataclass

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.rows import Row, rows
from gridward.grid.tree import Node
from gridward.ledger.listing import Wanted, page

SHOWN = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """The rows, and where all of them are."""

    rows: list[Row]
    href: str


def stream(node: Node, seen: Sight, standing: Standing, *, limit: int = SHOWN) -> Stream:
    """The entries of an area that arrived last, up to the day of the standing."""
    kinds = tuple(kind.name for kind in seen.kinds() if not kind.name.startswith(("grid.", "ledger.")))
    wanted = Wanted(kinds=kinds, areas=seen.areas_below(node), last_day=standing.day)
    found = page(wanted, limit=limit).rows if kinds else []
    return Stream(rows=rows(found, seen=seen, standing=standing), href=address.ledger(area=node.code))
