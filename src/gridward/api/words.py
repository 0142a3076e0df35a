"""The shapes of what goes over the wire, for the OpenAPI document. The door itself reads bytes (intake.wire)."""

from typing import Any, Literal

from ninja import Schema
from pydantic import Field


class ReasonOut(Schema):
    """One thing that is wrong or remarkable: a stable code, the field, and a sentence in both languages."""

    code: str
    field: str
    zh: str
    en: str


class ReceiptOut(Schema):
    """What became of one entry. `position` is where it stands in the ledger; held and conflicting ones are kept too."""

    id: str
    outcome: Literal["accepted", "flagged", "held", "conflict", "duplicate"]
    position: int | None
    reasons: list[ReasonOut]


class HeadOut(Schema):
    """How far the ledger goes, the seal (hex) that stands for all of it, and the epoch, which changes on a restore."""

    position: int
    seal: str
    epoch: int


class TakenOut(Schema):
    """A receipt for every entry, in the order sent, and the head of the ledger afterwards."""

    receipts: list[ReceiptOut]
    head: HeadOut


class ErrorsOut(Schema):
    """Why the request was not served."""

    errors: list[ReasonOut]


class RefIn(Schema):
    """Something an entry is about or refers to, by `id` or by any text as `ref`."""

    kind: str
    id: str = ""
    ref: str = ""


class FileIn(Schema):
    """A file that belongs to an entry, by its digest."""

    sha256: str
    kind: str
    bytes: int


class EntryIn(Schema):
    """One entry. The shape of `body` depends on `kind`: see the schemas `body.<kind>`."""

    id: str = Field("", description="UUIDv7")
    kind: str
    version: int = 1
    area: str = Field("", description="code of the area")
    subject: RefIn | None = None
    happened_at: str = Field(description="ISO 8601 with zone")
    recorded_at: str | None = None
    by: str | None = Field(None, description="office or account who did it; absent: the node's operator")
    entered_by: str | None = None
    means: Literal["scan", "tap", "phone_call", "paper", "paste", "file", "self", "api"] = "api"
    sheet: str | None = None
    group: str | None = Field(None, description="ties the entries of one gesture")
    asked: str | None = Field(None, description="version of the form that was asked")
    files: list[FileIn] = []
    device: str | None = None
    counter: int | None = Field(None, description="the device's own count of its entries")
    response: str | int | None = None
    body: dict[str, Any] | None = Field(description="null, with `replaces`: this never happened")
    replaces: str | None = Field(None, description="id of the entry that this one corrects")
    reason: str | None = None


class NewcomerIn(Schema):
    """A person or thing that the device made, with what is known of its identity."""

    id: str
    kind: str
    identity: dict[str, Any] = {}


class SeenIn(Schema):
    """The head that the device saw last."""

    epoch: int
    position: int


class BatchIn(Schema):
    """A batch; a bare list of entries is taken too."""

    device: str | None = None
    sent_at: str | None = Field(None, description="the device's clock when it sent, so that a wrong one is set right")
    seen: SeenIn | None = None
    roll: list[NewcomerIn] = []
    entries: list[EntryIn]
