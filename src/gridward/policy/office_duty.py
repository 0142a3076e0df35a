"""The duties that an office clause makes: somebody must be appointed, and who is must sign the letter. Pure."""

from collections.abc import Iterator
from typing import Literal

from gridward.policy.vocabulary import Duty, Label, Office

APPOINTED, SIGNED = "grid.appointment", "command.pledge"
HELD, PLEDGE = "office", "pledge"
"""What the names of these duties begin with; the name of the clause follows after a dot, which no pack can write."""


class OfficeDuty(Duty, frozen=True, kw_only=True):
    """A duty that follows from an office clause."""

    office: Office
    part: Literal["office", "pledge"]


def office_duties(office: Office) -> Iterator[OfficeDuty]:
    """Whoever appoints owes a holder, and the holder a signature where the clause asks for one."""
    zh, en = office.label.zh, office.label.en
    yield OfficeDuty(
        name=f"{HELD}.{office.name}",
        label=Label(zh=f"任命:{zh}", en=f"Appoint: {en}"),
        source=office.source,
        verified=office.verified,
        by=(APPOINTED,),
        who=office.who,
        responsibility="territorial",
        each=office.each,
        where=office.where,
        within=office.within,
        once=not office.within,
        times=office.holders,
        office=office,
        part="office",
    )
    if office.pledge:
        yield OfficeDuty(
            name=f"{PLEDGE}.{office.name}",
            label=Label(zh=f"签订责任书:{zh}", en=f"Sign the letter: {en}"),
            source=office.source,
            verified=office.verified,
            by=(SIGNED,),
            who=office.role,
            responsibility="personal",
            each=office.each,
            where=office.where,
            within=office.within,
            once=not office.within,
            office=office,
            part="pledge",
        )
