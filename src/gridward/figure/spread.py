"""Figures of many areas at once: what a mosaic or a table of children shows, in a bounded number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from gridward.figure.asked import Pair, asked
from gridward.figure.grounds import Ground, Sums
from gridward.figure.scope import Scope
from gridward.figure.series import counted
from gridward.figure.totals import LEVELS
from gridward.figure.value import Value, valued, whole
from gridward.figure.vouched import When, vouched
from gridward.grid.tree import Tree, tree
from gridward.kit.clock import day_of, last_moment
from gridward.kit.rows import among, rows
from gridward.plug.catalogue import CATALOGUE


def spread(
    pairs: Sequence[Pair], *, below: int, areas: Sequence[int], scope: Scope, on: Tree | None = None
) -> dict[int, list[Value]]:
    """The values of these pairs at each of `areas`, which lie in the area `below`; `scope.area` is not looked at.

    `on` is the map when the caller has it already. Raises Refusal for an unknown name.
    """
    wanted = list(dict.fromkeys(part for pair in pairs for part in asked(pair).needs))
    map_now = on or tree()
    total = scope.known_at is None and scope.response is None
    kept = [area for area in areas if total and map_now.spell(area, scope.as_of).level in LEVELS]
    rest = [area for area in areas if area not in set(kept)]
    found = _from_totals(wanted, kept, day_of(scope.as_of)) if kept else {}
    if kept and scope.as_of != last_moment(day_of(scope.as_of)):
        to_come = _to_come(wanted, kept, scope, map_now)
        found |= {area: {pair: found[area][pair] - to_come[area].get(pair, 0) for pair in wanted} for area in kept}
    if rest:
        found |= _from_postings(wanted, rest, scope, map_now)
    told = vouched(pairs, areas, When(scope.as_of, scope.known_at, scope.response), map_now, below=below)
    return {area: [valued(pair, found[area], whole(pair, told[area])) for pair in pairs] for area in areas}


def _from_totals(pairs: Sequence[Pair], areas: Sequence[int], day: int) -> dict[int, Sums]:
    """The day-end totals of several areas: the last day of each is found at the end of an index, and of its hundreds of
    series only those that make up these pairs are read.
    """
    listed = ", ".join(f"({area:d})" for area in areas)
    series = sorted({number for pair in pairs for number in counted(*pair)})
    condition, numbers = among("t.series", series, "int4")
    stood: dict[int, dict[int, int]] = defaultdict(dict)
    for area, number, value in rows(
        f"WITH wanted(of_area) AS (VALUES {listed}) SELECT t.area, t.series, t.value FROM wanted CROSS JOIN"
        " figure_total AS t WHERE t.area = of_area AND t.day ="
        f" (SELECT MAX(day) FROM figure_total WHERE area = of_area AND day <= %s) AND {condition}",
        (day, *numbers),
    ):
        stood[area][number] = value
    return {
        area: {pair: sum(stood[area].get(number, 0) for number in counted(*pair)) for pair in pairs} for area in areas
    }


def _to_come(pairs: Sequence[Pair], areas: Sequence[int], scope: Scope, map_now: Tree) -> dict[int, Sums]:
    """What the rest of the day brings: the lines after the moment, and the keys that these make count or not."""
    end = replace(scope, as_of=last_moment(day_of(scope.as_of)))
    keyed = [pair for pair in pairs if CATALOGUE.figures[pair[0]].distinct]
    ground = Ground(areas, scope.as_of, map_now)
    found = ground.sums([pair for pair in pairs if pair not in keyed], end, since=scope.as_of)
    if keys := ground.keys(keyed, end, since=scope.as_of):
        before, after = (ground.counts(keyed, one, keys=keys) for one in (scope, end))
        for area in areas:
            found[area] |= {pair: after[area][pair] - before[area][pair] for pair in keyed}
    return found


def _from_postings(pairs: Sequence[Pair], areas: Sequence[int], scope: Scope, map_now: Tree) -> dict[int, Sums]:
    """What the postings in each of these areas add up to."""
    keyed = [pair for pair in pairs if CATALOGUE.figures[pair[0]].distinct]
    ground = Ground(areas, scope.as_of, map_now)
    found, counted = ground.sums([pair for pair in pairs if pair not in keyed], scope), ground.counts(keyed, scope)
    return {area: found[area] | counted[area] for area in areas}
