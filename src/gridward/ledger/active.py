"""Which entries count: a function of the set, so the order of arrival cannot matter (DESIGN §9.3.3)."""

from collections.abc import Iterable
from typing import Protocol, TypeVar
from uuid import UUID


class Link(Protocol):
    """What decides about a chain: position, id, what it replaces and its root (null: it is the root)."""

    @property
    def position(self) -> int: ...
    @property
    def uuid(self) -> UUID: ...
    @property
    def replaces(self) -> int | None: ...
    @property
    def root(self) -> int | None: ...


L = TypeVar("L", bound=Link)


def chains(entries: Iterable[L]) -> dict[int, list[L]]:
    """The entries by the position of their root."""
    found: dict[int, list[L]] = {}
    for entry in entries:
        found.setdefault(entry.position if entry.root is None else entry.root, []).append(entry)
    return found


def tips(chain: Iterable[L]) -> list[L]:
    """The entries of a chain that nothing replaces, the one that counts first: it has the greatest id."""
    links = list(chain)
    replaced = {link.replaces for link in links}
    return sorted((link for link in links if link.position not in replaced), key=lambda link: link.uuid, reverse=True)


def tip(chain: Iterable[L]) -> L | None:
    """The entry of a chain that counts; it may be a void."""
    found = tips(chain)
    return found[0] if found else None
