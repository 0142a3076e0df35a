"""How stores tell what they hold and use, for duties that ask for stock: declared by the domain that knows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gridward.plug.kind import Entry


class Amount(NamedTuple):
    """At a moment `amount` of an item came, went (below zero) or is used in a day from then on; in 10**-scale units."""

    at: int
    item: str
    amount: int
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """The kinds of entries by which a store is kept, and what they say.

    `moved(entries)` gets the active moves of one store by time, `used(entries)` the statements of one area or place of
    what full load uses in a day, `asked(entry)` says which items a request is for.
    """

    moves: tuple[str, ...]
    use: str
    request: str
    moved: Callable[[Sequence[Entry]], Iterable[Amount]]
    used: Callable[[Sequence[Entry]], Iterable[Amount]]
    asked: Callable[[Entry], tuple[str, ...]]

    @property
    def kinds(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.moves, self.use, self.request)
