"""The rules in force around an area, for boards of clauses that act on lists: zones, risk areas, checklists, stores."""

from collections.abc import Iterator

from gridward.console.reader.sight import Sight
from gridward.duty.responses import law
from gridward.grid.tree import Node
from gridward.policy.force import Ruled, Rules


def rules_at(node: Node, seen: Sight, at: int) -> tuple[Rules, ...]:
    """The rules in force in an area at a moment; where none are, those of what lies directly in it."""
    found = law(seen.tree)
    own = found.at(node.id, at)
    if own:
        return own
    below = (rules for child in seen.tree.children(node.id, at) for rules in found.at(child.id, at))
    return tuple({rules.disease: rules for rules in below}.values())


def clauses(rules: tuple[Rules, ...], table: str) -> Iterator[tuple[Rules, Ruled]]:
    """The clauses of one table."""
    for one in rules:
        yield from ((one, ruled) for ruled in one.clauses.get(table, {}).values())
