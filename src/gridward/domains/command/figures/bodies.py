"""Figures of meetings, documents, bodies, responsibility letters and risk areas (F10, F11, F16; Q01-Q08, Q13)."""

from collections.abc import Callable, Iterable, Sequence

from gridward.domains.command.entries.orders import FeedbackStage, Maker, MeetingType, Nature
from gridward.domains.command.entries.watch import RiskLevel
from gridward.domains.command.rules import bodies, letters
from gridward.grid.roles import roles
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry
from gridward.plug.spans import points

SIGNING = tuple(Member(code=role.code, label=role.label) for role in roles().values() if role.pledge)
"""The roles that need a responsibility letter."""
SIGNERS = tuple(member.code for member in SIGNING)


def meetings(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every meeting, when it begins."""
    return [line(entry, member=entry.body.type.value, at=bodies.instant(entry.body.start)) for entry in entries]


def documents(entries: Sequence[Entry]) -> Iterable[Line]:
    """The document, under whatever spelling of its number it is entered."""
    return [line(entry, member=entry.body.nature.value, key=bodies.document_key(entry)) for entry in entries]


def plans(entries: Sequence[Entry]) -> Iterable[Line]:
    """The plan; a version that supersedes another is no plan more."""
    return [
        line(entry, member=entry.body.made_by.value, key=bodies.document_key(entry))
        for entry in entries
        if entry.body.nature is Nature.PLAN and entry.body.supersedes is None
    ]


def studies(entries: Sequence[Entry]) -> Iterable[Line]:
    """One each time a document or directive is studied; the same one may be studied again (巩固领学)."""
    return [line(entry) for entry in entries if entry.body.stage is FeedbackStage.STUDIED]


def groups(entries: Sequence[Entry]) -> Iterable[Line]:
    """A working group, while it stands under a command."""
    for history in bodies.histories(entries):
        yield from steps(points(history, lambda entry: "" if bodies.is_group(entry) else None))


def heads(entries: Sequence[Entry]) -> Iterable[Line]:
    """Each head of a command or leading group, while it stands and they head it."""
    for history in bodies.histories(entries):
        for head in sorted({key for span in history for key in bodies.heads_of(span.entry)}):
            yield from steps(points(history, _headed_by(head)), key=head)


def _headed_by(head: int) -> Callable[[Entry], str | None]:
    return lambda entry: "" if head in bodies.heads_of(entry) else None


def pledges(entries: Sequence[Entry]) -> Iterable[Line]:
    """Letters signed for offices that are held."""
    return [one for term in letters.terms(entries, SIGNERS) for one in letters.signed_letters(term)]


def pledges_due(entries: Sequence[Entry]) -> Iterable[Line]:
    """A letter for every office held that needs one: due at once, and no longer when the office ends."""
    return [one for term in letters.terms(entries, SIGNERS) for one in letters.due_letters(term)]


def risk_areas(entries: Sequence[Entry]) -> Iterable[Line]:
    """An area, while it is on the list."""
    for history in bodies.risk_histories(entries):
        yield from steps(points(history, lambda entry: str(entry.body.level.value)))


MEETINGS = Figure(
    name="command.meetings",
    label=Text("会议", "Meetings"),
    unit="次",
    of=("command.meeting",),
    lines=meetings,
    members=tuple(Member(code=one.value, label=one.label) for one in MeetingType),
)
DOCUMENTS = Figure(
    name="command.documents",
    label=Text("文件", "Documents"),
    unit="份",
    of=("command.document",),
    lines=documents,
    distinct=True,
    members=tuple(
        Member(code=one.value, label=one.label, unit="封" if one is Nature.APPEAL_LETTER else "份") for one in Nature
    ),
    total=False,
)
PLANS = Figure(
    name="command.plans",
    label=Text("工作方案", "Plans"),
    unit="份",
    of=("command.document",),
    lines=plans,
    distinct=True,
    members=tuple(Member(code=one.value, label=one.label) for one in Maker),
)
STUDIES = Figure(
    name="command.studies",
    label=Text("领学传达", "Studies of documents"),
    unit="次",
    of=("command.feedback",),
    lines=studies,
)
GROUPS = Figure(
    name="command.groups",
    label=Text("工作专班", "Working groups"),
    unit="个",
    kind="stock",
    of=("command.body",),
    lines=groups,
)
HEADS = Figure(
    name="command.heads",
    label=Text("指挥机构负责人", "Heads of the command"),
    unit="人",
    kind="stock",
    of=("command.body",),
    lines=heads,
    distinct=True,
)
PLEDGES_DUE = Figure(
    name="command.pledges_due",
    label=Text("应签责任书", "Responsibility letters due"),
    unit="份",
    follows=Text(
        "至少是地图需要的职务数：请写 [area] 的 children 或 command.pledges",
        "is at least as many as the map needs: write the children of [area], or state command.pledges",
    ),
    kind="stock",
    of=("grid.appointment", "command.pledge"),
    lines=pledges_due,
    members=SIGNING,
)
PLEDGES = Figure(
    name="command.pledges",
    label=Text("已签责任书", "Responsibility letters signed"),
    unit="份",
    kind="stock",
    of=("grid.appointment", "command.pledge"),
    lines=pledges,
    members=SIGNING,
    at_most="command.pledges_due",
    expected="command.pledges_due",
    share=True,
)
RISK_AREAS = Figure(
    name="command.risk_areas",
    label=Text("重点（风险）地区", "Risk areas"),
    unit="个",
    kind="stock",
    of=("command.risk_area",),
    lines=risk_areas,
    members=tuple(Member(code=one.value, label=one.label) for one in RiskLevel),
)
