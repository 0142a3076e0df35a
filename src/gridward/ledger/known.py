"""What the ledger already has of the entries at the door. Ids are told by their 32 digits."""

from collections.abc import Collection, Set
from typing import Any, NamedTuple

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
    subject: int | None

    @property
    def chain(self) -> int:
        """The position of the root of its chain."""
        return self.position if self.root is None else self.root


Condition = tuple[str, list[Any]]
_REST = "position, kind, root, print, device, counter, area, subject FROM ledger_entry WHERE"


def seen(ids: Collection[str]) -> dict[str, Seen]:
    """The entries with these ids that are here, by id."""
    return {one.hex: one for one in _select(_of_ids(ids))} if ids else {}


def seen_and_counted(ids: Set[str], places: Set[Place]) -> tuple[dict[str, Seen], dict[Place, Seen]]:
    """The entries with these ids, and those that stand under these counters of these devices: in one question."""
    found = _select(_of_ids(ids), *([_of_counters(places)] if places else []))
    counted = {place: one for one in found if (place := (one.device, one.counter)) in places}
    return {one.hex: one for one in found if one.hex in ids}, counted


def _of_ids(ids: Collection[str]) -> Condition:
    return among("uuid", ids, "uuid")


def _of_counters(places: Collection[Place]) -> Condition:
    devices, counters = {device for device, _ in places}, [counter for _, counter in places]
    first, last = min(counters), max(counters)
    if len(devices) == 1 and last - first <= 4 * len(counters):  # one phone, which counts on
        return "device = %s AND counter BETWEEN %s AND %s", [*devices, first, last]
    return among_pairs(("device", "counter"), places, ("int4", "int8"))


def _select(*conditions: Condition) -> list[Seen]:
    """The entries that meet each of these conditions in turn."""
    sql = " UNION ALL ".join(f"SELECT {digits('uuid')}, {_REST} {condition}" for condition, _ in conditions)
    return [Seen(*row) for row in rows(sql, [one for _, params in conditions for one in params])]
