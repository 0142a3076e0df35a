"""The paths under which an area's postings lie.

A flow stays where it happened, so when an area moves its earlier postings lie under the path it had then, and are the
area's none the less: its cumulative figures do not fall because its town is another one.
"""

from gridward.grid.levels import OVERLAY
from gridward.grid.tree import Tree


def paths_of(area: int, at: int, map_now: Tree) -> tuple[str, ...]:
    """Every path that the area ever had; for a work area also those of the areas that it has charge of at `at`."""
    areas = [area]
    if map_now.spell(area, at).level == OVERLAY:
        areas += map_now.members(area, at)
    return tuple(dict.fromkeys(path for one in areas for path in map_now.timeline(one)[1]))
