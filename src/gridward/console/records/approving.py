"""The second person: who may agree to an order that is held, and how many orders wait."""

from django.urls import reverse

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.records.asked import SECOND
from gridward.console.records.awaited import Order, awaited, order
from gridward.intake.behind import behind, may_agree
from gridward.intake.second import APPROVAL, restricting
from gridward.ledger.stored import Stored


def approval_href(stored: Stored, seen: Sight) -> str:
    """The form by which the reader agrees to a held order, or does not; "" where it waits for nobody, or for somebody
    else: of another branch than whoever gave it, and allowed to approve there.
    """
    found = awaited(stored)
    if found is None or found.wire is None or stored.area is None or stored.area not in seen.tree:
        return ""
    who = behind((found.wire.by, found.wire.entered_by), stored.device)
    name, area = seen.account.username, stored.area
    agrees = (
        seen.may("record", area, APPROVAL)
        and seen.may("approve", area, APPROVAL)
        and may_agree(name, who, APPROVAL, area, seen.now, seen.tree)
    )
    about = f"entry:{stored.position}"
    return address.record(APPROVAL, area=seen.tree.by_id(stored.area).code, subject=about) if agrees else ""


def order_of(stored: Stored, seen: Sight) -> Order | None:
    """What the order says, for whoever may agree to it."""
    found = awaited(stored) if approval_href(stored, seen) else None
    return None if found is None else order(found, seen)


def waiting(seen: Sight) -> int:
    """How many orders in what the reader sees wait for a second person; 0 for whoever sees no orders."""
    return seen.held[1] if any(seen.sees_kind(name) for name in restricting()) else 0


def waiting_href() -> str:
    """The held list with only those."""
    return f"{reverse('console:held')}?waits={SECOND}"
