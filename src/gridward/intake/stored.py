"""The content of entries that are understood: what of the wire is kept, with personal text sealed."""

from collections.abc import Mapping, Sequence

from msgspec.json import Encoder
from msgspec.structs import replace

from gridward.intake.coming import Coming, by_kind
from gridward.ledger.outcome import Outcome
from gridward.plug.kind import EntryKind, thing_of
from gridward.plug.shape import BodyField, shape_of
from gridward.roll.sealing import seal_many, seal_node
from gridward.roll.things import KINDS

_encode = Encoder().encode
Text = tuple[Coming, BodyField, str]


def contents(run: Sequence[Coming]) -> list[bytes]:
    """The stored texts of these entries, in UTF-8; empty for those that are held."""
    sealed = _sealed(run)
    return [b"" if coming.outcome is Outcome.HELD else _content(coming, sealed.get(coming.hex)) for coming in run]


def _content(coming: Coming, sealed: Mapping[str, str] | None) -> bytes:
    wire, kind = coming.wire, coming.kind
    if wire is None or kind is None:
        raise ValueError("an unread entry has no content")
    if sealed:
        coming.stored = replace(coming.stored, **sealed)
    kept = replace(
        wire,
        id=coming.id,
        version=kind.version,
        subject=coming.key,
        by=wire.by or None,
        device=None,
        counter=None,
        response=None if coming.response is None else str(coming.response),
        body=coming.stored,
    )
    return _encode(kept)


def _sealed(run: Sequence[Coming]) -> dict[str, dict[str, str]]:
    """Personal texts by entry and attribute, sealed under the key of whom they are about, or the node's when they are
    about nobody.
    """
    found: dict[str, dict[str, str]] = {}
    about: list[tuple[int, str, bytes]] = []
    places: list[tuple[Coming, BodyField]] = []
    for kind, group in by_kind(run):
        for coming, one, text in _personal(kind, group):
            subject = None if coming.key is None else thing_of(coming.key)
            context = f"{coming.id}:{one.name}".encode()
            if subject is not None and subject.kind in KINDS:
                about.append((subject.id, text, context))
                places.append((coming, one))
            else:
                found.setdefault(coming.hex, {})[one.attribute] = seal_node(text, context)
    for (coming, one), text in zip(places, seal_many(about), strict=True):
        found.setdefault(coming.hex, {})[one.attribute] = text
    return found


def _personal(kind: EntryKind, group: Sequence[Coming]) -> list[Text]:
    """The personal texts that entries of a kind bring; most bring none."""
    return [
        (coming, one, text)
        for one in shape_of(kind.body).personal
        for coming in group
        if coming.stored is not None and (text := one.get(coming.stored)) and not coming.waits
    ]
