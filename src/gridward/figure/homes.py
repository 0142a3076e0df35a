"""Where and on which day something is counted that happens in an area at a moment: worked out once for each."""

from gridward.grid.tree import Tree
from gridward.kit.clock import day_of

Home = tuple[int, str, int]
"""An area, its path and the day."""


class Homes(dict[tuple[int, int], Home]):
    """The homes of (area, moment): where it happened; `owned` is where the area that holds a place counts it."""

    def __init__(self, tree: Tree, *, own: bool = False) -> None:
        super().__init__()
        self._tree = tree
        self._own = own
        self.owned = self if own else Homes(tree, own=True)

    def __missing__(self, spot: tuple[int, int]) -> Home:
        area, at = spot
        home = _holder(self._tree, area, at) if self._own else area
        found = self[spot] = home, self._tree.path(home, at), day_of(at)
        return found


def _holder(tree: Tree, area: int, at: int) -> int:
    """The area that holds a place: the nearest one above it that is not a place itself."""
    while tree.spell(area, at).level == "place":
        parent = tree.spell(area, at).parent
        if parent is None:
            break
        area = parent
    return area
