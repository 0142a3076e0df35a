"""The figures of gates (figures.md; coverage.md F2, F6, F7, Q20-Q27)."""

from collections.abc import Callable, Iterable, Sequence

from gridward.domains.checkpoint.entries import Level, PersonOutcome, Regime, VehicleOutcome
from gridward.domains.checkpoint.rules import closing, opening, post_level
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry
from gridward.plug.spans import points, spans

Lines = Callable[[Sequence[Entry]], Iterable[Line]]

LEVELS = tuple(Member(code=level.value, label=level.label) for level in Level)
AREAS = (
    Member(code="village", label=Text("村", "Villages")),
    Member(code="community", label=Text("社区", "Communities")),
)


def posts(entries: Sequence[Entry]) -> Iterable[Line]:
    """A post counts from its opening to its removal."""
    return steps(points(spans(entries, opening), lambda entry: entry.body.level.value))


def posts_signed(entries: Sequence[Entry]) -> Iterable[Line]:
    """The same for posts at which the code posters hang."""
    return steps(points(spans(entries, opening), _signed))


def _signed(entry: Entry) -> str | None:
    return str(entry.body.level.value) if entry.body.code_signs else None


def closed_areas(entries: Sequence[Entry]) -> Iterable[Line]:
    """A village or community counts while its regime is any but open."""
    return steps(points(spans(entries, closing), _closed_area))


def closed_places(entries: Sequence[Entry]) -> Iterable[Line]:
    """The same for anything else that is closed off, by what it is."""
    return steps(points(spans(entries, closing), _closed_place))


def _closed_area(entry: Entry) -> str | None:
    kind = entry.place.kind
    return kind if kind in ("village", "community") and entry.body.regime is not Regime.OPEN else None


def _closed_place(entry: Entry) -> str | None:
    kind = entry.place.kind
    if kind in ("village", "community") or entry.body.regime is Regime.OPEN:
        return None
    return kind if kind in PLACE_CODES else "other"


def passages(*outcomes: VehicleOutcome | PersonOutcome) -> Lines:
    """One for each passage with one of the outcomes (none named: any), at the level of its gate."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        return [
            line(entry, member=post_level(entry.place))
            for entry in entries
            if not outcomes or entry.body.outcome in outcomes
        ]

    return lines


PLACES = tuple(
    Member(code=code, label=Text(zh, en))
    for code, zh, en in (
        ("happiness_home", "幸福院", "Happiness homes"),
        ("elderly_home", "养老机构", "Homes for the elderly"),
        ("school", "学校", "Schools"),
        ("hospital", "医院", "Hospitals"),
        ("market", "市场", "Markets"),
        ("compound", "小区", "Compounds"),
        ("building", "楼栋", "Buildings"),
        ("farm", "养殖场", "Farms"),
        ("other", "其他", "Others"),
    )
)
PLACE_CODES = frozenset(member.code for member in PLACES)

POSTS = Figure(
    name="checkpoint.posts",
    label=Text("卡口（监测点）", "Checkpoints"),
    unit="处",
    kind="stock",
    of=("checkpoint.post",),
    lines=posts,
    members=LEVELS,
    headline=20,
)
POSTS_SIGNED = Figure(
    name="checkpoint.posts_signed",
    label=Text("张贴场所码的卡口", "Checkpoints with code posters"),
    unit="处",
    kind="stock",
    of=("checkpoint.post",),
    lines=posts_signed,
    members=LEVELS,
    at_most="checkpoint.posts",
    expected="checkpoint.posts",
    share=True,
)
VEHICLES = Figure(
    name="checkpoint.vehicles",
    label=Text("登记车辆", "Vehicles registered"),
    unit="辆次",
    of=("checkpoint.vehicle",),
    lines=passages(),
    members=LEVELS,
    headline=21,
)
PERSONS = Figure(
    name="checkpoint.persons",
    label=Text("登记人员", "Persons registered"),
    unit="人次",
    of=("checkpoint.person",),
    lines=passages(),
    members=LEVELS,
    headline=22,
)
VEHICLES_TURNED_BACK = Figure(
    name="checkpoint.vehicles_turned_back",
    label=Text("劝返车辆", "Vehicles turned back"),
    unit="辆次",
    of=("checkpoint.vehicle",),
    lines=passages(VehicleOutcome.TURNED_BACK),
    members=LEVELS,
    at_most="checkpoint.vehicles",
    headline=23,
)
PERSONS_TURNED_BACK = Figure(
    name="checkpoint.persons_turned_back",
    label=Text("劝返人员", "Persons turned back"),
    unit="人次",
    of=("checkpoint.person",),
    lines=passages(PersonOutcome.TURNED_BACK),
    members=LEVELS,
    at_most="checkpoint.persons",
)
HELD = Figure(
    name="checkpoint.held",
    label=Text("卡口留观人员", "Persons held at gates"),
    unit="人次",
    of=("checkpoint.person",),
    lines=passages(PersonOutcome.HELD),
    members=LEVELS,
    at_most="checkpoint.persons",
)
CLOSED_AREAS = Figure(
    name="checkpoint.closed_areas",
    label=Text("封闭式管理的村（社区）", "Villages and communities closed off"),
    unit="个",
    kind="stock",
    of=("checkpoint.closure",),
    lines=closed_areas,
    members=AREAS,
    expected="grid.areas",
    share=True,
    headline=24,
)
CLOSED_PLACES = Figure(
    name="checkpoint.closed_places",
    label=Text("封闭式管理的场所", "Places closed off"),
    unit="个",
    kind="stock",
    of=("checkpoint.closure",),
    lines=closed_places,
    members=PLACES,
)
FIGURES = (
    POSTS,
    POSTS_SIGNED,
    VEHICLES,
    PERSONS,
    VEHICLES_TURNED_BACK,
    PERSONS_TURNED_BACK,
    HELD,
    CLOSED_AREAS,
    CLOSED_PLACES,
)
