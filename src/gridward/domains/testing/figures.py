"""The figures of testing (figures.md; coverage.md §4, Q32)."""

from collections.abc import Iterable, Iterator, Sequence

from gridward.domains.testing import rules
from gridward.domains.testing.entries import Specimen
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line
from gridward.plug.kind import Entry
from gridward.policy.lists import options

TURNS = ("screening.classification", "testing.sample")
OCCUPATIONS = tuple(
    Member(code=one.code, label=one.label, parent=one.parent if one.parent in rules.OCCUPATIONS else "")
    for one in options("category")
    if one.code in rules.OCCUPATIONS
)


def samples(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every sample: of a pool one for each person in it."""
    return [line(entry, member=entry.body.specimen.value) for entry in entries]


def positives(entries: Sequence[Entry]) -> Iterable[Line]:
    """The tube in which something was found."""
    return [
        line(entry, key=entry.subject.key)
        for entry in entries
        if entry.subject is not None and entry.subject.kind == "lot" and entry.body.result.value == "positive"
    ]


def _standing(entries: Sequence[Entry], which: str) -> Iterator[Line]:
    about = entries[0].subject if entries else None
    if about is None or about.kind != "person":
        return
    now: dict[tuple[int, str], int] = {}
    for one in rules.standings(entries):
        then = {(one.area, code): 1 for code in getattr(one, which)}
        for spot in sorted(now.keys() | then.keys()):
            change = then.get(spot, 0) - now.get(spot, 0)
            if change:
                yield Line(one.source.position, spot[0], one.at, change, spot[1], about.key)
        now = then


def to_test(entries: Sequence[Entry]) -> Iterable[Line]:
    """The person, while in an occupation that must be tested."""
    return _standing(entries, "asked")


def tested(entries: Sequence[Entry]) -> Iterable[Line]:
    """The same, while the last test is within the interval."""
    return _standing(entries, "tested")


def overdue(entries: Sequence[Entry]) -> Iterable[Line]:
    """The same, from the end of the interval until the next test."""
    return _standing(entries, "overdue")


FROM_THE_PACK = Text(
    "只有方案要求定期检测的类别才计入：其他类别请写 screening.key_persons",
    "counts only occupations that the packs have tested at intervals: of others state screening.key_persons",
)
SAMPLES = Figure(
    name="testing.samples",
    label=Text("采样", "Samples"),
    unit="份",
    of=("testing.sample",),
    lines=samples,
    members=tuple(Member(code=one.value, label=one.label) for one in Specimen),
)
POSITIVES = Figure(
    name="testing.positives",
    label=Text("阳性", "Positive tubes"),
    unit="份",
    of=("testing.result",),
    lines=positives,
    distinct=True,
    at_most="testing.samples",
    headline=15,
)
TO_TEST = Figure(
    name="testing.to_test",
    label=Text("应检人员", "Persons to be tested"),
    unit="人",
    follows=FROM_THE_PACK,
    kind="stock",
    about=("person",),
    of=TURNS,
    begun_by=("screening.classification",),
    lines=to_test,
    distinct=True,
    members=OCCUPATIONS,
)
TESTED = Figure(
    name="testing.tested",
    label=Text("按期检测人员", "Persons tested in time"),
    unit="人",
    follows=FROM_THE_PACK,
    kind="stock",
    about=("person",),
    of=TURNS,
    begun_by=("testing.sample",),
    lines=tested,
    distinct=True,
    members=OCCUPATIONS,
    at_most="testing.to_test",
    expected="testing.to_test",
    share=True,
    headline=34,
)
OVERDUE = Figure(
    name="testing.overdue",
    label=Text("超期未检人员", "Persons overdue for a test"),
    unit="人",
    follows=FROM_THE_PACK,
    kind="stock",
    about=("person",),
    of=TURNS,
    begun_by=("screening.classification",),
    lines=overdue,
    distinct=True,
    members=OCCUPATIONS,
    at_most="testing.to_test",
    headline=4,
)
FIGURES = (SAMPLES, POSITIVES, TO_TEST, TESTED, OVERDUE)
