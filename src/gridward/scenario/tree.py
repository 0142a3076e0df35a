"""The areas of a scenario: the official ones and those that are added, spread evenly, each with a code of its own."""

from collections import Counter
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from gridward.grid import official
from gridward.grid.levels import LEVELS as LABELS
from gridward.grid.levels import OVERLAY
from gridward.kit.text import Text
from gridward.scenario.scenario import GRIDS, LEVELS, Scenario

HOMES = ("village", "community")
_NAMES = {
    "work_area": Text("第{n}责任区", "Work area {n}"),
    "village": Text("第{n}村", "Village {n}"),
    "community": Text("第{n}社区", "Community {n}"),
    "town": Text("第{n}镇", "Town {n}"),
    "subdistrict": Text("第{n}街道", "Subdistrict {n}"),
}


class Planned(NamedTuple):
    """An area to be opened before the first day.

    `parent` is empty for the root, an overlay lists its `members`, `known_as` is the code by which it goes here when
    the national list has another.
    """

    code: str
    level: str
    name: Text
    parent: str
    members: tuple[str, ...] = ()
    known_as: str = ""


def areas(scenario: Scenario) -> tuple[Planned, ...]:
    """Every area from the root down, parents before children, overlays last.

    Grids nest large > medium > small, the largest of them in areas of which there are no more than of the grids. Any
    other area lies in areas of the next larger level; work areas share the villages out.
    """
    root = scenario.root
    found = [Planned(root.code or scenario.id, root.level, root.name, "", known_as=root.known_as)]
    if root.official:
        found += _official(root.code, root.code, root.known_as)
    wanted = dict(root.children)
    for level, (low, high) in _stated(scenario).items():
        have = sum(area.level == level for area in found)
        if have < low:
            wanted[level] = low - have
        elif have > high:
            found = _without(found, level, have - high)
    for level, number in sorted(wanted.items(), key=lambda item: LEVELS[item[0]]):
        if level != OVERLAY:
            found += _added(level, number, _homes_of(level, number, found))
    return (*found, *_overlays(wanted.get(OVERLAY, 0), found))


def _stated(scenario: Scenario) -> dict[str, tuple[int, int]]:
    """How many areas there are of a level by the facts, where the file's `children` do not say so themselves.

    The official list is of another year than the document: villages have been merged and split since. Only areas that
    lie in the root can be added to it.
    """
    below = {level for level, depth in LEVELS.items() if depth > LEVELS[scenario.root.level]}
    return {
        row.fact.member: row.fact.bounds()
        for row in scenario.facts
        if row.fact.figure == "grid.areas"
        and row.fact.member in below - scenario.root.children.keys()
        and row.fact.value is not None
    }


def _without(found: list[Planned], level: str, number: int) -> list[Planned]:
    """Leave out the last `number` areas of a level that nothing lies in."""
    parents = {area.parent for area in found}
    spare = [area for area in found if area.level == level and area.code not in parents]
    dropped = set(spare[len(spare) - min(number, len(spare)) :])
    return [area for area in found if area not in dropped]


def counts(found: Sequence[Planned]) -> Counter[str]:
    """How many areas there are of each level."""
    return Counter(area.level for area in found)


def dwellings(found: Sequence[Planned]) -> tuple[Planned, ...]:
    """The areas that people live in: villages and communities, else towns or compounds, else the root."""
    return (
        tuple(area for area in found if area.level in HOMES)
        or tuple(area for area in found if area.level in ("town", "subdistrict", "compound"))
        or tuple(found[:1])
    )


def _official(root: str, parent: str, known_as: str) -> list[Planned]:
    found: list[Planned] = []
    for area in official.children(parent):
        other = known_as and known_as + area.code.removeprefix(root)
        found.append(Planned(area.code, area.level, Text(area.short_name, area.short_name), parent, known_as=other))
        found += _official(root, area.code, known_as)
    return found


def _added(level: str, number: int, parents: Sequence[Planned]) -> list[Planned]:
    name = _NAMES.get(level) or Text(LABELS[level].zh + "{n}", LABELS[level].en + " {n}")
    within = {parent.code: count(1) for parent in parents}
    added = []
    for n in range(number):
        parent = parents[n * len(parents) // number] if number > len(parents) else parents[n]
        code = f"{parent.code}.{level}{next(within[parent.code])}"
        added.append(Planned(code, level, name.format(n=n + 1), parent.code))
    return added


def _homes_of(level: str, number: int, found: Sequence[Planned]) -> Sequence[Planned]:
    """The areas in which `number` areas of a level are to lie."""
    if level in GRIDS:
        for larger in reversed(GRIDS[: GRIDS.index(level)]):
            if parents := [area for area in found if area.level == larger]:
                return parents
    depths = sorted({LEVELS[area.level] for area in found if LEVELS[area.level] < LEVELS[level]}, reverse=True)
    nearest, *further = ([area for area in found if LEVELS[area.level] == depth] for depth in depths)
    communities = [area for area in nearest if area.level == "community"]
    if level in GRIDS:
        enough = (tier for tier in (nearest, communities, *further) if 0 < len(tier) <= number)
        return next(enough, found[:1])
    return nearest if level in HOMES else communities or nearest


def _overlays(number: int, found: Sequence[Planned]) -> list[Planned]:
    """Work areas below the root, each with its share of the villages (without villages: of the communities)."""
    shared = [area.code for area in found if area.level == "village"] or [area.code for area in dwellings(found)]
    name = _NAMES[OVERLAY]
    return [
        Planned(
            f"{found[0].code}.{OVERLAY}{n + 1}",
            OVERLAY,
            name.format(n=n + 1),
            found[0].code,
            tuple(shared[len(shared) * n // number : len(shared) * (n + 1) // number]),
        )
        for n in range(number)
    ]
