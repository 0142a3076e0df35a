"""What a form offers instead of asking for a name or an id: the gates where a kind is recorded, and the entries that
a kind is about. Whoever stands at one of two gates taps it; nobody types the number of a shift.
"""

from typing import NamedTuple

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.following import asked_of
from gridward.console.records.rows import Row, rows
from gridward.grid.tree import Node
from gridward.kit.clock import day_of
from gridward.ledger.listing import Wanted, page
from gridward.plug.kind import EntryKind
from gridward.plug.shape import fields_of

FEW = 6
"""More places than that are found faster by their name."""
LOOKED_AT = 60
"""As many of the latest entries tell where a kind is recorded here."""
LISTED = 8


class Offered(NamedTuple):
    """An entry that the form may be about, with the address of the form that is."""

    row: Row
    href: str


def usual_places(kind: EntryKind, node: Node | None, seen: Sight) -> tuple[Node, ...]:
    """The few places in an area where a kind was recorded lately, by name; where they are many, only those that lie
    in the area itself: the town's own store, not those of its villages.
    """
    asked = kind.about == ("place",) or any(one.field.place for one in fields_of(kind.body))
    if node is None or not seen.covers(node.id) or not asked or node.level == "place":
        return ()
    wanted = Wanted(kinds=(kind.name,), areas=seen.areas_below(node), last_day=day_of(seen.now))
    found = {one.area for one in page(wanted, limit=LOOKED_AT).rows if one.area is not None and seen.covers(one.area)}
    places = [seen.tree.by_id(area) for area in found if area in seen.tree]
    few = sorted((one for one in places if one.level == "place"), key=lambda one: str(one.name))
    own = few if len(few) <= FEW else [one for one in few if one.parent == node.id]
    return tuple(own) if len(own) <= FEW else ()


def offered(kind: EntryKind, seen: Sight, standing: Standing) -> tuple[Offered, ...]:
    """The latest entries that an entry of this kind may be about; none for a kind that is about something else."""
    if kind.about != ("entry",):
        return ()
    sources = tuple(name for name in asked_of(kind) if seen.sees_kind(name))
    if not sources:
        return ()
    wanted = Wanted(kinds=sources, areas=seen.areas_below(seen.home), last_day=standing.day)
    found = page(wanted, sort="at", limit=LISTED).rows
    chains = {one.position: one.chain for one in found}
    return tuple(
        Offered(one, address.record(kind.name, area=seen.home.code, subject=f"entry:{chains[one.position]}"))
        for one in rows(found, seen=seen, standing=standing)
    )
