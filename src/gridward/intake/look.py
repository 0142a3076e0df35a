"""The first look at entries, before the pen is taken: decode, type, time. Nothing here asks the database.

What is right is looked at by whole columns of entries of one kind; only what is odd is looked at one by one.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from hashlib import blake2b
from operator import attrgetter

import msgspec

from gridward.intake import faults, unread
from gridward.intake.coming import Coming, digits_of
from gridward.intake.kernel import NODES_OWN
from gridward.intake.measure import measure
from gridward.intake.moment import doubt, off_by, settle
from gridward.intake.wire import UNDECODABLE, Wire
from gridward.kit.errors import Reason
from gridward.kit.ids import digits, repeatable, usual
from gridward.ledger.bodies import body_decoder
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind, Ref
from gridward.plug.shape import LARGEST_NUMBER, shape_of
from gridward.roll.keys import keys

_decode = msgspec.json.Decoder(Wire).decode
_encode = msgspec.json.Encoder().encode
_said = attrgetter(
    *("kind", "version", "area", "subject", "happened_at", "recorded_at", "by", "entered_by", "means", "sheet"),
    *("group", "asked", "files", "response", "replaces"),
)
_NULLS = (b"\\u0000", b"\0")


def look(raws: Sequence[msgspec.Raw | bytes], *, received: int, sent_at: int | None = None) -> list[Coming]:
    """Read entries; every fault becomes a reason, none an exception."""
    run = _opened(raws)
    groups: dict[tuple[str, int], list[Coming]] = {}
    for coming in run:
        if coming.wire is not None:
            groups.setdefault((coming.wire.kind, coming.wire.version), []).append(coming)
    for (name, version), group in groups.items():
        _read(name, version, group)
    off = off_by(received, sent_at)
    for coming in run:
        wire = coming.wire
        if wire is not None:
            settle(coming, wire.happened_at, received, off)
            if wire.recorded_at is not None and wire.recorded_at < wire.happened_at:  # as texts, nearly always enough
                doubt(coming, wire.recorded_at, wire.happened_at)
            if wire.counter is not None and not 0 <= wire.counter < LARGEST_NUMBER:
                coming.hold(_no_counter(wire.counter))
    return run


def _opened(raws: Sequence[msgspec.Raw | bytes]) -> list[Coming]:
    """The envelopes."""
    everything = b"".join(raws)
    nulls = b"\0" in everything or (b"\\" in everything and any(null in everything for null in _NULLS))
    run = []
    for raw in raws:
        if nulls or len(raw) > unread.LARGEST:
            run.append(_carefully(bytes(raw)))
            continue
        try:
            run.append(_open(raw, _decode(raw)))
        except UNDECODABLE:
            run.append(_carefully(bytes(raw)))
    return run


def _carefully(raw: bytes) -> Coming:
    """An entry of a batch in which something is wrong."""
    if len(raw) > unread.LARGEST:
        return unread.too_large(raw)
    if any(null in raw for null in _NULLS):
        return unread.null_byte(raw)
    try:
        return _open(raw, _decode(raw))
    except msgspec.ValidationError as error:
        return unread.invalid(raw, error)
    except UNDECODABLE:
        return unread.no_json(raw)


def _open(raw: msgspec.Raw | bytes, wire: Wire) -> Coming:
    text = wire.id
    if usual(text):
        coming = Coming(raw, text, text.replace("-", ""), wire)
    else:
        known = digits(text)
        own = repeatable(text or bytes(raw)).hex if known is None else known
        coming = Coming(raw, f"{own[:8]}-{own[8:12]}-{own[12:16]}-{own[16:20]}-{own[20:]}", own, wire)
        if text and known is None:
            coming.flag(_bad_id(text))
    if wire.replaces:
        coming.parent = digits_of(wire.replaces)
    return coming


def _read(name: str, version: int, group: list[Coming]) -> None:
    """Read the bodies of entries of one kind and version."""
    kind = CATALOGUE.kinds.get(name)
    faulty: list[tuple[Coming, Reason]] = []
    if kind is not None and (version == kind.version or version in kind.upcast):
        faulty = _bodies(kind, group)
    key = keys().prints
    for coming in group:
        coming.kind = kind
        if coming.wire is not None:
            plain = coming.wire.body if coming.body is None else _encode(coming.body)
            coming.print = blake2b(_encode(_said(coming.wire)) + plain, digest_size=16, key=key).digest()
    _refer(kind, group)
    if kind is None:
        near = get_close_matches(name, list(CATALOGUE.kinds), n=3)
        _hold(group, faults.unknown_kind(name, near), f"kind:{name[:100]}")
    elif name in NODES_OWN:
        _hold(group, faults.not_yours(name))
    elif not 1 <= version <= kind.version:
        _hold(group, faults.unknown_version(name, version), f"kind:{name}@{version}")
    else:
        for coming, reason in faulty:
            coming.hold(reason)
        measure(kind, [coming for coming in group if coming.body is not None])


def _hold(group: Sequence[Coming], reason: Reason, *needs: str) -> None:
    for coming in group:
        coming.hold(reason, *needs)


def _bodies(kind: EntryKind, group: Sequence[Coming]) -> list[tuple[Coming, Reason]]:
    """Decode the bodies; returns those that could not be, and why."""
    decode = body_decoder(kind.body).decode
    faulty = []
    for coming in group:
        body = b"null" if coming.wire is None else coming.wire.body
        try:
            coming.body = decode(body)
        except UNDECODABLE as error:
            if not coming.void:
                faulty.append((coming, faults.fault(str(error), at="body")))
            elif not coming.parent:
                faulty.append((coming, _empty_body()))
    return faulty


def _refer(kind: EntryKind | None, group: Sequence[Coming]) -> None:
    """Note which other entries these refer to."""
    links = () if kind is None else shape_of(kind.body).entries
    for coming in group:
        wire = coming.wire
        if wire is None:
            continue
        found: list[str] = []
        if wire.subject is not None and wire.subject.kind == "entry":
            found.append(wire.subject.id)
        if isinstance(wire.response, str):
            found.append(wire.response)
        for one in links if coming.body is not None else ():
            value = one.get(coming.body)
            for item in value if isinstance(value, tuple | list) else (value,):
                if isinstance(item, str) and item:
                    found.append(item)
                elif isinstance(item, Ref) and item.kind == "entry":
                    found.append(item.id)
        if found:
            coming.refers = tuple(one for one in map(digits, found) if one is not None)


def _bad_id(said: str) -> Reason:
    text = (f"id:“{said[:40]}”不是 UUID，已另给编号。", f"id: “{said[:40]}” is not a UUID; it was given one.")
    return faults.reason("bad_id", "id", *text)


def _no_counter(counter: int) -> Reason:
    text = (f"counter:{counter} 超出范围。", f"counter: {counter} is out of range.")
    return faults.reason("out_of_bounds", "counter", *text)


def _empty_body() -> Reason:
    text = (
        "body：只有带 replaces 的作废才可为空。请填写内容。",
        "body: only a void, which has `replaces`, may be empty. Fill in the body.",
    )
    return faults.reason("missing_field", "body", *text)
