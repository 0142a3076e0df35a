"""Who belongs to which group and who is at their post. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gridward.kit.clock import HOUR, ZONE, day_number, first_moment, micros
from gridward.plug.kind import Entry
from gridward.plug.spans import Span, points, spans

TENTH = HOUR // 10
AT_POST = ("on_post", "recalled")
Points = Iterator[tuple[int, Entry, Mapping[str, int]]]


def in_force(entry: Entry) -> tuple[date, int | None]:
    """From when to when something holds, by one statement: its last day is part of it."""
    body = entry.body
    return body.from_, None if body.to is None else first_moment(day_number(body.to) + 1)


def one_by_one(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """The histories to look at: one for a known person; entries about nobody named stand alone."""
    if entries and entries[0].subject is None:
        yield from ([entry] for entry in entries)
    elif entries:
        yield entries


def memberships(entries: Sequence[Entry]) -> Iterator[list[Span]]:
    """The history of one person in each organisation."""
    by_organisation: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind == "mobilisation.member":
            by_organisation.setdefault(entry.body.organisation.value, []).append(entry)
    for told in by_organisation.values():
        yield spans(told, in_force)


def group_points(history: Sequence[Span]) -> Points:
    """The groups that one person belongs to through one organisation, at every turning point."""
    for at, entry, values in points(history, lambda entry: ""):
        yield at, entry, dict.fromkeys((one.value for one in entry.body.groups), 1) if values else {}


def cadre_spans(entries: Sequence[Entry]) -> list[Span]:
    """When and where one person is counted among the cadres: as a member says so, else from the first status on, and
    always where the last status was told.
    """
    said = [span for history in memberships(entries) for span in history if _is_cadre(span.entry)]
    if said:
        return _merged(said)
    told = spans([entry for entry in entries if entry.kind == "mobilisation.status"], in_force)
    follows = [*(span.start for span in told[1:]), None]
    return [span._replace(end=end) for span, end in zip(told, follows, strict=False)]


def post_spans(entries: Sequence[Entry]) -> Iterator[tuple[int, list[Span]]]:
    """When one cadre is at their post: the last status says so, while they are a cadre. By the area in which they are
    counted among the cadres, wherever the status was told, so that nobody is on post where there is no such cadre.
    """
    told = spans([entry for entry in entries if entry.kind == "mobilisation.status"], in_force)
    at_post = [span for span in told if span.entry.body.status.value in AT_POST]
    for cadre in cadre_spans(entries):
        yield cadre.entry.area, [both for span in at_post if (both := _within(span, cadre))]


def _within(span: Span, other: Span) -> Span | None:
    """The part of a span that lies in another one."""
    start = max(span.start, other.start)
    end = min((end for end in (span.end, other.end) if end is not None), default=None)
    return span._replace(start=start, end=end) if end is None or end > start else None


def tenths(attendance: Entry) -> tuple[int, int] | None:
    """How many tenths of an hour somebody was on duty, and until when; None while nobody knows."""
    body = attendance.body
    if body.out is None or body.status.value == "absent":
        return None
    begun, ended = (micros(one if one.tzinfo else one.replace(tzinfo=ZONE)) for one in (body.in_, body.out))
    return max(0, round((ended - begun) / TENTH)), ended


def _is_cadre(entry: Entry) -> bool:
    return any(one.value == "cadre" for one in entry.body.groups)


def _merged(found: Sequence[Span]) -> list[Span]:
    """Spans by time without what overlaps."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, span.entry.at, span.entry.id.int)):
        last = kept[-1] if kept else None
        if last is None or (last.end is not None and span.start >= last.end):
            kept.append(span)
        elif last.end is not None and (span.end is None or span.end > last.end):
            kept[-1] = last._replace(end=span.end)
    return kept


def member_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of those who can be called upon: their groups and skills as last told."""
    histories = [history for history in memberships(entries) if history]
    if not histories:
        return None
    last = [history[-1].entry for history in histories]
    return {
        "area": entries[-1].area,
        "organisations": sorted(entry.body.organisation.value for entry in last),
        "groups": sorted({one.value for entry in last for one in entry.body.groups}),
        "skills": sorted({skill for entry in last for skill in entry.body.skills}),
        "since": min(entry.body.from_ for entry in last),
        "until": None if any(entry.body.to is None for entry in last) else max(entry.body.to for entry in last),
    }


def status_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of staff: the status told last."""
    told = spans(entries, in_force)
    if not told:
        return None
    entry = told[-1].entry
    return {
        "area": entry.area,
        "status": entry.body.status.value,
        "since": entry.body.from_,
        "until": entry.body.to,
        "approved": bool(entry.body.approved_by),
    }
