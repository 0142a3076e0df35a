"""Which fields a form asks of whom. What a pack in force asks of other roles only is left out; what it requires of this
role is marked. Only the form asks so: whatever is handed in is taken.
"""

from collections.abc import Sequence
from dataclasses import replace

from gridward.console.reader.sight import Sight
from gridward.duty.responses import law
from gridward.exchange.form import Control
from gridward.exchange.form import typed as as_typed
from gridward.grid.tree import Node
from gridward.plug.kind import EntryKind
from gridward.policy.vocabulary import Ask


def asked_here(drawn: Sequence[Control], kind: EntryKind, node: Node | None, seen: Sight) -> tuple[Control, ...]:
    """The controls as the packs in force at an area would have them for the reader. A field without which the kind
    cannot be recorded, in which something stands, or with which something is wrong, is never left out.
    """
    asks = _asks(kind, node, seen)
    if not asks or node is None:
        return tuple(drawn)
    mine = _roles(kind, node, seen)
    others = {one.field for one in asks} - {one.field for one in asks if mine & set(one.roles)}
    must = {one.field for one in asks if one.require and mine & set(one.roles)}
    kept = (one for one in drawn if one.shape.name not in others or needed(one))
    return tuple(
        replace(one, shape=replace(one.shape, required=True)) if one.shape.name in must else one for one in kept
    )


def needed(one: Control) -> bool:
    """Whether a field must be seen: without it nothing is recorded, or something stands in it or is wrong with it."""
    return one.shape.required or bool(one.errors or one.kept) or _said(one)


def _said(one: Control) -> bool:
    """Whether something stands in a field, or in a row of it, that does not stand there always."""
    usual = "" if one.shape.default is None or one.shape.many else as_typed(one.shape.default)
    typed = any(text.strip() not in ("", usual) for text in one.typed)
    return typed or any(_said(cell) for row in one.rows for cell in row)


def _asks(kind: EntryKind, node: Node | None, seen: Sight) -> list[Ask]:
    """What the packs in force say of the fields of a kind."""
    if node is None or not seen.covers(node.id):
        return []
    clauses = (
        ruled.clause
        for rules in law(seen.tree).at(node.id, seen.now)
        for ruled in rules.clauses.get("ask", {}).values()
    )
    return [one for one in clauses if isinstance(one, Ask) and one.kind == kind.name]


def _roles(kind: EntryKind, node: Node, seen: Sight) -> set[str]:
    """The roles in which the reader records this kind there."""
    path = seen.tree.path(node.id, seen.now)
    return {
        one.role
        for one in seen.offices
        if one.rights is not None
        and one.rights.may("record", kind.name)
        and path.startswith(tuple(seen.tree.ground(one.area, seen.now)))
    }
