"""Figures of directives and their feedback, of shifts, and of incidents (Q01-Q03, Q09; coverage.md §4)."""

from collections.abc import Iterable, Iterator, Sequence

from gridward.domains.command.entries.orders import Urgency
from gridward.domains.command.entries.watch import IncidentType
from gridward.domains.command.rules.bodies import instant, open_span
from gridward.domains.command.rules.shifts import breaks, gaps
from gridward.domains.command.rules.tasks import tasks
from gridward.kit.clock import MINUTE
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line
from gridward.plug.kind import Entry

THREAD = ("command.directive", "command.feedback")
ROSTER = ("command.shift", "command.attendance")
URGENCIES = tuple(Member(code=one.value, label=one.label) for one in Urgency)
TYPES = tuple(Member(code=one.value, label=one.label) for one in IncidentType)


def directives(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every directive; one that says nothing of its urgency is normal."""
    return [line(entry, member=(entry.body.urgency or Urgency.NORMAL).value) for entry in entries]


def addressed(entries: Sequence[Entry]) -> Iterator[Line]:
    """One for each to whom a directive goes that asks for an answer."""
    for entry in entries:
        for task in tasks([entry]):
            yield Line(entry.position, task.area, task.start, 1)


def acknowledged(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for each of them, from the first answer on."""
    for task in tasks(entries):
        if task.answer is not None:
            yield Line(task.answer.position, task.area, max(task.start, task.answer.at), 1)


def unacknowledged(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for each of them, until the first answer."""
    for task in tasks(entries):
        yield Line(task.directive.position, task.area, task.start, 1)
        if task.answer is not None:
            yield Line(task.answer.position, task.area, max(task.start, task.answer.at), -1)


def feedback_due(entries: Sequence[Entry]) -> Iterator[Line]:
    """One for each who must have reported a result, from the deadline on."""
    for entry in entries:
        for task in tasks([entry]):
            if task.due is not None:
                yield Line(entry.position, task.area, task.due, 1)


def feedback_done(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for each of them who had reported it done by then."""
    for task in tasks(entries):
        if task.due is not None and task.done is not None:
            yield Line(task.done.position, task.area, task.due, 1)


def shifts(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every shift, when it begins."""
    for entry in entries:
        if entry.kind == "command.shift":
            yield line(entry, at=instant(entry.body.start))


def shifts_uncovered(entries: Sequence[Entry]) -> Iterator[Line]:
    """The shift, while too few are assigned or there."""
    area = next((entry.area for entry in entries if entry.kind == "command.shift"), 0)
    for start, end, entry in gaps(entries):
        yield Line(entry.position, area, start, 1)
        yield Line(entry.position, area, end, -1)


def minutes_unplanned(entries: Sequence[Entry]) -> Iterator[Line]:
    """The minutes between two shifts of a post staffed day and night, from when the roster shows them to their end."""
    for known, begin, end, shift in breaks(entries):
        minutes = -(-(end - begin) // MINUTE)
        yield line(shift, minutes, at=known)
        yield line(shift, -minutes, at=end)


def incidents(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every incident, when it was found."""
    return [line(entry, member=entry.body.type.value, at=instant(entry.body.found_at)) for entry in entries]


def incidents_open(entries: Sequence[Entry]) -> Iterable[Line]:
    """The incident, until it is closed."""
    for entry in entries:
        found, closed = open_span(entry)
        yield line(entry, member=entry.body.type.value, at=found)
        if closed is not None:
            yield line(entry, -1, member=entry.body.type.value, at=closed)


DIRECTIVES = Figure(
    name="command.directives",
    label=Text("指令", "Directives"),
    unit="件",
    of=("command.directive",),
    lines=directives,
    members=URGENCIES,
)
ADDRESSED = Figure(
    name="command.directives_addressed",
    label=Text("应回执", "Acknowledgements asked for"),
    unit="件",
    of=("command.directive",),
    lines=addressed,
)
ACKNOWLEDGED = Figure(
    name="command.directives_acknowledged",
    label=Text("已回执", "Directives acknowledged"),
    unit="件",
    kind="stock",
    matter=True,
    of=THREAD,
    lines=acknowledged,
    at_most="command.directives_addressed",
    expected="command.directives_addressed",
    share=True,
)
UNACKNOWLEDGED = Figure(
    name="command.directives_unacknowledged",
    label=Text("未回执", "Directives not acknowledged"),
    unit="件",
    kind="stock",
    matter=True,
    of=THREAD,
    lines=unacknowledged,
    at_most="command.directives_addressed",
    headline=7,
)
FEEDBACK_DUE = Figure(
    name="command.feedback_due",
    label=Text("到期应办结", "Results due"),
    unit="件",
    of=("command.directive",),
    lines=feedback_due,
    at_most="command.directives_addressed",
)
FEEDBACK_DONE = Figure(
    name="command.feedback_done",
    label=Text("按期办结", "Done in time"),
    unit="件",
    kind="stock",
    matter=True,
    of=THREAD,
    lines=feedback_done,
    at_most="command.feedback_due",
    expected="command.feedback_due",
    share=True,
)
SHIFTS = Figure(
    name="command.shifts",
    label=Text("值班班次", "Shifts"),
    unit="班次",
    of=("command.shift",),
    lines=shifts,
)
SHIFTS_UNCOVERED = Figure(
    name="command.shifts_uncovered",
    label=Text("缺岗班次", "Shifts uncovered"),
    unit="班次",
    kind="stock",
    matter=True,
    of=ROSTER,
    lines=shifts_uncovered,
    headline=6,
)
MINUTES_UNPLANNED = Figure(
    name="command.minutes_unplanned",
    label=Text("值班空档", "Minutes that no shift covers"),
    unit="min",
    follows=Text(
        "由排班而定：请写 command.shifts_uncovered", "follows from the roster: state command.shifts_uncovered"
    ),
    kind="stock",
    of=("command.shift",),
    lines=minutes_unplanned,
)
INCIDENTS = Figure(
    name="command.incidents",
    label=Text("突发异常", "Incidents"),
    unit="起",
    of=("command.incident",),
    lines=incidents,
    members=TYPES,
)
INCIDENTS_OPEN = Figure(
    name="command.incidents_open",
    label=Text("未办结异常", "Incidents open"),
    unit="件",
    kind="stock",
    of=("command.incident",),
    lines=incidents_open,
    members=TYPES,
    at_most="command.incidents",
    headline=9,
)
