"""What is logged at the door of a place with one tap: counted against limits, and made an entry that nobody signed."""

from gridward.grid.tree import Node, Tree
from gridward.intake.receive import submit
from gridward.intake.wire import Receipt
from gridward.kit.clock import MINUTE, iso
from gridward.kit.ids import made_at, parsed, uuid7
from gridward.ledger.head import stand
from gridward.ledger.places import Places
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.public import Tap
from gridward.public.knocking import knock

AT_ONE_DOOR, FROM_ONE = 6, 120
"""How much may be logged within an hour at one door, and from one address: the phones of a whole town may share one."""
FRESH = 10 * MINUTE
"""For how long the number of a page that was opened may become that of the entry: tapped twice, logged once."""
DEVICE = "door-code"


def taps_at(place: Node, map_now: Tree, now: int) -> list[Tap]:
    """What may be logged at a place, over all domains."""
    what = _what(place, map_now, now)
    return [one for one in CATALOGUE.taps if what in one.at]


def tap(place: Node, wanted: Tap, map_now: Tree, *, number: str, address: str, now: int) -> Receipt:
    """Log it; `number` is that of the page on which it was tapped. Raises Refusal where too much came."""
    knock(address, place.id, now, from_one=FROM_ONE, at_one=AT_ONE_DOOR)
    known = parsed(number)
    opened = None if known is None else made_at(known)
    if known is None or opened is None or not now - FRESH <= opened <= now:
        known, opened = uuid7(now), now
    (receipt,) = submit(
        [
            {
                "id": str(known),
                "kind": wanted.kind,
                "area": place.code,
                "subject": {"kind": "place", "id": place.code},
                "happened_at": iso(opened),
                "means": "self",
                "body": wanted.body(_what(place, map_now, opened), opened),
            }
        ],
        device=DEVICE,
    )
    return receipt


def _what(place: Node, map_now: Tree, at: int) -> str:
    """What kind of place it was at a moment."""
    return Places(map_now).place(place.id, at, stand().position).kind
