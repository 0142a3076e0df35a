"""The figures of supervision (figures.md S1-11, S2-04; coverage.md §4, Q77-Q80).

An inspection counts where it was recorded, whatever lies in it: a town's inspection of many villages is the town's.
"""

from collections.abc import Iterable, Sequence

from gridward.domains.supervision import rules
from gridward.domains.supervision.entries import SubjectKind
from gridward.kit.text import Text
from gridward.plug.agree import Whole
from gridward.plug.figure import FROM_THE_MAP, Figure, Line, Member, key_in, line, steps
from gridward.plug.kind import Entry
from gridward.policy.lists import options

_UNITS = {"work_area": "个", "village": "个", "community": "个", "grid": "个", "post": "处", "other": "个"}
_UNITS |= {"school": "所", "quarantine_site": "处", "project_site": "处"}
SUBJECTS = tuple(Member(code=one.value, label=one.label, unit=_UNITS.get(one.value, "家")) for one in SubjectKind)
COVERED_MEMBERS = tuple(Member(code=one.value, label=one.label) for one in SubjectKind if one.value in rules.COVERED)
ITEMS = tuple(
    Member(code=one.code, label=one.label)
    for one in options("checklist_item")
    if one.parent in rules.CHECKLISTS.values()
)


def inspections(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for each inspection, however many subjects it had (Q78)."""
    return [line(entry) for entry in entries]


def subjects(entries: Sequence[Entry]) -> Iterable[Line]:
    """Every subject of an inspection."""
    return [
        line(entry, member=entry.body.subject_kind.value, key=key)
        for entry in entries
        for key in sorted({key_in(link) for link in entry.body.subjects})
    ]


def covered(entries: Sequence[Entry]) -> Iterable[Line]:
    """What was inspected today, until the day is over."""
    for subject, member, at, until, entry in rules.seen_today(entries):
        yield line(entry, member=member, key=subject, at=at)
        yield line(entry, -1, member=member, key=subject, at=until)


def to_cover(entries: Sequence[Entry]) -> Iterable[Line]:
    """What must be inspected every day."""
    return steps(rules.to_cover(entries))


def checked_off(entries: Sequence[Entry]) -> Iterable[Line]:
    """The items in place in an area, by the last answers."""
    return steps(rules.in_place(entries))


def to_check(entries: Sequence[Entry]) -> Iterable[Line]:
    """The items on which an area is checked."""
    return steps(rules.to_check(entries))


def problems(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for each finding."""
    return [line(entry) for entry in entries]


def rectified(entries: Sequence[Entry]) -> Iterable[Line]:
    """A finding, while it is put right."""
    return steps(rules.rectified(entries))


def overdue(entries: Sequence[Entry]) -> Iterable[Line]:
    """A finding from its deadline on, unless it is put right.

    The finding gives its key one from the deadline on, being put right takes one away: a key counts while its sum is
    above zero, so what is put right in time never counts and what is rejected counts again.
    """
    for entry in entries:
        if entry.kind == "supervision.finding":
            yield line(entry, key=entry.key, at=max(entry.at, rules.instant(entry.body.deadline)))
    actions = [entry for entry in entries if entry.kind == "supervision.rectification"]
    points = ((at, entry, {"": -values[""]}) for at, entry, values in rules.rectified(actions))
    if actions and actions[0].subject is not None:
        yield from steps(points, key=actions[0].subject.key)


def accountable(entries: Sequence[Entry]) -> Iterable[Line]:
    """The person about whom something was decided; who it is stays with those who may see it."""
    return [line(entry, key=entry.subject.key) for entry in entries if entry.subject is not None]


INSPECTIONS = Figure(
    name="supervision.inspections",
    label=Text("督查检查", "Inspections"),
    unit="次",
    of=("supervision.visit",),
    lines=inspections,
    headline=80,
)
SUBJECTS_SEEN = Figure(
    name="supervision.subjects",
    label=Text("被督查对象", "Subjects inspected"),
    unit="",
    of=("supervision.visit",),
    lines=subjects,
    distinct=True,
    members=SUBJECTS,
    total=False,
)
TO_COVER = Figure(
    name="supervision.to_cover",
    label=Text("每日应督查对象", "To be inspected every day"),
    unit="个",
    follows=FROM_THE_MAP,
    kind="stock",
    of=("grid.area", "checkpoint.post"),
    lines=to_cover,
    members=COVERED_MEMBERS,
)
COVERED = Figure(
    name="supervision.covered",
    label=Text("当日已督查对象", "Inspected today"),
    unit="个",
    kind="stock",
    of=("supervision.visit",),
    lines=covered,
    distinct=True,
    members=COVERED_MEMBERS,
    expected="supervision.to_cover",
    share=True,
    at_most="supervision.subjects",
)
TO_CHECK = Figure(
    name="supervision.to_check",
    label=Text("应核查村（社区）", "Villages and communities to be checked"),
    unit="个",
    follows=FROM_THE_MAP,
    kind="stock",
    of=("grid.area",),
    lines=to_check,
    members=ITEMS,
    total=False,
)
CHECKED_OFF = Figure(
    name="supervision.checked_off",
    label=Text("“四全”“六到位”落实", "Four complete, six in place"),
    unit="个",
    follows=FROM_THE_MAP,
    kind="stock",
    of=("supervision.visit",),
    lines=checked_off,
    members=ITEMS,
    total=False,
    expected="supervision.to_check",
    share=True,
)
PROBLEMS = Figure(
    name="supervision.problems",
    label=Text("发现问题", "Problems found"),
    unit="项",
    of=("supervision.finding",),
    lines=problems,
)
RECTIFIED = Figure(
    name="supervision.rectified",
    label=Text("整改问题", "Problems put right"),
    unit="项",
    kind="stock",
    of=("supervision.rectification",),
    lines=rectified,
    at_most="supervision.problems",
    headline=81,
)
OVERDUE = Figure(
    name="supervision.overdue",
    label=Text("逾期未整改问题", "Problems overdue"),
    unit="项",
    kind="stock",
    of=("supervision.finding", "supervision.rectification"),
    lines=overdue,
    distinct=True,
    at_most="supervision.problems",
    headline=8,
)
ACCOUNTABLE = Figure(
    name="supervision.accountable",
    label=Text("问责人员", "Persons held accountable"),
    unit="人",
    of=("supervision.accountability",),
    lines=accountable,
    distinct=True,
)
FIGURES = (
    INSPECTIONS,
    SUBJECTS_SEEN,
    TO_COVER,
    COVERED,
    TO_CHECK,
    CHECKED_OFF,
    PROBLEMS,
    RECTIFIED,
    OVERDUE,
    ACCOUNTABLE,
)
WHOLES = (
    Whole((COVERED.name, ""), tuple((COVERED.name, member.code) for member in COVERED.members), full=True),
    Whole((PROBLEMS.name, ""), ((RECTIFIED.name, ""), (OVERDUE.name, ""))),
)
"""Nobody is of two kinds, and what was put right is not overdue."""
