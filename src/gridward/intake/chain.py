"""Which chain an entry speaks for: what it tells of the map or of an office holds only while it is the chain's tip."""

from collections.abc import Mapping
from uuid import UUID

from gridward.intake.look import Coming
from gridward.intake.verdict import parent_of
from gridward.ledger.active import tip
from gridward.ledger.known import Seen
from gridward.ledger.stored import Stored, of_chains


def standing(coming: Coming, known: Mapping[UUID, Seen]) -> UUID | None:
    """The id of the chain's root if this entry will be its tip; None when a later correction stands or the chain is
    not here yet.
    """
    if coming.wire is None or not coming.wire.replaces:
        return coming.uuid
    parent = known.get(parent_of(coming))
    if parent is None or overtaken(coming, parent):
        return None
    return next(link.uuid for link in of_chains([parent.chain]) if link.root is None)


def overtaken(coming: Coming, parent: Seen) -> Stored | None:
    """The entry that stands although this one replaces its parent: one with a greater id that is here already."""
    later = tip(link for link in of_chains([parent.chain]) if link.counts_from is not None)
    return later if later is not None and later.uuid > coming.uuid and later.position != parent.position else None
