"""Fever, the observation room, case classes and sentinel days. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from gridward.kit.clock import DAY, HOUR, ZONE, day_number, day_of, first_moment, last_moment, micros
from gridward.plug.figure import Line, line, steps
from gridward.plug.kind import Entry, key_of
from gridward.policy.norms import norm

FEVER = Decimal("37.3")
"""From here on a triage counts as fever: the value of the gates and of pre-check triage desks since 2020."""

SIGNALS = ("fever", "ili", "absent_ill", "fever_medicine")
"""What a sentinel counts that may be too many; the pack says from where on, as `signal_fever` and so on."""
CLASS_SIGNALS = {"absent_ill": "signal_class_absent_ill", "ili": "ili_class_a_day"}
"""What the check of a class counts that may be too many, and the pack's name for from where on."""
DAYS = 2**22
"""More days than any date has: a site and a day make one key."""

STAMPS = ("found_at", "reported_at", "diagnosed_at", "isolated_at", "admitted_at")
INTERVALS = {
    "found_reported": ("found_at", "reported_at", "case_report"),
    "reported_diagnosed": ("reported_at", "diagnosed_at", "case_diagnosed"),
    "diagnosed_isolated": ("diagnosed_at", "isolated_at", "case_isolated"),
    "isolated_admitted": ("isolated_at", "admitted_at", "case_admitted"),
}
"""From which stamp to which, and the pack's name for how many hours that may take."""
READY = {
    "beds": "beds_total",
    "beds_free": "beds_free",
    "observation_beds": "observation_beds",
    "medics": "medics_on_call",
    "investigators": "investigators",
    "tests": "tests_per_day",
    "ambulances": "ambulances",
}
"""Members of clinic.ready and the fields they show."""
READY_DAYS = 7
"""For so long a statement of readiness speaks, where no pack says how long."""

Points = Iterator[tuple[int, Entry, Mapping[str, int]]]


def instant(moment: datetime) -> int:
    """A stamp in microseconds; one without zone is local."""
    return micros(moment if moment.tzinfo else moment.replace(tzinfo=ZONE))


def is_fever(body: Any) -> bool:
    """Whether a triage counts as fever: measured, complained of, or treated as such; so referred ≤ fever ≤ triaged."""
    hot = body.temperature is not None and body.temperature >= FEVER
    return hot or "fever" in body.symptoms or body.disposition.value in ("observation_room", "referred")


