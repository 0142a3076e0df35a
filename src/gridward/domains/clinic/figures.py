"""The figures of clinics (figures.md; coverage.md Q33-Q37)."""

from collections.abc import Callable, Iterable, Sequence

from gridward.domains.clinic import rules
from gridward.domains.clinic.entries import Disposition, SiteKind
from gridward.kit.clock import day_of
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry

SITES = tuple(Member(code=kind.value, label=kind.label) for kind in SiteKind)


def triaged(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for everybody at the triage desk."""
    return [line(entry) for entry in entries]


def fever(entries: Sequence[Entry]) -> Iterable[Line]:
    """Those with fever or treated as such."""
    return [line(entry) for entry in entries if rules.is_fever(entry.body)]


def referred(entries: Sequence[Entry]) -> Iterable[Line]:
    """Those sent on to a fever clinic."""
    return [line(entry) for entry in entries if entry.body.disposition is Disposition.REFERRED]


def observed(entries: Sequence[Entry]) -> Iterable[Line]:
    """Those in the observation room."""
    for history in rules.one_by_one(entries):
        yield from steps(rules.room_points(history))


def classified(*classes: str) -> Callable[[Sequence[Entry]], Iterable[Line]]:
    """Persons whose classification, as told last, is one of the classes: each counts once and moves with it."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        for history in rules.one_by_one(entries):
            yield from steps(rules.class_points(history, frozenset(classes)))

    return lines


def delays(*, in_time: bool) -> Callable[[Sequence[Entry]], Iterable[Line]]:
    """Cases of which both stamps of an interval are known, or which were in time."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        for history in rules.one_by_one(entries):
            yield from steps(rules.delay_points(history, in_time=in_time))

    return lines


def signals(entries: Sequence[Entry]) -> Iterable[Line]:
    """The site and day, for every report of more than the pack lets pass; of a school also the class and day."""
    for entry in entries:
        if entry.kind == "venue.class_check":
            if rules.is_class_signal(entry.body, day_of(entry.at)):
                yield line(entry, member=SiteKind.SCHOOL.value, key=rules.class_and_day(entry))
        elif rules.is_signal(entry.body):
            yield line(entry, member=entry.body.site_kind.value, key=rules.site_and_day(entry))


def ili(entries: Sequence[Entry]) -> Iterable[Line]:
    """Influenza-like illness as sites reported it, each day of a site once."""
    return [line(entry, change, member=entry.body.site_kind.value) for entry, change in rules.ili_points(entries)]


def ready(entries: Sequence[Entry]) -> Iterable[Line]:
    """What the institution's last statement says."""
    return steps(rules.ready_points(entries))


def stating(entries: Sequence[Entry]) -> Iterable[Line]:
    """An institution, from its first statement of readiness on."""
    return steps(rules.stating(entries))


def current(entries: Sequence[Entry]) -> Iterable[Line]:
    """The same, while its last statement is not older than its period."""
    return steps(rules.current(entries))


def _cases(name: str, label: Text, unit: str, *classes: str, headline: int = 0) -> Figure:
    return Figure(
        name=name,
        label=label,
        unit=unit,
        kind="stock",
        of=("clinic.case",),
        lines=classified(*classes),
        reported="clinic.sentinels_reported",
        expected="clinic.sentinels_open",
        headline=headline,
    )


TRIAGED = Figure(
    name="clinic.triaged",
    label=Text("预检分诊", "Triaged"),
    unit="人",
    of=("clinic.triage",),
    lines=triaged,
    headline=30,
)
FEVER = Figure(
    name="clinic.fever",
    label=Text("发热（含按发热处置）", "Fever, or treated as such"),
    unit="人",
    of=("clinic.triage",),
    lines=fever,
    at_most="clinic.triaged",
    headline=31,
)
REFERRED = Figure(
    name="clinic.referred",
    label=Text("转诊", "Referred"),
    unit="人",
    of=("clinic.triage",),
    lines=referred,
    at_most="clinic.fever",
)
OBSERVED = Figure(
    name="clinic.observed",
    label=Text("发热观察室留观", "In the observation room"),
    unit="人",
    kind="stock",
    of=("clinic.triage",),
    lines=observed,
)
CONFIRMED = _cases("clinic.confirmed", Text("确诊病例", "Confirmed cases"), "例", "confirmed", headline=1)
SUSPECTED = _cases("clinic.suspected", Text("疑似病例", "Suspected cases"), "例", "suspect", "probable", headline=16)
ASYMPTOMATIC = _cases(
    "clinic.asymptomatic", Text("无症状感染者", "Infections without symptoms"), "例", "confirmed_no_symptoms"
)
RULED_OUT = _cases("clinic.ruled_out", Text("排除", "Ruled out"), "人", "no_case")
SENTINELS_OPEN = Figure(
    name="clinic.sentinels_open",
    label=Text("哨点", "Sentinel sites"),
    unit="个",
    kind="stock",
    of=("clinic.sentinel",),
    lines=rules.is_open,
    members=SITES,
)
SENTINELS_REPORTED = Figure(
    name="clinic.sentinels_reported",
    label=Text("当日已报哨点", "Sentinel sites that reported today"),
    unit="个",
    kind="stock",
    of=("clinic.sentinel",),
    lines=rules.reported,
    members=SITES,
    at_most="clinic.sentinels_open",
    expected="clinic.sentinels_open",
    share=True,
)
INTERVALS = (
    Member(code="found_reported", label=Text("发现至报告", "Found to reported")),
    Member(code="reported_diagnosed", label=Text("报告至诊断", "Reported to diagnosed")),
    Member(code="diagnosed_isolated", label=Text("诊断至隔离", "Diagnosed to isolated")),
    Member(code="isolated_admitted", label=Text("隔离至收治", "Isolated to admitted")),
)
DELAY_KNOWN = Figure(
    name="clinic.delay_known",
    label=Text("两个时间均有记录的病例", "Cases with both times known"),
    unit="例",
    kind="stock",
    of=("clinic.case",),
    lines=delays(in_time=False),
    members=INTERVALS,
    total=False,
)
DELAY = Figure(
    name="clinic.delay",
    label=Text("时限内完成的病例", "Cases within the hours set"),
    unit="例",
    kind="stock",
    of=("clinic.case",),
    lines=delays(in_time=True),
    members=INTERVALS,
    total=False,
    at_most="clinic.delay_known",
    expected="clinic.delay_known",
    share=True,
)
SIGNALS = Figure(
    name="clinic.signals",
    label=Text("哨点预警", "Sentinel signals"),
    unit="起",
    of=("clinic.sentinel", "venue.class_check"),
    lines=signals,
    distinct=True,
    members=SITES,
    headline=32,
)
ILI = Figure(
    name="clinic.ili",
    label=Text("流感样病例（哨点累计）", "Influenza-like illness at sentinels"),
    unit="人",
    kind="stock",
    of=("clinic.sentinel",),
    lines=ili,
    members=SITES,
)
INSTITUTIONS = Figure(
    name="clinic.institutions",
    label=Text("报救治准备的机构", "Institutions that state readiness"),
    unit="个",
    kind="stock",
    of=("clinic.readiness",),
    lines=stating,
)
READINESS_STATED = Figure(
    name="clinic.readiness_stated",
    label=Text("救治准备在有效期内的机构", "Institutions with a current statement"),
    unit="个",
    kind="stock",
    of=("clinic.readiness",),
    lines=current,
    at_most="clinic.institutions",
    expected="clinic.institutions",
    share=True,
)
READY = Figure(
    name="clinic.ready",
    label=Text("救治准备", "Clinical readiness"),
    unit="",
    kind="stock",
    of=("clinic.readiness",),
    lines=ready,
    members=(
        Member(code="beds", label=Text("床位", "Beds"), unit="张"),
        Member(code="beds_free", label=Text("空余床位", "Free beds"), unit="张"),
        Member(code="observation_beds", label=Text("留观床位", "Observation beds"), unit="张"),
        Member(code="medics", label=Text("待命医护", "Medics on call"), unit="人"),
        Member(code="investigators", label=Text("流调人员", "Investigators"), unit="人"),
        Member(code="tests", label=Text("日检测能力", "Tests per day"), unit="份"),
        Member(code="ambulances", label=Text("救护车", "Ambulances"), unit="辆"),
    ),
    total=False,
    reported="clinic.readiness_stated",
    expected="clinic.institutions",
)
FIGURES = (
    TRIAGED,
    FEVER,
    REFERRED,
    OBSERVED,
    CONFIRMED,
    SUSPECTED,
    ASYMPTOMATIC,
    RULED_OUT,
    SENTINELS_OPEN,
    SENTINELS_REPORTED,
    SIGNALS,
    ILI,
    DELAY_KNOWN,
    DELAY,
    INSTITUTIONS,
    READINESS_STATED,
    READY,
)
