"""Held entries are freed when what was missing arrives, or by somebody entitled to; each freeing is an entry too."""

import msgspec

from gridward.duty import derive as duties
from gridward.intake import deciding, faults, keeping, second, states
from gridward.intake.closed import close, due
from gridward.intake.coming import NOBODY, Coming
from gridward.intake.door import Door
from gridward.intake.judgement import Judgement
from gridward.intake.look import look
from gridward.intake.needs import brings
from gridward.intake.stored import contents
from gridward.intake.verdict import UNKNOWN_ROOT
from gridward.ledger.freeing import RELEASED, free, join
from gridward.ledger.known import seen
from gridward.ledger.lately import lately
from gridward.ledger.names import NODE, kind_number, source_number
from gridward.ledger.pen import Pen
from gridward.ledger.stored import Stored, by_position
from gridward.ledger.waiting import anything_waits, wait, waiting_for
from gridward.roll.sealing import Erased

_encoder = msgspec.json.Encoder()


def waiting(pen: Pen, door: Door, received: int) -> None:
    """Look again at everything that waited for what has just come, until nothing more is freed."""
    came = door.came() if anything_waits() else set()
    while came:
        found = waiting_for(came)
        came = set()
        for stored in sorted(by_position(found), key=lambda one: one.position) if found else []:
            if stored.counts_from is None:
                came |= again(pen, door, stored, received)


def begun(pen: Pen, door: Door, received: int) -> int:
    """Look again at everything whose moment has come; returns how many."""
    found = due(received)
    for stored in found:
        again(pen, door, stored, received)
    return len(found)


def again(pen: Pen, door: Door, stored: Stored, received: int, *, reason: str = "", forced: bool = False) -> set[str]:
    """Judge a held entry anew and free it when it counts now; returns what others may have been waiting for.

    `forced` frees it though its author held no office. When it happened was settled on arrival.
    """
    if not forced and faults.NOT_FROM_DEVICES in (stored.reasons or ""):
        return set()  # it waits for somebody to release it, not for whom it names to come into office
    try:
        (coming,) = look([keeping.unsealed(stored.content, stored.uuid)], received=received)
    except Erased:  # somebody whom it names: nobody can know any more what it said
        wait({stored.position: ()})
        return set()
    coming.at, coming.place = stored.at, (stored.device, stored.counter)
    known = seen({coming.hex, coming.parent or NOBODY, *coming.refers})
    close([coming], received, known)
    judgement = Judgement([coming], known, received, forced=forced)
    coming.position = stored.position
    if not forced:
        trusted = stored.device == source_number(NODE)
        deciding.ask([coming], judgement.map, received, trusted=trusted)
        second.ask([coming], judgement.map, received, trusted=trusted)
    judgement.of(coming)
    door.redrawn |= judgement.redrawn
    if coming.waits or coming.area is None or coming.wire is None:
        wait({stored.position: coming.needs})
        return _joined(stored, coming)
    content = contents([coming])[0].decode()
    body = {
        "position": stored.position,
        "content": content,
        "was": stored.content,
        "area": coming.area,
        "replaces": coming.replaces,
        "root": coming.root,
        "reason": reason,
    }
    position = keeping.note(pen, RELEASED, body, received, area=stored.area)
    free(
        stored.position,
        from_position=position,
        area=coming.area,
        subject=coming.key,
        replaces=coming.replaces,
        root=coming.root,
        content=content,
        kind=kind_number(coming.wire.kind),
    )
    wait({stored.position: ()})
    places = lately(judgement.map)
    states.derive(by_position([stored.position]), places, pen.position)
    duties.derive([coming], places, pen.position)
    door.taken.append(coming)
    return brings(coming, counts=True)


def _joined(stored: Stored, coming: Coming) -> set[str]:
    """A correction that still does not count may have found its chain: then its own corrections have, too."""
    if stored.root != UNKNOWN_ROOT or coming.replaces is None or coming.root is None:
        return set()
    join(stored.position, replaces=coming.replaces, root=coming.root)
    return brings(coming, counts=False)
