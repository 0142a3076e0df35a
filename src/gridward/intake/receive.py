"""Where batches are handed in, whoever sends them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from gridward.intake import release
from gridward.intake.door import Door
from gridward.intake.keeping import note
from gridward.intake.look import look
from gridward.intake.split import split
from gridward.intake.wire import Newcomer, Receipt
from gridward.kit.clock import now, parse
from gridward.kit.errors import Refusal
from gridward.ledger import names
from gridward.ledger.names import NODE
from gridward.ledger.pen import Pen, pen
from gridward.roll.register import register

_encoder = msgspec.json.Encoder()


def receive(raw: bytes, *, device: str = NODE) -> list[Receipt]:
    """Take a batch as sent: an object with `entries` or a bare list. Every entry gets a receipt, in order.

    Raises kit.pen.Busy when the pen was not to be had: nothing was kept, send it again.
    """
    batch = split(raw)
    try:
        sent_at = None if batch.sent_at is None else parse(batch.sent_at, field="sent_at")
    except Refusal:
        sent_at = None
    return take(
        [bytes(entry) for entry in batch.entries], device=batch.device or device, sent_at=sent_at, roll=batch.roll
    )


def submit(entries: Iterable[Mapping[str, Any]], *, device: str = NODE, roll: Sequence[Newcomer] = ()) -> list[Receipt]:
    """Take entries made on this node, given as plain values."""
    return take([_encoder.encode(entry) for entry in entries], device=device, roll=roll)


def take(
    entries: Sequence[bytes], *, device: str = NODE, sent_at: int | None = None, roll: Sequence[Newcomer] = ()
) -> list[Receipt]:
    """Take single entries as bytes, in one transaction."""
    received = now()
    coming = [look(raw, received=received, sent_at=sent_at) for raw in entries]

    def work(held: Pen) -> list[Receipt]:
        if roll:
            register([msgspec.to_builtins(newcomer) for newcomer in roll], at=received)
        door = Door(held, device=device, received=received)
        receipts = door.take(coming)
        release.waiting(held, door, received)
        if door.redrawn:
            note(held, "grid.redrawn", {"areas": sorted(door.redrawn)}, received)
        return receipts

    return with_pen(work)


def with_pen(work: Callable[[Pen], list[Receipt]]) -> list[Receipt]:
    """Do a piece of work with the pen; numbers of names given in a transaction that failed are forgotten."""
    try:
        with pen() as held:
            return work(held)
    except BaseException:
        names.forget()
        raise
