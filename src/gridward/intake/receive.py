"""Where batches are handed in, whoever sends them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from gridward.duty import names as clauses
from gridward.grid.roles import APPOINTMENT
from gridward.grid.tree import tree
from gridward.intake import faults, release
from gridward.intake.closed import due
from gridward.intake.coming import Coming
from gridward.intake.door import Door
from gridward.intake.keeping import note
from gridward.intake.kernel import Area, AreaAction
from gridward.intake.look import look
from gridward.intake.newcomers import read
from gridward.intake.split import split
from gridward.intake.taken_back import ended
from gridward.intake.wire import Newcomer, Receipt
from gridward.kit.clock import now, parse
from gridward.kit.errors import Refusal
from gridward.kit.heap import growing
from gridward.ledger import lately, names
from gridward.ledger.names import NODE
from gridward.ledger.pen import Pen, pen
from gridward.ledger.redrawn import REDRAWN
from gridward.ledger.sameness import MERGE
from gridward.roll.register import register

MOST = 20_000
"""Entries of the largest batch that a device may send: what is taken in one go keeps everybody else waiting."""

T = TypeVar("T")
_encoder = msgspec.json.Encoder()


class TooMany(Exception):
    """A batch has more than `MOST` entries; nothing was kept."""


def receive(raw: bytes, *, device: str = NODE, trusted: bool = True) -> list[Receipt]:
    """Take a batch as sent: an object with `entries` or a bare list. Every entry gets a receipt, in order; after them
    come receipts for what of `roll` could not be read.

    Not `trusted`, the batch comes from `device` whatever it says of itself: an entry that names another device is
    flagged and stands under this one, with a counter that the node draws. Raises kit.pen.Busy when the pen was not to
    be had, `TooMany` for more than a device may send at once: nothing was kept, send it again.
    """
    batch = split(raw)
    if not trusted and len(batch.entries) > MOST:
        raise TooMany
    try:
        sent_at = None if batch.sent_at is None else parse(batch.sent_at, field="sent_at")
    except Refusal:
        sent_at = None
    roll, broken = read(batch.roll)
    return take(
        [*batch.entries, *broken],
        device=(batch.device or device)[:120] if trusted else device,
        sent_at=sent_at,
        roll=roll,
        trusted=trusted,
    )


def submit(entries: Iterable[Mapping[str, Any]], *, device: str = NODE, roll: Sequence[Newcomer] = ()) -> list[Receipt]:
    """Take entries made on this node, given as plain values."""
    return take([_encoder.encode(entry) for entry in entries], device=device, roll=roll)


def take(
    entries: Sequence[msgspec.Raw | bytes],
    *,
    device: str = NODE,
    sent_at: int | None = None,
    roll: Sequence[Newcomer] = (),
    trusted: bool = True,
) -> list[Receipt]:
    """Take single entries as bytes, in one transaction."""
    with growing():
        return _take(entries, device, sent_at, roll, trusted=trusted)


def _take(
    entries: Sequence[msgspec.Raw | bytes], device: str, sent_at: int | None, roll: Sequence[Newcomer], *, trusted: bool
) -> list[Receipt]:
    received = now()
    coming = look(entries, received=received, sent_at=sent_at)
    if not trusted:
        for one in coming:
            if one.wire is not None and one.wire.device not in (None, device):
                one.flag(faults.other_device(one.wire.device or "", device))
            if _rules_over_others(one):
                one.hold(faults.not_from_devices())  # `by` is only what a device says of itself

    def work(held: Pen) -> list[Receipt]:
        if roll:
            register([msgspec.to_builtins(newcomer) for newcomer in roll], at=received)
        door = Door(held, device=device, received=received, trusted=trusted)
        receipts = door.take(coming)
        release.begun(held, door, received)
        release.waiting(held, door, received)
        door.take(ended(door.taken, received))
        _note_redrawn(held, door, received)
        return receipts

    return with_pen(work)


def _rules_over_others(coming: Coming) -> bool:
    """Whether an entry changes who may do what or where, what is asked of them, or who is who; opening an area
    that is not there yet does not.
    """
    wire, body = coming.wire, coming.body
    if wire is None or wire.kind != "grid.area":
        return wire is not None and wire.kind in (APPOINTMENT, MERGE, "policy.response")
    opens = isinstance(body, Area) and body.action is AreaAction.OPEN and not wire.replaces
    return not opens or tree().id_of(body.code) is not None


def begin() -> int:
    """Let count whatever was closed until now; returns how many entries."""
    received = now()
    if not due(received):
        return 0

    def work(held: Pen) -> int:
        door = Door(held, device=NODE, received=received)
        number = release.begun(held, door, received)
        _note_redrawn(held, door, received)
        return number

    return with_pen(work)


def _note_redrawn(held: Pen, door: Door, received: int) -> None:
    """What turned out to lie elsewhere is told to all that follows from it."""
    if door.redrawn:
        note(held, REDRAWN, {"areas": sorted(door.redrawn)}, received)


def with_pen(work: Callable[[Pen], T]) -> T:
    """Do a piece of work with the pen; what was read or given in a transaction that failed is forgotten."""
    try:
        with pen() as held:
            return work(held)
    except BaseException:
        names.forget()
        lately.forget()
        clauses.forget()
        raise
