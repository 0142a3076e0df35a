"""What a public page shows: the boards of all domains for one area, names printed only of those who agreed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from gridward.exchange.units import unit_label
from gridward.figure.value import Value, values
from gridward.grid.tree import Node, Tree
from gridward.kit.digits import grouped
from gridward.kit.text import Text
from gridward.ledger.head import stand
from gridward.ledger.names import kind_numbers
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import at_areas, counting
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.public import Board, Notice
from gridward.roll.called import told

FEW, MOST = 8, 100
"""Notices of one board that are shown, the newest first: at once, and when asked for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One notice as it is printed."""

    notice: Notice
    title: Text


class Number(NamedTuple):
    """A figure in words."""

    label: Text
    value: str
    unit: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One board as it is printed; the older notices are `folded`, and `more` left out."""

    board: Board
    figures: tuple[Number, ...]
    notices: tuple[Shown, ...]
    folded: tuple[Shown, ...]
    more: int


def panels(area: Node, map_now: Tree, now: int) -> list[Panel]:
    """The boards of an area on which something stands, the phones before the others, what has numbers last."""
    boards = [board for domain in CATALOGUE.domains.values() for board in domain.boards]
    found = (
        _panel(board, area, map_now, now)
        for board in sorted(boards, key=lambda board: (not board.first, bool(board.figures)))
    )
    return [panel for panel in found if panel.notices]


def _panel(board: Board, area: Node, map_now: Tree, now: int) -> Panel:
    until, places = stand().position, Places(map_now)
    stored = counting(at_areas(map_now.ever_below(area.id), kind_numbers(board.of)), until)
    places.expect(one.area for one in stored)
    notices = sorted(board.notices(to_entries(stored, places, until), now), key=lambda one: -one.at)
    counted = values(list(board.figures), area=area.id, as_of=now) if board.figures and notices else []
    shown = list(_named(notices[:MOST]))
    return Panel(
        board=board,
        figures=tuple(_number(one) for one in counted if one.value),
        notices=tuple(shown[:FEW]),
        folded=tuple(shown[FEW:]),
        more=max(0, len(notices) - MOST),
    )


def _number(one: Value) -> Number:
    figure = CATALOGUE.figure(one.name)
    member = CATALOGUE.member(figure, one.member)
    label = figure.label if member is None else member.label
    amount = Decimal(one.value or 0).scaleb(-one.scale)
    return Number(label, grouped(amount), unit_label(one.unit, one=amount == 1))


def _named(notices: list[Notice]) -> Iterator[Shown]:
    """With the names of those who agreed to be named; of an erased one nothing is known any more."""
    known = told({one.who for one in notices if one.who})
    for one in notices:
        identity = known[one.who].identity if one.who in known else {}
        name = str(identity.get("name") or "")  # never the words by which the field called somebody: it may be a number
        yield Shown(notice=one, title=Text(name, name) if name else one.title)
