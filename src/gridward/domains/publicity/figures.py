"""The figures of publicity (figures.md; coverage.md F3-F5, Q63-Q76)."""

from collections.abc import Callable, Iterable, Sequence

from gridward.domains.publicity import rules
from gridward.domains.publicity.entries import (
    Channel,
    GatheringOutcome,
    GroupPlatform,
    Item,
    Nature,
    Platform,
    Recipient,
    Stage,
    Verdict,
)
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, key_in, line, steps
from gridward.plug.kind import Choice, Entry, Ref, key_of

Lines = Callable[[Sequence[Entry]], Iterable[Line]]

PLATFORMS = tuple(Member(code=one.value, label=one.label) for one in Platform)
FRONTS = (
    Member(code="cloud", label=Text("“云”(网上)", "Online")),
    Member(code="sound", label=Text("“音”(喇叭广播)", "By voice")),
    Member(code="live", label=Text("“活”(面对面)", "Face to face")),
)
LEVELS = (
    Member(code="county", label=Text("县级媒体", "County media")),
    Member(code="city_up", label=Text("市级及以上媒体", "City media and above")),
    Member(code="city", label=Text("市级媒体", "City media"), parent="city_up"),
    Member(code="province", label=Text("省级媒体", "Provincial media"), parent="city_up"),
    Member(code="national", label=Text("国家级媒体", "National media"), parent="city_up"),
)


def _members(choice: type[Choice], *codes: str) -> tuple[Member, ...]:
    return tuple(Member(code=one.value, label=one.label) for one in choice if not codes or one.value in codes)


def copies(stage: Stage, *items: Item) -> Lines:
    """Copies of these items at a stage, by who got them."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        return [
            line(entry, entry.body.quantity, member=entry.body.recipient.value if entry.body.recipient else "")
            for entry in entries
            if entry.body.stage is stage and entry.body.item in items and entry.body.quantity
        ]

    return lines


def printed(entries: Sequence[Entry]) -> Iterable[Line]:
    """Copies printed, by item."""
    return [
        line(entry, entry.body.quantity, member=entry.body.item.value)
        for entry in entries
        if entry.body.stage is Stage.PRINTED and entry.body.item.value in rules.COPIES and entry.body.quantity
    ]


def signs(entries: Sequence[Entry]) -> Iterable[Line]:
    """Sign boards that stand: those put up without those taken down."""
    return [line(entry, change) for entry, change in rules.sign_changes(entries)]


def posts(entries: Sequence[Entry]) -> Iterable[Line]:
    """What the area itself published, when it did."""
    return [
        line(entry, member=entry.body.platform.value, at=rules.instant(entry.body.published_at))
        for entry in entries
        if rules.is_own(entry.body)
    ]


def media_reports(entries: Sequence[Entry]) -> Iterable[Line]:
    """What others published, by the level of the outlet."""
    return [
        line(entry, member=entry.body.outlet_level.value, at=rules.instant(entry.body.published_at))
        for entry in entries
        if not rules.is_own(entry.body)
    ]


def reads(entries: Sequence[Entry]) -> Iterable[Line]:
    """The highest count so far of each post or account."""
    return steps(rules.reads_points(entries))


def activities(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every activity and every own post, by front."""
    for entry in entries:
        if entry.kind == "publicity.activity":
            yield line(entry, member=rules.FRONTS[entry.body.channel.value])
        elif rules.is_own(entry.body):
            yield line(entry, member="cloud", at=rules.instant(entry.body.published_at))


def vehicle_runs(entries: Sequence[Entry]) -> Iterable[Line]:
    """How often vehicles went out."""
    return [line(entry, number) for entry in entries if (number := rules.runs(entry.body))]


def vehicle_villages(entries: Sequence[Entry]) -> Iterable[Line]:
    """Each village or community that a vehicle reached, where that village is; the own one when none is named."""
    for entry in entries:
        if entry.body.channel is not Channel.VEHICLE:
            continue
        for link in entry.body.areas_reached:
            if isinstance(link, Ref):
                yield line(entry, key=key_in(link))._replace(area=int(link.id))
        if not entry.body.areas_reached and entry.place.kind in ("village", "community"):
            yield line(entry, key=key_of("area", entry.area))


def villages(entries: Sequence[Entry]) -> Iterable[Line]:
    """A village or community, while it is open."""
    there, level = 0, ""
    for entry in entries:
        action = entry.body.action.value
        level = "" if action == "close" else entry.body.level or level
        now = int(level in ("village", "community") and (bool(there) or action == "open"))
        if now != there:
            yield line(entry, now - there)
        there = now


