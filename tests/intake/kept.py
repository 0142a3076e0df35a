"""What the ledger still has of the bytes that came in."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from gridward.figure.fold import catch_up
from gridward.figure.rebuild import check
from gridward.intake.keeping import unsealed
from gridward.intake.receive import take
from gridward.intake.wire import Receipt
from gridward.kit.clock import standing_at
from gridward.ledger.content import body_of, understood
from gridward.ledger.models import Entry
from gridward.ledger.stored import Stored, by_position
from gridward.ledger.verify import verify
from gridward.roll.sealing import unseal_node
from tests.toy.node import EAST, NOW, at, entry


def row(receipt: Receipt) -> Stored:
    """The row that a receipt speaks of."""
    assert receipt.position is not None
    return by_position([receipt.position])[0]


def bytes_of(receipt: Receipt) -> bytes | None:
    """The bytes as they came, of an entry that was held or clashed; None for one that counts."""
    found = row(receipt)
    if receipt.outcome == "conflict":
        sealed = body_of(found.content)["sealed"]
        return unseal_node(sealed, found.uuid.bytes).encode("utf-8", "surrogateescape")
    return None if understood(found.content) else unsealed(found.content, found.uuid)


def good(number: int) -> bytes:
    """An entry with which nothing is wrong."""
    return msgspec.json.encode(entry(number, "toy.cars", EAST, at(2), {"count": 1}))


def among_good(*poison: bytes) -> list[Receipt]:
    """Hand in a batch of bad entries between two good ones; returns the receipts of the bad ones.

    Whatever they are: the good ones count, every entry has a receipt, nothing is lost, the ledger and the figures stay
    whole.
    """
    number = 10_000 + 2 * Entry.objects.count()
    batch = [good(number), *poison, good(number + 1)]
    with standing_at(NOW):
        receipts = take(batch)
    assert [receipt.outcome for receipt in (receipts[0], receipts[-1])] == ["accepted", "accepted"]
    assert len(receipts) == len(batch)
    nothing_lost(poison, receipts[1:-1])
    whole()
    return receipts[1:-1]


def nothing_lost(sent: Sequence[bytes], receipts: Sequence[Receipt]) -> None:
    """Every entry is found by its receipt, as it came or as it counts."""
    for raw, receipt in zip(sent, receipts, strict=True):
        UUID(receipt.id)
        kept = bytes_of(receipt)
        assert receipt.outcome in ("accepted", "flagged", "held", "conflict", "duplicate")
        assert kept in (None, raw) or receipt.outcome == "duplicate"
        if receipt.outcome in ("held", "conflict", "flagged"):
            assert all(reason.text.zh and reason.text.en and reason.code for reason in receipt.reasons)
            assert receipt.reasons


def whole() -> None:
    """The ledger verifies, the fold goes through, and what it booked is what follows from the entries."""
    assert verify() == []
    catch_up()
    assert check() == []
