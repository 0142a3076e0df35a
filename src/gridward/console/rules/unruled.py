"""Whether any rules hold: where no pack is switched on nothing is asked, and that nothing is missing says nothing."""

from gridward.console.reader.sight import Sight
from gridward.console.rules.responses import may_switch
from gridward.duty.responses import law
from gridward.grid.tree import Node


def unruled(node: Node, seen: Sight, at: int) -> bool:
    """Whether at that moment no response is on for the area, for what it lies in or for anything in it."""
    path = seen.tree.path(node.id, at)
    on = [seen.tree.path(one.area, at) for one in law(seen.tree).responses if one.begin <= at < one.end]
    return not any(path.startswith(other) or other.startswith(path) for other in on)


def unruled_context(node: Node, seen: Sight, at: int) -> dict[str, bool]:
    """What templates ask: whether no rules hold, and whether the reader may see to it."""
    found = unruled(node, seen, at)
    return {"unruled": found, "may_rule": found and may_switch(seen, node.id)}
