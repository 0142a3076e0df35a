"""The leading figures of an area for one reader: the few that matter most to them, then all by domain."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridward.console.numbers.headline import Card, cards, pairs
from gridward.console.numbers.mosaic import split
from gridward.console.reader import address
from gridward.console.reader.desk import Desk
from gridward.console.reader.standing import Standing
from gridward.figure.value import Pair
from gridward.grid.tree import Node, Tree
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE

BAND = 8
"""As many figures as somebody takes in at a glance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A domain with its leading figures."""

    label: Text
    href: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """`band` leads, without what is asked of nobody here; `groups` are the domains from which something came, `silent`
    those from which nothing did.
    """

    band: tuple[Card, ...]
    groups: tuple[Group, ...]
    silent: tuple[Group, ...]


def board(node: Node, desk: Desk, standing: Standing, tree: Tree) -> Board:
    """The board of an area for the reader at a desk."""
    allowed = desk.ranked
    asked = [pair for pair in pairs() if _domain(pair[0]) in allowed]
    shown = dict(zip(asked, cards(asked, node, standing, tree), strict=True))
    grouped: dict[str, list[Card]] = {}
    for pair, card in shown.items():
        grouped.setdefault(_domain(pair[0]), []).append(card)
    silent = {name for name, found in grouped.items() if all(card.silent for card in found)}
    groups = [_group(name, grouped[name], standing, node) for name in sorted(grouped, key=lambda name: allowed[name])]
    leading = [shown[pair] for pair in band(asked, desk, silent)]
    return Board(
        band=tuple(card for card in leading if card.number.nothing != "not_asked") or tuple(leading),
        groups=tuple(group for group in groups if not all(card.silent for card in group.cards)),
        silent=tuple(group for group in groups if all(card.silent for card in group.cards)),
    )


def telling(found: Board) -> list[Pair]:
    """The figures of the band that differ from place to place: those that are not nothing."""
    return [split(card.number.mark) for card in found.band if card.number.raw]


def band(asked: Sequence[Pair], desk: Desk, silent: set[str]) -> list[Pair]:
    """The figures that matter most: to whoever commands the first ones of all, to others those that their work feeds.

    What a domain has that is silent comes last, for a nothing that cannot change says nothing.
    """
    own = {figure.name for kind in desk.kinds for figure in CATALOGUE.figures_of.get(kind.name, ())}
    spoken = sorted(asked, key=lambda pair: _domain(pair[0]) in silent)
    if desk.commanding:
        return spoken[:BAND]
    mine = [pair for pair in spoken if pair[0] in own]
    return (mine or spoken)[:BAND]


def _group(name: str, found: Sequence[Card], standing: Standing, node: Node) -> Group:
    href = address.domain(name, standing, area=node.code)
    return Group(label=CATALOGUE.domains[name].label, href=href, cards=tuple(found))


def _domain(figure: str) -> str:
    """The domain that declares a figure."""
    return figure.partition(".")[0]
