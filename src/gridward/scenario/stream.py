"""From the drafts that domains imagine to the entries on the wire, in the order in which the node receives them.

A county's entries are millions: their bytes wait in a file without a name, and memory holds only where each begins.
"""

import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

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


_Made = tuple[str, int, bytes, int, int, int, bool]
"""Device, time, id, where the bytes begin and end, when received, and whether it comes twice."""
_Waiting = tuple[int, bytes, int, int, int]
"""When received, the id, where the bytes begin and end, and the counter that they lack."""


class Waiting(NamedTuple):
    """Of each entry, in the order of arrival: when it is received, where its bytes begin and end, and the counter that
    they lack.
    """

    received: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    counters: Sequence[int]


class Stream:
    """All entries in the order of their arrival; their bytes are in the file."""

    def __init__(self, file: IO[bytes], waiting: Waiting) -> None:
        self._file = file
        self._waiting = waiting
        self.received = waiting.received
        """The moments at which they are received."""

    def __len__(self) -> int:
        return len(self.received)

    def __iter__(self) -> Iterator[Sent]:
        return map(Sent, self.received, self.data(0, len(self)))

    def data(self, first: int, last: int) -> Iterator[bytes]:
        """The bytes of the entries from number `first` to before `last`."""
        file = self._file.fileno()
        _, starts, ends, counters = self._waiting
        for number in range(first, last):
            begun = os.pread(file, ends[number] - starts[number], starts[number])
            yield begun + b',"counter":%d}' % counters[number]


def nameless(folder: Path | None = None) -> IO[bytes]:
    """A file for the bytes, gone when it is closed."""
    return TemporaryFile(dir=folder, buffering=1 << 20)


def written(file: IO[bytes], drafts: Iterable[Draft], *, until: int, author: Callable[[Draft], str]) -> Waiting:
    """Write all entries into the file; says of each, in the order of arrival, what `Stream` needs. They are counted by
    device in the order of their making.

    Nothing arrives after `until`: what would, arrives then. `author` says whose deed a draft is.
    """
    waiting = _waiting(_made(file, drafts, until, author), until)
    file.flush()
    received, _, starts, ends, counters = zip(*waiting, strict=True) if waiting else ((),) * 5
    return Waiting(array("q", received), array("q", starts), array("q", ends), array("q", counters))


def _made(file: IO[bytes], drafts: Iterable[Draft], until: int, author: Callable[[Draft], str]) -> list[_Made]:
    """What is known of each entry, in the order of making; its bytes are in the file."""
    made: list[_Made] = []
    end = 0
    for draft in drafts:
        device = draft.device or f"phone-{draft.area}"
        received = min(until, draft.at + SOON if draft.received is None else max(draft.received, draft.at))
        start, end = end, end + file.write(_encoded(draft, device, received, author(draft)))
        made.append((device, draft.at, draft.id.bytes, start, end, received, draft.again))
    return made


def _waiting(made: list[_Made], until: int) -> list[_Waiting]:
    """The same counted by device, and in the order of arrival; `made` is emptied, so that memory holds each once."""
    made.sort(reverse=True)
    found: list[_Waiting] = []
    counter, last = 0, ""
    while made:
        device, _, id, start, end, received, again = made.pop()
        counter, last = (counter + 1 if device == last else 1), device
        found.append((received, id, start, end, counter))
        if again:
            found.append((min(until, received + ONCE_MORE), id, start, end, counter))
    found.sort()
    return found


def batches(received: Sequence[int], *, size: int, span: int, first: int = 0) -> Iterator[tuple[int, int]]:
    """From which to before which number entries go together, from number `first` on: at most `size` that arrive within
    `span` microseconds.
    """
    for number in range(first, len(received)):
        if number - first == size or received[number] - received[first] > span:
            yield first, number
            first = number
    if first < len(received):
        yield first, len(received)


def _encoded(draft: Draft, device: str, received: int, by: str) -> bytes:
    """The entry as sent, still without its counter and the last brace."""
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
        kind, name = draft.subject
        wire["subject"] = {"kind": kind, "id" if kind == "entry" else "ref": name}
    if by:
        wire["by"] = by
    if draft.replaces is not None:
        wire["replaces"] = draft.replaces
    return _encoder.encode(wire)[:-1]


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
