"""Taking a batch apart. A batch that is not JSON as a whole may still hold good entries beside the broken one."""

import msgspec

from gridward.intake.wire import Batch, Newcomer

_batch = msgspec.json.Decoder(Batch)
_list = msgspec.json.Decoder(tuple[msgspec.Raw, ...])
_roll = msgspec.json.Decoder(tuple[Newcomer, ...])

_OPEN, _CLOSE, _QUOTE, _ESCAPE, _COMMA = b"[{", b"]}", ord('"'), ord("\\"), ord(",")


def split(raw: bytes) -> Batch:
    """The batch, or a bare list of entries taken as one; broken bytes become entries that the door keeps."""
    try:
        return Batch(entries=_list.decode(raw)) if raw.lstrip()[:1] == b"[" else _batch.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _salvage(raw)


def _salvage(raw: bytes) -> Batch:
    start = raw.find(b"[") if raw.lstrip()[:1] == b"[" else _entries_at(raw)
    if start < 0:
        return Batch(entries=(msgspec.Raw(raw),) if raw.strip() else ())
    items = _items(raw, start)
    return Batch(entries=tuple(msgspec.Raw(item) for item in items), roll=_roll_of(raw))


def _entries_at(raw: bytes) -> int:
    name = raw.find(b'"entries"')
    return -1 if name < 0 else raw.find(b"[", name)


def _roll_of(raw: bytes) -> tuple[Newcomer, ...]:
    name = raw.find(b'"roll"')
    start = -1 if name < 0 else raw.find(b"[", name)
    if start < 0:
        return ()
    try:
        return _roll.decode(b"[" + b",".join(_items(raw, start)) + b"]")
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ()


def _items(raw: bytes, start: int) -> list[bytes]:
    """The comma-separated parts of the array that opens at `start`, by bracket depth, strings passed over."""
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
            return [item for item in items if item]
    return [item for item in [*items, raw[begin:].strip()] if item]
