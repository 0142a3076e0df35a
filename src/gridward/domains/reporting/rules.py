"""Who must report, who has, in time or late, and with nothing to report. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gridward.kit.clock import HOUR, day_number, day_of, first_moment, last_moment
from gridward.kit.ids import made_at
from gridward.plug.figure import Line, line
from gridward.plug.kind import Entry
from gridward.policy.norms import norm

DAILY, OPINION = "daily", "opinion"
UNITS = ("village", "community")
"""Levels of areas that owe the daily report from the day they exist; any other unit owes what it has once begun."""

ILL = frozenset({"clinic.confirmed", "clinic.suspected", "clinic.asymptomatic"})
"""Figures of which a nil report says that there is none."""

Points = Iterator[tuple[int, Entry, Mapping[str, int]]]


class Told(NamedTuple):
    """The report of a unit for one day: the first one made, all of them, and from when to when it counts."""

    template: str
    day: int
    first: Entry
    all: tuple[Entry, ...]
    start: int
    end: int


def told(entries: Sequence[Entry]) -> Iterator[Told]:
    """The reports of one unit by day. Each counts until its day is over; one made later, for the end of its day."""
    by_day: dict[tuple[int, str], list[Entry]] = {}
    for entry in entries:
        if entry.kind == "reporting.daily":
            by_day.setdefault((day_number(entry.body.date), entry.body.template), []).append(entry)
    for (day, template), found in sorted(by_day.items()):
        first = found[0]
        start = last_moment(day) if day_of(first.at) > day else max(first.at, first_moment(day))
        yield Told(template, day, first, tuple(found), start, first_moment(day + 1))


def deadline(day: int) -> int:
    """The last moment in time for the report of a day: the hour that the pack names, or the end of the day."""
    hour = norm("report_by", day)
    return last_moment(day) if hour is None else first_moment(day) + hour * HOUR


def in_time(report: Told) -> bool:
    """Whether the first report of the day was made before the deadline."""
    return report.first.at <= deadline(report.day)


def while_it_counts(report: Told) -> Iterator[Line]:
    """A report steps up when it is made and down when its day is over."""
    yield line(report.first, member=report.template, at=report.start)
    yield line(report.first, -1, member=report.template, at=report.end)


def nil_lines(report: Told) -> Iterator[Line]:
    """While the report of the day says that there is nothing; a second one replaces what the first says."""
    area, was = report.first.area, 0
    for entry in report.all:
        at = max(report.start, entry.at) if entry is not report.first else report.start
        now = int(entry.body.nil)
        if now != was and at < report.end:
            yield Line(entry.position, area, at, now - was, report.template)
            was = now
    if was:
        yield Line(report.first.position, area, report.end, -1, report.template)


def expected_points(entries: Sequence[Entry]) -> Points:
    """Which reports a unit owes: the daily one while it is an open village or community, any other once it has begun.

    A unit whose area is closed owes nothing, unless it goes on reporting.
    """
    events: list[tuple[int, int, Entry, str]] = [
        (entry.at, 0, entry, "") for entry in entries if entry.kind == "grid.area"
    ]
    events += [(min(one.first.at, first_moment(one.day)), 1, one.first, one.template) for one in told(entries)]
    level, begun = "", set[str]()
    for at, _, entry, template in sorted(events, key=lambda event: (*event[:2], event[2].position)):
        if template:
            begun.add(template)
        elif entry.body.action.value == "close":
            level, begun = "", set()
        else:
            level = entry.body.level or level
        owes = begun | ({DAILY} if level in UNITS else set())
        yield at, entry, dict.fromkeys(sorted(owes), 1)


def again(entry: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether the unit has already made the same report for the same day."""
    mine = (entry.body.template, entry.body.date)
    return any(
        one.kind == entry.kind and one.id != entry.id and (one.body.template, one.body.date) == mine for one in timeline
    )


def lock(day: int) -> int:
    """The moment from which the reports of a day are not changed any more: the hour that the pack names, or the end of
    the day.
    """
    hour = norm("report_lock", day)
    return first_moment(day + 1) if hour is None else first_moment(day) + hour * HOUR


def locked(entry: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether a report was changed after the lock, by a correction or by a second one, and names nobody who allowed it
    (Q85). A correction keeps the time of what it corrects, so that its id tells when it was made.
    """
    changes = entry.chain not in (0, entry.position) or again(entry, timeline)
    made = max(entry.at, made_at(entry.id) or 0)
    return changes and made >= lock(day_number(entry.body.date)) and entry.body.allowed_by is None


def contradicted(entry: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether a nil report stands beside something told of that area and day: one on opinion beside what was heard
    there (Q86), a daily one beside a case there; or says a number of cases itself. Work that was done is no case.
    """
    if not entry.body.nil:
        return False
    if any(one.value and one.figure in ILL for one in entry.body.values):
        return True
    day, opinion = day_number(entry.body.date), entry.body.template == OPINION
    told = (one for one in timeline if day_of(one.at) == day)
    return any(one.kind == "publicity.rumour" if opinion else is_case(one) for one in told)


def is_case(entry: Entry) -> bool:
    """Whether an entry tells of a case, also of a suspected one."""
    return entry.kind == "clinic.case" and entry.body.classification.value != "no_case"


def unit_row(reports: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of reporting units: the last day told of by template, and whether it was nil."""
    if not reports:
        return None
    last = {report.body.template: report for report in sorted(reports, key=lambda one: one.body.date)}
    return {
        "area": reports[-1].area,
        "days": {template: report.body.date.isoformat() for template, report in sorted(last.items())},
        "nil": sorted(template for template, report in last.items() if report.body.nil),
        "reports": len(reports),
        "last_at": max(report.at for report in reports),
    }


def review_row(reviews: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of reports reviewed: what was decided last."""
    if not reviews:
        return None
    last = reviews[-1]
    return {"area": last.area, "decision": last.body.decision.value, "reviews": len(reviews), "at": last.at}
