"""Households covered in the present round, area by area, coloured by share; those still missing by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from gridward.console.duties.missing_rows import MissingRow, missing_rows
from gridward.console.duties.sight import DutySight
from gridward.console.numbers.mosaic import shorten
from gridward.console.reader.choice import Choice
from gridward.console.reader.leaf import SIZE
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.words.duties import duty_label, role_label
from gridward.duty.book import HALVES
from gridward.duty.clauses import household_clauses
from gridward.duty.grouped import numbered
from gridward.duty.tally import Tally, lots_of, tallies
from gridward.duty.where import BY_DUE, asked_for, both, in_areas, open_at
from gridward.grid.tree import Node
from gridward.kit.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One area below: households covered of those registered, and those that the map says it has."""

    name: Text
    short: str
    covered: int
    asked: int
    waived: int
    known: int | None
    css: str
    href: str

    @property
    def share(self) -> str:
        """Covered in per cent, as figures write it."""
        return _share(self.covered, self.asked)

    @property
    def left(self) -> int:
        """Households still missing."""
        return self.asked - self.covered


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The coverage of an area for one duty. `until` is when the round ends."""

    node: Node
    label: Text
    role: Text
    until: int
    covered: int
    asked: int
    waived: int
    known: int | None
    tiles: tuple[Tile, ...]
    choices: tuple[Choice, ...]
    rows: tuple[MissingRow, ...]
    left: int
    page: int
    pages: int
    before: str
    after: str

    @property
    def share(self) -> str:
        """Covered in per cent, as figures write it."""
        return _share(self.covered, self.asked)


def coverage(query: Mapping[str, str], node: Node, seen: Sight, standing: Standing) -> Coverage | None:
    """How far the households of an area are covered; None where no duty asks for each of them."""
    sight = DutySight(seen, node, standing.as_of)
    inside = both(sight.within, open_at(_inside(sight.at)))
    counted = tallies(household_clauses(), both(inside, asked_for()), sight.at)
    found = {(one.area, one.clause): one for one in sight.shown(lots_of(sight.reader, counted))}
    told = [one for one in counted if (one.area, one.clause) in found]
    if not told:
        return None
    names = {one.clause: lot for one in told for lot in [found[one.area, one.clause]]}
    asked = next((clause for clause, lot in names.items() if lot.name == query.get("duty")), min(names))
    mine = [one for one in told if one.clause == asked]
    if len(told) < len(counted):
        inside = both(inside, in_areas([one.area for one in mine]))
    undone = [
        both(inside, ("+clause = %s AND state = 0", [asked])),  # +: by the index of what is open
        both(inside, (f"{HALVES[1]} AND clause = %s AND state = 1 AND done_at > %s", [asked, sight.at])),
    ]
    left = sum(one.asked - one.in_time - one.late for one in mine)
    page, pages = _page(query, left)
    rows = sight.reader.of_ids(numbered(undone, BY_DUE, first=(page - 1) * SIZE, size=SIZE))
    lot = names[asked]
    return Coverage(
        node=node,
        label=duty_label(lot.duty, lot.name),
        role=role_label(lot.duty.who) if lot.duty is not None else Text("", ""),
        until=max(one.due for one in mine),
        covered=sum(one.in_time + one.late for one in mine),
        asked=sum(one.asked for one in mine),
        waived=sum(one.waived for one in mine),
        known=node.households,
        tiles=tuple(_tiles(mine, sight, standing, lot.name)),
        choices=tuple(
            Choice(label=duty_label(one.duty, one.name), href=_href(node, standing, one.name), here=clause == asked)
            for clause, one in names.items()
        ),
        rows=tuple(missing_rows(rows, sight, standing)),
        left=left,
        page=page,
        pages=pages,
        before=_href(node, standing, lot.name, page=page - 1) if page > 1 else "",
        after=_href(node, standing, lot.name, page=page + 1) if page < pages else "",
    )


def _share(covered: int, asked: int) -> str:
    """Covered in per cent with one decimal, rounded down so that 100 means all: 98.5, 100."""
    tenths = covered * 1000 // asked if asked else 0
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def _inside(at: int) -> int:
    """The last moment of a day belongs to its round, not to the one that begins with the next."""
    return at - 1


def _page(query: Mapping[str, str], left: int) -> tuple[int, int]:
    pages = max(1, -(-left // SIZE))
    text = query.get("page", "1")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 1
    return min(max(1, number), pages), pages


def _href(node: Node, standing: Standing, duty: str, page: int = 1) -> str:
    fields = {"area": node.code, "duty": duty, "as_of": standing.given, "page": str(page) if page > 1 else ""}
    return reverse("console:coverage") + "?" + urlencode({name: text for name, text in fields.items() if text})


def _tiles(mine: list[Tally], sight: DutySight, standing: Standing, duty: str) -> list[Tile]:
    found: dict[int, list[Tally]] = {}
    for one in mine:
        found.setdefault(sight.child_of(one.path), []).append(one)
    tiles = [_tile(area, told, sight, standing, duty) for area, told in found.items() if area in sight.seen.tree]
    return sorted(tiles, key=lambda one: (one.covered / one.asked if one.asked else 0, -one.left))


def _tile(area: int, told: list[Tally], sight: DutySight, standing: Standing, duty: str) -> Tile:
    node = sight.seen.tree.by_id(area)
    covered, asked = sum(one.in_time + one.late for one in told), sum(one.asked for one in told)
    share = covered * 100 // asked if asked else 0
    step = 5 if asked and covered == asked else min(4, share * 5 // 100)
    return Tile(
        name=node.name,
        short=shorten(str(node.name)),
        covered=covered,
        asked=asked,
        waived=sum(one.waived for one in told),
        known=node.households,
        css=f"s{step}",
        href=_href(node, standing, duty) if area != sight.node.id else "",
    )
