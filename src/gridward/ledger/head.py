"""What the world may know of the chain: how far it goes and the seal that stands for all of it."""

from collections.abc import Iterable
from typing import NamedTuple

from gridward.kit.rows import among, rows
from gridward.ledger.models import Seal
from gridward.ledger.seal import GENESIS


class Stand(NamedTuple):
    """The end of the chain at a moment."""

    position: int
    seal: str
    epoch: int


def stand() -> Stand:
    """The head of the chain."""
    for position, seal, epoch in rows("SELECT position, hash, epoch FROM ledger_head WHERE id = 1"):
        return Stand(position, bytes(seal).hex(), epoch)
    return Stand(0, GENESIS.hex(), 0)


def seal_at(position: int) -> str:
    """The seal (hex) that covers `position`; empty when there is none."""
    found = Seal.objects.filter(last__gte=position, first__lte=position).first()
    return bytes(found.hash).hex() if found else ""


def received_at(position: int) -> int | None:
    """When the entry at `position` reached the node."""
    return received((position,)).get(position)


def received(positions: Iterable[int]) -> dict[int, int]:
    """When each of the entries at these positions reached the node: with the seal that covers it."""
    wanted = sorted(set(positions))
    if not wanted:
        return {}
    condition, params = among("e.position", wanted, "int8")
    sql = (
        "SELECT e.position, (SELECT s.received_at FROM ledger_seal s WHERE s.last >= e.position"
        f" ORDER BY s.last LIMIT 1) FROM ledger_entry e WHERE {condition}"
    )
    return {position: at for position, at in rows(sql, params) if at is not None}
