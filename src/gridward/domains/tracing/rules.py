"""What somebody is to a case, and where they were. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from gridward.kit.clock import ZONE, micros
from gridward.plug.kind import Entry

NEAREST = ("close", "contact_of_contact", "general")
"""The nearest relation counts: a close contact of one case stays that, whatever they are to another."""


def instant(moment: datetime) -> int:
    """A stamp in microseconds; one without zone is local."""
    return micros(moment if moment.tzinfo else moment.replace(tzinfo=ZONE))


def is_turned(start: datetime, end: datetime | None) -> bool:
    """Whether an end lies before its start."""
    return end is not None and instant(end) < instant(start)


def contact_points(entries: Sequence[Entry]) -> Iterator[tuple[int, Entry, str]]:
    """The nearest relation told so far, each time it gets nearer."""
    nearest = len(NEAREST)
    for entry in entries:
        rank = NEAREST.index(entry.body.type.value)
        if rank < nearest:
            nearest = rank
            yield entry.at, entry, NEAREST[rank]


def contact_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of contacts: the nearest relation, the latest contact, from which a clock starts."""
    if not entries:
        return None
    *_, (_, _, nearest) = contact_points(entries)
    return {
        "area": entries[-1].area,
        "type": nearest,
        "last_contact": max(entry.body.last_contact for entry in entries if entry.body.type.value == nearest),
        "sources": len({entry.body.source for entry in entries}),
        "at": entries[-1].at,
    }


def stay_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of those whose movements are known: how many stays, and up to when."""
    if not entries:
        return None
    return {
        "area": entries[-1].area,
        "stays": len(entries),
        "known_until": max(instant(entry.body.to) for entry in entries),
        "at": entries[-1].at,
    }


def investigation_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of investigations: whether the last is finished, and what it found."""
    if not entries:
        return None
    last = entries[-1].body
    return {
        "area": entries[-1].area,
        "started": instant(last.started),
        "finished": None if last.finished is None else instant(last.finished),
        "contacts": last.contacts_found,
    }
