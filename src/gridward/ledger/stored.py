"""Rows of the ledger as plain values, and the queries by which the other modules ask for them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from gridward.kit.clock import first_moment, last_moment
from gridward.kit.rows import among, rows
from gridward.ledger.active import chains, tip

_COLUMNS = (
    "position, uuid, kind, outcome, counts_from, area, subject, at, day, "
    "device, counter, replaces, root, reasons, content"
)

MANY = 500
"""In so many areas entries are found by their kinds."""


class Stored(NamedTuple):
    """A row of the ledger; `kind` and `device` by the node's numbers, `subject` as a key."""

    position: int
    uuid: UUID
    kind: int
    outcome: int
    counts_from: int | None
    area: int | None
    subject: int | None
    at: int
    day: int
    device: int
    counter: int
    replaces: int | None
    root: int | None
    reasons: str | None
    content: str

    @property
    def void(self) -> bool:
        """Whether the entry says that something never happened."""
        return self.content.endswith('"body":null}')

    @property
    def chain(self) -> int:
        """The position of the root of its chain."""
        return self.position if self.root is None else self.root


def select(where: str, params: Sequence[Any], tail: str = "") -> list[Stored]:
    """The rows that meet a condition."""
    return [Stored(*row) for row in rows(f"SELECT {_COLUMNS} FROM ledger_entry WHERE {where} {tail}", params)]


def between(first: int, last: int) -> list[Stored]:
    """All entries of a range of positions, in order."""
    return select("position BETWEEN %s AND %s", (first, last), "ORDER BY position")


def of_kinds(kinds: Sequence[int]) -> list[Stored]:
    """All entries of a few kinds, in order. Asked for one by one: for a list SQLite reads the whole ledger."""
    one = f"SELECT {_COLUMNS} FROM ledger_entry WHERE kind = %s"
    found = rows(" UNION ALL ".join([one] * len(kinds)), kinds) if kinds else []
    return sorted((Stored(*row) for row in found), key=lambda entry: entry.position)


def walk(last: int, *, step: int = 5000) -> Iterator[Stored]:
    """Every entry up to `last`, in order of position, a slice at a time."""
    for first in range(1, last + 1, step):
        yield from between(first, min(first + step - 1, last))


def by_position(positions: Iterable[int]) -> list[Stored]:
    """The entries at these positions."""
    condition, params = among("position", list(positions), "int8")
    return select(condition, params)


def by_uuid(uuids: Iterable[UUID]) -> list[Stored]:
    """The entries with these ids."""
    condition, params = among("uuid", list(uuids), "uuid")
    return select(condition, params)


def of_chains(roots: Iterable[int]) -> list[Stored]:
    """Every entry of these chains, held ones too."""
    wanted = list(roots)
    own, own_params = among("position", wanted, "int8")
    later, later_params = among("root", wanted, "int8")
    all_later = f"SELECT {_COLUMNS} FROM ledger_entry WHERE root IS NOT NULL AND {later}"
    return select(f"{own} UNION ALL {all_later}", [*own_params, *later_params])


def about(keys: Iterable[int], kinds: Sequence[int], *, days: tuple[int, int] | None = None) -> list[Stored]:
    """Every entry of the chains in which some entry of these kinds is about one of these subjects, from the first of
    these days to the last.
    """
    condition, params = among("subject", list(keys), "int8")
    of_kind, kind_params = among("kind", list(kinds), "int2")
    then = "" if days is None else f" AND day BETWEEN {days[0]:d} AND {days[1]:d}"
    return _whole(select(f"subject IS NOT NULL AND {condition} AND {of_kind}{then}", [*params, *kind_params]))


def at_areas(
    areas: Collection[int],
    kinds: Sequence[int],
    *,
    before: int | None = None,
    days: tuple[int, int] | None = None,
    bare: bool = False,
) -> list[Stored]:
    """Every entry of the chains in which some entry of these kinds is at one of these areas, at a position `before`,
    from the first of these days to the last; `bare` ones are about nothing else than the area.

    In many areas they are found by kind and time: whatever else is told there is not looked at.
    """
    many = len(areas) > MANY
    by, beside = ("+area", "kind") if many else ("area", "+kind")  # +: never by the index of what is most of the rows
    condition, params = among(by, areas, "int4")
    of_kind, kind_params = among(beside, list(kinds), "int2")
    earlier = "" if before is None else f" AND position < {before:d}"
    about_none = " AND subject IS NULL" if bare else ""
    if days is None:
        then = ""
    elif many:
        then = f" AND at BETWEEN {first_moment(days[0]):d} AND {last_moment(days[1]):d}"
    else:
        then = f" AND day BETWEEN {days[0]:d} AND {days[1]:d}"
    return _whole(select(f"{condition} AND {of_kind}{about_none}{earlier}{then}", [*params, *kind_params]))


def counting(entries: Iterable[Stored], until: int) -> list[Stored]:
    """The active entries of whole chains as known at position `until`: one tip a chain, voids left out, by time; of one
    moment in the order in which they were made, which does not depend on the order of arrival.
    """
    known = [one for one in entries if one.counts_from is not None and one.counts_from <= until]
    found: Iterable[Stored | None] = known
    if any(one.root is not None for one in known):
        found = (chain[0] if len(chain) == 1 else tip(chain) for chain in chains(known).values())
    return sorted((one for one in found if one is not None and not one.void), key=lambda one: (one.at, one.uuid))


def _whole(found: list[Stored]) -> list[Stored]:
    """The rows with whatever else belongs to their chains: a correction may have moved to another subject or area."""
    roots = {one.chain for one in found}
    have = {one.position for one in found}
    condition, params = among("root", sorted(roots), "int8")
    more = select(f"root IS NOT NULL AND {condition}", params)
    missing = sorted({one.root for one in found if one.root is not None} - have)
    return found + [one for one in more if one.position not in have] + (by_position(missing) if missing else [])
