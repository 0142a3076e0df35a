"""Bodies from their stored bytes."""

from typing import Any

import msgspec

from gridward.plug.kind import Body, EntryKind

_decoders: dict[type[Body], msgspec.json.Decoder[Any]] = {}


def body_decoder(body: type[Body]) -> msgspec.json.Decoder[Any]:
    """The decoder of a body type, made once."""
    if body not in _decoders:
        _decoders[body] = msgspec.json.Decoder(body)
    return _decoders[body]


def read_body(kind: EntryKind, version: int, body: msgspec.Raw | bytes) -> Any:
    """A body of any released version as the present one; raises msgspec.ValidationError."""
    if version == kind.version:
        return body_decoder(kind.body).decode(body)
    plain = msgspec.json.decode(body)
    for older in range(version, kind.version):
        if older in kind.upcast:
            plain = kind.upcast[older](plain)
    return msgspec.convert(plain, kind.body)