def broadcast_hours(entries: Sequence[Entry]) -> Iterable[Line]:
    """Hours of vehicles, loudspeakers and village radio, in tenths."""
    return [
        line(entry, tenths, member=entry.body.channel.value)
        for entry in entries
        if (tenths := rules.spoken(entry.body))
    ]


def guidance_tasks(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every opinion-guidance task."""
    return [line(entry) for entry in entries if entry.body.channel is Channel.GUIDANCE_TASK]


def persuasions(entries: Sequence[Entry]) -> Iterable[Line]:
    """Persuasions in activities and visits: how many, never who."""
    return [line(entry, entry.body.persuasions) for entry in entries if entry.body.persuasions]


def households_reached(entries: Sequence[Entry]) -> Iterable[Line]:
    """The household to which advice or material was given."""
    return [
        line(entry, key=entry.subject.key) for entry in entries if entry.subject is not None and rules.reached(entry)
    ]


def gatherings(*outcomes: str) -> Lines:
    """Gatherings by what was last told of them; of these outcomes, or of all."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        for points in rules.gathering_points(entries):
            kept = (
                (at, entry, {code: 1 for code in now if not outcomes or code in outcomes}) for at, entry, now in points
            )
            yield from steps(kept)

    return lines


def groups(*, owned: bool) -> Lines:
    """Online groups as last told of; with `owned` those with a named owner."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        for points in rules.group_points(entries, owned=owned):
            yield from steps(points)

    return lines


def rumours(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every rumour heard, by what it turned out to be."""
    return [line(entry, member=rules.verdict_of(entry.body)) for entry in entries if entry.body.nature is Nature.RUMOUR]


def rumours_refuted(entries: Sequence[Entry]) -> Iterable[Line]:
    """False rumours, from their answer on."""
    return [line(entry, at=at) for entry in entries if (at := rules.refuted_at(entry)) is not None]


def answers(*, in_time: bool) -> Lines:
    """Questions and concerns whose answer is due or given; with `in_time` those answered in time."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        for entry in entries:
            if rules.asks(entry.body):
                at, met = rules.answer_course(entry)
                if at is not None and (met or not in_time):
                    yield line(entry, at=at)

    return lines


def _material(name: str, label: Text, unit: str, lines: Lines, **more: object) -> Figure:
    return Figure(name=name, label=label, unit=unit, of=("publicity.material",), lines=lines, **more)  # type: ignore[arg-type]


LEAFLETS = _material(
    "publicity.leaflets",
    Text("发放宣传单(折页)", "Leaflets handed out"),
    "份",
    copies(Stage.DISTRIBUTED, Item.LEAFLET),
    members=_members(Recipient),
    headline=71,
)
POSTERS = _material(
    "publicity.posters",
    Text("发放标语海报", "Slogans and posters handed out"),
    "份",
    copies(Stage.DISTRIBUTED, Item.POSTER, Item.SLOGAN),
    members=_members(Recipient),
)
PRINTED = _material(
    "publicity.printed", Text("印制宣传品", "Material printed"), "份", printed, members=_members(Item, *rules.COPIES)
)
BANNERS = _material("publicity.banners", Text("悬挂横幅", "Banners put up"), "条", copies(Stage.PUT_UP, Item.BANNER))
SIGNS = _material("publicity.signs", Text("宣传牌", "Sign boards"), "处", signs, kind="stock")
POSTS = Figure(
    name="publicity.posts",
    label=Text("发布信息", "Posts published"),
    unit="条",
    of=("publicity.post",),
    lines=posts,
    members=PLATFORMS,
    headline=73,
)
MEDIA_REPORTS = Figure(
    name="publicity.media_reports",
    label=Text("媒体报道", "Reports in the media"),
    unit="篇",
    of=("publicity.post",),
    lines=media_reports,
    members=LEVELS,
)
READS = Figure(
    name="publicity.reads",
    label=Text("累计阅读量", "Reads"),
    unit="人次",
    kind="stock",
    of=("publicity.reads",),
    lines=reads,
    members=PLATFORMS,
)
ACTIVITIES = Figure(
    name="publicity.activities",
    label=Text("宣传活动", "Publicity activities"),
    unit="次",
    of=("publicity.activity", "publicity.post"),
    lines=activities,
    members=FRONTS,
)
VEHICLE_RUNS = Figure(
    name="publicity.vehicle_runs",
    label=Text("出动宣传车", "Runs of publicity vehicles"),
    unit="辆次",
    of=("publicity.activity",),
    lines=vehicle_runs,
)
VILLAGES = Figure(
    name="publicity.villages",
    label=Text("应覆盖村(社区)", "Villages and communities to reach"),
    unit="个",
    kind="stock",
    of=("grid.area",),
    lines=villages,
)
VEHICLE_VILLAGES = Figure(
    name="publicity.vehicle_villages",
    label=Text("宣传车覆盖村(社区)", "Villages reached by vehicles"),
    unit="个",
    of=("publicity.activity",),
    lines=vehicle_villages,
    distinct=True,
    expected="publicity.villages",
    share=True,
)
BROADCAST_HOURS = Figure(
    name="publicity.broadcast_hours",
    label=Text("广播时长", "Hours of broadcast"),
    unit="h",
    scale=1,
    of=("publicity.activity",),
    lines=broadcast_hours,
    members=_members(Channel, *(code for code, front in rules.FRONTS.items() if front == "sound")),
)
GUIDANCE_TASKS = Figure(
    name="publicity.guidance_tasks",
    label=Text("舆论引导任务", "Opinion-guidance tasks"),
    unit="次",
    of=("publicity.activity",),
    lines=guidance_tasks,
)
PERSUASIONS = Figure(
    name="publicity.persuasions",
    label=Text("劝导群众", "Persuasions"),
    unit="人次",
    of=("publicity.activity", "screening.visit"),
    lines=persuasions,
)
HOUSEHOLDS_REACHED = Figure(
    name="publicity.households_reached",
    label=Text("宣传到户", "Households reached"),
    unit="户",
    of=("screening.visit", "publicity.material"),
    lines=households_reached,
    distinct=True,
    expected="roll.households",
    share=True,
    headline=75,
)
GATHERINGS = Figure(
    name="publicity.gatherings",
    label=Text("红白事", "Gatherings"),
    unit="起",
    kind="stock",
    of=("publicity.gathering",),
    lines=gatherings(),
    members=(
        *_members(GatheringOutcome),
        Member(code=rules.OVERDUE, label=Text("到期未报结果", "Day come, no outcome")),
    ),
)
GATHERINGS_DEFERRED = Figure(
    name="publicity.gatherings_deferred",
    label=Text("延期(取消)红白事", "Gatherings postponed or cancelled"),
    unit="起",
    kind="stock",
    of=("publicity.gathering",),
    lines=gatherings(*rules.DEFERRED),
    members=_members(GatheringOutcome, *rules.DEFERRED),
    at_most="publicity.gatherings",
)
GROUPS_REGISTERED = Figure(
    name="publicity.groups_registered",
    label=Text("登记网络群组", "Online groups registered"),
    unit="个",
    kind="stock",
    of=("publicity.online_group",),
    lines=groups(owned=False),
    members=_members(GroupPlatform),
)
GROUPS = Figure(
    name="publicity.groups",
    label=Text("落实群主的网络群组", "Online groups with a named owner"),
    unit="个",
    kind="stock",
    of=("publicity.online_group",),
    lines=groups(owned=True),
    members=_members(GroupPlatform),
    at_most="publicity.groups_registered",
    expected="publicity.groups_registered",
    share=True,
)
RUMOURS = Figure(
    name="publicity.rumours",
    label=Text("发现谣言", "Rumours heard"),
    unit="条",
    of=("publicity.rumour",),
    lines=rumours,
    members=(*_members(Verdict), Member(code=rules.OPEN, label=Text("待核实", "Not looked into"))),
)
RUMOURS_REFUTED = Figure(
    name="publicity.rumours_refuted",
    label=Text("辟谣", "Rumours refuted"),
    unit="条",
    of=("publicity.rumour",),
    lines=rumours_refuted,
    at_most="publicity.rumours",
)
ANSWERS_DUE = Figure(
    name="publicity.answers_due",
    label=Text("应回应疑问关切", "Questions due for an answer"),
    unit="件",
    of=("publicity.rumour",),
    lines=answers(in_time=False),
)
ANSWERED = Figure(
    name="publicity.answered",
    label=Text("按时回应疑问关切", "Questions answered in time"),
    unit="件",
    of=("publicity.rumour",),
    lines=answers(in_time=True),
    at_most="publicity.answers_due",
    expected="publicity.answers_due",
    share=True,
)
FIGURES = (
    LEAFLETS,
    POSTERS,
    PRINTED,
    BANNERS,
    SIGNS,
    POSTS,
    MEDIA_REPORTS,
    READS,
    ACTIVITIES,
    VEHICLE_RUNS,
    VILLAGES,
    VEHICLE_VILLAGES,
    BROADCAST_HOURS,
    GUIDANCE_TASKS,
    PERSUASIONS,
    HOUSEHOLDS_REACHED,
    GATHERINGS,
    GATHERINGS_DEFERRED,
    GROUPS_REGISTERED,
    GROUPS,
    RUMOURS,
    RUMOURS_REFUTED,
    ANSWERS_DUE,
    ANSWERED,
)
