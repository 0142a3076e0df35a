"""Which chain an entry speaks for: what it tells of the map or of an office holds only while it is the chain's tip."""

from collections.abc import Mapping
from uuid import UUID

from gridward.intake.coming import Coming
from gridward.intake.verdict import UNKNOWN_ROOT
from gridward.ledger.known import Seen
from gridward.ledger.stored import of_chains


def standing(coming: Coming, known: Mapping[str, Seen]) -> UUID | None:
    """The id of the chain's root if this entry will be its tip; None when another one stands or the chain is not here
    yet. An entry that was held so far may find its own correction here already.
    """
    own, parent = known.get(coming.hex), known.get(coming.parent)
    if own is None and not coming.parent:
        return coming.uuid
    first = parent if coming.parent else own
    if first is None or first.root == UNKNOWN_ROOT:
        return None
    links = of_chains([first.chain])
    here = [link for link in links if link.counts_from is not None]
    replaced = {link.replaces for link in here} | ({parent.position} if parent is not None else set())
    if own is not None and own.position in replaced:
        return None
    uuid = coming.uuid
    if any(link.uuid > uuid and link.position not in replaced for link in here):
        return None
    return next(link.uuid for link in links if link.root is None)
