"""What somebody may do with another's account: manage it, end an office, and how an office ends in the ledger."""

from typing import Any

import msgspec

from gridward.console.people.officers import Officer
from gridward.console.reader.sight import Sight
from gridward.console.records.amend import present
from gridward.console.records.rows import read
from gridward.grid.appointing import may_give
from gridward.grid.book import Held
from gridward.grid.offices import source_of
from gridward.grid.roles import APPOINTMENT
from gridward.intake.receive import submit
from gridward.kit import clock
from gridward.kit.errors import Refusal, refuse
from gridward.kit.ids import uuid7
from gridward.ledger.stored import by_uuid


def manages(seen: Sight, one: Officer, held: tuple[Held, ...]) -> bool:
    """Whether the account may invite this officer again, reset what is lost, and switch the account off.

    It must be able to give every office that the officer holds now (or, when there is none, ever held), so that nobody
    switches off the one above because both also answer for the same village. One's own account is one's own page.
    """
    now = [office for office in held if office.covers(seen.now)] or list(held)
    return (
        one.account.pk != seen.account.pk
        and bool(now)
        and all(may_give(seen.offices, office.role, office.area, at=seen.now, map_now=seen.tree) for office in now)
    )


def may_end(seen: Sight, office: Held) -> bool:
    """Whether the account may end an office."""
    own = office.account == seen.account.pk
    return may_give(seen.offices, office.role, office.area, at=seen.now, map_now=seen.tree, own=own)


def end(seen: Sight, office: Held) -> None:
    """The office ends now: a correction of the appointment, through intake. Raises Refusal where it cannot be."""
    source = source_of(office.office)
    found = by_uuid([source]) if source is not None else []
    tip = present(found[0]) if found else None
    one = read(tip) if tip is not None else None
    if tip is None or one is None or one.content is None or one.body is None or not may_end(seen, office):
        raise refuse(
            "office_stays",
            field="office",
            zh="这个职务不能在这里结束：它不是由任命记录产生的，或者不由您任免。请联系系统管理员。",
            en="This office cannot be ended here: no appointment made it, or it is not yours to give. Ask the operator "
            "of the node.",
        )
    body: dict[str, Any] = msgspec.to_builtins(one.body)
    body["to"] = clock.iso(clock.now())
    wire = {
        "id": str(uuid7(clock.now())),
        "kind": APPOINTMENT,
        "version": one.kind.version if one.kind else 1,
        "area": one.content.area,
        "happened_at": one.content.happened_at,
        "recorded_at": clock.iso(clock.now()),
        "by": one.content.by or None,
        "entered_by": seen.account.username,
        "means": one.content.means or "tap",
        "body": {name: value for name, value in body.items() if value is not None},
        "replaces": str(tip.uuid),
    }
    receipt = submit([wire])[0]
    if receipt.outcome not in ("accepted", "flagged"):
        raise Refusal(*receipt.reasons)
