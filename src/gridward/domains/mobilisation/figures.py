"""The figures of mobilisation (figures.md; coverage.md §4, Q12, Q82)."""

from collections.abc import Iterable, Iterator, Sequence

from gridward.domains.mobilisation import rules
from gridward.domains.mobilisation.entries import Group
from gridward.kit.text import Text
from gridward.plug.agree import Whole
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry, key_of
from gridward.plug.spans import Span, points

GROUPS = tuple(Member(code=group.value, label=group.label) for group in Group)
STAFF = ("mobilisation.member", "mobilisation.status")


def members(entries: Sequence[Entry]) -> Iterator[Line]:
    """The person, in every group they belong to; in the total once."""
    for told in rules.one_by_one(entries):
        for history in rules.memberships(told):
            yield from steps(rules.group_points(history), key=_key(told))


def volunteers(entries: Sequence[Entry]) -> Iterable[Line]:
    """The person, while a volunteer."""
    return [one._replace(member="") for one in members(entries) if one.member == Group.VOLUNTEER.value]


def cadres(entries: Sequence[Entry]) -> Iterator[Line]:
    """The person, while counted among the cadres."""
    for told in rules.one_by_one(entries):
        yield from _held(rules.cadre_spans(told), _key(told))


def on_post(entries: Sequence[Entry]) -> Iterator[Line]:
    """The cadre, while at their post or recalled to it, where they are counted among the cadres."""
    for told in rules.one_by_one(entries):
        for area, held in rules.post_spans(told):
            yield from _held(held, _key(told), area)


def hours(entries: Sequence[Entry]) -> Iterable[Line]:
    """The time between coming and leaving, when it is over."""
    found = ((entry, rules.tenths(entry)) for entry in entries)
    return [line(entry, known[0], at=known[1]) for entry, known in found if known is not None]


def _held(found: Sequence[Span], key: int, area: int | None = None) -> Iterator[Line]:
    return steps(points(found, lambda entry: ""), key=key, area=area)


def _key(entries: Sequence[Entry]) -> int:
    """Whom the entries are about; an entry about nobody named is somebody of its own."""
    about = entries[0].subject
    return key_of("entry", entries[0].position) if about is None else about.key


MEMBERS = Figure(
    name="mobilisation.members",
    label=Text("动员力量", "People mobilised"),
    unit="人",
    kind="stock",
    of=("mobilisation.member",),
    lines=members,
    distinct=True,
    members=GROUPS,
    headline=65,
)
VOLUNTEERS = Figure(
    name="mobilisation.volunteers",
    label=Text("志愿者", "Volunteers"),
    unit="人",
    kind="stock",
    of=("mobilisation.member",),
    lines=volunteers,
    distinct=True,
    at_most="mobilisation.members",
    headline=66,
)
CADRES = Figure(
    name="mobilisation.cadres",
    label=Text("干部", "Cadres"),
    unit="人",
    kind="stock",
    of=STAFF,
    lines=cadres,
    distinct=True,
)
ON_POST = Figure(
    name="mobilisation.on_post",
    label=Text("在岗干部", "Cadres on post"),
    unit="人",
    kind="stock",
    of=STAFF,
    lines=on_post,
    distinct=True,
    at_most="mobilisation.cadres",
    expected="mobilisation.cadres",
    share=True,
    headline=67,
)
HOURS = Figure(
    name="mobilisation.hours",
    label=Text("值守服务时长", "Hours on duty"),
    unit="h",
    scale=1,
    of=("command.attendance",),
    lines=hours,
)
FIGURES = (MEMBERS, VOLUNTEERS, CADRES, ON_POST, HOURS)
WHOLES = (
    Whole((VOLUNTEERS.name, ""), ((MEMBERS.name, "volunteer"),), full=True),
    Whole((CADRES.name, ""), ((MEMBERS.name, "cadre"),), full=True),
)
"""Groups that are counted by themselves, too."""
