"""What the ledger already has of the entries at the door. Ids are told by their 32 digits."""

from collections.abc import Collection
from typing import NamedTuple

from gridward.kit.rows import among, digits, rows


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


def counted(device: int, counters: Collection[int]) -> dict[int, Seen]:
    """The entries of a device with these counters, by counter."""
    if not counters:
        return {}
    first, last = min(counters), max(counters)
    condition, params = "counter BETWEEN %s AND %s", [first, last]
    if last - first > 4 * len(counters):
        condition, params = among("counter", counters, "int8")
    found = rows(f"SELECT {digits('uuid')}, {_REST} device = %s AND {condition}", [device, *params])
    wanted = set(counters) if found else ()
    return {one.counter: one for one in (Seen(*row) for row in found) if one.counter in wanted}
