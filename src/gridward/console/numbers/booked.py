"""The entries behind a value, page by page, and the proof that they sum to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from gridward.console.numbers.number import signed, written
from gridward.console.reader import address
from gridward.console.reader.leaf import SIZE
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.figure.explain import Booked, Lines
from gridward.figure.value import Pair, Value
from gridward.grid.tree import Node
from gridward.kit.text import Text
from gridward.ledger.listing import MOST_COUNTED
from gridward.plug.catalogue import CATALOGUE

MOST = 200
"""As many lines are counted: what all of them add up to stands beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One posting: the entry behind it and what it adds. An entry of a kind that is not seen has no address."""

    href: str
    position: int
    kind: Text
    part: Text | None
    area: Text
    area_href: str
    at: int
    text: str
    down: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One page of lines of all there are; of very many the newest `MOST_COUNTED` can be leafed through here, and how
    many `pages` these are is not told (None).
    """

    lines: tuple[Line, ...]
    total: str
    sum: str
    page: int
    pages: int | None
    before: str
    after: str


def booked(node: Node, pair: Pair, *, seen: Sight, standing: Standing, page: int, value: Value) -> Ledger:
    """The postings behind a value, newest first."""
    behind = Lines(*pair, scope=standing.scope(node.id))
    total = behind.count(most=MOST)
    pages = max(1, -(-total // SIZE)) if total <= MOST else None
    page = min(max(page, 1), pages or MOST_COUNTED // SIZE)
    found = behind.page(limit=SIZE, offset=(page - 1) * SIZE)
    more = page < pages if pages else len(found) == SIZE and page * SIZE < MOST_COUNTED
    here = {"member": pair[1], "area": node.code}
    return Ledger(
        lines=tuple(_lines(found, pair, seen, standing, value.scale)),
        total=f"{MOST:,}+" if total > MOST else f"{total:,}",
        sum="" if value.value is None else written(value.value, value.scale),
        page=page,
        pages=pages,
        before=_page(page - 1, here, standing) if page > 1 else "",
        after=_page(page + 1, here, standing) if more else "",
    )


def _lines(found: Sequence[Booked], pair: Pair, seen: Sight, standing: Standing, scale: int) -> list[Line]:
    figure = CATALOGUE.figures[pair[0]]
    members = {member.code: member.label for member in figure.members}
    return [
        Line(
            href=address.entry(one.id) if seen.covered_at(one.area, one.at, one.kind) else "",
            position=one.position,
            kind=CATALOGUE.kinds[one.kind].label if one.kind in CATALOGUE.kinds else Text(one.kind, one.kind),
            part=members.get(one.member) if one.member != pair[1] else None,
            area=seen.tree.by_id(one.area, one.at).name,
            area_href=address.area(seen.tree.by_id(one.area).code, standing) if seen.covers(one.area) else "",
            at=one.at,
            text=signed(one.value, scale),
            down=one.value < 0,
        )
        for one in found
    ]


def _page(page: int, here: dict[str, str], standing: Standing) -> str:
    query = standing.query(**here, page=str(page))
    return query or "?" + urlencode({"page": page})
