"""Reported and expected of figures for which duties vouch: what was done of all that was due, where a clause says so.

A figure that names others for that (`expected`, `reported`) is held against those and not against duties; the two are
never mixed, so that what was reported is always a part of what was expected.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gridward.duty.book import DONE, HALVES, OPEN
from gridward.duty.models import Clause
from gridward.figure.asked import Pair
from gridward.figure.ground import paths_of
from gridward.grid.path import beyond
from gridward.grid.tree import Tree
from gridward.kit.rows import among, rows
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.packs import packs
from gridward.policy.vocabulary import Duty

FEW = 8
"""For so many clauses what is open is looked up place by place; for more all that is open is read."""


class Vouched(NamedTuple):
    """Of `expected` duties that were due, `reported` were done."""

    reported: int
    expected: int


class When(NamedTuple):
    """Up to which moment, as known at which position (None: now), for which response (None: all)."""

    as_of: int
    known_at: int | None
    response: int | None


def vouched(
    pairs: Iterable[Pair], areas: Sequence[int], when: When, map_now: Tree, *, below: int | None = None
) -> dict[int, dict[str, Vouched]]:
    """By area and figure, or FIGURE[member] where a clause vouches for that part. One for which no clause of any pack
    here vouches is not in it; `below` is an area in which all of them lie.
    """
    clauses = _clauses({called(pair) for pair in pairs if _free(pair[0])})
    numbers = sorted({number for ones in clauses.values() for number in ones})
    if not numbers:
        return {area: {} for area in areas}
    holders: dict[str, list[int]] = {}
    for area in areas:
        for path in paths_of(area, when.as_of, map_now):
            holders.setdefault(path, []).append(area)
    counted: dict[tuple[int, int], list[int]] = {}
    base = list(holders) if below is None else [*paths_of(below, when.as_of, map_now), *_moved(holders, below, map_now)]
    for path, clause, expected, reported in _counts(base, numbers, when):
        for area in {area for part in _above(path) for area in holders.get(part, ())}:
            have = counted.setdefault((area, clause), [0, 0])
            have[0] += int(reported)
            have[1] += int(expected)
    return {area: {name: _sum(area, ones, counted) for name, ones in clauses.items()} for area in areas}


def called(pair: Pair) -> str:
    """The name under which a clause vouches for a figure, or for one part of it."""
    return f"{pair[0]}[{pair[1]}]" if pair[1] else pair[0]


def _free(name: str) -> bool:
    """Whether a figure names no other that it is held against."""
    return not (CATALOGUE.figures[name].expected or CATALOGUE.figures[name].reported)


def _clauses(free: set[str]) -> dict[str, list[int]]:
    """The clauses that vouch for these, of those that were ever planned here."""
    wanted: dict[str, set[str]] = {}
    for pack in packs().values():
        for duty in pack.clauses.get("duty", {}).values():
            for name in duty.vouches if isinstance(duty, Duty) else ():
                if name in free:
                    wanted.setdefault(name, set()).add(f"{pack.strand}:{duty.name}")
    known = _numbers({full for ones in wanted.values() for full in ones}) if wanted else {}
    found = {name: sorted(known[full] for full in ones if full in known) for name, ones in wanted.items()}
    return {name: ones for name, ones in found.items() if ones}


def _numbers(names: set[str]) -> Mapping[str, int]:
    return dict(Clause.objects.filter(name__in=names).values_list("name", "id"))


def _moved(holders: Mapping[str, list[int]], below: int, map_now: Tree) -> list[str]:
    """The paths of areas that lay elsewhere once."""
    inside = map_now.timeline(below)[1]
    return [path for path in holders if not path.startswith(tuple(inside))]


def _counts(paths: Sequence[str], clauses: Sequence[int], when: When) -> list[tuple[str, int, int, int]]:
    """By path and clause: how many were due, and how many of these were done."""
    condition, numbers = among("clause", list(clauses), "int2")
    done, known = f"state = {DONE} AND done_at <= %s", list[object]()
    where, more = f"{condition} AND due <= %s", [*numbers, when.as_of]
    if when.known_at is not None:
        done, known = f"{done} AND done_by <= %s", [when.known_at]
        where, more = f"{where} AND because <= %s", [*more, when.known_at]
    if when.response is not None:
        where, more = f"{where} AND response = %s", [*more, when.response]
    still, over = HALVES
    found = []
    for path in sorted({one for one in paths if not any(one != top and one.startswith(top) for top in paths)}):
        ends = [path, beyond(path)]
        counted = f"SELECT path, clause, COUNT(*), SUM(CASE WHEN {done} THEN 1 ELSE 0 END) FROM duty_duty"
        found += rows(
            f"{counted} WHERE {over} AND state = {DONE} AND path >= %s AND path < %s AND {where} GROUP BY path, clause",
            [when.as_of, *known, *ends, *more],
        )
        spot, spots = _spots(*ends) if len(clauses) <= FEW else ("", [])
        within, bounds = ("path = spot_path", []) if spot else ("path >= %s AND path < %s", ends)
        found += rows(
            f"{spot} SELECT path, clause, COUNT(*), 0 FROM {'spot CROSS JOIN ' if spot else ''}duty_duty"
            f" WHERE {still} AND {within} AND {where} GROUP BY path, clause",
            [*spots, *bounds, *more],
        )
    return found


def _spots(first: str, last: str) -> tuple[str, list[str]]:
    """The paths on which anything is open, one after the other at the ends of an index: what is open stands there by
    path before clause, and of a whole county all of it would be read to count a clause.
    """
    least = f"SELECT MIN(path) FROM duty_duty WHERE state = {OPEN} AND path"
    return (
        f"WITH RECURSIVE spot(spot_path) AS ({least} >= %s AND path < %s UNION ALL"
        f" SELECT ({least} > spot_path AND path < %s) FROM spot WHERE spot_path IS NOT NULL)",
        [first, last, last],
    )


def _above(path: str) -> list[str]:
    return [path[: end + 1] for end, sign in enumerate(path) if sign == "."]


def _sum(area: int, clauses: Iterable[int], counted: Mapping[tuple[int, int], Sequence[int]]) -> Vouched:
    found = [counted.get((area, clause), (0, 0)) for clause in clauses]
    return Vouched(sum(one[0] for one in found), sum(one[1] for one in found))
