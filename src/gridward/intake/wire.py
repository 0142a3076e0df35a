"""Entries and batches on the wire (DESIGN §8 and §9.3.1)."""

from typing import Any, Literal, NamedTuple

import msgspec

from gridward.kit.errors import Reason
from gridward.ledger.content import File
from gridward.plug.kind import Ref

UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding bytes from outside may raise."""

Means = Literal["scan", "tap", "phone_call", "paper", "paste", "file", "self", "api"]


class Wire(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One entry as sent. What may be left out is filled in at the door. Its fields stand in the order of
    ledger.content.Content: what is kept of it is written from it.
    """

    id: str = ""
    kind: str
    version: int = 1
    area: str = ""
    subject: Ref | None = None
    happened_at: str
    recorded_at: str | None = None
    by: str | None = None
    entered_by: str | None = None
    means: Means = "api"
    sheet: str | None = None
    group: str | None = None
    asked: str | None = None
    files: tuple[File, ...] = ()
    device: str | None = None
    counter: int | None = None
    response: str | int | None = None
    replaces: str | None = None
    reason: str | None = None
    body: msgspec.Raw


class Newcomer(msgspec.Struct, frozen=True, kw_only=True):
    """A person or thing that a phone made, with what is known of its identity."""

    id: str
    kind: str
    identity: dict[str, Any] = {}


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """A batch as sent: its parts stay bytes, so that a bad one cannot spoil the rest."""

    device: str | None = None
    sent_at: str | None = None
    seen: dict[str, Any] | None = None
    roll: tuple[msgspec.Raw, ...] = ()
    entries: tuple[msgspec.Raw, ...]


class Receipt(NamedTuple):
    """What became of one entry. `position` is where it stands in the ledger."""

    id: str
    outcome: str
    position: int | None
    reasons: tuple[Reason, ...] = ()

    def wire(self) -> dict[str, Any]:
        """The receipt as sent back."""
        return {
            "id": self.id,
            "outcome": self.outcome,
            "position": self.position,
            "reasons": [reason.wire() for reason in self.reasons],
        }
