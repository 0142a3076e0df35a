"""Digests and seals: pure arithmetic, no Django. SHA-256 throughout (FIPS 180-4)."""

import struct
from collections.abc import Iterable
from hashlib import sha256
from typing import Protocol

GENESIS = b"\0" * 32
HELD = 2

_FIXED = struct.Struct(">q16sBqiq")
_WHOLE = struct.Struct(">q16sBqiqiqqqq")


def digest(salt: bytes, header: bytes, content: bytes) -> bytes:
    """The salted digest of an entry; the salt keeps a digest from confirming a guess about an erased text."""
    return sha256(salt + header + content).digest()


class Sealed(Protocol):
    """The columns of an entry that must not change unseen."""

    @property
    def position(self) -> int: ...
    @property
    def outcome(self) -> int: ...
    @property
    def at(self) -> int: ...
    @property
    def device(self) -> int: ...
    @property
    def counter(self) -> int: ...
    @property
    def area(self) -> int | None: ...
    @property
    def subject(self) -> int | None: ...
    @property
    def replaces(self) -> int | None: ...
    @property
    def root(self) -> int | None: ...
    @property
    def day(self) -> int: ...
    @property
    def reasons(self) -> str | None: ...
    @property
    def print(self) -> bytes: ...


def header(row: Sealed, id: bytes) -> bytes:
    """Those columns and the id as bytes. What a held entry learns on release is left out."""
    fixed = row.position, id, row.outcome, row.at, row.device, row.counter
    if row.outcome == HELD:
        packed = _FIXED.pack(*fixed)
    else:
        packed = _WHOLE.pack(*fixed, row.area or 0, row.subject or 0, row.replaces or 0, row.root or 0, row.day)
    return packed + row.print + row.reasons.encode() if row.reasons else packed + row.print


BARE, WHOLE = 1, 2
"""The forms of a seal: over the entries alone, and over what stands beside them as well."""


def seal(previous: bytes, epoch: int, first: int, last: int, digests: Iterable[bytes], *, beside: bytes = b"") -> bytes:
    """The next link: H(previous ‖ epoch ‖ first ‖ last ‖ beside ‖ digests). `beside` is empty in the bare form; the
    lengths of the two never agree, so none can pass for the other.
    """
    link = sha256(previous)
    link.update(struct.pack(">qqq", epoch, first, last))
    link.update(beside)
    for one in digests:
        link.update(one)
    return link.digest()


def beside(received_at: int, sources: Iterable[tuple[int, str]]) -> bytes:
    """What a whole seal covers besides its entries: when they came, and what the devices are called that they came
    from, by number.
    """
    named = sha256()
    for number, name in sorted(sources):
        told = name.encode()
        named.update(struct.pack(">qq", number, len(told)) + told)
    return struct.pack(">q", received_at) + named.digest()
