"""The entry as stored: the envelope of the wire with everything replaced that must not stand in the clear."""

from typing import Any

import msgspec


class File(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A photo, signature or recording that belongs to an entry, by its digest."""

    sha256: str
    kind: str
    bytes: int


class Content(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What `Entry.content` holds, as JSON. `subject` is a key of plug.kind; `body` is null for a void,
    `reason` why an entry replaces another.
    """

    id: str
    kind: str
    version: int = 1
    area: str = ""
    subject: int | None = None
    happened_at: str
    recorded_at: str | None = None
    by: str = ""
    entered_by: str | None = None
    means: str = "api"
    sheet: str | None = None
    group: str | None = None
    asked: str | None = None
    files: tuple[File, ...] = ()
    response: str | None = None
    replaces: str | None = None
    reason: str | None = None
    body: msgspec.Raw


class Inner(msgspec.Struct, frozen=True):
    """What rules need of a content: the rest of the envelope is passed over."""

    version: int = 1
    response: str | None = None
    by: str = ""
    body: msgspec.Raw = msgspec.Raw(b"null")


class Unread(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The content of an entry that does not count yet: the bytes as they came, sealed with the node's key, and under
    which kind and area (by number) it is listed meanwhile.
    """

    sealed: str
    kind: str = ""
    area: int | None = None


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Content)
_unread = msgspec.json.Decoder(Unread)
_inner = msgspec.json.Decoder(Inner)


def encode(content: Content | Unread) -> bytes:
    """The stored text, in UTF-8."""
    return _encoder.encode(content)


def decode(text: str) -> Content:
    """The envelope of a stored text, its body still undecoded; raises msgspec.ValidationError for an unread entry."""
    return _decoder.decode(text)


def inner(text: str) -> Inner:
    """The version and body of a stored text; raises msgspec.DecodeError for what is not JSON."""
    return _inner.decode(text)


def decode_unread(text: str) -> Unread:
    """The content of an entry that does not count yet; raises msgspec.ValidationError for one that does."""
    return _unread.decode(text)


def understood(text: str) -> bool:
    """Whether the entry could be read when it came."""
    return not text.startswith('{"sealed":')


def body_of(text: str) -> Any:
    """The body as plain values, for pages and exports."""
    return msgspec.json.decode(decode(text).body)
