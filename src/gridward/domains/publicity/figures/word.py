"""Figures of the spoken and published word: activities by front, posts, reads, reports in the media."""

from collections.abc import Iterable, Sequence

from gridward.domains.publicity import rules
from gridward.domains.publicity.entries import Channel
from gridward.domains.publicity.figures.members import AREAS, FRONTS, LEVELS, PLATFORMS, members_of
from gridward.kit.text import Text
from gridward.plug.figure import FROM_THE_MAP, Figure, Line, key_in, line, steps
from gridward.plug.kind import Entry, Ref, key_of


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


def forwarded(entries: Sequence[Entry]) -> Iterable[Line]:
    """The area that passed a letter or order on, by its level."""
    levels = {member.code for member in AREAS}
    return [
        line(entry, member=entry.place.kind, key=key_of("area", entry.area))
        for entry in entries
        if entry.body.stage.value == "forwarded" and entry.place.kind in levels
    ]


POSTS = Figure(
    name="publicity.posts",
    label=Text("发布信息", "Posts published"),
    unit="条",
    of=("publicity.post",),
    lines=posts,
    members=PLATFORMS,
    headline=72,
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
    label=Text("应覆盖村（社区）", "Villages and communities to reach"),
    unit="个",
    follows=FROM_THE_MAP,
    kind="stock",
    of=("grid.area",),
    lines=villages,
)
VEHICLE_VILLAGES = Figure(
    name="publicity.vehicle_villages",
    label=Text("宣传车覆盖村（社区）", "Villages reached by vehicles"),
    unit="个",
    follows=FROM_THE_MAP,
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
    members=members_of(Channel, *(code for code, front in rules.FRONTS.items() if front == "sound")),
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
FORWARDED = Figure(
    name="publicity.forwarded",
    label=Text("逐级转发", "Areas that passed it on"),
    unit="个",
    follows=FROM_THE_MAP,
    of=("command.feedback",),
    lines=forwarded,
    distinct=True,
    members=AREAS,
    total=False,
    expected="grid.areas",
    share=True,
)
