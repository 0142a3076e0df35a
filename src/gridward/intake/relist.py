"""Every row of every list derived again: for states that are new to a node, and after what was put off
(`kit.afterwards`).

In pieces. Each is derived without the pen and written with it, if nothing came meanwhile; if something did, it is
derived once more with the pen.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from gridward.grid.tree import tree
from gridward.intake.states import Derived, Touched, derived
from gridward.kit.abreast import abreast
from gridward.kit.heap import growing
from gridward.kit.lasting import later
from gridward.kit.pen import preparing, writing
from gridward.kit.rows import rows
from gridward.ledger.answers import answered_ever, own_matter
from gridward.ledger.head import stand
from gridward.ledger.names import kind_number
from gridward.ledger.places import Places
from gridward.plug.catalogue import CATALOGUE

STEP = 2000
"""Subjects a transaction."""


class Piece(NamedTuple):
    """The states of some subjects, or matters: whose, by the state's place in the catalogue."""

    keys: Mapping[int, frozenset[int]]

    def touched(self) -> Touched:
        """The same as `derived` wants it."""
        states = CATALOGUE.states
        return {id(states[number]): (states[number], set(found)) for number, found in self.keys.items()}


def again(progress: Callable[[int, int], None] = lambda done, whole: None, *, hands: int = 1) -> None:
    """Derive the states of everything that was ever told of. Safe to interrupt and to repeat."""
    work = list(_pieces())
    for number, _ in enumerate(abreast(_write, work, hands=hands), start=1):
        progress(number, len(work))


def _pieces() -> Iterator[Piece]:
    ever = _ever()
    keys = sorted(set().union(*ever.values()))
    for start in range(0, len(keys), STEP):
        some = frozenset(keys[start : start + STEP])
        yield Piece({number: found for number, every in ever.items() if (found := some & every)})


def _ever() -> dict[int, set[int]]:
    """Every subject, or matter, of which each state tells."""
    answers = answered_ever()
    found: dict[int, set[int]] = {}
    for number, state in enumerate(CATALOGUE.states):
        told = _matters if state.matter else _subjects
        found[number] = set().union(answers if state.matter else (), *(told(name) for name in state.of))
    return found


def _subjects(kind: str) -> Iterator[int]:
    told = "SELECT DISTINCT subject FROM ledger_entry WHERE kind = %s AND counts_from IS NOT NULL"
    return (subject for (subject,) in rows(told, [kind_number(kind)]) if subject is not None)


def _matters(kind: str) -> Iterator[int]:
    told = "SELECT subject, COALESCE(root, position) FROM ledger_entry WHERE kind = %s AND counts_from IS NOT NULL"
    return (own_matter(subject, chain) for subject, chain in rows(told, [kind_number(kind)]))


def _write(piece: Piece) -> None:
    """One piece; nobody needs it to outlive a power cut before the last of them does."""
    with growing(), later():
        until = stand().position
        with preparing():
            found = _derived(piece, until)
        with writing():
            if (now := stand().position) != until:
                found = _derived(piece, now)
            for one in found:
                one.write()


def _derived(piece: Piece, until: int) -> list[Derived]:
    return derived(piece.touched(), Places(tree()), until)
