"""In how many runs a batch is taken: nearly always in one."""

from collections.abc import Callable, Sequence
from itertools import groupby

from gridward.grid.roles import APPOINTMENT
from gridward.intake.coming import Coming

MAKES_WAY = frozenset({"grid.area", APPOINTMENT, "policy.response", "ledger.released"})
"""Kinds that later entries of the same batch may depend on: they are taken one by one."""


def turns(coming: Sequence[Coming]) -> list[Sequence[Coming]]:
    """The runs, in order; entries that others may depend on get one of their own. Openings of areas share one, and so
    do appointments that are the node's own: whether it may give them depends on no other.
    """
    if MAKES_WAY.isdisjoint(one.wire.kind for one in coming if one.wire is not None):
        return [coming] if coming else []
    return [list(run) for _, run in groupby(coming, key=_turn())]


def _turn() -> Callable[[Coming], int]:
    turn, last = 0, ""

    def of(coming: Coming) -> int:
        nonlocal turn, last
        named = "" if coming.wire is None or coming.wire.kind not in MAKES_WAY else coming.wire.kind
        shares = named == "grid.area" or (named == APPOINTMENT and _of_the_node(coming))
        if named != last or (named and (coming.parent or not shares)):
            turn += 1
        last = named
        return turn

    return of


def _of_the_node(coming: Coming) -> bool:
    return coming.wire is not None and not (coming.wire.by or coming.wire.entered_by)
