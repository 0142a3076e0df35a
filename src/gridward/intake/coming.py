"""An entry on its way into the ledger: one value that each step fills in, from the bytes to the position."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from gridward.intake.wire import Wire
from gridward.kit.errors import Reason
from gridward.kit.ids import digits
from gridward.ledger.known import Place
from gridward.ledger.outcome import Outcome
from gridward.ledger.reading import NOWHERE
from gridward.ledger.reasons import NOT_IN_PERSON
from gridward.plug.kind import Entry, EntryKind, thing_of

UNCOUNTED: Place = (0, 0)
"""No place: no device has this number."""
NOBODY = "0" * 32
"""What stands for an id that is none: nothing by this id can ever arrive."""


class Coming(msgspec.Struct):
    """An entry at the door. `wire` is None when the bytes could not be read as an entry at all."""

    raw: msgspec.Raw | bytes
    id: str
    """As text in the usual form."""
    hex: str
    """Its 32 digits, by which intake finds it."""
    wire: Wire | None = None

    # What the first look finds.
    kind: EntryKind | None = None
    body: Any = None
    print: bytes = b""
    """What makes two entries the same content: everything but the way they came."""
    at: int = 0
    parent: str = ""
    """The digits of the id that it replaces; empty: it is no correction."""
    refers: tuple[str, ...] = ()
    """The digits of the other entries that it refers to."""
    held: tuple[Reason, ...] = ()
    flagged: tuple[Reason, ...] = ()
    needs: tuple[str, ...] = ()
    closed: bool = False
    """Whether nobody may know of it yet."""

    # What is found out under the pen.
    place: Place = UNCOUNTED
    """Where its device counted it, or else, once its position is known, the node."""
    position: int = 0
    said: int | None = None
    """The area that it names."""
    area: int | None = None
    """The area where it counts."""
    key: int | None = None
    """The key of what it is about."""
    response: int | None = None
    stored: Any = None
    """The body with every reference as it is stored, from `contents` on with its personal texts sealed, too."""
    outcome: Outcome = Outcome.ACCEPTED
    replaces: int | None = None
    root: int | None = None
    """Of a correction: the position of what it replaces and of the first of its chain."""

    @property
    def uuid(self) -> UUID:
        """Its id."""
        return msgspec.convert(self.hex, UUID)

    @property
    def void(self) -> bool:
        """Whether it says that an earlier entry never happened."""
        return self.wire is not None and bytes(self.wire.body) == b"null"

    @property
    def by(self) -> str:
        """Who made it, as it says; empty: the node's operator, or somebody who is not shown to be whom it names."""
        named = self.wire is not None and all(reason.code != NOT_IN_PERSON for reason in self.flagged)
        return self.wire.by or "" if named and self.wire is not None else ""

    @property
    def waits(self) -> bool:
        """Whether it does not count."""
        return self.outcome is Outcome.HELD

    def hold(self, reason: Reason, *needs: str) -> None:
        """It does not count yet; `needs` names what would free it."""
        self.held += (reason,)
        self.needs += needs

    def flag(self, *reasons: Reason) -> None:
        """It counts, but is worth a look."""
        self.flagged += reasons

    def entry(self) -> Entry | None:
        """The entry as rules see it, its place left out; None when it does not count or is a void."""
        if self.waits or self.stored is None or self.kind is None:
            return None
        return Entry(
            self.position,
            self.uuid,
            self.kind.name,
            self.kind.version,
            None if self.key is None else thing_of(self.key),
            self.area or 0,
            NOWHERE,
            self.at,
            self.stored,
            self.position if self.root is None else self.root,
        )


def by_kind(run: Iterable[Coming]) -> list[tuple[EntryKind, list[Coming]]]:
    """Those of a kind that is known here, together."""
    found: dict[str, tuple[EntryKind, list[Coming]]] = {}
    for coming in run:
        if coming.kind is not None:
            group = found.get(coming.kind.name)
            if group is None:
                group = found[coming.kind.name] = (coming.kind, [])
            group[1].append(coming)
    return list(found.values())


def digits_of(text: str) -> str:
    """The digits of an id that an entry names; a text that is no id names nothing that can ever arrive."""
    return digits(text) or NOBODY
