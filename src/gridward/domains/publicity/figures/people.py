"""Figures of what people do and say: gatherings, online groups, rumours, questions and answers."""

from collections.abc import Iterable, Sequence

from gridward.domains.publicity import rules
from gridward.domains.publicity.entries import GatheringOutcome, GroupPlatform, Nature, Verdict
from gridward.domains.publicity.figures.members import Lines, members_of
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry


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


GATHERINGS = Figure(
    name="publicity.gatherings",
    label=Text("红白事", "Gatherings"),
    unit="起",
    kind="stock",
    of=("publicity.gathering",),
    lines=gatherings(),
    members=(
        *members_of(GatheringOutcome),
        Member(code=rules.OVERDUE, label=Text("到期未报结果", "Day come, no outcome")),
    ),
)
GATHERINGS_DEFERRED = Figure(
    name="publicity.gatherings_deferred",
    label=Text("延期（取消）红白事", "Gatherings postponed or cancelled"),
    unit="起",
    kind="stock",
    of=("publicity.gathering",),
    lines=gatherings(*rules.DEFERRED),
    members=members_of(GatheringOutcome, *rules.DEFERRED),
    at_most="publicity.gatherings",
)
GROUPS_REGISTERED = Figure(
    name="publicity.groups_registered",
    label=Text("登记网络群组", "Online groups registered"),
    unit="个",
    kind="stock",
    of=("publicity.online_group",),
    lines=groups(owned=False),
    members=members_of(GroupPlatform),
)
GROUPS = Figure(
    name="publicity.groups",
    label=Text("落实群主的网络群组", "Online groups with a named owner"),
    unit="个",
    kind="stock",
    of=("publicity.online_group",),
    lines=groups(owned=True),
    members=members_of(GroupPlatform),
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
    members=(*members_of(Verdict), Member(code=rules.OPEN, label=Text("待核实", "Not looked into"))),
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
    headline=73,
)
