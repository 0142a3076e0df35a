"""Digests and seals: pure arithmetic, no Django. SHA-256 throughout (FIPS 180-4)."""

import struct
from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

GENESIS = b"\0" * 32
HELD = 2

_FIXED = struct.Struct(">q16sBqiq")
_KNOWN = struct.Struct(">iqqqq")


def digest(salt: bytes, header: bytes, content: str) -> bytes:
    """The salted digest of an entry; the salt keeps a digest from confirming a guess about an erased text."""
    return sha256(salt + header + content.encode()).digest()


def header(  # noqa: PLR0913 - the columns that a digest covers
    *,
    position: int,
    uuid: UUID,
    outcome: int,
    at: int,
    device: int,
    counter: int,
    area: int | None,
    subject: int | None,
    replaces: int | None,
    root: int | None,
    day: int,
    reasons: str | None,
    print: bytes,
) -> bytes:
    """The columns of an entry that must not change unseen. What a held entry learns on release is left out."""
    fixed = _FIXED.pack(position, uuid.bytes, outcome, at, device, counter)
    known = b"" if outcome == HELD else _KNOWN.pack(area or 0, subject or 0, replaces or 0, root or 0, day)
    return fixed + known + print + (reasons or "").encode()


def seal(previous: bytes, epoch: int, first: int, last: int, digests: Iterable[bytes]) -> bytes:
    """The next link: H(previous ‖ epoch ‖ first ‖ last ‖ digests)."""
    link = sha256(previous)
    link.update(struct.pack(">qqq", epoch, first, last))
    for one in digests:
        link.update(one)
    return link.digest()
