"""What was inspected today, which findings are overdue, which items stand in place. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from gridward.kit.clock import ZONE, day_number, day_of, first_moment, last_moment, micros
from gridward.plug.figure import key_in
from gridward.plug.kind import Entry
from gridward.policy.lists import options

COVERED = ("village", "community", "post")
"""What a head must inspect every day (S1-11)."""
CHECKLISTS = {"community": "four_complete", "village": "six_in_place"}
"""Which checklist areas of a level have: 四全 for communities (S2-25), 六到位 for villages (S4-14)."""

Points = Iterator[tuple[int, Entry, Mapping[str, int]]]


def instant(moment: datetime) -> int:
    """A time of a body in microseconds; one without zone is local."""
    return micros(moment if moment.tzinfo else moment.replace(tzinfo=ZONE))


class Seen(NamedTuple):
    """A subject was inspected on a day, first at this moment."""

    subject: int
    member: str
    at: int
    until: int
    entry: Entry


def seen_today(visits: Sequence[Entry]) -> Iterator[Seen]:
    """Each subject once a day, from its first inspection until the end of the day."""
    found: set[tuple[int, str, int]] = set()
    for entry in visits:
        member, day = entry.body.subject_kind.value, day_of(entry.at)
        for subject in dict.fromkeys(key_in(link) for link in entry.body.subjects):
            if member in COVERED and (subject, member, day) not in found:
                found.add((subject, member, day))
                yield Seen(subject, member, entry.at, first_moment(day + 1), entry)


def to_cover(statements: Sequence[Entry]) -> Points:
    """Whether something must be inspected every day: an open village or community, a checkpoint that stands."""
    level = ""
    for entry in statements:
        if entry.kind == "grid.area":
            level = level_told(entry, level)
            yield entry.at, entry, {level: 1} if level in ("village", "community") else {}
    yield from _standing([entry for entry in statements if entry.kind == "checkpoint.post"])


def _standing(posts: Sequence[Entry]) -> Points:
    """When a checkpoint stood. Of statements with the same opening day the last says when it was removed."""
    by_day: dict[int, list[Entry]] = {}
    for entry in posts:
        by_day.setdefault(day_number(entry.body.opened_on), []).append(entry)
    starts = [
        (stated[0].at if day_of(stated[0].at) == day else first_moment(day), stated)
        for day, stated in sorted(by_day.items())
    ]
    for number, (start, stated) in enumerate(starts):
        later = starts[number + 1][0] if number + 1 < len(starts) else None
        yield start, stated[0], {"post": 1}
        last = stated[-1]
        if last.body.closed_on is not None:
            day = day_number(last.body.closed_on)
            end = max(start, last.at if day_of(last.at) == day else last_moment(day))
            if later is None or end < later:
                yield end, last, {}


def to_check(statements: Sequence[Entry]) -> Points:
    """The items on which an area is checked, by its level."""
    level = ""
    for entry in statements:
        level = level_told(entry, level)
        yield entry.at, entry, dict.fromkeys(items_of(level), 1)


def level_told(entry: Entry, before: str) -> str:
    """The level of an area after a statement about it; empty before it opens and after it closes."""
    action = entry.body.action.value
    if action == "close" or (not before and action != "open"):
        return ""
    return entry.body.level or before


def items_of(level: str) -> tuple[str, ...]:
    """The items of the checklist for areas of a level."""
    checklist = CHECKLISTS.get(level)
    return tuple(one.code for one in options("checklist_item") if one.parent == checklist) if checklist else ()


def in_place(visits: Sequence[Entry]) -> Points:
    """The items in place in an area by the last answer to each; what nobody answered is unknown (Q80)."""
    answers: dict[str, str] = {}
    for entry in visits:
        known = items_of(entry.place.kind)
        answers |= {item.code: item.answer.value for item in entry.body.items if item.code in known}
        yield entry.at, entry, {code: 1 for code, answer in answers.items() if answer == "yes" and code in known}


def rectified(actions: Sequence[Entry]) -> Points:
    """Whether a finding is put right: by the last word about it, done or verified and not rejected."""
    if actions and actions[0].subject is not None and actions[0].subject.kind == "entry":
        for entry in actions:
            yield entry.at, entry, {"": int(entry.body.state.value != "rejected")}


def visit_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of inspections: the last one, and the items in place and not in place."""
    if not entries:
        return None
    last = entries[-1]
    answers = {item.code: item.answer.value for entry in entries for item in entry.body.items}
    return {
        "area": last.area,
        "subject_kind": last.body.subject_kind.value,
        "by": last.body.by,
        "last_at": last.at,
        "visits": len(entries),
        "answers": dict(sorted(answers.items())),
    }


def finding_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of findings about an area or place: the entries that others are about, and deadlines."""
    if not entries:
        return None
    last = entries[-1]
    return {
        "area": last.area,
        "findings": [{"entry": entry.key, "deadline": instant(entry.body.deadline)} for entry in entries],
        "number": len(entries),
        "last_at": last.at,
        "responsible_office": last.body.responsible_office,
        "last_deadline": max(instant(entry.body.deadline) for entry in entries),
    }


def rectification_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of a finding that was acted upon: how it stands."""
    if not entries:
        return None
    last = entries[-1]
    return {
        "area": last.area,
        "state": last.body.state.value,
        "done_at": instant(last.body.done_at),
        "on_the_spot": bool(last.body.on_the_spot),
        "last_at": last.at,
    }


def problem_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of problems, from a finding and what was done about it: by the last word it is open,
    done, verified or rejected.
    """
    finding = next((entry for entry in entries if entry.kind == "supervision.finding"), None)
    if finding is None:
        return None
    actions = [entry for entry in entries if entry.kind == "supervision.rectification"]
    body, last = finding.body, actions[-1].body if actions else None
    return {
        "area": finding.area,
        "responsible_office": body.responsible_office,
        "severity": "" if body.severity is None else body.severity.value,
        "found_at": finding.at,
        "deadline": instant(body.deadline),
        "state": "open" if last is None else last.state.value,
        "done_at": None if last is None or last.state.value == "rejected" else instant(last.done_at),
    }
