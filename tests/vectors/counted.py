"""Cases as they are written down, entries in them, days by the calendar: what the counted vectors are made of.

A window is written "when it opens → when it is due", a moment as "02-10 06:00" of the year of the case.
"""

from datetime import date, timedelta
from typing import Any

Case = dict[str, Any]
NORTH = 0.0000089932
"""A metre to the north, in degrees of latitude, on a sphere of 6 371 km."""


def told(kind: str, at: str, body: Case, subject: str = "", area: int = 5) -> Case:
    """An entry of a moment, about something ("place:8") or, without, what the case is about."""
    return {"kind": kind, "at": f"{at}+08:00", "body": body, "subject": subject, "area": area}


def days(first: str, last: str, opens: str, due: str) -> list[str]:
    """One window a day, from the first to the last; "24:00" is the next midnight."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    each = [begin + timedelta(days=n) for n in range((end - begin).days + 1)]
    return [f"{one:%m-%d} {opens} → {_due(one, due)}" for one in each]


def _due(day: date, hour: str) -> str:
    return f"{day + timedelta(days=1):%m-%d} 00:00" if hour == "24:00" else f"{day:%m-%d} {hour}"


def ground(
    name: str, packs: list[list[str]], what: str, first: str, last: str, entries: list[Case], **more: Any
) -> Case:
    """What an area or place owes on some days: `windows` by clause, `done` how many of how many of each."""
    expected = {key: more.pop(key) for key in ("windows", "done", "standings") if key in more}
    about = {"level": what, "names": more.pop("names", [what]), "says": {"open": True}} | more
    return {
        "name": name,
        "packs": packs,
        "ground": about,
        "days": [first, last],
        "entries": entries,
        "expected": expected,
    }


def someone(
    name: str, packs: list[list[str]], entries: list[Case], subject: str = "person:7", until: str = "", **expected: Any
) -> Case:
    """What somebody is under, and owes until the end of a day."""
    return {"name": name, "packs": packs, "entries": entries, "subject": subject, "until": until, "expected": expected}


def job(at: str, kind: str, **more: Any) -> Case:
    body = {"site_kind": kind, "area": 100, "agent": "chlorine", "performer": "team", "start": f"{at}+08:00"}
    return told("sanitation.disinfection", at, body | more)


def contact(last: str, kind: str = "close") -> Case:
    return {"source": {"kind": "person", "id": "99"}, "type": kind, "last_contact": last}


def order(measure: str, first: str) -> Case:
    return {"measure": measure, "clock": "last_exposure", "clock_start": first, "place": "x"}


def worker(category: str, since: str, action: str = "add") -> Case:
    return {"category": category, "action": action, "basis": "visit", "from": since}


def swab(sent: str) -> Case:
    return {
        "tube": {"kind": "lot", "id": "1"},
        "scheme": "single",
        "specimen": "throat",
        "reason": "follow_up",
        "site": {"kind": "place", "id": "8"},
        "sent_at": f"{sent}+08:00",
    }


def taught() -> Case:
    return {"school": {"kind": "place", "id": "8"}, "status": "in_session", "enrolled": 40}


def found(at: str, classification: str = "confirmed") -> Case:
    return {"classification": classification, "found_at": f"{at}+08:00"}


def survey(premises: int, positive: int) -> Case:
    return {"premises": premises, "inspected": 300, "positive": positive}


def culled() -> Case:
    return {"species": "pig", "culled": 40, "method": "burial"}


def arrival(at: str) -> Case:
    return {
        "direction": "in",
        "stage": "actual",
        "journey_id": "J1",
        "purpose": "return_home",
        "origin_area": "x",
        "destination": "x",
        "arrive_at": f"{at}+08:00",
    }


def whole(*firsts: str) -> list[str]:
    """The whole of each of these days."""
    return [one for day in firsts for one in days(f"2021-{day}", f"2021-{day}", "00:00", "24:00")]


def changed(when: str, outcome: str, new_end: str) -> Case:
    body = {
        "order": {"kind": "entry", "id": "1"},
        "outcome": outcome,
        "effective_at": f"{when}+08:00",
        "new_end": new_end,
    }
    return told("followup.release", when, body | {"reason": "later_exposure"})


def away(metres: float) -> list[float]:
    """A point so many metres north of the middle of the rings."""
    return [23.0 + metres * NORTH, 113.0]
