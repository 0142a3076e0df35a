"""The people and things that a batch brings along, told from what could not be read as one."""

from collections.abc import Iterable

import msgspec

from gridward.intake.wire import UNDECODABLE, Newcomer
from gridward.roll.things import KINDS

_newcomer = msgspec.json.Decoder(Newcomer)


def read(items: Iterable[msgspec.Raw]) -> tuple[list[Newcomer], list[bytes]]:
    """Those that the roll can take, and the bytes of the others: the door keeps them like an entry it cannot read."""
    found, broken = [], []
    for item in items:
        raw = bytes(item)
        try:
            newcomer = _newcomer.decode(raw)
        except UNDECODABLE:
            broken.append(raw)
            continue
        if newcomer.id and newcomer.kind in KINDS:
            found.append(newcomer)
        else:
            broken.append(raw)
    return found, broken
