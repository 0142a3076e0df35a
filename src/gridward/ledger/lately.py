"""What was read of places and of things that are one, kept from batch to batch and from page to page while nothing new
is told of them.
"""

from functools import cache
from threading import local
from typing import Any

from gridward.grid.tree import Tree
from gridward.kit.rows import rows
from gridward.ledger.freeing import RELEASED
from gridward.ledger.names import kind_numbers
from gridward.ledger.places import Places, describing
from gridward.ledger.sameness import MERGE

_LAST = "(SELECT position FROM ledger_entry WHERE kind >= %s AND kind <= %s ORDER BY kind DESC, position DESC LIMIT 1)"
"""Said so that only the index of kinds gives this order: asked for the greatest position of a kind of which there is
little, PostgreSQL would go through the whole ledger backwards."""
_latest: tuple[Any, Places] | None = None
_readers = local()
"""What the last reader of this thread asked."""


@cache
def telling() -> frozenset[str]:
    """The kinds of which a new entry changes what places were, which things are one, or which of these count."""
    return frozenset((*describing(), MERGE, RELEASED))


def lately(tree: Tree) -> Places:
    """As `Places(tree)`, which remembers what the last batch asked if that is still so. Only under the pen."""
    global _latest
    state = _state(tree)
    if _latest is None or _latest[0] != state:
        _latest = state, Places(tree)
    _latest[1].renew()
    return _latest[1]


def for_reading(tree: Tree) -> Places:
    """As `Places(tree)`, which remembers what the last reader asked in this thread if that is still so."""
    state = _state(tree)
    if getattr(_readers, "state", None) != state:
        _readers.state, _readers.places = state, Places(tree)
    found: Places = _readers.places
    found.renew()
    return found


def _state(tree: Tree) -> Any:
    """Another one as soon as something is told that changes what places were or which things are one."""
    bounds = [bound for kind in kind_numbers(tuple(sorted(telling()))) for bound in (kind, kind)]
    return tree.version, rows(f"SELECT {', '.join([_LAST] * len(telling()))}", bounds)


def forget() -> None:
    """Drop what is remembered: when the transaction in which it was read was rolled back."""
    global _latest
    _latest = None
    _readers.__dict__.clear()
