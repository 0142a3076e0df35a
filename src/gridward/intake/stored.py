"""The content of an entry that is understood: what of the wire is kept, with personal text sealed."""

from typing import Any

import msgspec

from gridward.intake.links import key
from gridward.intake.look import Coming
from gridward.ledger.content import Content, encode
from gridward.plug.kind import Ref
from gridward.plug.shape import fields_of
from gridward.roll.sealing import seal, seal_node

IN_ROLL = frozenset({"person", "household", "vehicle", "herd", "organisation", "body", "lot", "account"})

_encoder = msgspec.json.Encoder()


def content_of(coming: Coming, subject: Ref | None, body: Any, area: int | None) -> str:
    """The stored text."""
    wire = coming.wire
    if wire is None:
        raise ValueError("an unread entry has no content")
    raw = msgspec.Raw(b"null" if body is None else _encoder.encode(_seal_personal(coming, subject, body)))
    return encode(
        Content(
            id=str(coming.uuid), kind=wire.kind, version=coming.kind.version if coming.kind else wire.version,
            area=wire.area, subject=key(subject), happened_at=wire.happened_at, recorded_at=wire.recorded_at,
            by=wire.by or "", entered_by=wire.entered_by, means=wire.means, sheet=wire.sheet, group=wire.group,
            asked=wire.asked, files=wire.files, response=None if wire.response is None else str(wire.response),
            replaces=wire.replaces, reason=wire.reason, body=raw,
        )
    )  # fmt: skip


def _seal_personal(coming: Coming, subject: Ref | None, body: Any) -> Any:
    """Personal text is sealed under the key of whom it is about, or the node's when it is about nobody."""
    if coming.kind is None:
        return body
    changed = {}
    for one in fields_of(coming.kind.body):
        text = getattr(body, one.attribute) if one.field.personal else None
        if text:
            context = f"{coming.uuid}:{one.name}".encode()
            about = subject is not None and subject.kind in IN_ROLL
            changed[one.attribute] = (
                seal(int(subject.id), text, context) if about and subject else seal_node(text, context)
            )
    return msgspec.structs.replace(body, **changed) if changed else body
