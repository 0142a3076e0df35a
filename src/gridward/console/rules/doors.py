"""The codes at doors as the console shows them: which places have one, who hung it, which were withdrawn."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from gridward.console.people.slip import drawn
from gridward.console.reader.sight import Sight
from gridward.grid.doors import codes_of, hang, withdraw, withdrawn
from gridward.grid.models import DoorCode
from gridward.grid.tree import Node
from gridward.kit.text import Text
from gridward.ledger.head import stand
from gridward.ledger.lately import for_reading
from gridward.plug.catalogue import CATALOGUE

MOST = 200
"""Places that one page lists."""
GONE = 20
"""Withdrawn codes that it lists, the latest first."""
VERB = "record"
"""Who may log something at a place may hang a code there, by which it is logged without a name, and withdraw it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A place at whose door something is logged. `address` and its drawing `qr` are empty while it has no code."""

    place: Node
    within: Text
    what: tuple[Text, ...]
    since: int
    by: Text
    address: str
    qr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A code that is good for nothing any more."""

    place: Text
    since: int
    ended_at: int
    by: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """The doors of an area, at most `MOST` of `total`."""

    doors: tuple[Door, ...]
    total: int
    hung: int
    gone: tuple[Gone, ...]


def may_hang(seen: Sight, area: int | None = None) -> bool:
    """Whether the reader may hang and withdraw codes, at a place or anywhere."""
    return any(seen.may(VERB, area, kind) for kind in _kinds())


def doors(area: Node, seen: Sight, root: str) -> Doors:
    """The doors in an area at which the reader may hang a code."""
    found = list(_places(area, seen))
    shown = found[:MOST]
    codes = codes_of([place.id for place, _ in found])
    gone = withdrawn([place.id for place, _ in found], GONE)
    return Doors(
        doors=tuple(_door(place, what, codes.get(place.id), seen, root) for place, what in shown),
        total=len(found),
        hung=len(codes),
        gone=tuple(_gone(one, seen) for one in gone),
    )


def hang_all(area: Node, seen: Sight, only: str = "") -> int:
    """Hang a code at every door of an area that has none, or at the one of a code of the map; how many were hung."""
    found = [place for place, _ in _places(area, seen) if not only or place.code == only][:MOST]
    have = codes_of([place.id for place in found])
    lacking = [place for place in found if place.id not in have]
    for place in lacking:
        hang(place, seen.account)
    return len(lacking)


def take_down(area: Node, seen: Sight, only: str) -> Node | None:
    """Withdraw the code of a place; None where the reader may not, or where it had none."""
    place = next((place for place, _ in _places(area, seen) if place.code == only), None)
    return place if place is not None and withdraw(place, seen.account) else None


def _places(area: Node, seen: Sight) -> Iterator[tuple[Node, tuple[Text, ...]]]:
    """The open places in an area at which something can be logged that the reader may log, with what it is."""
    inside = [area, *seen.tree.descendants(area.id, seen.now)]
    open_ = [one for one in inside if one.level == "place" and one.is_open and may_hang(seen, one.id)]
    known, until = for_reading(seen.tree), stand().position
    known.expect(one.id for one in open_)
    for one in sorted(open_, key=lambda one: one.code):
        kind = known.place(one.id, seen.now, until).kind
        what = _taps(kind, {name for name in _kinds() if seen.may(VERB, one.id, name)})
        if what:
            yield one, what


def _kinds() -> set[str]:
    return {tap.kind for tap in CATALOGUE.taps}


def _taps(what: str, kinds: Collection[str]) -> tuple[Text, ...]:
    return tuple(tap.label for tap in CATALOGUE.taps if what in tap.at and tap.kind in kinds)


def _door(place: Node, what: tuple[Text, ...], code: DoorCode | None, seen: Sight, root: str) -> Door:
    parent = seen.tree.parent(place.id, seen.now)
    address = "" if code is None else f"{root}/public/door/{code.token}/"
    return Door(
        place=place,
        within=Text("", "") if parent is None else parent.name,
        what=what,
        since=0 if code is None else code.since,
        by=Text("", "") if code is None else code.account.name,
        address=address,
        qr=drawn(address) if address else "",
    )


def _gone(one: DoorCode, seen: Sight) -> Gone:
    return Gone(
        place=seen.tree.by_id(one.area).name,
        since=one.since,
        ended_at=one.ended_at or 0,
        by=Text("", "") if one.ended_by is None else one.ended_by.name,
    )
