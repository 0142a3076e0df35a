"""The second person: who may agree to an order that is held, and how many orders wait."""

from django.urls import reverse

from gridward.console import address
from gridward.console.asked import SECOND
from gridward.console.rows import read, reasons_of
from gridward.console.sight import Sight
from gridward.grid.officer import offices_of
from gridward.intake.second import APPROVAL, MISSING
from gridward.ledger.listing import Wanted, count
from gridward.ledger.outcome import Outcome
from gridward.ledger.stored import Stored


def approval_href(stored: Stored, seen: Sight) -> str:
    """The form by which the reader agrees to a held order, or does not; "" where it waits for nobody, or for somebody
    else: of another branch than whoever gave it, and allowed to approve there.
    """
    if not _waits(stored) or stored.area is None or stored.area not in seen.tree:
        return ""
    content = read(stored).content
    if content is None or seen.account.username in (content.by, content.entered_by):
        return ""
    if not seen.may("record", stored.area, APPROVAL):
        return ""
    author = content.by or content.entered_by or ""
    branches = {held.rights.branch for held in offices_of(author) if held.rights is not None}
    path = seen.tree.path(stored.area, stored.at)
    agrees = seen.may("approve", stored.area) and any(
        held.rights is not None
        and "approve" in held.rights.verbs
        and held.rights.branch not in branches
        and path.startswith(seen.tree.path(held.area, stored.at))
        for held in seen.offices
    )
    about = f"entry:{stored.position}"
    return address.record(APPROVAL, area=seen.tree.by_id(stored.area).code, subject=about) if agrees else ""


def waiting(seen: Sight) -> int:
    """How many orders in what the reader sees wait for a second person."""
    areas = None if seen.whole else frozenset[int]().union(*(seen.areas_below(home) or () for home in seen.homes))
    return count(Wanted(kinds=seen.only_kinds, areas=areas, held=True, reason=MISSING))


def waiting_href() -> str:
    """The held list with only those."""
    return f"{reverse('console:held')}?waits={SECOND}"


def _waits(stored: Stored) -> bool:
    held = stored.outcome == Outcome.HELD.value and stored.counts_from is None
    return held and any(one.code == MISSING for one in reasons_of(stored.reasons))
