"""The content of an entry that is understood: what of the wire is kept, with personal text sealed."""

from typing import Any

import msgspec

from gridward.intake.judgement import Judged
from gridward.ledger.content import Content, encode
from gridward.plug.kind import EntryKind
from gridward.plug.shape import shape_of
from gridward.roll.sealing import seal, seal_node
from gridward.roll.things import KINDS

_encoder = msgspec.json.Encoder()


def content_of(judged: Judged) -> str:
    """The stored text of an entry that counts."""
    coming, wire = judged.coming, judged.coming.wire
    if wire is None or coming.kind is None:
        raise ValueError("an unread entry has no content")
    body = b"null" if judged.body is None else _encoder.encode(_seal_personal(judged, coming.kind))
    return encode(
        Content(
            id=coming.id,
            kind=wire.kind,
            version=coming.kind.version,
            area=wire.area,
            subject=judged.key,
            happened_at=wire.happened_at,
            recorded_at=wire.recorded_at,
            by=wire.by or "",
            entered_by=wire.entered_by,
            means=wire.means,
            sheet=wire.sheet,
            group=wire.group,
            asked=wire.asked,
            files=wire.files,
            response=None if judged.response is None else str(judged.response),
            replaces=wire.replaces,
            reason=wire.reason,
            body=msgspec.Raw(body),
        )
    )


def _seal_personal(judged: Judged, kind: EntryKind) -> Any:
    """Personal text is sealed under the key of whom it is about, or the node's when it is about nobody."""
    body, subject = judged.body, judged.subject
    changed = {}
    for one in shape_of(kind.body).personal:
        text = getattr(body, one.attribute)
        if text:
            context = f"{judged.coming.id}:{one.name}".encode()
            about = subject is not None and subject.kind in KINDS
            changed[one.attribute] = (
                seal(int(subject.id), text, context) if about and subject is not None else seal_node(text, context)
            )
    return msgspec.structs.replace(body, **changed) if changed else body
