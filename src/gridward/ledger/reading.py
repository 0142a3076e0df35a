"""From stored rows to the entries that pure functions see."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from gridward.ledger.bodies import Told, told_by
from gridward.ledger.names import kind_name
from gridward.ledger.places import Places
from gridward.ledger.reasons import NOT_IN_PERSON
from gridward.ledger.sameness import one_thing
from gridward.ledger.stored import Stored
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry, Place, thing_of

NOWHERE = Place("", "")


def to_entry(stored: Stored, places: Places, until: int) -> Entry:
    """One entry, its place and which things are one as known at position `until`."""
    return entry_of(stored, told_by(CATALOGUE.kinds[kind_name(stored.kind)], stored.content), places, until)


def as_read(entry: Entry, by: str, places: Places, until: int) -> Entry:
    """An entry as it was taken, made by `by`, as reading it gives it; only its place is left out."""
    author = places.author(by) if by and CATALOGUE.kinds[entry.kind].authored else 0
    if not author and not places.same.any:
        return entry
    subject, body = entry.subject, one_thing(entry.body, entry.kind, places.same, until)
    about = None if subject is None else thing_of(places.same.of(subject.key, until))
    return replace(entry, subject=about, body=body, by=author)


def entry_of(stored: Stored, told: Told[Any], places: Places, until: int) -> Entry:
    """The same for who has read its content already."""
    name = kind_name(stored.kind)
    area, subject, body = stored.area, stored.subject, told.body
    if places.same.any:
        subject = None if subject is None else places.same.of(subject, until)
        body = one_thing(body, name, places.same, until)
    return Entry(
        stored.position,
        stored.uuid,
        name,
        told.version,
        None if subject is None else thing_of(subject),
        area or 0,
        NOWHERE if area is None else places.place(area, stored.at, until),
        stored.at,
        body,
        stored.chain,
        places.author(told.by) if told.by and CATALOGUE.kinds[name].authored and _own(stored) else 0,
    )


def _own(stored: Stored) -> bool:
    """Whether whom an entry names is shown to have made it."""
    return NOT_IN_PERSON not in (stored.reasons or "")


def to_entries(found: Iterable[Stored], places: Places, until: int) -> list[Entry]:
    """Several entries, in the order given."""
    return [to_entry(stored, places, until) for stored in found]
