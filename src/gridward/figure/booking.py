"""From lines to postings: the pure step between what an entry means and what is written down."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gridward.figure.homes import Homes
from gridward.figure.series import series_number
from gridward.grid.tree import Tree
from gridward.kit.clock import day_of
from gridward.plug.figure import Figure, Line
from gridward.plug.kind import Entry

LOG = logging.getLogger(__name__)
LARGEST = 2**52
"""No line may book as much: the column of values could not hold the sums."""


class Spot(NamedTuple):
    """What makes postings the same: only their values are added."""

    series: int
    area: int
    path: str
    at: int
    source: int
    key: int | None
    response: int


Row = tuple[int, int, str, int, int, int, int, int, int | None, int, int]
"""A row of the posting table: series, area, path, day, at, position, source, group, key, value, response."""
Booked = dict[Spot, int]
"""What stands booked, by spot; a spot that came to nothing is left out on comparison."""


def lines_of(figure: Figure, entries: Sequence[Entry]) -> Sequence[Line]:
    """What a figure books for these entries. A rule that fails on them books nothing and is reported: one entry that
    nobody foresaw must not stop every other figure.
    """
    try:
        return _lines(figure, entries)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        at = [entry.position for entry in entries]
        LOG.exception("figure %s fails on the entries at positions %s", figure.name, at)
        return ()


def each_lines(figure: Figure, entries: Sequence[Entry]) -> Iterable[Line]:
    """What a flow books for entries that stand each for itself. Where the rule fails it is tried on one at a time."""
    try:
        return _lines(figure, entries)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return [line for entry in entries for line in lines_of(figure, [entry])]


def _lines(figure: Figure, entries: Sequence[Entry]) -> Sequence[Line]:
    found = tuple(figure.lines(entries)) if entries else ()
    for one in found:
        if not -LARGEST < one.value < LARGEST:
            raise OverflowError(f"figure {figure.name} books more than it can hold")
    return found


def first_postings(figure: Figure, lines: Iterable[Line], homes: Homes, responses: Mapping[int, int]) -> Iterator[Row]:
    """The rows of the posting table for entries of which nothing was booked before: each is its own chain."""
    homes = homes.owned if figure.own else homes
    for source, where, at, value, member, key in lines:
        if value:
            area, path, day = homes[where, at]
            response = responses.get(source, 0)
            yield series_number(figure.name, member), area, path, day, at, source, source, source, key, value, response


def book(figure: Figure, lines: Iterable[Line], homes: Homes, tree: Tree, responses: Mapping[int, int]) -> Booked:
    """The postings of a figure's lines.

    Flows stay where they happened. A state goes along when its area moves: what stands is taken from the old path and
    put on the new one at that moment; an `own` figure from the area that held the place to the one that holds it then.
    """
    booked: Booked = {}
    homes = homes.owned if figure.own else homes
    for line in lines:
        source, where, at, value, member, key = line
        if not value:
            continue
        area, path, _ = homes[where, at]
        spot = Spot(series_number(figure.name, member), area, path, at, source, key, responses.get(source, 0))
        booked[spot] = booked.get(spot, 0) + value
        if figure.kind == "stock":
            for moved, sign in _moves(line, spot, homes, tree):
                booked[moved] = booked.get(moved, 0) + sign * value
    return booked


def _moves(line: Line, spot: Spot, homes: Homes, tree: Tree) -> Iterator[tuple[Spot, int]]:
    """Where a line stands later on: taken away (-1) and put elsewhere at each moment at which its area moves."""
    for at in tree.timeline(line.area)[0][1:]:
        if at > line.at:
            yield spot._replace(at=at), -1
            area, path, _ = homes[line.area, at]
            spot = spot._replace(area=area, path=path)
            yield spot._replace(at=at), 1


def difference(want: Mapping[Spot, int], have: Mapping[Spot, int]) -> list[tuple[Spot, int]]:
    """What must be booked so that `have` becomes `want`."""
    booked = [(spot, value - have.get(spot, 0)) for spot, value in want.items() if value != have.get(spot, 0)]
    return booked + [(spot, -value) for spot, value in have.items() if value and spot not in want]


def in_common(lines: Sequence[Line], said: Sequence[Line]) -> int:
    """How many lines both begin with."""
    same = len(said)
    if lines[:same] == said:
        return same
    pairs = enumerate(zip(lines, said, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(lines), same))


def posting(spot: Spot, value: int, position: int, group: int) -> Row:
    """A row of the posting table."""
    series, area, path, at, source, key, response = spot
    return series, area, path, day_of(at), at, position, source, group, key, value, response
