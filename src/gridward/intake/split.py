"""Taking a batch apart. A batch that is not JSON as a whole may still hold good entries beside the broken one."""

import re

import msgspec

from gridward.intake.wire import UNDECODABLE, Batch

_batch = msgspec.json.Decoder(Batch)
_list = msgspec.json.Decoder(tuple[msgspec.Raw, ...])

_OPEN, _CLOSE, _QUOTE, _ESCAPE, _COMMA = b"[{", b"]}", ord('"'), ord("\\"), ord(",")
_SENT_AT = re.compile(rb'"sent_at"\s*:\s*"([\x20-\x7e]{1,40}?)"')


def split(raw: bytes) -> Batch:
    """The batch, or a bare list of entries taken as one; broken bytes become entries that the door keeps."""
    try:
        return Batch(entries=_list.decode(raw)) if raw.lstrip()[:1] == b"[" else _batch.decode(raw)
    except UNDECODABLE:
        return _salvage(raw)


def _salvage(raw: bytes) -> Batch:
    """What can be told apart in bytes that are no batch as a whole; nothing of the entries and the roll is left out."""
    start = raw.find(b"[") if raw.lstrip()[:1] == b"[" else _array(raw, b'"entries"')
    if start < 0:
        return Batch(entries=(msgspec.Raw(raw),) if raw.strip() else ())
    entries, end = _items(raw, start)
    around = raw[:start] + raw[end:]
    sent = _SENT_AT.search(around)
    place = _array(around, b'"roll"')
    roll = [] if place < 0 else _items(around, place)[0]
    return Batch(
        entries=tuple(map(msgspec.Raw, entries)),
        roll=tuple(map(msgspec.Raw, roll)),
        sent_at=sent[1].decode() if sent else None,
    )


def _array(raw: bytes, name: bytes) -> int:
    """Where the array of this name opens, -1 when there is none."""
    found = raw.find(name)
    return -1 if found < 0 else raw.find(b"[", found)


def _items(raw: bytes, start: int) -> tuple[list[bytes], int]:
    """The comma-separated parts of the array that opens at `start`, by bracket depth, strings passed over; its end."""
    items: list[bytes] = []
    depth, quoted, escaped, begin = 0, False, False, start + 1
    for place in range(start, len(raw)):
        byte = raw[place]
        if quoted:
            quoted = escaped or byte != _QUOTE
            escaped = byte == _ESCAPE and not escaped
        elif byte == _QUOTE:
            quoted = True
        elif byte in _OPEN:
            depth += 1
        elif byte in _CLOSE:
            depth -= 1
        if depth == 0 or (depth == 1 and byte == _COMMA and not quoted):
            items.append(raw[begin:place].strip())
            begin = place + 1
        if depth == 0:
            return [item for item in items if item], place
    return [item for item in [*items, raw[begin:].strip()] if item], len(raw)
