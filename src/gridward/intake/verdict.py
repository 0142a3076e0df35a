"""The verdict on an entry: pure, from what was seen of it and what the ledger knows."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from gridward.intake import faults, needs
from gridward.intake.look import Coming
from gridward.kit.ids import parsed
from gridward.ledger.known import Seen
from gridward.ledger.outcome import Outcome

UNREADABLE = "ledger.unreadable"
"""The kind of what could not be read as an entry."""
UNKNOWN_ROOT = 0
"""The root of a correction whose chain has not arrived."""
NOBODY = UUID(int=0)


class Verdict(NamedTuple):
    """What becomes of an entry: its outcome and, for a correction, what it replaces and the root of the chain."""

    outcome: Outcome
    replaces: int | None = None
    root: int | None = None


_ACCEPTED = Verdict(Outcome.ACCEPTED)


def verdict(coming: Coming, known: Mapping[UUID, Seen], kind_names: Mapping[int, str]) -> Verdict:
    """Accepted, flagged or held; a correction whose parent is not here waits for it."""
    replaces, root = None, None
    if coming.wire is not None and coming.wire.replaces:
        parent = known.get(parent_of(coming))
        if parent is None or parent.root == UNKNOWN_ROOT:
            coming.hold(faults.unknown_entry("replaces", coming.wire.replaces), needs.entry(parent_of(coming)))
            root = UNKNOWN_ROOT
        elif kind_names[parent.kind] not in (coming.wire.kind, UNREADABLE):
            coming.hold(faults.other_kind(coming.wire.kind, kind_names[parent.kind]))
        else:
            replaces, root = parent.position, parent.chain
    if coming.held:
        return Verdict(Outcome.HELD, replaces, root)
    if coming.flagged or root is not None:
        return Verdict(Outcome.FLAGGED if coming.flagged else Outcome.ACCEPTED, replaces, root)
    return _ACCEPTED


def parent_of(coming: Coming) -> UUID:
    """The id of the entry that this one replaces; a text that is no UUID names nothing that can ever arrive."""
    text = coming.wire.replaces if coming.wire is not None else None
    return (parsed(text) if text else None) or NOBODY
