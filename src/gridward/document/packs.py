"""The policy packs in force where and when a document speaks, for its colophon."""

from gridward.document.bulletin import PackNote
from gridward.duty.responses import RESPONSE, on_at
from gridward.grid.tree import Node, Tree
from gridward.kit.text import Text
from gridward.ledger.names import kind_number
from gridward.ledger.stored import at_areas, counting
from gridward.policy.packs import packs


def in_force(node: Node, at: int, *, until: int, tree: Tree) -> tuple[PackNote, ...]:
    """The packs switched on for `node` or an area above it at `at`, as known at position `until`, earliest first."""
    areas = [node.id, *(above.id for above in tree.ancestors(node.id, at))]
    return tuple(map(_note, on_at(counting(at_areas(areas, [kind_number(RESPONSE)]), until), at, tree.path)))


def _note(name: str) -> PackNote:
    pack = packs().get(name)
    if pack is None:
        return PackNote(name, Text(name, name), verified=False)
    return PackNote(name, pack.label, verified=pack.verified and all(value.verified for value in pack.values.values()))
