"""Entries written by hand, for tests of rules and figures."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from gridward.kit.clock import parse
from gridward.kit.ids import repeatable
from gridward.plug.kind import Entry, EntryKind, Place, Ref, Subject
from tests.domains.ledger import encode

TOWN, VILLAGE, OTHER = 1, 2, 3


def written(
    kind: EntryKind,
    at: str,
    body: dict[str, Any],
    *,
    subject: tuple[str, int] | None = None,
    area: int = VILLAGE,
    place: tuple[str, str] = ("village", "village"),
    position: int = 0,
    name: str = "",
) -> Entry:
    """An entry as pure functions see it; `position` also makes its id."""
    return Entry(
        position=position,
        id=UUID(int=position) if not name else repeatable(name),
        kind=kind.name,
        version=1,
        subject=None if subject is None else Subject(*subject),
        area=area,
        place=Place(*place),
        at=parse(at),
        body=msgspec.json.decode(encode(body), type=kind.body),
    )


def ref(kind: str, number: int) -> dict[str, str]:
    """A stored reference, as it stands in a body."""
    return {"kind": kind, "id": str(number)}


def by_time(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in the order in which figures get them."""
    return sorted(entries, key=lambda entry: (entry.at, entry.position))


__all__ = ["OTHER", "TOWN", "VILLAGE", "Ref", "by_time", "ref", "written"]
