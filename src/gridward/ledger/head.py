"""What the world may know of the chain: how far it goes and the seal that stands for all of it."""

from typing import NamedTuple

from gridward.ledger.models import Head, Seal
from gridward.ledger.seal import GENESIS


class Stand(NamedTuple):
    """The end of the chain at a moment."""

    position: int
    seal: str
    epoch: int


def stand() -> Stand:
    """The head of the chain."""
    head = Head.objects.filter(id=1).first()
    if head is None:
        return Stand(0, GENESIS.hex(), 0)
    return Stand(head.position, bytes(head.hash).hex(), head.epoch)


def seal_at(position: int) -> str:
    """The seal (hex) that covers `position`; empty when there is none."""
    found = Seal.objects.filter(last__gte=position, first__lte=position).first()
    return bytes(found.hash).hex() if found else ""


def received_at(position: int) -> int | None:
    """When the entry at `position` reached the node."""
    found = Seal.objects.filter(last__gte=position, first__lte=position).first()
    return found.received_at if found else None
