"""The areas to which a page can be turned from where it stands: what lies above, beside and below."""

from dataclasses import dataclass

from gridward.console.reader.sight import Sight
from gridward.grid.levels import LEAVES
from gridward.grid.tree import Node
from gridward.kit.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """An area that can be chosen; `depth` is how far it is indented."""

    code: str
    name: Text
    depth: int
    here: bool


def around(node: Node, seen: Sight) -> list[Near]:
    """The areas above, the area with those beside it or, where something lies in it, those below it."""
    above = seen.above(node)
    below = _lying_in(node, seen)
    found = [Near(code=one.code, name=one.name, depth=depth, here=False) for depth, one in enumerate(above)]
    beside = [node] if below or not above else _lying_in(above[-1], seen) or [node]
    for one in beside:
        found.append(Near(code=one.code, name=one.name, depth=len(above), here=one.id == node.id))
        if one.id == node.id:
            found += [Near(code=low.code, name=low.name, depth=len(above) + 1, here=False) for low in below]
    if not any(one.here for one in found):
        found.append(Near(code=node.code, name=node.name, depth=len(above), here=True))
    return found


def _lying_in(node: Node, seen: Sight) -> list[Node]:
    listed = [one for one in seen.tree.children(node.id, seen.now) if one.level not in LEAVES and seen.covers(one.id)]
    return sorted(listed, key=lambda one: one.code)
