"""How many entries a duty takes that asks for a share of what an area has."""

from math import ceil

from gridward.duty.plan import Needed
from gridward.grid.tree import Tree
from gridward.policy.vocabulary import Duty, Share


def needed(tree: Tree) -> Needed:
    """So many per cent of the households that the map gives an area, at least one."""

    def count(duty: Duty, area: int) -> int:
        share = duty.times.share if isinstance(duty.times, Share) else 100
        return max(1, ceil((tree.by_id(area).households or 0) * share / 100))

    return count
