"""Oversight is told at once of whoever restricts somebody outside the ordinary; the loop asks every round."""

from collections import defaultdict

from gridward.duty.models import Head, Notice
from gridward.grid.book import Held, book
from gridward.grid.tree import Tree, tree
from gridward.intake.restricted import arrived_since
from gridward.kit.clock import DAY, now
from gridward.kit.pen import writing
from gridward.ledger.head import received, stand

ROLE = "oversight"
LOOK_BACK = 2 * DAY
"""What came longer ago is on the list and no news."""
SELDOM = 5000
"""Entries after which it is noted how far was looked, though there was nothing to tell."""


def tell() -> int:
    """Write notices of what came since the last time; returns how many."""
    head = Head.objects.filter(id=1).first()
    position = stand().position
    if head is None or head.alerted >= position:
        return 0
    came = arrived_since(head.alerted)
    heard = received(one.position for one in came)
    found = [one for one in came if heard.get(one.position, 0) > now() - LOOK_BACK and one.area is not None]
    map_now = tree()
    told: dict[int, list[int]] = defaultdict(list)
    for one in found:
        for account in overseers(one.area or 0, map_now):
            told[account].append(one.position)
    if not found and position - head.alerted < SELDOM:
        return 0
    with writing():
        Notice.objects.bulk_create(
            Notice(account=account, at=now(), urgent=True, duties=[], restrictions=ones)
            for account, ones in sorted(told.items())
        )
        Head.objects.filter(id=1).update(alerted=position)
    return len(told)


def overseers(area: int, map_now: Tree) -> set[int]:
    """Who oversees an area: all that hold the role over it or above; without any whoever may oversee at all."""
    if area not in map_now:
        return set()
    at, path = now(), map_now.path(area, now())
    held = [one for one in book().ever_held() if one.covers(at) and one.account is not None and one.area in map_now]
    above = [one for one in held if path.startswith(map_now.path(one.area, at))]
    return _accounts([one for one in above if one.role == ROLE]) or _accounts(
        [one for one in above if one.rights is not None and "oversee" in one.rights.verbs]
    )


def _accounts(held: list[Held]) -> set[int]:
    return {one.account for one in held if one.account is not None}
