"""The figures of enforcement (figures.md; coverage.md F12, Q81)."""

from collections.abc import Iterable, Sequence

from gridward.domains.enforcement import rules
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, line, steps
from gridward.plug.kind import Entry


def officers(entries: Sequence[Entry]) -> Iterable[Line]:
    """As many as went out on the run."""
    return [line(entry, entry.body.officers) for entry in entries if entry.body.officers]


def notices(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every notice served; a second one on a place that is suspended already is the same one."""
    for history in rules.one_by_one(entries):
        yield from (line(one.notice) for one in rules.suspensions(history)[0])


def suspended(entries: Sequence[Entry]) -> Iterable[Line]:
    """A place from its notice until it is reopened."""
    for history in rules.one_by_one(entries):
        yield from steps(rules.suspended_points(history))


OFFICERS = Figure(
    name="enforcement.officers",
    label=Text("出动执法人员", "Officers sent out"),
    unit="人次",
    of=("enforcement.patrol",),
    lines=officers,
    headline=50,
)
NOTICES = Figure(
    name="enforcement.notices",
    label=Text("下达停业告知书", "Closure notices served"),
    unit="份",
    kind="stock",
    of=("enforcement.notice",),
    lines=notices,
)
SUSPENDED = Figure(
    name="enforcement.suspended",
    label=Text("暂停营业", "Businesses suspended"),
    unit="户",
    kind="stock",
    of=("enforcement.notice",),
    lines=suspended,
    at_most="enforcement.notices",
    headline=51,
)
FIGURES = (OFFICERS, NOTICES, SUSPENDED)
