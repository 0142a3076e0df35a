"""Entries that cannot be read as entries at all: kept as they came, with the reason."""

from hashlib import blake2b
from uuid import UUID

import msgspec

from gridward.intake import faults
from gridward.intake.coming import Coming
from gridward.intake.wire import UNDECODABLE
from gridward.kit.errors import Reason
from gridward.kit.ids import parsed, repeatable

LARGEST = 64 * 1024
"""Bytes of the largest entry that is read; a larger one is kept as it came."""


def too_large(raw: bytes) -> Coming:
    """More than anybody reads."""
    size = len(raw) // 1024
    text = (
        f"记录有 {size} KB，超过 64 KB，已原样保存。请缩短文字后更正。",
        f"The entry has {size} kB, more than 64 kB; it is kept as it came. Shorten the text and send a correction.",
    )
    return _unread(raw, faults.reason("too_large", "", *text), uuid=_id_in(raw))


def null_byte(raw: bytes) -> Coming:
    """PostgreSQL keeps no NUL."""
    text = (
        "内容含有空字符(NUL)，已原样保存。请去掉后更正。",
        "The entry contains a null byte; it is kept as it came. Remove it and send a correction.",
    )
    return _unread(raw, faults.reason("null_byte", "", *text), uuid=_id_in(raw))


def invalid(raw: bytes, error: msgspec.ValidationError) -> Coming:
    """JSON, but not an entry."""
    return _unread(raw, faults.fault(str(error)), uuid=_id_in(raw))


def no_json(raw: bytes) -> Coming:
    """Not even that."""
    text = (
        "无法读取：不是有效的 JSON(UTF-8)，已原样保存。",
        "Not readable: not valid JSON in UTF-8; it is kept as it came.",
    )
    return _unread(raw, faults.reason("unreadable", "", *text))


def _id_in(raw: bytes) -> UUID | None:
    """The id of an entry whose envelope is broken elsewhere: the phone must get its receipt by it."""
    try:
        said = msgspec.json.decode(raw)
    except UNDECODABLE:
        return None
    text = said.get("id") if isinstance(said, dict) else None
    return parsed(text) if isinstance(text, str) else None


def _unread(raw: bytes, reason: Reason, uuid: UUID | None = None) -> Coming:
    own = uuid or repeatable(raw)
    coming = Coming(raw, str(own), own.hex, print=blake2b(raw, digest_size=16).digest())
    coming.hold(reason)
    return coming
