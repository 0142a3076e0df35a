"""From the drafts that domains imagine to the entries on the wire, in the order in which the node receives them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from gridward.kit import clock
from gridward.plug.imagine import Draft

SHORTLY = 20 * clock.SECOND
"""From the deed to the tap that records it."""
SOON = 45 * clock.SECOND
"""From the deed to the node, when the phone has a network."""
ONCE_MORE = 90 * clock.SECOND
"""From the first arrival to the second, of an entry whose receipt was lost."""

_encoder = msgspec.json.Encoder(decimal_format="number", uuid_format="canonical")


class Sent(NamedTuple):
    """One entry on its way: when it is received and the bytes as sent."""

    received: int
    data: bytes


class _Made(NamedTuple):
    received: int
    at: int
    id: bytes
    device: str
    again: bool
    data: bytes


def stream(drafts: Iterable[Draft], *, until: int, author: Callable[[Draft], str]) -> list[Sent]:
    """All entries in the order of their arrival, counted by device in the order of their making.

    Nothing arrives after `until`: what would, arrives then. `author` says whose deed a draft is.
    """
    made = [_made(draft, until, author(draft)) for draft in drafts]
    made.sort(key=lambda one: (one.device, one.at, one.id))
    counters: Counter[str] = Counter()
    found: list[tuple[int, bytes, bytes]] = []
    for one in made:
        counters[one.device] += 1
        data = one.data + b',"counter":%d}' % counters[one.device]
        found.append((one.received, one.id, data))
        if one.again:
            found.append((min(until, one.received + ONCE_MORE), one.id, data))
    found.sort(key=lambda row: row[:2])
    return [Sent(received, data) for received, _, data in found]


def batches(sent: Sequence[Sent], *, size: int, span: int) -> Iterator[Sequence[Sent]]:
    """Pieces of at most `size` entries that arrived within `span` microseconds."""
    first = 0
    for number, one in enumerate(sent):
        if number - first == size or one.received - sent[first].received > span:
            yield sent[first:number]
            first = number
    if first < len(sent):
        yield sent[first:]


def _made(draft: Draft, until: int, by: str) -> _Made:
    device = draft.device or f"phone-{draft.area}"
    received = min(until, draft.at + SOON if draft.received is None else max(draft.received, draft.at))
    wire: dict[str, Any] = {
        "id": draft.id,
        "kind": draft.kind,
        "area": draft.area,
        "happened_at": _iso(draft.at),
        "recorded_at": _iso(min(draft.at + SHORTLY, received)),
        "means": draft.means,
        "device": device,
        "body": draft.body,
    }
    if draft.subject is not None:
        kind, ref = draft.subject
        wire["subject"] = {"kind": kind, "id" if kind == "entry" else "ref": ref}
    if by:
        wire["by"] = by
    if draft.replaces is not None:
        wire["replaces"] = draft.replaces
    data = _encoder.encode(wire)[:-1]
    return _Made(received, draft.at, draft.id.bytes, device, draft.again, data)


def _iso(at: int) -> str:
    """As `clock.iso`, which a stream of a million entries would otherwise ask twice for each."""
    minute, rest = divmod(at, clock.MINUTE)
    if rest % clock.SECOND:
        return clock.iso(at)
    text = _minute(minute)
    return f"{text[:17]}{rest // clock.SECOND:02}{text[19:]}"


@lru_cache(maxsize=1 << 16)
def _minute(minute: int) -> str:
    return clock.iso(minute * clock.MINUTE)
