"""Bodies from their stored bytes."""

from typing import Any, Generic, TypeVar

import msgspec

from gridward.ledger.content import inner
from gridward.plug.kind import Body, EntryKind

B = TypeVar("B")


class Told(msgspec.Struct, Generic[B], frozen=True):
    """What rules need of a stored content, read in one go: the rest of the envelope is passed over."""

    body: B
    version: int = 1
    response: str | None = None
    by: str = ""


_decoders: dict[type[Body], msgspec.json.Decoder[Any]] = {}
_whole: dict[type[Body], msgspec.json.Decoder[Told[Any]]] = {}


def body_decoder(body: type[Body]) -> msgspec.json.Decoder[Any]:
    """The decoder of a body type, made once."""
    if body not in _decoders:
        _decoders[body] = msgspec.json.Decoder(body)
    return _decoders[body]


def told_by(kind: EntryKind, content: str) -> Told[Any]:
    """What a stored content tells, its body as the present version; raises msgspec.ValidationError."""
    decoder = _whole.get(kind.body)
    if decoder is None:
        decoder = _whole[kind.body] = msgspec.json.Decoder(Told[kind.body])  # type: ignore[name-defined]
    try:
        told = decoder.decode(content)
        if told.version == kind.version:
            return told
    except msgspec.ValidationError:
        pass  # of an older version, or broken: the longer way tells which
    found = inner(content)
    return Told(read_body(kind, found.version, found.body), found.version, found.response, found.by)


def read_body(kind: EntryKind, version: int, body: msgspec.Raw | bytes) -> Any:
    """A body of any released version as the present one; raises msgspec.ValidationError."""
    if version == kind.version:
        return body_decoder(kind.body).decode(body)
    plain = msgspec.json.decode(body)
    for older in range(version, kind.version):
        if older in kind.upcast:
            plain = kind.upcast[older](plain)
    return msgspec.convert(plain, kind.body)
