"""The sealed texts of an entry, opened for a purpose that is written down."""

from collections.abc import Mapping
from typing import Any

from gridward.console.reader.sight import Sight
from gridward.console.records.rows import read
from gridward.console.words.naming import ref_of
from gridward.exchange.words import unanswered
from gridward.grid.reach import opening
from gridward.ledger.stored import Stored
from gridward.plug.kind import EntryKind
from gridward.plug.shape import fields_of
from gridward.roll.identity import note_opened
from gridward.roll.sealing import NODE_MARK, WITHHELD, unseal_many, unseal_node
from gridward.roll.things import KINDS

NOBODY = 0
"""What the log of openings calls an entry that is about nobody in particular."""


def openable(stored: Stored, seen: Sight) -> Mapping[str, str]:
    """The sealed texts of an entry that the account may open, by field; those that are protected, and whatever the
    account sees no persons of, only where its role names them.
    """
    one = read(stored)
    if one.kind is None or one.body is None or stored.area is None or stored.area not in seen.tree:
        return {}
    path = seen.tree.path(stored.area, seen.now)
    return {
        name: sealed
        for name, sealed in _sealed(one.kind, one.body).items()
        if opening(seen.account, one.kind_name, name, seen.now).covers(path)
    }


def opened(stored: Stored, seen: Sight, *, purpose: str, device: str) -> Mapping[str, str]:
    """Those texts in clear, the opening written down first; raises `Refusal` without a purpose."""
    texts = openable(stored, seen)
    about = ref_of(stored.subject)
    thing = int(about.id) if about is not None and about.kind in KINDS else NOBODY
    purpose = f"№ {stored.position} · {purpose.strip()}" if purpose.strip() else ""
    note_opened([thing], who=seen.account.pk, purpose=purpose, device=device)
    return {name: _clear(thing, sealed, f"{stored.uuid}:{name}".encode()) for name, sealed in texts.items()}


def _sealed(kind: EntryKind, body: Any) -> dict[str, str]:
    told = {field.name: getattr(body, field.attribute) for field in fields_of(kind.body) if field.field.personal}
    return {name: str(value) for name, value in told.items() if not unanswered(value) and value != WITHHELD}


def _clear(thing: int, sealed: str, context: bytes) -> str:
    if sealed.startswith(NODE_MARK):
        return unseal_node(sealed, context)
    return unseal_many([(thing, sealed, context)])[0] or ""
