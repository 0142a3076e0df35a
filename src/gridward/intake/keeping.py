"""What cannot stand as an entry is kept whole: clashes as entries of their own, the rest sealed by the node."""

from collections.abc import Iterator
from itertools import count
from uuid import UUID

import msgspec

from gridward.intake.coming import Coming
from gridward.intake.mentioned import mentioned
from gridward.intake.wire import Receipt
from gridward.kit.clock import day_of, iso
from gridward.kit.errors import Reason
from gridward.kit.ids import repeatable
from gridward.kit.text import Text
from gridward.ledger.content import Content, Unread, decode_unread, encode
from gridward.ledger.known import seen
from gridward.ledger.names import NODE, kind_number, source_number
from gridward.ledger.outcome import Outcome
from gridward.ledger.pen import Pen, Row
from gridward.roll.resolve import known
from gridward.roll.sealing import seal_held, unseal_held
from gridward.roll.things import KINDS

_encoder = msgspec.json.Encoder()
_CONFLICT = Text(
    "{what} 已用于另一条内容不同的记录 {other}。两条都已保存，请核对后更正或作废其一。",
    "This {what} was used before, with other content, for the entry {other}. Both are kept: correct or void one.",
)


def sealed(coming: Coming, *, kind: str, area: int | None) -> bytes:
    """The content of a held entry: its bytes, sealed, and where it is listed meanwhile."""
    text = seal_held(_named(coming), _text(coming), bytes.fromhex(coming.hex))
    return encode(Unread(sealed=text, kind=kind, area=area))


def unsealed(content: str, uuid: UUID) -> bytes:
    """The bytes of a held entry; raises `roll.sealing.Erased` when somebody whom it names was erased."""
    return unseal_held(decode_unread(content).sealed, uuid.bytes).encode("utf-8", "surrogateescape")


def _named(coming: Coming) -> set[int]:
    """The numbers of all people and things that an entry names and that are known here."""
    if coming.kind is None:
        return set()
    return set(known({ref for ref, _, _ in mentioned(coming, coming.kind) if ref.kind in KINDS}).values())


def note(pen: Pen, kind: str, body: dict[str, object], received: int, *, area: int | None = None) -> int:
    """Append an entry by which the node itself says something; returns its position."""
    position = pen.position + 1
    uuid = unused(f"{kind}:{position}")
    content = Content(id=str(uuid), kind=kind, happened_at=iso(received), body=msgspec.Raw(_encoder.encode(body)))
    pen.write([_row(position, uuid, kind, received, encode(content))._replace(area=area)])
    return position


def ids_of(name: str) -> Iterator[UUID]:
    """The repeatable ids of a name, without end: whoever knows the name may have taken some before."""
    return (repeatable(name if number == 0 else f"{name}:{number}") for number in count())


def unused(name: str) -> UUID:
    """The first of them that no entry has."""
    return next(one for one in ids_of(name) if one.hex not in seen([one.hex]))


def conflict(pen: Pen, coming: Coming, other: str, clash: str, received: int) -> Receipt:
    """Keep an entry whose id or counter another one has, inside an entry of its own; the same clash is kept once."""
    uuid = repeatable(b"conflict" + clash.encode() + bytes(coming.raw))
    what = Text("编号" if clash == "id" else "设备计数", "id" if clash == "id" else "device counter")
    reason = Reason(code=f"{clash}_reused", field=clash, text=_CONFLICT.format(what=what, other=other))
    prior = seen([uuid.hex]).get(uuid.hex)
    if prior is not None:
        return Receipt(coming.id, "conflict", prior.position, (reason,))
    position = pen.position + 1
    body = {"sealed": seal_held(_named(coming), _text(coming), uuid.bytes), "of": other, "clash": clash}
    content = Content(
        id=str(uuid), kind="ledger.conflict", happened_at=iso(received), body=msgspec.Raw(_encoder.encode(body))
    )
    row = _row(position, uuid, "ledger.conflict", received, encode(content))
    reasons = _encoder.encode([reason.wire()]).decode()
    pen.write([row._replace(outcome=int(Outcome.FLAGGED), print=coming.print, reasons=reasons)])
    return Receipt(coming.id, "conflict", position, (reason,))


def _text(coming: Coming) -> str:
    """Its bytes, whatever they are."""
    return bytes(coming.raw).decode("utf-8", "surrogateescape")


def _row(position: int, uuid: UUID, kind: str, received: int, content: bytes) -> Row:
    """An entry of the node's own."""
    return Row(
        position=position,
        hex=uuid.hex,
        kind=kind_number(kind),
        outcome=int(Outcome.ACCEPTED),
        counts_from=position,
        area=None,
        subject=None,
        at=received,
        day=day_of(received),
        device=source_number(NODE),
        counter=position,
        replaces=None,
        root=None,
        reasons=None,
        print=uuid.bytes,
        content=content,
    )
