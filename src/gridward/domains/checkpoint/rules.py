"""When a post is open and an area closed off, and which level a gate serves. Plain Python."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gridward.kit.clock import day_number, day_of, first_moment, last_moment
from gridward.plug.kind import Entry, Place
from gridward.plug.spans import spans
from gridward.policy.norms import norm

FEVER = 373
"""Tenths of a degree Celsius, where no pack says otherwise."""
LEVELS = ("town", "village", "compound", "venue", "external")

_SERVES = {
    "county": "town",
    "zone": "town",
    "town": "town",
    "subdistrict": "town",
    "work_area": "village",
    "village": "village",
    "community": "village",
    "grid_large": "village",
    "grid_medium": "village",
    "grid_small": "village",
    "compound": "compound",
    "building": "compound",
    "alley": "compound",
    "stair": "compound",
}
"""The level of a gate of which only the area is known."""


def post_level(place: Place) -> str:
    """The level that a gate serves: as declared, or that of the area it lies in; any other place checks for itself."""
    if place.kind in _SERVES:
        return _SERVES[place.kind]
    if place.kind in ("gate", "place", ""):
        return place.level if place.level in LEVELS else _SERVES.get(place.level, "village")
    return "venue"


def opening(entry: Entry) -> tuple[date, int | None]:
    """From when to when a post stands, by one statement: it no longer stands at the end of the day it was removed."""
    body = entry.body
    if body.closed_on is None:
        return body.opened_on, None
    day = day_number(body.closed_on)
    return body.opened_on, entry.at if day_of(entry.at) == day else last_moment(day)


def closing(entry: Entry) -> tuple[date, int | None]:
    """From when to when a regime holds, by one statement: its last day is part of it."""
    body = entry.body
    return body.from_, None if body.to is None else first_moment(day_number(body.to) + 1)


def post_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of posts: what was said last."""
    told = spans(entries, opening)
    if not told:
        return None
    entry = told[-1].entry
    body = entry.body
    return {
        "area": entry.area,
        "level": body.level.value,
        "kind": body.kind.value if body.kind else "",
        "road": body.road,
        "hours": body.hours.value,
        "code_signs": bool(body.code_signs),
        "opened_on": body.opened_on,
        "closed_on": body.closed_on,
    }


def closure_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of closed-off areas: the regime that was said last."""
    told = spans(entries, closing)
    if not told:
        return None
    entry = told[-1].entry
    return {
        "area": entry.area,
        "regime": entry.body.regime.value,
        "since": entry.body.from_,
        "until": entry.body.to,
        "entrances_open": entry.body.entrances_open,
    }


def not_to_admit(entry: Entry) -> str:
    """The field for which a gate does not admit somebody it admitted: the last reading, a code that is not green, a
    flagged journey; where codes are asked, no mask (Q27).
    """
    body = entry.body
    if body.direction.value != "in" or body.outcome.value != "admitted":
        return ""
    reading = "temperature" if body.second_reading is None else "second_reading"
    measured = getattr(body, reading)
    if measured is not None and measured * 10 >= (norm("fever", day_of(entry.at)) or FEVER):
        return reading
    code = "" if body.health_code is None else body.health_code.value
    if code in ("red", "yellow"):
        return "health_code"
    if body.travel_code is not None and body.travel_code.value == "flagged":
        return "travel_code"
    return "mask" if code == "green" and body.mask is False else ""
