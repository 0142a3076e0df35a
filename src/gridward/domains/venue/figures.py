"""The figures of venues (figures.md; coverage.md Q38-Q42)."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from gridward.domains.venue import rules
from gridward.domains.venue.entries import DoneBy, LotAction, VenueKind
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry

Points = Iterable[tuple[int, Entry, Mapping[str, int]]]

KINDS = tuple(Member(code=kind.value, label=kind.label) for kind in VenueKind)
OTHER = Member(code=rules.OTHER, label=Text("未登记场所", "Not registered"))
FIRMS = (
    Member(code="enterprise", label=Text("企业", "Enterprises")),
    Member(code="project_site", label=Text("项目建设现场", "Project sites")),
)
INSPECTED_KINDS = (*KINDS, *FIRMS, OTHER)
_INSPECTED_CODES = frozenset(member.code for member in INSPECTED_KINDS)


def over_time(points: Callable[[Sequence[Entry]], Points]) -> Callable[[Sequence[Entry]], Iterable[Line]]:
    """The lines of a state that `points` gives for the history of one place or lot."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        for history in rules.one_by_one(entries):
            yield from steps(points(history))

    return lines


def inspected(entries: Sequence[Entry]) -> Iterable[Line]:
    """The place, for every checklist that it did not fill in itself."""
    for entry in entries:
        if entry.body.done_by is not DoneBy.SELF:
            kind = entry.place.kind
            member = kind if kind in _INSPECTED_CODES else rules.OTHER
            yield line(entry, member=member, key=rules.place_of(entry))


def over_capacity(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every count above the limit."""
    for history in rules.one_by_one(entries):
        yield from (line(entry) for entry, _ in rules.crowded(history))


def cold_chain_samples(entries: Sequence[Entry]) -> Iterable[Line]:
    """Every sample of a cold-chain lot, once."""
    for history in rules.one_by_one(entries):
        yield from rules.sampled(history)


PLACES = Figure(
    name="venue.places",
    label=Text("营业（开放）场所", "Places open"),
    unit="家",
    kind="stock",
    of=rules.STANDING,
    lines=over_time(rules.open_points),
    members=KINDS,
)
CLOSED = Figure(
    name="venue.closed",
    label=Text("关闭（停业）场所", "Places closed"),
    unit="家",
    kind="stock",
    of=rules.STANDING,
    lines=over_time(rules.closed_points),
    members=(*KINDS, OTHER),
    headline=47,
)
CHECKED = Figure(
    name="venue.checked",
    label=Text("已检查场所", "Places checked"),
    unit="家",
    kind="stock",
    of=(*rules.STANDING, "venue.checklist"),
    lines=over_time(rules.checked_points),
    members=KINDS,
    at_most="venue.places",
    expected="venue.places",
    share=True,
    headline=46,
)
INSPECTED = Figure(
    name="venue.inspected",
    label=Text("部门检查场所", "Places inspected"),
    unit="家",
    of=("venue.checklist",),
    lines=inspected,
    distinct=True,
    members=INSPECTED_KINDS,
)
OCCUPANCY = Figure(
    name="venue.occupancy",
    label=Text("场所在场人数", "People inside"),
    unit="人",
    kind="stock",
    of=("venue.occupancy",),
    lines=over_time(rules.inside_points),
)
OVER_CAPACITY = Figure(
    name="venue.over_capacity",
    label=Text("客流超限", "Counts above the limit"),
    unit="次",
    kind="stock",
    of=("venue.place", "venue.occupancy"),
    lines=over_capacity,
)
LOTS = Figure(
    name="venue.lots",
    label=Text("货品批次", "Goods lots"),
    unit="批",
    kind="stock",
    of=("venue.lot",),
    lines=over_time(rules.lot_points),
    members=tuple(Member(code=action.value, label=action.label) for action in LotAction),
)
SAMPLES = Figure(
    name="venue.cold_chain_samples",
    label=Text("冷链食品采样", "Cold-chain samples"),
    unit="份",
    kind="stock",
    of=("venue.lot",),
    lines=cold_chain_samples,
)
CLASSES = Figure(
    name="venue.classes",
    label=Text("在课班级", "Classes in session"),
    unit="个",
    kind="stock",
    of=("venue.class",),
    lines=over_time(rules.class_points),
)
ATTENDANCE = Figure(
    name="venue.attendance",
    label=Text("当日晨午检人数", "Pupils told of by the checks of the day"),
    unit="人",
    kind="stock",
    of=("venue.class_check",),
    lines=over_time(rules.attendance_points),
    members=(
        Member(code="present", label=Text("实到", "Present")),
        Member(code="absent_ill", label=Text("因病缺勤", "Absent ill")),
        Member(code="absent_other", label=Text("其他缺勤", "Absent otherwise")),
    ),
)
FIGURES = (PLACES, CLOSED, CHECKED, INSPECTED, OCCUPANCY, OVER_CAPACITY, LOTS, SAMPLES, CLASSES, ATTENDANCE)