def one_by_one(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """The histories to look at: one for a known person; entries about nobody named stand alone."""
    if entries and entries[0].subject is None:
        yield from ([entry] for entry in entries)
    elif entries:
        yield entries


def room_points(triages: Sequence[Entry]) -> Points:
    """When one person was in the observation room.

    A stay begins with its stamp (without one: with the triage that sends there) and ends with its stamp or with the
    next triage of the person; without either it has not ended.
    """
    turns: list[tuple[int, Entry, Mapping[str, int]]] = []
    inside = False
    for entry in triages:
        body = entry.body
        enters = body.room_in is not None or body.disposition.value == "observation_room"
        if inside and not enters:
            turns.append((instant(body.room_out) if body.room_out else entry.at, entry, {}))
            inside = False
        elif enters:
            start = instant(body.room_in) if body.room_in else entry.at
            turns.append((start, entry, {"": 1}))
            inside = body.room_out is None
            if body.room_out is not None:
                turns.append((max(start, instant(body.room_out)), entry, {}))
    yield from sorted(turns, key=lambda turn: turn[0])


def class_points(cases: Sequence[Entry], classes: frozenset[str]) -> Points:
    """Whether a person's classification, as told last, is one of `classes`."""
    for entry in cases:
        yield entry.at, entry, {"": int(entry.body.classification.value in classes)}


def delay_points(cases: Sequence[Entry], *, in_time: bool) -> Points:
    """For each interval whether both stamps of a case are known, or whether it lies within the hours of the pack.

    A stamp told last counts. An interval of which no pack says how long it may be is not looked at.
    """
    told: dict[str, int] = {}
    for entry in cases:
        told |= {name: instant(value) for name in STAMPS if (value := getattr(entry.body, name)) is not None}
        yield entry.at, entry, {code: 1 for code in INTERVALS if _known(told, code, in_time=in_time)}


def _known(told: Mapping[str, int], code: str, *, in_time: bool) -> bool:
    first, second, name = INTERVALS[code]
    if first not in told or second not in told:
        return False
    most = norm(name, day_of(told[first]))
    return most is not None and (not in_time or 0 <= told[second] - told[first] <= most * HOUR)


def is_signal(body: Any) -> bool:
    """Whether a site saw more than the pack lets pass on one day (Q36)."""
    day = day_number(body.date)
    for name in SIGNALS:
        seen, least = getattr(body, name), norm(f"signal_{name}", day)
        if seen is not None and least is not None and seen >= least:
            return True
    return False


def is_class_signal(body: Any, day: int) -> bool:
    """Whether a class of a school has more absent ill, or more new cases, than the pack lets pass on one day (Q38)."""
    for name, called in CLASS_SIGNALS.items():
        seen, least = getattr(body, name), norm(called, day)
        if seen is not None and least is not None and seen >= least:
            return True
    return False


def class_and_day(entry: Entry) -> int:
    """One key for a class and a day: morning and noon of it are one signal."""
    about = entry.subject.key if entry.subject is not None else key_of("area", entry.area)
    return about * DAYS + day_of(entry.at)


def site_and_day(entry: Entry) -> int:
    """One key for a site and the day it reports of: sent twice it is the same report."""
    site = entry.subject.key if entry.subject is not None else key_of("area", entry.area)
    return site * DAYS + day_number(entry.body.date)


def ili_points(reports: Sequence[Entry]) -> Iterator[tuple[Entry, int]]:
    """By how many each report of a site raises its cases so far: a day told twice counts as it was told last."""
    told: dict[int, int] = {}
    for entry in reports:
        day, seen = day_number(entry.body.date), entry.body.ili or 0
        if seen != told.get(day, 0):
            yield entry, seen - told.get(day, 0)
        told[day] = seen


def ready_points(statements: Sequence[Entry]) -> Points:
    """What an institution has ready by its last statement; what a statement does not tell is not there."""
    for entry in statements:
        said = {member: getattr(entry.body, name) for member, name in READY.items()}
        yield entry.at, entry, {member: value for member, value in said.items() if value is not None}


def stating(statements: Sequence[Entry]) -> Points:
    """An institution is expected to state what it has ready from its first statement on."""
    for entry in statements[:1]:
        yield entry.at, entry, {"": 1}


def current(statements: Sequence[Entry]) -> Points:
    """An institution has spoken for so many days from each statement; older than that it is stale (Q37)."""
    for number, entry in enumerate(statements):
        yield entry.at, entry, {"": 1}
        end = entry.at + (norm("readiness_days", day_of(entry.at)) or READY_DAYS) * DAY
        if number + 1 == len(statements) or end < statements[number + 1].at:
            yield end, entry, {}


def reported(reports: Sequence[Entry]) -> Iterator[Line]:
    """A site has spoken from its report until the end of that day; one made later counts for the end of its day."""
    first: dict[int, Entry] = {}
    for entry in reports:
        first.setdefault(day_number(entry.body.date), entry)
    for day, entry in sorted(first.items()):
        start = last_moment(day) if day_of(entry.at) > day else max(entry.at, first_moment(day))
        member = entry.body.site_kind.value
        yield line(entry, member=member, at=start)
        yield line(entry, -1, member=member, at=first_moment(day + 1))


def is_open(reports: Sequence[Entry]) -> Iterator[Line]:
    """A site is expected to speak from the first day it ever reported on."""
    if not reports:
        return iter(())
    first = min(first_moment(day_number(entry.body.date)) for entry in reports)
    kinds = [(entry.at, entry, {entry.body.site_kind.value: 1}) for entry in reports]
    return steps([(min(first, kinds[0][0]), kinds[0][1], kinds[0][2]), *kinds[1:]])


def denied(entry: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether a daily or a sentinel report says that there was nothing on the day of a case."""
    nil = (one.body for one in timeline if one.kind in ("reporting.daily", "clinic.sentinel") and one.body.nil)
    own = (body for body in nil if getattr(body, "template", "daily") == "daily")
    return entry.body.classification.value != "no_case" and any(
        day_number(body.date) == day_of(entry.at) for body in own
    )


def case_on_day_of(report: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether somebody was a case on the day of which a report speaks."""
    cases = (one for one in timeline if one.kind == "clinic.case" and one.body.classification.value != "no_case")
    return any(day_of(one.at) == day_number(report.body.date) for one in cases)


def stamps_out_of_order(body: Any) -> list[tuple[str, str]]:
    """Pairs of stamps of which the second, though its step comes later, lies before the first."""
    known = [(name, instant(getattr(body, name))) for name in STAMPS if getattr(body, name) is not None]
    return [(earlier, later) for (earlier, one), (later, other) in pairwise(known) if other < one]


def case_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of cases: the classification told last, and each stamp told last."""
    if not entries:
        return None
    last = entries[-1]
    stamps = {
        name: next((instant(value) for entry in reversed(entries) if (value := getattr(entry.body, name))), None)
        for name in STAMPS
    }
    return {
        "area": last.area,
        "classification": last.body.classification.value,
        "outcome": last.body.outcome.value if last.body.outcome else "",
        "hospital": last.body.hospital,
        **stamps,
    }
