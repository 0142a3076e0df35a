"""Who stands behind an entry: whom it names, whoever keyed it in, and whose device it came from.

An entry says of itself who made it; only the account that keyed it in and the owner of the device are known. Where it
matters that two people are two, all of them count as having made it.
"""

from collections.abc import Iterable
from typing import NamedTuple

from gridward.account.models import Device
from gridward.grid.book import Held, book
from gridward.grid.officer import offices_of
from gridward.grid.tree import Tree
from gridward.ledger.names import NODE, source_name, source_number


class Behind(NamedTuple):
    """The people behind an entry, and the branches that any of them ever belonged to.

    `people` are accounts, persons, names and devices, each with a word for what it is.
    """

    people: frozenset[tuple[str, str]]
    branches: frozenset[str]


def behind(names: Iterable[str | None], device: int) -> Behind:
    """Whom an entry with these names leads to that came from the device of this number."""
    said = [name for name in (*names, owner(device)) if name]
    held = [one for name in said for one in offices_of(name)]
    people = {("name", name) for name in said}
    people |= {("account", str(one.account)) for one in held if one.account is not None}
    people |= {("person", str(one.person)) for one in held if one.person is not None}
    if device != source_number(NODE):
        people.add(("device", str(device)))
    return Behind(frozenset(people), frozenset(one.rights.branch for one in held if one.rights is not None))


def owner(device: int) -> str:
    """The name of the account whose device this is; "" for the node's own and for one that is nobody's."""
    if device == source_number(NODE):
        return ""
    found = Device.objects.filter(name=source_name(device)).select_related("account").first()
    return "" if found is None or found.account is None else found.account.username


def signers(names: Iterable[str | None], device: int) -> tuple[str, ...]:
    """Who says something that only whoever may say it can say: all that an entry names, each of whom must be allowed
    to. Nobody, when it came from a device that is nobody's: what a device says of itself proves nothing.
    """
    own = owner(device)
    if device != source_number(NODE) and not own:
        return ()
    return tuple(dict.fromkeys(name for name in (*names, own) if name))


def may_agree(name: str, order: Behind, kind: str, area: int, at: int, tree: Tree) -> bool:
    """Whether the account of this name might, at a moment, agree to an order in an area by entries of `kind`: it is
    nobody behind the order, holds an office there that approves it, and none in a branch of those behind the order.
    """
    held = [one for one in book().of_name(name) if one.covers(at) and one.rights is not None]
    if ("name", name) in order.people or any(("account", str(one.account)) in order.people for one in held):
        return False
    if any(_branch(one) in order.branches for one in held):
        return False
    path = tree.path(area, at)
    return any(
        one.rights is not None and one.rights.may("approve", kind) and path.startswith(tree.ground(one.area, at))
        for one in held
    )


def _branch(one: Held) -> str:
    return "" if one.rights is None else one.rights.branch
