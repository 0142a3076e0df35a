"""From the drafts that domains imagine to the entries on the wire, in the order in which the node receives them."""

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
    """One entry on its way: when it is received and the bytes as sent, which begin with its id."""

    received: int
    data: bytes


_Made = tuple[str, int, bytes, int, bool]
"""Device, time, the bytes without their counter (they begin with the id), when received, and whether it comes again."""


def stream(drafts: Iterable[Draft], *, until: int, author: Callable[[Draft], str]) -> list[Sent]:
    """All entries in the order of their arrival, counted by device in the order of their making.

    Nothing arrives after `until`: what would, arrives then. `author` says whose deed a draft is.
    """
    made = [_made(draft, until, author(draft)) for draft in drafts]
    made.sort(reverse=True)
    found: list[Sent] = []
    counter, last = 0, ""
    while made:  # taken from the end, so that nothing stays in memory twice
        device, _, data, received, again = made.pop()
        counter, last = (counter + 1 if device == last else 1), device
        data += b',"counter":%d}' % counter
        found.append(Sent(received, data))
        if again:
            found.append(Sent(min(until, received + ONCE_MORE), data))
    found.sort()
    return found


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
        wire["subject"] = {"kind": draft.subject[0], "ref": draft.subject[1]}
    if by:
        wire["by"] = by
    if draft.replaces is not None:
        wire["replaces"] = draft.replaces
    return device, draft.at, _encoder.encode(wire)[:-1], received, draft.again


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
