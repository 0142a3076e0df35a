"""The first look at an entry, before the pen is taken: decode, type, time. Nothing here asks the database."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from hashlib import blake2b
from operator import attrgetter
from typing import Any
from uuid import UUID

import msgspec

from gridward.intake import faults
from gridward.intake.kernel import NODES_OWN
from gridward.intake.wire import UNDECODABLE, Wire
from gridward.kit.clock import MINUTE, ZONE, day_number, first_moment, micros
from gridward.kit.errors import Reason
from gridward.kit.ids import parsed, repeatable, usual
from gridward.ledger.bodies import body_decoder
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind, Ref
from gridward.plug.shape import LARGEST_NUMBER, LARGEST_VALUE, BodyField, shape_of

SKEW = 5 * MINUTE
LARGEST = 64 * 1024
"""Bytes of the largest entry that is read; a larger one is kept as it came."""
EARLIEST = first_moment(day_number(date(1900, 1, 1)))
"""Nothing that is recorded here happened before."""

_wire = msgspec.json.Decoder(Wire)
_encoder = msgspec.json.Encoder()
_said = attrgetter(
    *(
        "kind",
        "version",
        "area",
        "subject",
        "happened_at",
        "recorded_at",
        "by",
        "entered_by",
        "means",
        "sheet",
        "group",
    ),
    *("asked", "files", "response", "replaces"),
)


Place = tuple[int, int]
"""A device and its counter."""


@dataclass(slots=True)
class Coming:
    """An entry at the door. `wire` is None when the bytes could not be read as an entry at all."""

    raw: bytes
    uuid: UUID
    id: str
    """`uuid` as text."""
    print: bytes
    wire: Wire | None = None
    kind: EntryKind | None = None
    body: Any = None
    at: int = 0
    held: list[Reason] = field(default_factory=list)
    flagged: list[Reason] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    refers: tuple[UUID, ...] | None = None
    place: Place | None = None
    """Where its device counted it; None: the node draws a counter."""

    @property
    def void(self) -> bool:
        """Whether it says that an earlier entry never happened."""
        return self.wire is not None and bytes(self.wire.body) == b"null"

    def entry_refs(self) -> tuple[UUID, ...]:
        """The other entries that it refers to."""
        if self.refers is None:
            self.refers = tuple(self._entry_refs())
        return self.refers

    def _entry_refs(self) -> list[UUID]:
        if self.wire is None:
            return []
        refs = [self.wire.subject] if self.wire.subject is not None and self.wire.subject.kind == "entry" else []
        if isinstance(self.wire.response, str):
            refs.append(Ref(kind="entry", id=self.wire.response))
        if self.kind is not None and self.body is not None:
            for one in shape_of(self.kind.body).entries:
                value = getattr(self.body, one.attribute)
                items = value if isinstance(value, tuple | list) else (value,)
                refs += [item if isinstance(item, Ref) else Ref(kind="entry", id=item) for item in items if item]
        found = [parsed(ref.id) for ref in refs if ref.kind == "entry"]
        return [uuid for uuid in found if uuid is not None]

    def hold(self, reason: Reason, *needs: str) -> None:
        """It does not count yet; `needs` names what would free it."""
        self.held.append(reason)
        self.needs += needs


def look(raw: bytes, *, received: int, sent_at: int | None = None) -> Coming:
    """Read one entry; every fault becomes a reason, none an exception."""
    if len(raw) > LARGEST:
        size = len(raw) // 1024
        text = (
            f"记录有 {size} KB,超过 64 KB,已原样保存。请缩短文字后更正。",
            f"The entry has {size} kB, more than 64 kB; it is kept as it came. Shorten the text and send a correction.",
        )
        return _unread(raw, faults.reason("too_large", "", *text), uuid=_id_in(raw))
    if b"\\u0000" in raw or b"\0" in raw:
        text = (
            "内容含有空字符(NUL),已原样保存。请去掉后更正。",
            "The entry contains a null byte; it is kept as it came. Remove it and send a correction.",
        )
        return _unread(raw, faults.reason("null_byte", "", *text), uuid=_id_in(raw))
    try:
        wire = _wire.decode(raw)
    except msgspec.ValidationError as error:
        return _unread(raw, faults.fault(str(error)), uuid=_id_in(raw))
    except UNDECODABLE:
        text = (
            "无法读取:不是有效的 JSON(UTF-8),已原样保存。",
            "Not readable: not valid JSON in UTF-8; it is kept as it came.",
        )
        return _unread(raw, faults.reason("unreadable", "", *text))
    return _read(raw, wire, received, sent_at)


def _read(raw: bytes, wire: Wire, received: int, sent_at: int | None) -> Coming:
    kind = CATALOGUE.kinds.get(wire.kind)
    body, fault = _body(kind, wire)
    plain = wire.body if body is None else _encoder.encode(body)
    uuid = parsed(wire.id)
    own = uuid or repeatable(wire.id if wire.id else raw)
    name = wire.id if uuid is not None and usual(wire.id) else str(own)
    coming = Coming(raw, own, name, _print(wire, bytes(plain)), wire, kind, body)
    if wire.id and uuid is None:
        text = (f"id:“{wire.id[:40]}”不是 UUID,已另给编号。", f"id: “{wire.id[:40]}” is not a UUID; it was given one.")
        coming.flagged.append(faults.reason("bad_id", "id", *text))
    if kind is None:
        near = get_close_matches(wire.kind, list(CATALOGUE.kinds), n=3)
        coming.hold(faults.unknown_kind(wire.kind, near), f"kind:{wire.kind[:100]}")
    elif kind.name in NODES_OWN:
        coming.hold(faults.not_yours(kind.name))
    elif not 1 <= wire.version <= kind.version:
        coming.hold(faults.unknown_version(kind.name, wire.version), f"kind:{kind.name}@{wire.version}")
    elif fault is not None:
        coming.hold(fault)
    elif body is not None:
        _plausible(coming, kind, body)
    _when(coming, wire, received, sent_at)
    if wire.counter is not None and not 0 <= wire.counter < LARGEST_NUMBER:
        text = (f"counter:{wire.counter} 超出范围。", f"counter: {wire.counter} is out of range.")
        coming.hold(faults.reason("out_of_bounds", "counter", *text))
    return coming


def _body(kind: EntryKind | None, wire: Wire) -> tuple[Any, Reason | None]:
    if kind is None or (wire.version != kind.version and wire.version not in kind.upcast):
        return None, None
    if bytes(wire.body) == b"null":
        if wire.replaces:
            return None, None
        text = (
            "body:只有带 replaces 的作废才可为空。请填写内容。",
            "body: only a void, which has `replaces`, may be empty. Fill in the body.",
        )
        return None, faults.reason("missing_field", "body", *text)
    try:
        return body_decoder(kind.body).decode(wire.body), None
    except UNDECODABLE as error:
        return None, faults.fault(str(error), at="body")


def _plausible(coming: Coming, kind: EntryKind, body: Any) -> None:
    shape = shape_of(kind.body)
    for one in shape.measured:
        value = getattr(body, one.attribute)
        said = type(value)
        usual = (said is str and len(value) <= one.longest) or (said is int and one.least <= value <= one.most)
        if not usual and value is not None:
            _measure(coming, one, value)
    for one in shape.nested:
        if not _countable(getattr(body, one.attribute)):
            coming.hold(faults.out_of_bounds(f"body.{one.name}"))
    if kind.needs is not None:
        for reason in kind.needs(body):
            coming.hold(reason)


def _measure(coming: Coming, one: BodyField, value: Any) -> None:
    low, high = one.field.low, one.field.high
    if isinstance(value, str):
        if len(value) > one.longest:
            text = (
                f"body.{one.name}:有 {len(value)} 字,最多 {one.field.longest} 字。请缩短。",
                f"body.{one.name}: {len(value)} characters, at most {one.field.longest}. Shorten it.",
            )
            coming.hold(faults.reason("too_long", f"body.{one.name}", *text))
        return
    if not isinstance(value, int | Decimal):
        return
    if not _countable(value):
        coming.hold(faults.out_of_bounds(f"body.{one.name}"))
    elif (low is not None and value < low) or (high is not None and value > high):
        coming.flagged.append(faults.out_of_range(f"body.{one.name}", value, low, high))


def _countable(value: Any) -> bool:
    """Whether every number in a value is finite and of a size that can be counted with."""
    if isinstance(value, msgspec.Struct):
        return all(_countable(getattr(value, name)) for name in value.__struct_fields__)
    if isinstance(value, tuple | list):
        return all(_countable(item) for item in value)
    if isinstance(value, Decimal) and not value.is_finite():
        return False
    return not isinstance(value, int | Decimal) or -LARGEST_VALUE < value < LARGEST_VALUE


def _when(coming: Coming, wire: Wire, received: int, sent_at: int | None) -> None:
    """The moment it happened, by the node's clock: a phone's clock that is off is set right (DESIGN §9.3.2)."""
    try:
        said = datetime.fromisoformat(wire.happened_at)
        at = micros(said if said.tzinfo else said.replace(tzinfo=ZONE))
    except (ValueError, OverflowError):
        _no_time(coming, wire, received)
        return
    off = 0 if sent_at is None else received - sent_at
    if abs(off) > SKEW:
        at += off
        coming.flagged.append(faults.skew(off // MINUTE))
    if at < EARLIEST:
        _no_time(coming, wire, received)
        return
    if at > received:
        if at > received + SKEW:
            coming.flagged.append(faults.future())
        at = received
    coming.at = at


def _no_time(coming: Coming, wire: Wire, received: int) -> None:
    coming.at = received
    text = (
        f"happened_at:“{wire.happened_at[:40]}”不是可能的时间。请写成 2020-02-10T07:31:00+08:00。",
        f"happened_at: “{wire.happened_at[:40]}” is no possible time. Write 2020-02-10T07:31:00+08:00.",
    )
    coming.hold(faults.reason("not_a_time", "happened_at", *text))


def _print(wire: Wire, body: bytes) -> bytes:
    """What makes two entries the same content: everything but the way they came."""
    return blake2b(_encoder.encode(_said(wire)) + body, digest_size=16).digest()


def _id_in(raw: bytes) -> UUID | None:
    """The id of an entry whose envelope is broken elsewhere: the phone must get its receipt by it."""
    try:
        said = msgspec.json.decode(raw)
    except UNDECODABLE:
        return None
    text = said.get("id") if isinstance(said, dict) else None
    return parsed(text) if isinstance(text, str) else None


def _unread(raw: bytes, reason: Reason, uuid: UUID | None = None) -> Coming:
    own = uuid or repeatable(raw)
    coming = Coming(raw, own, str(own), blake2b(raw, digest_size=16).digest())
    coming.hold(reason)
    return coming
