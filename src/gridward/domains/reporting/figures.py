"""The figures of reporting (figures.md; coverage.md F21, Q85, Q86). A day's numbers last until the day is over."""

from collections.abc import Callable, Iterable, Sequence

from gridward.domains.reporting import rules
from gridward.domains.reporting.entries import Decision
from gridward.kit.text import Text
from gridward.plug.agree import Whole
from gridward.plug.figure import FROM_THE_MAP, Figure, Line, Member, line, steps
from gridward.plug.kind import Entry
from gridward.policy.lists import options

TEMPLATES = tuple(Member(code=one.code, label=one.label, parent=one.parent) for one in options("report_template"))
DECISIONS = tuple(Member(code=one.value, label=one.label) for one in Decision)


def expected(entries: Sequence[Entry]) -> Iterable[Line]:
    """The reports that units owe."""
    return steps(rules.expected_points(entries))


def reported(holds: Callable[[rules.Told], bool]) -> Callable[[Sequence[Entry]], Iterable[Line]]:
    """The day's reports of which something holds."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        for report in rules.told(entries):
            if holds(report):
                yield from rules.while_it_counts(report)

    return lines


def nil(entries: Sequence[Entry]) -> Iterable[Line]:
    """The day's reports that say that there is nothing."""
    for report in rules.told(entries):
        yield from rules.nil_lines(report)


def reviews(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every decision about a report."""
    return [line(entry, member=entry.body.decision.value) for entry in entries]


EXPECTED = Figure(
    name="reporting.expected",
    label=Text("当日应报报表", "Reports expected today"),
    unit="份",
    follows=FROM_THE_MAP,
    kind="stock",
    of=("grid.area", "reporting.daily"),
    lines=expected,
    members=TEMPLATES,
)


def _day(
    name: str, label: Text, lines: Callable[[Sequence[Entry]], Iterable[Line]], *, at_most: str, headline: int = 0
) -> Figure:
    return Figure(
        name=name,
        label=label,
        unit="份",
        kind="stock",
        of=("reporting.daily",),
        lines=lines,
        members=TEMPLATES,
        at_most=at_most,
        expected="reporting.expected",
        share=True,
        headline=headline,
    )


RECEIVED = _day(
    "reporting.received",
    Text("当日已报报表", "Reports received today"),
    reported(lambda report: True),
    at_most="reporting.expected",
    headline=5,
)
ON_TIME = _day(
    "reporting.on_time", Text("按时报送", "Received in time"), reported(rules.in_time), at_most="reporting.received"
)
LATE = _day(
    "reporting.late",
    Text("迟报", "Received late"),
    reported(lambda report: not rules.in_time(report)),
    at_most="reporting.received",
)
NIL = _day("reporting.nil", Text("零报告", "Nil reports"), nil, at_most="reporting.received")
REVIEWS = Figure(
    name="reporting.reviews",
    label=Text("报表审核", "Reports reviewed"),
    unit="份",
    of=("reporting.review",),
    lines=reviews,
    members=DECISIONS,
)
FIGURES = (EXPECTED, RECEIVED, ON_TIME, LATE, NIL, REVIEWS)
WHOLES = tuple(
    Whole((RECEIVED.name, code), ((ON_TIME.name, code), (LATE.name, code)), full=True)
    for code in ("", *(member.code for member in TEMPLATES))
)
"""Whatever came was in time or late."""
