"""The content of an entry that is understood: what of the wire is kept, with personal text sealed."""

from collections.abc import Mapping, Sequence

import msgspec

from gridward.intake.judgement import Judged
from gridward.ledger.content import Content, encode
from gridward.plug.shape import shape_of
from gridward.roll.sealing import seal_many, seal_node
from gridward.roll.things import KINDS

_encoder = msgspec.json.Encoder()


def contents(run: Sequence[Judged]) -> list[str]:
    """The stored texts of these entries; empty for those that are held."""
    sealed = _sealed(run)
    return ["" if judged.held else _content(judged, sealed.get(judged.coming.id)) for judged in run]


def _content(judged: Judged, sealed: Mapping[str, str] | None) -> str:
    coming, wire = judged.coming, judged.coming.wire
    if wire is None or coming.kind is None:
        raise ValueError("an unread entry has no content")
    body = b"null"
    if judged.body is not None:
        body = _encoder.encode(msgspec.structs.replace(judged.body, **sealed) if sealed else judged.body)
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


def _sealed(run: Sequence[Judged]) -> dict[str, dict[str, str]]:
    """Personal texts by entry and attribute, sealed under the key of whom they are about, or the node's when they are
    about nobody.
    """
    found: dict[str, dict[str, str]] = {}
    about: list[tuple[int, str, bytes]] = []
    places: list[tuple[str, str]] = []
    for judged in run:
        coming, subject = judged.coming, judged.subject
        if judged.held or coming.kind is None or judged.body is None:
            continue
        for one in shape_of(coming.kind.body).personal:
            text = getattr(judged.body, one.attribute)
            if not text:
                continue
            context = f"{coming.id}:{one.name}".encode()
            if subject is not None and subject.kind in KINDS:
                about.append((int(subject.id), text, context))
                places.append((coming.id, one.attribute))
            else:
                found.setdefault(coming.id, {})[one.attribute] = seal_node(text, context)
    for (entry, attribute), text in zip(places, seal_many(about), strict=True):
        found.setdefault(entry, {})[attribute] = text
    return found
