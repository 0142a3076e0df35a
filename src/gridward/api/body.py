"""The bytes of a request, taken in within bounds: never more than `LARGEST`, packed or unpacked."""

import zlib
from typing import Any

from django.http import HttpRequest, UnreadablePostError

from gridward.api.answers import Answer, problem
from gridward.intake.receive import MOST
from gridward.kit.errors import Reason
from gridward.kit.text import Text

LARGEST = 8 * 1024 * 1024
"""Bytes of the largest batch, packed or unpacked."""
_GZIP = 16 + zlib.MAX_WBITS


def body_of(request: HttpRequest) -> bytes:
    """The body, unpacked when it is gzip; raises `Answer` when it is too large, cut off or packed otherwise.

    What claims to be gzip and is not comes back as it is: the door keeps it.
    """
    if (request.META.get("HTTP_TRANSFER_ENCODING") or "").strip():
        raise Answer(411, _NO_LENGTH)
    if _length(request) > LARGEST:
        raise Answer(413, too_large())
    try:
        data: bytes = request.read(LARGEST + 1)
    except UnreadablePostError:
        raise Answer(400, _CUT_OFF) from None
    if len(data) > LARGEST:
        raise Answer(413, too_large())
    coding = request.headers.get("Content-Encoding", "").strip().lower()
    if coding in ("", "identity"):
        return data
    if coding in ("gzip", "x-gzip"):
        return _unpacked(data)
    raise Answer(415, _CODING)


def too_large() -> Reason:
    """What to say to a batch that is too large."""
    return problem(
        "too_large",
        "body",
        f"body：一批最多 {LARGEST // 2**20} MB(解压后)、{MOST} 条。请分成几批再发，记录不会丢失。",
        f"body: a batch has at most {LARGEST // 2**20} MB, unpacked, and {MOST} entries. Send it in several batches; "
        "nothing is lost.",
    )


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _unpacked(data: bytes) -> bytes:
    """All members of a gzip file, one after the other; a few bytes that would become gigabytes are stopped in time."""
    found, rest = bytearray(), data
    while rest:
        unpacker: Any = zlib.decompressobj(_GZIP)
        try:
            found += unpacker.decompress(rest, LARGEST + 1 - len(found))
        except zlib.error:
            return data
        if len(found) > LARGEST or unpacker.unconsumed_tail:
            raise Answer(413, too_large())
        if not unpacker.eof:
            return data
        rest = unpacker.unused_data
    return bytes(found)


_NO_LENGTH = Reason(
    code="length_required",
    field="Content-Length",
    text=Text(
        "Content-Length：缺少长度。请整批发送并注明长度，不要分块传输。",
        "Content-Length: the length is missing. Send the whole batch with its length, not in chunks.",
    ),
)
_CUT_OFF = Reason(
    code="cut_off",
    field="body",
    text=Text("body：传输中断，没有收下任何记录。请重发。", "body: it was cut off; nothing was taken. Send it again."),
)
_CODING = Reason(
    code="unknown_coding",
    field="Content-Encoding",
    text=Text(
        "Content-Encoding：只支持 gzip 或不压缩。请改用其中一种。",
        "Content-Encoding: only gzip or none is understood. Use one of them.",
    ),
)
