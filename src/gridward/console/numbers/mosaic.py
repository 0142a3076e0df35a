"""The areas below an area as tiles, coloured by one figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gridward.console.numbers.number import SPEECHLESS, Number, number, steps, written
from gridward.console.reader import address
from gridward.console.reader.standing import Standing
from gridward.exchange.units import unit_label
from gridward.figure.spread import spread
from gridward.figure.value import Pair, Value
from gridward.grid.levels import LEVELS, OVERLAY
from gridward.grid.tree import Node, Tree
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import label_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One area."""

    name: Text
    short: str
    number: Number
    css: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The areas of one level."""

    label: Text
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One colour and the values that have it."""

    step: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that can be chosen, by the address that chooses it."""

    href: str
    label: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A figure that can colour the tiles."""

    mark: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mosaic:
    """All tiles and how they may be changed."""

    mark: str
    label: Text
    unit: Text
    groups: tuple[Band, ...]
    legend: tuple[Step, ...]
    sorts: tuple[Choice, ...]
    options: tuple[tuple[Text, tuple[Option, ...]], ...]
    kept: tuple[tuple[str, str], ...]


def options() -> tuple[tuple[Text, tuple[Option, ...]], ...]:
    """Every figure and, where members do not add up, every member, by domain."""
    found = []
    for domain in CATALOGUE.domains.values():
        pairs = [
            Option(mark=mark_of(figure.name, code), label=label_of(figure, CATALOGUE.member(figure, code)))
            for figure in domain.figures
            for code in (("",) if figure.total or not figure.members else tuple(one.code for one in figure.members))
        ]
        if pairs:
            found.append((domain.label, tuple(pairs)))
    return tuple(found)


def pair_of(mark: str, fallback: Sequence[Pair]) -> Pair:
    """The figure and member of `name[member]`; the first of `fallback`, or any figure, for an unknown one."""
    name, _bracket, rest = mark.partition("[")
    known = {option.mark for _label, listed in options() for option in listed}
    if mark in known:
        return name, rest.rstrip("]")
    first = next(iter(fallback), None)
    return first or next((split(mark) for mark in sorted(known)), ("", ""))


def split(mark: str) -> Pair:
    """The figure and member of a mark."""
    name, _bracket, rest = mark.partition("[")
    return name, rest.rstrip("]")


def mark_of(name: str, member: str) -> str:
    """The mark of a figure and member."""
    return f"{name}[{member}]" if member else name


def mosaic(node: Node, pair: Pair, *, sort: str, tree: Tree, standing: Standing) -> Mosaic:
    """The tiles of the areas directly below."""
    figure = CATALOGUE.figures[pair[0]]
    member = CATALOGUE.member(figure, pair[1])
    below = [child for child in tree.children(node.id, standing.as_of) if child.level != OVERLAY]
    scope = standing.scope(node.id)
    found = spread([pair], below=node.id, areas=[child.id for child in below], scope=scope, on=tree) if below else {}
    mark = mark_of(*pair)
    colours = steps([_shade(found[child.id][0]) for child in below])
    tiles = {
        child.id: _tile(child, found[child.id][0], step, standing) for child, step in zip(below, colours, strict=True)
    }
    order = sorted(below, key=lambda child: _rank(child, found[child.id][0], sort))
    raw = [found[child.id][0] for child in below]
    links = [("code", _("By code")), ("value", _("By value"))]
    return Mosaic(
        mark=mark,
        label=label_of(figure, member),
        unit=unit_label(raw[0].unit) if raw else Text("", ""),
        groups=tuple(_bands(order, tiles)),
        legend=tuple(_legend(raw, colours)),
        sorts=tuple(
            Choice(
                href=address.situation(standing, area=node.code, figure=mark, sort=name), label=label, here=name == sort
            )
            for name, label in links
        ),
        options=options(),
        kept=(("area", node.code), ("sort", sort), ("as_of", standing.given)),
    )


def _shade(value: Value) -> int | None:
    if value.nothing in SPEECHLESS:
        return None
    figure = CATALOGUE.figures[value.name]
    if figure.share and value.value is not None and value.expected:
        return value.value * 1000 // value.expected
    return value.value


def _tile(child: Node, value: Value, step: int | None, standing: Standing) -> Tile:
    figure = CATALOGUE.figures[value.name]
    href = address.figure(value.name, value.member, child.code, standing)
    shown = number(figure, CATALOGUE.member(figure, value.member), value, href=href)
    name = str(child.name)
    css = f"s{step}" if step is not None else "missing" if value.nothing == "missing" else "asked"
    return Tile(name=child.name, short=shorten(name), number=shown, css=css)


def shorten(name: str) -> str:
    """A village's name without the words that every village has."""
    for tail in ("村民委员会", "居民委员会", "社区居委会", "村委会", "居委会"):
        if name.endswith(tail) and len(name) > len(tail):
            return name.removesuffix(tail)
    return name


def _rank(child: Node, value: Value, sort: str) -> tuple[int, str]:
    shade = _shade(value)
    return (0, child.code) if sort == "code" else (1 if shade is None else -shade, child.code)


def _bands(order: Iterable[Node], tiles: dict[int, Tile]) -> Iterable[Band]:
    """The tiles by level; of places, of which there are many kinds, only those that a figure is about."""
    levels: dict[str, list[Tile]] = {}
    for child in order:
        if child.level != "place" or tiles[child.id].css not in ("asked", "s0"):
            levels.setdefault(child.level, []).append(tiles[child.id])
    for level in LEVELS:
        if level in levels:
            yield Band(label=LEVELS[level], tiles=tuple(levels[level]))


def _legend(values: Sequence[Value], colours: Sequence[int | None]) -> Iterable[Step]:
    ranges: dict[int, list[tuple[int, int]]] = {}
    for value, step in zip(values, colours, strict=True):
        shade = _shade(value)
        if step is not None and shade is not None:
            ranges.setdefault(step, []).append((shade, value.scale))
    share = bool(values) and CATALOGUE.figures[values[0].name].share
    for step in sorted(ranges):
        ends = [min(ranges[step]), max(ranges[step])]
        texts = [f"{shade / 10:g}%" if share else written(shade, scale) for shade, scale in ends]
        yield Step(step=step, text="–".join(dict.fromkeys(texts)))
