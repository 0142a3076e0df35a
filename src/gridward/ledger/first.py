"""The first of many entries that count, and how many there are: counted in an index, and only the first are read.

Nearly every entry stands alone: nothing replaces it and nothing was remarked on it, so that it counts as it came. The
others are looked at one by one.
"""

from collections.abc import Collection, Sequence
from typing import Any

from gridward.kit.rows import among, rows
from gridward.ledger.stored import Stored, by_position, counting, of_chains

_CORRECTED = "position IN (SELECT root FROM ledger_entry WHERE root IS NOT NULL)"
_CORRECTING = "position IN (SELECT position FROM ledger_entry WHERE root IS NOT NULL)"
_REMARKED = "position IN (SELECT position FROM ledger_entry WHERE outcome > 0)"
_DOUBTFUL = f"({_CORRECTED} OR {_CORRECTING} OR {_REMARKED})"


def first(
    kinds: Sequence[int], areas: Collection[int] | None, *, after: int | None, end: int, until: int, most: int
) -> tuple[list[Stored], int]:
    """The first `most` active entries of these kinds in these areas (None: in any area), by time, as known at position
    `until`, and how many there are; those that happened after a moment (None: from the beginning) and not after `end`.
    """
    of_kind, params = among("kind", list(kinds), "int2")
    inside, more = ("area IS NOT NULL", []) if areas is None else among("+area", areas, "int4")
    since, begin = ("", list[Any]()) if after is None else (" AND at > %s", [after])
    where = f"{of_kind} AND {inside} AND at <= %s{since} AND position <= %s"
    asked = [*params, *more, end, *begin, until]
    every = int(rows(f"SELECT COUNT(*) FROM ledger_entry WHERE {where}", asked)[0][0])
    doubtful = {one for (one,) in rows(f"SELECT position FROM ledger_entry WHERE {where} AND {_DOUBTFUL}", asked)}
    enough = f"ORDER BY at LIMIT {most + len(doubtful):d}"
    early = rows(f"SELECT at, position FROM ledger_entry WHERE {where} {enough}", asked)
    plain = [at for at, position in early if position not in doubtful][:most]
    found = _counting(doubtful, until)
    found = [one for one in found if one.kind in set(kinds) and _lies(one.area, areas) and _within(one.at, after, end)]
    total = every - len(doubtful) + len(found)
    if plain:  # with all that happened at the moment of the last: of one moment the ids decide
        last = rows(f"SELECT position FROM ledger_entry WHERE {where} AND at <= %s", [*asked, plain[-1]])
        found += by_position(one for (one,) in last if one not in doubtful)
    return sorted(found, key=lambda one: (one.at, one.uuid))[:most], total


def _counting(doubtful: Collection[int], until: int) -> list[Stored]:
    """What counts of the chains to which these belong."""
    if not doubtful:
        return []
    chains = {one.chain for one in by_position(doubtful)}
    return counting(of_chains(chains), until)


def _lies(area: int | None, areas: Collection[int] | None) -> bool:
    return area is not None if areas is None else area in areas


def _within(at: int, after: int | None, end: int) -> bool:
    return at <= end and (after is None or at > after)
