"""The words by which held entries say what they wait for, and by which what comes says that it is here."""

from uuid import UUID

from gridward.intake.coming import Coming, digits_of
from gridward.intake.kernel import Appointment, Approval, Area

_LONGEST = 120
_MOMENT = "moment:"


def area(code: str) -> tuple[str, ...]:
    """Waits for the area of this code; an official one may be written with twelve digits or without its zeros."""
    shorter = [code[:digits] for digits in (9, 6) if len(code) == 12 and not code[digits:].strip("0")]
    return tuple(f"area:{one[:_LONGEST]}" for one in (code, *shorter))


def entry(digits: str) -> str:
    """Waits for the entry of this id."""
    return f"entry:{UUID(digits)}"


def office(holder: str) -> str:
    """Waits for this account to hold an office."""
    return f"office:{holder[:_LONGEST]}"


def second(digits: str) -> str:
    """Waits for a second person to approve the entry of this id."""
    return f"second:{UUID(digits)}"


def moment(at: int) -> str:
    """Waits for this moment, in microseconds; texts are in the order of time."""
    return f"{_MOMENT}{at:019d}"


def moment_of(need: str) -> int:
    """The moment of a word that waits for one; 0 for any other."""
    return int(need.removeprefix(_MOMENT)) if need.startswith(_MOMENT) else 0


def brings(coming: Coming, *, counts: bool) -> set[str]:
    """What has come with an entry: itself, and, when it `counts`, the area or the office that it tells of."""
    found = {f"entry:{coming.id}"}
    if counts and isinstance(coming.body, Area):
        found.update(*(area(code) for code in (coming.body.code, coming.body.new_code) if code))
    if counts and isinstance(coming.body, Appointment):
        found.add(office(coming.body.holder))
    if counts and isinstance(coming.body, Approval) and coming.wire is not None and coming.wire.subject is not None:
        found.add(second(digits_of(coming.wire.subject.id or coming.wire.subject.ref)))
    return found
