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
from gridward.kit.rows import among, rows
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
    found: dict[int, set[int]] = {number: set() for number, _ in enumerate(CATALOGUE.states)}
    concerned: dict[int, list[int]] = {}
    for number, state in enumerate(CATALOGUE.states):
        for name in state.of:
            concerned.setdefault(kind_number(name), []).append(number)
    condition, params = among("kind", list(concerned), "int2")
    told = rows(
        "SELECT kind, subject, COALESCE(root, position) FROM ledger_entry"  # noqa: S608
        f" WHERE {condition} AND counts_from IS NOT NULL",
        params,
    )
    for kind, subject, chain in told:
        for number in concerned[kind]:
            key = own_matter(subject, chain) if CATALOGUE.states[number].matter else subject
            if key is not None:
                found[number].add(key)
    answers = answered_ever()
    for number, state in enumerate(CATALOGUE.states):
        if state.matter:
            found[number].update(answers)
    return found


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
