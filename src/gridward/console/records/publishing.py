"""An entry's words made a published entry, with one click, by whoever may open the one and record the other."""

from typing import Any

import msgspec

from gridward.console.reader.sight import Sight
from gridward.console.records.opening import openable, opened
from gridward.console.records.rows import read
from gridward.intake.receive import submit
from gridward.intake.wire import Receipt
from gridward.kit import clock
from gridward.kit.errors import refuse
from gridward.kit.ids import repeatable
from gridward.ledger.stored import Stored, by_uuid
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Publishing
from gridward.plug.shape import fields_of


def publishing(stored: Stored, seen: Sight) -> Publishing | None:
    """How the account may publish what an entry says; None where it may not, or nothing can be."""
    one = read(stored)
    declared = None if one.kind is None or one.body is None or stored.counts_from is None else one.kind.publishing
    if declared is None or not seen.may_record(CATALOGUE.kinds[declared.kind], stored.area):
        return None
    return declared if openable(stored, seen) and declared.body(one.body, str(stored.uuid), seen.now) else None


def publish(stored: Stored, declared: Publishing, seen: Sight, *, device: str) -> Receipt:
    """Hand in the published entry, which names this one; the opening of the words is written down. Raises Refusal where
    it stands already.
    """
    uuid = repeatable(f"published:{stored.uuid}")
    if by_uuid([uuid]):
        raise refuse(
            "published_before",
            zh="这条答复已经公开。如需修改，请更正已公开的那一条。",
            en="This answer is published already. To change it, correct what was published.",
        )
    one = read(stored)
    texts = opened(stored, seen, purpose=declared.label.zh, device=device)
    fields = fields_of(one.kind.body) if one.kind is not None else ()
    attributes = {field.name: field.attribute for field in fields}
    clear: Any = msgspec.structs.replace(one.body, **{attributes[name]: text for name, text in texts.items()})
    now = clock.now()
    (receipt,) = submit(
        [
            {
                "id": str(uuid),
                "kind": declared.kind,
                "area": seen.tree.by_id(stored.area or 0).code,
                "happened_at": clock.iso(now),
                "by": seen.account.username,
                "means": "tap",
                "body": declared.body(clear, str(stored.uuid), now),
            }
        ]
    )
    return receipt
