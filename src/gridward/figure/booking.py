"""From lines to postings: the pure step between what an entry means and what is written down."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

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
Booked = Counter[Spot]
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


def first_postings(figure: Figure, lines: Iterable[Line], tree: Tree, responses: Mapping[int, int]) -> Iterator[Row]:
    """The rows of the posting table for entries of which nothing was booked before: each is its own chain."""
    name = figure.name
    for source, where, at, value, member, key in lines:
        if value:
            area, path = _home(figure, where, at, tree) if figure.own else (where, tree.path(where, at))
            series, response = series_number(name, member), responses.get(source, 0)
            yield series, area, path, day_of(at), at, source, source, source, key, value, response


def book(figure: Figure, lines: Iterable[Line], tree: Tree, responses: Mapping[int, int]) -> Booked:
    """The postings of a figure's lines.

    Flows stay where they happened. A state goes along when its area moves: what stands is taken from the old path and
    put on the new one at that moment; an `own` figure from the area that held the place to the one that holds it then.
    """
    booked: Booked = Counter()
    for line in lines:
        if not line.value:
            continue
        spot = spot_of(figure, line, tree, responses)
        booked[spot] += line.value
        if figure.kind == "stock":
            for at, area, path, sign in _moves(figure, line, spot, tree):
                booked[spot._replace(at=at, area=area, path=path)] += sign * line.value
    return booked


def spot_of(figure: Figure, line: Line, tree: Tree, responses: Mapping[int, int]) -> Spot:
    """Where a line is booked: for a state, where it stands at first."""
    series = series_number(figure.name, line.member)
    area, path = _home(figure, line.area, line.at, tree)
    return Spot(series, area, path, line.at, line.source, line.key, responses.get(line.source, 0))


def _moves(figure: Figure, line: Line, spot: Spot, tree: Tree) -> Iterator[tuple[int, int, str, int]]:
    """Where a line stands later on: from which moment, in which area and under which path; -1: from then no longer."""
    area, path = spot.area, spot.path
    for at in tree.timeline(line.area)[0][1:]:
        if at > line.at:
            yield at, area, path, -1
            area, path = _home(figure, line.area, at, tree)
            yield at, area, path, 1


def _home(figure: Figure, area: int, at: int, tree: Tree) -> tuple[int, str]:
    """The area in which a figure counts what is in an area, and its path."""
    holder = _owner(tree, area, at) if figure.own else area
    return holder, tree.path(holder, at)


def difference(want: Booked, have: Booked) -> list[tuple[Spot, int]]:
    """What must be booked so that `have` becomes `want`."""
    spots = [*want, *(spot for spot in have if spot not in want)]
    return [(spot, want[spot] - have[spot]) for spot in spots if want[spot] != have[spot]]


def changes(
    figure: Figure, lines: Sequence[Line], said: Sequence[Line], tree: Tree, responses: Mapping[int, int]
) -> list[tuple[Spot, int]]:
    """What must be booked when `said` stands booked and `lines` should: what both begin with is not looked at."""
    same = len(said)
    if lines[:same] != said:
        pairs = enumerate(zip(lines, said, strict=False))
        same = next((number for number, (one, other) in pairs if one != other), len(lines))
    after, before = (book(figure, found[same:], tree, responses) for found in (lines, said))
    return difference(after, before)


def posting(spot: Spot, value: int, position: int, group: int) -> Row:
    """A row of the posting table."""
    return (
        spot.series, spot.area, spot.path, day_of(spot.at), spot.at, position, spot.source, group, spot.key, value,
        spot.response,
    )  # fmt: skip


def _owner(tree: Tree, area: int, at: int) -> int:
    """The area that holds a place: the nearest one above it that is not a place itself."""
    while tree.spell(area, at).level == "place":
        parent = tree.spell(area, at).parent
        if parent is None:
            break
        area = parent
    return area
