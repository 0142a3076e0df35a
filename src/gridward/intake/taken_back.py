"""A second person takes back what they agreed to, or turns it into a refusal: from then on nobody is restricted by it.

The node itself records what ends the order (its kind says how: `EntryKind.ends_by`), flagged for oversight; everything
stays as it was said. An order that a rule entitles to by now, that somebody else agreed to as well, or that was
corrected since, stays.
"""

from collections.abc import Iterable
from itertools import takewhile
from typing import Any, NamedTuple

import msgspec

from gridward.duty.law import EVER, Law
from gridward.duty.responses import law
from gridward.grid.tree import Tree, tree
from gridward.intake import second
from gridward.intake.behind import behind
from gridward.intake.coming import Coming
from gridward.intake.entitled import Asked, by_now
from gridward.intake.keeping import ids_of, unused
from gridward.intake.look import look
from gridward.kit.clock import date_of, day_of, iso
from gridward.kit.errors import Reason
from gridward.kit.rows import rows
from gridward.kit.text import Text
from gridward.ledger.bodies import told_by
from gridward.ledger.content import decode
from gridward.ledger.names import kind_name
from gridward.ledger.reasons import TAKEN_BACK
from gridward.ledger.stored import Stored, by_position, by_uuid, counting, of_chains
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind, thing_of
from gridward.roll.called import called

_encoder = msgspec.json.Encoder()


class Order(NamedTuple):
    """An order that counts only because somebody agreed, as it stands, and its kind."""

    stored: Stored
    kind: EntryKind
    body: Any


def ended(came: Iterable[Coming], received: int) -> list[Coming]:
    """The entries by which the node ends what lost its second person by what has come, looked at and ready to be
    taken.
    """
    chains = {one.root for one in came if one.kind is not None and one.kind.name == second.APPROVAL and one.root}
    if not chains:
        return []
    about = {thing_of(one.subject).id for one in of_chains(chains) if one.subject is not None}
    map_now = tree()
    rules = law(map_now)
    found = [one for one in map(_order, by_position(about)) if one is not None]
    return [_end(one, rules, received) for one in found if _lost(one, map_now, rules, received)]


def _order(stored: Stored) -> Order | None:
    """The order, where it counts, was freed by an agreement and is what its chain says now."""
    if stored.counts_from in (None, stored.position) or second.MISSING not in (stored.reasons or ""):
        return None
    freed = by_position([stored.counts_from or 0])
    if not freed or msgspec.json.decode(decode(freed[0].content).body).get("reason"):
        return None  # the operator let it count, whatever a second person says
    last = counting(of_chains([stored.chain]), EVER)
    kind = CATALOGUE.kinds[kind_name(stored.kind)]
    if not last or last[0].position != stored.position or kind.ends_by is None:
        return None
    return Order(stored, kind, told_by(kind, stored.content).body)


def _lost(order: Order, map_now: Tree, rules: Law, received: int) -> bool:
    stored, content = order.stored, decode(order.stored.content)
    if stored.area is None or _ended_before(stored):
        return False
    who = behind((content.by, content.entered_by), stored.device)
    if second.approved(second.Waiting(stored.position, stored.area, who), map_now, received):
        return False
    return not order.kind.second_person or not any(one.entitles for one in by_now(_now(stored, received), rules))


def _ended_before(stored: Stored) -> bool:
    """Whether the node ended it already. That it was the node tells the remark, which nobody else can make; others may
    have taken the id.
    """
    taken = takewhile(bool, (by_uuid([one]) for one in ids_of(_name(stored))))
    return any(TAKEN_BACK in (found[0].reasons or "") for found in taken)


def _end(order: Order, rules: Law, received: int) -> Coming:
    """The entry that ends it: at once, or before it begins; what kept somebody longer goes back to the rule's day."""
    stored, content = order.stored, decode(order.stored.content)
    begins = rows("SELECT MAX(begins) FROM duty_standing WHERE because = %s", (stored.position,))[0][0] or 0
    rule = max((one.by_clock or 0 for one in by_now(_now(stored, received), rules)), default=0)
    moment = iso(max(received, begins + 1))
    ends_by = order.kind.ends_by
    name, body = (
        ("", {}) if ends_by is None else ends_by(str(stored.uuid), moment, date_of(max(rule, day_of(received))))
    )
    wire: dict[str, Any] = {
        "id": str(unused(_name(stored))),
        "kind": name,
        "area": content.area,
        "happened_at": iso(received),
        "body": body,
    }
    ref = called([thing_of(stored.subject).id]) if stored.subject is not None else {}
    for subject in ref.values():
        wire["subject"] = msgspec.to_builtins(subject)
    (coming,) = look([_encoder.encode(wire)], received=received)
    coming.flag(_taken_back)
    return coming


def _now(stored: Stored, received: int) -> Asked:
    return Asked(stored.subject, stored.area, received, stored.position)


def _name(stored: Stored) -> str:
    return f"{TAKEN_BACK}:{stored.uuid}"


_taken_back = Reason(
    code=TAKEN_BACK,
    field="reason",
    text=Text(
        "reason：第二人已收回同意，自此时起不再管控。确需管控的，请重新下达并另请审批。",
        "reason: the second person took back the agreement, so nobody is restricted by it from here on. If it is "
        "still needed, order it anew and ask a second person again.",
    ),
)
