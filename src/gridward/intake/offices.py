"""Offices at the door: whether the officer could record this there and then, and what appointments change."""

from collections.abc import Sequence

from gridward.grid.tree import Tree
from gridward.intake.look import Coming
from gridward.ledger.pen import Row


def judge(coming: Coming, area: int, map_now: Tree) -> None:
    """Flag what an officer did out of office, hold what somebody did who never held one there."""


def apply(rows: Sequence[Row], coming: Sequence[Coming]) -> None:
    """Bring the offices in line with the appointments among these entries."""
