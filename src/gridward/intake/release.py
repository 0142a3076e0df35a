"""Held entries are freed when what was missing arrives, or by somebody entitled to; each freeing is an entry too."""

import msgspec

from gridward.grid.tree import tree
from gridward.intake import keeping, offices, states
from gridward.intake.door import Door
from gridward.intake.links import Links, key
from gridward.intake.look import Coming, look
from gridward.intake.map import draw
from gridward.intake.stored import content_of
from gridward.intake.verdict import parent_of, verdict
from gridward.kit.clock import day_of, iso
from gridward.kit.ids import repeatable
from gridward.kit.rows import among, rows
from gridward.ledger.content import Content, encode
from gridward.ledger.freeing import free
from gridward.ledger.known import seen
from gridward.ledger.models import Waiting
from gridward.ledger.names import kind_name, kind_number, source_number
from gridward.ledger.outcome import Outcome
from gridward.ledger.pen import Pen, Row
from gridward.ledger.stored import Stored, by_position

_encoder = msgspec.json.Encoder()


def waiting(pen: Pen, door: Door, received: int) -> None:
    """Look again at everything that waited for what has just come, until nothing more is freed."""
    came = set(door.came)
    while came:
        condition, params = among("needs", sorted(came), "text")
        found = {row[0] for row in rows(f"SELECT position FROM ledger_waiting WHERE {condition}", params)}
        came = set()
        for stored in sorted(by_position(found), key=lambda one: one.position) if found else []:
            if stored.counts_from is None and again(pen, stored, received):
                came |= _brings(stored)


def again(pen: Pen, stored: Stored, received: int, *, reason: str = "", forced: bool = False) -> bool:
    """Judge a held entry anew; when it counts now, free it. `forced` frees it though its author held no office."""
    raw = keeping.unsealed(stored.content, stored.uuid)
    coming = look(raw, received=max(stored.at, 0) or received)
    coming.at = coming.at or stored.at
    known = seen({coming.uuid, parent_of(coming), *coming.entry_refs()})
    map_now = tree(check=False)
    readable = [coming] if coming.wire is not None and coming.kind is not None else []
    drawn = draw(readable, known, map_now)
    links = Links([one for one in readable if one.uuid not in drawn], known, received)
    map_now = links.find(tree(check=False))
    subject = drawn.get(coming.uuid) or links.subject(coming)
    area = int(subject.id) if coming.uuid in drawn and subject is not None else links.area(coming, subject)
    if area is not None and not forced:
        offices.judge(coming, area, map_now)
    found = verdict(coming, known, {one.kind: kind_name(one.kind) for one in known.values()})
    if found.outcome is Outcome.HELD or area is None:
        _wait_on(stored, coming)
        return False
    content = content_of(coming, subject, links.body(coming), area)
    position = pen.position + 1
    _record(pen, stored, content, reason, received)
    free(
        stored.position, from_position=position, area=area, subject=key(subject), replaces=found.replaces,
        root=found.root, content=content, kind=kind_number(coming.wire.kind if coming.wire else ""),
    )  # fmt: skip
    Waiting.objects.filter(position=stored.position).delete()
    states.derive(_as_rows(stored.position), map_now, pen.position)
    offices.apply(_as_rows(stored.position), [coming])
    return True


def _wait_on(stored: Stored, coming: Coming) -> None:
    Waiting.objects.filter(position=stored.position).delete()
    Waiting.objects.bulk_create(
        [Waiting(position=stored.position, needs=need[:160]) for need in dict.fromkeys(coming.needs)]
    )


def _brings(stored: Stored) -> set[str]:
    return {f"entry:{stored.uuid}"}


def _record(pen: Pen, stored: Stored, content: str, reason: str, received: int) -> None:
    """The `ledger.released` entry: it holds what counts from now on and what stood there before, both under its seal."""
    position = pen.position + 1
    uuid = repeatable(f"released:{stored.uuid}:{position}")
    body = {"position": stored.position, "content": content, "was": stored.content, "reason": reason}
    said = Content(
        id=str(uuid), kind="ledger.released", happened_at=iso(received), body=msgspec.Raw(_encoder.encode(body))
    )
    pen.write([
        Row(
            position, uuid, kind_number("ledger.released"), int(Outcome.ACCEPTED), position, stored.area, None, received,
            day_of(received), source_number("node"), position, None, None, None, uuid.bytes, encode(said),
        )
    ])  # fmt: skip


def _as_rows(position: int) -> list[Row]:
    return [
        Row(
            one.position, one.uuid, one.kind, one.outcome, one.counts_from, one.area, one.subject, one.at, one.day,
            one.device, one.counter, one.replaces, one.root, one.reasons, b"", one.content,
        )
        for one in by_position([position])
    ]  # fmt: skip
