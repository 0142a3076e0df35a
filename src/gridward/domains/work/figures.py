"""The figures of resumption (figures.md; coverage.md Q43-Q50)."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from gridward.domains.work import rules
from gridward.domains.work.entries import FirmKind
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry

Points = Iterable[tuple[int, Entry, Mapping[str, int]]]
Lines = Callable[[Sequence[Entry]], Iterable[Line]]
OF_FIRM = ("work.decision", "work.daily_report")


def over_time(points: Callable[[Sequence[Entry]], Points]) -> Lines:
    """The lines of a state that `points` gives for the history of one enterprise."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        for history in rules.one_by_one(entries):
            yield from steps(points(history))

    return lines


def of_persons(histories: Callable[[Sequence[Entry]], Iterable[Points]]) -> Lines:
    """The person, while one of the histories says so."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        for history in rules.one_by_one(entries):
            for points in histories(history):
                yield from steps(points, key=rules.subject_of(history[0]))

    return lines


def supervisors(entries: Sequence[Entry]) -> Iterable[Line]:
    """The resident supervisors of an enterprise."""
    for history in rules.one_by_one(entries):
        yield from rules.supervised(history)


def applications(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every application; completing one is a correction."""
    return [line(entry) for entry in entries]


def plans(entries: Sequence[Entry]) -> Iterable[Line]:
    """The applications that have a plan."""
    return [line(entry) for entry in entries if entry.body.plan.strip()]


def reports(entries: Sequence[Entry]) -> Iterable[Line]:
    """The enterprise and day, for every report."""
    return [line(entry, key=rules.place_and_day(entry)) for entry in entries]


def alerts(entries: Sequence[Entry]) -> Iterable[Line]:
    """The enterprise and day, for every report that alarms."""
    return [
        line(entry, member=member, key=rules.place_and_day(entry))
        for entry in entries
        if (member := rules.alert(entry.body))
    ]


ENTERPRISES = Figure(
    name="work.enterprises",
    label=Text("登记企业和项目现场", "Enterprises and project sites"),
    unit="家",
    kind="stock",
    of=("work.enterprise",),
    lines=over_time(rules.registered_points),
    members=tuple(Member(code=kind.value, label=kind.label) for kind in FirmKind),
)
SUPERVISORS = Figure(
    name="work.supervisors",
    label=Text("驻厂监督员", "Resident supervisors"),
    unit="人",
    kind="stock",
    of=("work.enterprise",),
    lines=supervisors,
    distinct=True,
)
APPLICATIONS = Figure(
    name="work.applications",
    label=Text("复工申请", "Applications to resume"),
    unit="份",
    of=("work.application",),
    lines=applications,
)
PLANS = Figure(
    name="work.plans",
    label=Text("一企一策方案", "Applications with a plan"),
    unit="份",
    of=("work.application",),
    lines=plans,
    at_most="work.applications",
    expected="work.applications",
    share=True,
)
RESUMED = Figure(
    name="work.resumed",
    label=Text("复工企业", "Enterprises resumed"),
    unit="家",
    kind="stock",
    of=("work.decision",),
    lines=over_time(rules.going_points),
    headline=54,
)
EMPLOYEES = Figure(
    name="work.employees",
    label=Text("职工建档", "Employees on file"),
    unit="人",
    kind="stock",
    of=("work.employee",),
    lines=of_persons(lambda entries: rules.at_each(entries, rules.employed_points)),
    distinct=True,
)
OBSERVED = Figure(
    name="work.observed",
    label=Text("隔离观察职工", "Employees under observation"),
    unit="人",
    kind="stock",
    of=("work.employee",),
    lines=of_persons(lambda entries: rules.at_each(entries, rules.observed_points)),
    distinct=True,
    at_most="work.employees",
)
SITE_WORKERS = Figure(
    name="work.site_workers",
    label=Text("项目现场在场工人", "Workers at project sites"),
    unit="人",
    kind="stock",
    of=("work.employee",),
    lines=of_persons(lambda entries: rules.at_each(entries, rules.on_site_points)),
    distinct=True,
    at_most="work.employees",
)
TRACKED = Figure(
    name="work.workers_tracked",
    label=Text("当日动态已掌握工人", "Site workers with movements known"),
    unit="人",
    kind="stock",
    of=rules.MOVEMENTS,
    begun_by=("work.employee",),
    lines=of_persons(rules.tracked_points),
    distinct=True,
    at_most="work.site_workers",
    expected="work.site_workers",
    share=True,
)
REPORTS = Figure(
    name="work.reports",
    label=Text("企业日报", "Daily reports"),
    unit="份",
    of=("work.daily_report",),
    lines=reports,
    distinct=True,
)
REPORTED = Figure(
    name="work.reported",
    label=Text("当日已报复工企业", "Resumed enterprises that reported today"),
    unit="家",
    kind="stock",
    of=OF_FIRM,
    lines=over_time(rules.reported_points),
    at_most="work.resumed",
    expected="work.resumed",
    share=True,
    headline=55,
)
ALERTS = Figure(
    name="work.alerts",
    label=Text("企业预警", "Alerts from enterprises"),
    unit="次",
    of=("work.daily_report",),
    lines=alerts,
    distinct=True,
    members=(
        Member(code="yellow", label=Text("黄色预警", "Yellow")),
        Member(code="red", label=Text("红色预警", "Red")),
    ),
    at_most="work.reports",
)
STOCK_OK = Figure(
    name="work.stock_ok",
    label=Text("防护物资达标复工企业", "Resumed enterprises with enough masks"),
    unit="家",
    kind="stock",
    of=OF_FIRM,
    lines=over_time(rules.stocked_points),
    at_most="work.resumed",
    expected="work.resumed",
    share=True,
)
FIGURES = (
    ENTERPRISES,
    SUPERVISORS,
    APPLICATIONS,
    PLANS,
    RESUMED,
    EMPLOYEES,
    OBSERVED,
    SITE_WORKERS,
    TRACKED,
    REPORTS,
    REPORTED,
    ALERTS,
    STOCK_OK,
)
