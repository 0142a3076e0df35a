"""The value of a figure: one read for a whole page of them, at one position."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from msgspec import Struct

from gridward.figure.asked import Pair, asked
from gridward.figure.distinct import distinct
from gridward.figure.fold import watermark
from gridward.figure.scope import Scope, where_of
from gridward.figure.series import counted, series_name, series_number, within
from gridward.figure.totals import LEVELS
from gridward.figure.vouched import Vouched, When, called, vouched
from gridward.grid.tree import Tree, tree
from gridward.kit.clock import day_of, last_moment
from gridward.kit.rows import rows
from gridward.plug.catalogue import CATALOGUE

Nothing = Literal["reported_zero", "missing", "not_asked", "not_knowable"]


class Value(Struct, frozen=True):
    """A figure's member at an area and moment; `value` counts in units of 10**-scale. `nothing` says why there is none.

    `reported` of `expected` have spoken (figures that need a report) or `expected` is the whole of which `value` is a
    part (shares); both null when the figure knows no such number. `vouched`: they count duties, done of all that were
    due, and are whole numbers whatever the figure's scale.
    """

    name: str
    member: str
    unit: str
    scale: int
    value: int | None
    reported: int | None = None
    expected: int | None = None
    nothing: Nothing | None = None
    vouched: bool = False


def values(
    pairs: Sequence[Pair] | None, *, area: int, as_of: int, known_at: int | None = None, response: int | None = None
) -> list[Value]:
    """The values of these pairs, or of every figure and member there is. Raises Refusal for an unknown name."""
    scope = Scope(area, as_of, known_at, response)
    wanted = every_pair() if pairs is None else pairs
    needed = dict.fromkeys(part for pair in wanted for part in asked(pair).needs)
    map_now = tree()
    sums = _sums(list(needed), scope, map_now)
    told = vouched(wanted, [area], When(as_of, known_at, response), map_now)[area]
    return [valued(pair, sums, whole(pair, told)) for pair in wanted]


def whole(pair: Pair, told: Mapping[str, Vouched]) -> Vouched | None:
    """What duties vouch for: a figure, or a part of it where their clause names that."""
    return told.get(called(pair))


def every_pair() -> list[Pair]:
    """Every figure with every member, in the order of their declaration."""
    return [
        (figure.name, member)
        for figure in CATALOGUE.figures.values()
        for member in (*([""] if figure.total or not figure.members else []), *(one.code for one in figure.members))
    ]


def trend(name: str, member: str, *, area: int, days: Sequence[int], known_at: int | None = None) -> list[int | None]:
    """The value at the end of each of these days."""
    pair, map_now = (name, member), tree()
    needed = asked(pair).needs
    scopes = [Scope(area, last_moment(day), known_at) for day in days]
    return [valued(pair, _sums(needed, scope, map_now)).value for scope in scopes]


def valued(pair: Pair, sums: Mapping[Pair, int], told: Vouched | None = None) -> Value:
    """The value of a pair from the sums of all that it needs, and what duties vouch for it where it names nothing."""
    unit, scale, mixed, expecting, reporting, _ = asked(pair)
    if mixed:
        return Value(pair[0], pair[1], unit, scale, None, nothing="not_knowable")
    value = sums[pair]
    if expecting is None and reporting is None:
        if told is None:
            return Value(pair[0], pair[1], unit, scale, value)
        return Value(pair[0], pair[1], unit, scale, value, *told, _nothing(value, *told), vouched=True)
    expected = None if expecting is None else sum([sums[part] for part in expecting])
    reported = None if reporting is None else sum([sums[part] for part in reporting])
    return Value(pair[0], pair[1], unit, scale, value, reported, expected, _nothing(value, reported, expected))


def _nothing(value: int, reported: int | None, expected: int | None) -> Nothing | None:
    """Which of the kinds of nothing a zero is; null for a plain zero and for any other number."""
    if value or expected is None:
        return None
    if reported is None:
        return "not_asked" if expected == 0 else None
    if expected == 0:
        return "not_asked"
    return "reported_zero" if reported >= expected else "missing"


def _sums(pairs: Sequence[Pair], scope: Scope, map_now: Tree) -> dict[Pair, int]:
    """The sums of several pairs: from the day-end totals where they serve, else from the postings.

    Before the end of a day a figure stands where the day ends, less what is yet to come: now, next to nothing.
    """
    node = map_now.spell(scope.area, scope.as_of)
    kept = node.level in LEVELS or node.parent is None
    if not kept or scope.known_at is not None or scope.response is not None:
        return _from_postings(pairs, scope, map_now)
    day = day_of(scope.as_of)
    found = _from_totals(pairs, scope.area, day)
    if last_moment(day) == scope.as_of:
        return found
    to_come = _from_postings(pairs, replace(scope, as_of=last_moment(day)), map_now, since=scope.as_of)
    return {pair: found[pair] - to_come[pair] for pair in pairs}


def _from_totals(pairs: Iterable[Pair], area: int, day: int) -> dict[Pair, int]:
    found = dict(
        rows(
            "SELECT series, value FROM figure_total WHERE area = %s AND day ="
            " (SELECT max(day) FROM figure_total WHERE area = %s AND day <= %s)",
            (area, area, day),
        )
    )
    sums = {}
    for pair in pairs:
        total = 0
        for number in counted(*pair):
            total += found.get(number, 0)
        sums[pair] = total
    return sums


def _from_postings(pairs: Sequence[Pair], scope: Scope, map_now: Tree, since: int | None = None) -> dict[Pair, int]:
    plain = [pair for pair in pairs if not CATALOGUE.figures[pair[0]].distinct]
    wanted = {series_number(name, part) for name, member in plain for part in within(name, member)}
    found: dict[Pair, int] = defaultdict(int)
    for own in (False, True):
        series = [number for number in wanted if CATALOGUE.figures[series_name(number)[0]].own is own]
        where, params = where_of(series, scope, map_now, own=own, since=since)
        for number, value in rows(
            f"SELECT series, SUM(value) FROM figure_posting WHERE {where} GROUP BY series", params
        ):
            found[series_name(number)] = int(value)
    sums = {(name, member): sum(found[name, part] for part in within(name, member)) for name, member in plain}
    return sums | distinct([pair for pair in pairs if pair not in sums], scope, map_now, since)


__all__ = ["Nothing", "Pair", "Scope", "Value", "every_pair", "trend", "values", "watermark"]
