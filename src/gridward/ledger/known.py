"""What the ledger already has of the entries at the door."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from gridward.kit.rows import among, rows


class Seen(NamedTuple):
    """An entry that is here."""

    uuid: UUID
    position: int
    kind: int
    outcome: int
    counts_from: int | None
    root: int | None
    print: bytes
    device: int
    counter: int
    area: int | None

    @property
    def chain(self) -> int:
        """The position of the root of its chain."""
        return self.position if self.root is None else self.root


_SELECT = (
    "SELECT uuid, position, kind, outcome, counts_from, root, print, device, counter, area FROM ledger_entry WHERE "
)


def seen(uuids: Collection[UUID]) -> dict[UUID, Seen]:
    """The entries with these ids that are here, by id."""
    if not uuids:
        return {}
    condition, params = among("uuid", uuids, "uuid")
    return {found.uuid: found for found in (_seen(row) for row in rows(_SELECT + condition, params))}


def counted(device: int, counters: Collection[int]) -> dict[int, Seen]:
    """The entries of a device with these counters, by counter."""
    if not counters:
        return {}
    condition, params = among("counter", counters, "int8")
    found = rows(f"{_SELECT} device = %s AND {condition}", [device, *params])
    return {one.counter: one for one in (_seen(row) for row in found)}


def _seen(row: tuple[object, ...]) -> Seen:
    uuid, *rest = row
    return Seen(uuid if isinstance(uuid, UUID) else UUID(str(uuid)), *rest)  # type: ignore[arg-type]
