"""Bodies from their stored bytes."""

from collections.abc import Iterable
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from gridward.kit.learnt import decoder
from gridward.ledger.content import inner
from gridward.plug.kind import Body, EntryKind

B = TypeVar("B")


class Told(msgspec.Struct, Generic[B], frozen=True):
    """What rules need of a stored content, read in one go: the rest of the envelope is passed over."""

    body: B
    version: int = 1
    response: str | None = None
    by: str = ""


class Decoders(NamedTuple):
    """How a body is read alone, and how a stored content of its kind."""

    body: msgspec.json.Decoder[Any]
    told: msgspec.json.Decoder[Told[Any]]


_known: dict[type[Body], Decoders] = {}


def learn(kinds: Iterable[EntryKind]) -> None:
    """Make these kinds known before several threads read them."""
    for kind in kinds:
        _learn(kind.body)


def body_decoder(body: type[Body]) -> msgspec.json.Decoder[Any]:
    """The decoder of a body type, made once."""
    return (_known.get(body) or _learn(body)).body


def _learn(body: type[Body]) -> Decoders:
    found = _known[body] = Decoders(decoder(body), decoder(Told[body]))  # type: ignore[valid-type]
    return found


def told_by(kind: EntryKind, content: str) -> Told[Any]:
    """What a stored content tells, its body as the present version; raises msgspec.ValidationError."""
    known = _known.get(kind.body) or _learn(kind.body)
    try:
        told = known.told.decode(content)
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
