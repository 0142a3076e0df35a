"""The duties that an office clause makes: somebody must be appointed, and who is must sign the letter; and that of a
fixture clause: something must stand. Pure.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from gridward.policy.vocabulary import Duty, Fixture, Label, Office

APPOINTED, SIGNED = "grid.appointment", "command.pledge"
BODY, TOLD = "body", "command.body"
"""What `each` says of an office of bodies, and the kind by which a body names its heads."""
HELD, PLEDGE, STANDS = "office", "pledge", "fixture"
"""What the names of these duties begin with; the name of the clause follows after a dot, which no pack can write."""


class OfficeDuty(Duty, frozen=True, kw_only=True):
    """A duty that follows from an office clause."""

    office: Office
    part: Literal["office", "pledge"]


class FixtureDuty(Duty, frozen=True, kw_only=True):
    """A duty that follows from a fixture clause."""

    fixture: Fixture


def office_duties(office: Office) -> Iterator[OfficeDuty]:
    """Whoever appoints owes a holder, and the holder a signature where the clause asks for one."""
    zh, en = office.label.zh, office.label.en
    held = OfficeDuty(
        name=f"{HELD}.{office.name}",
        label=Label(zh=f"任命：{zh}", en=f"Appoint: {en}"),
        source=office.source,
        verified=office.verified,
        by=(TOLD if office.each == BODY else APPOINTED,),
        who=office.who,
        responsibility="territorial",
        each=office.each,
        where=office.where,
        during=office.during,
        within=office.within,
        once=not office.within,
        times=office.holders,
        office=office,
        part="office",
    )
    yield held
    if office.pledge:
        yield replace(
            held,
            name=f"{PLEDGE}.{office.name}",
            label=Label(zh=f"签订责任书：{zh}", en=f"Sign the letter: {en}"),
            by=(SIGNED,),
            who=office.role,
            responsibility="personal",
            times=1,
            part="pledge",
        )


def fixture_duties(fixture: Fixture) -> Iterator[FixtureDuty]:
    """Whoever sees to it owes that it stands."""
    yield FixtureDuty(
        name=f"{STANDS}.{fixture.name}",
        label=fixture.label,
        source=fixture.source,
        verified=fixture.verified,
        by=(fixture.entry,),
        who=fixture.who,
        responsibility="territorial",
        each=fixture.each,
        where=fixture.where,
        during=fixture.during,
        with_=fixture.with_,
        match="below",
        within=fixture.within,
        once=not fixture.within,
        fixture=fixture,
    )
