"""What the ledger already has of the entries at the door. Ids are told by their 32 digits."""

from collections.abc import Collection
from typing import NamedTuple

from gridward.kit.rows import among, among_pairs, digits, rows

Place = tuple[int, int]
"""A device and its counter."""


class Seen(NamedTuple):
    """An entry that is here."""

    hex: str
    position: int
    kind: int
    root: int | None
    print: bytes
    device: int
    counter: int
    area: int | None

    @property
    def chain(self) -> int:
        """The position of the root of its chain."""
        return self.position if self.root is None else self.root


_REST = "position, kind, root, print, device, counter, area FROM ledger_entry WHERE"


def seen(ids: Collection[str]) -> dict[str, Seen]:
    """The entries with these ids that are here, by id."""
    if not ids:
        return {}
    condition, params = among("uuid", ids, "uuid")
    return {row[0]: Seen(*row) for row in rows(f"SELECT {digits('uuid')}, {_REST} {condition}", params)}


def counted(places: Collection[Place]) -> dict[Place, Seen]:
    """The entries that stand under these counters of these devices."""
    if not places:
        return {}
    devices, counters = {device for device, _ in places}, [counter for _, counter in places]
    first, last = min(counters), max(counters)
    if len(devices) == 1 and last - first <= 4 * len(counters):  # one phone, which counts on
        condition, params = "device = %s AND counter BETWEEN %s AND %s", [*devices, first, last]
    else:
        condition, params = among_pairs(("device", "counter"), places, ("int4", "int8"))
    found = (Seen(*row) for row in rows(f"SELECT {digits('uuid')}, {_REST} {condition}", params))
    return {place: one for one in found if (place := (one.device, one.counter)) in places}
