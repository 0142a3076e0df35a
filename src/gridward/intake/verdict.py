"""The verdict on an entry: pure, from what was seen of it and what the ledger knows."""

from collections.abc import Mapping

from gridward.intake import faults, needs
from gridward.intake.coming import Coming
from gridward.intake.wire import Wire
from gridward.ledger.known import Seen
from gridward.ledger.outcome import Outcome

UNREADABLE = "ledger.unreadable"
"""The kind of what could not be read as an entry."""
UNKNOWN_ROOT = 0
"""The root of a correction whose chain has not arrived."""


def verdict(coming: Coming, known: Mapping[str, Seen], kind_names: Mapping[int, str]) -> None:
    """Accepted, flagged or held; a correction whose parent is not here waits for it."""
    if coming.parent and coming.wire is not None:
        _chain(coming, coming.wire, known, kind_names)
    if coming.held:
        coming.outcome = Outcome.HELD
    elif coming.flagged:
        coming.outcome = Outcome.FLAGGED


def _chain(coming: Coming, wire: Wire, known: Mapping[str, Seen], kind_names: Mapping[int, str]) -> None:
    """What a correction replaces, and the root of its chain."""
    parent = known.get(coming.parent)
    if parent is None or parent.root == UNKNOWN_ROOT:
        coming.hold(faults.unknown_entry("replaces", wire.replaces or ""), needs.entry(coming.parent))
        coming.root = UNKNOWN_ROOT
    elif kind_names[parent.kind] not in (wire.kind, UNREADABLE):
        coming.hold(faults.other_kind(wire.kind, kind_names[parent.kind]))
    else:
        coming.replaces, coming.root = parent.position, parent.chain
