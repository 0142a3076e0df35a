"""The figures of clues from the people (figures.md; coverage.md Q84)."""

from collections.abc import Iterable, Sequence

from gridward.domains.clue import rules
from gridward.domains.clue.entries import Result
from gridward.kit.text import Text
from gridward.plug.agree import Whole
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry

RESULTS = tuple(Member(code=one.value, label=one.label) for one in Result if one.value in rules.RESULTS)


def received(entries: Sequence[Entry]) -> Iterable[Line]:
    """Tips by their last result; one not yet looked into is open, a duplicate is none."""
    for entry in entries:
        if entry.kind == "clue.tip":
            yield line(entry, member=rules.OPEN)
    yield from steps(rules.result_points([entry for entry in entries if entry.kind == "clue.check"]))


def verified(entries: Sequence[Entry]) -> Iterable[Line]:
    """Tips known to be true or false."""
    return steps(rules.verified_points(entries))


def hazards_removed(entries: Sequence[Entry]) -> Iterable[Line]:
    """The tip whose hazard a check found removed: once, however often that is told."""
    return [
        line(entry, key=entry.subject.key)
        for entry in entries
        if entry.subject is not None and rules.about_tip(entry) and entry.body.hazard_removed
    ]


RECEIVED = Figure(
    name="clue.received",
    label=Text("受理线索", "Tips received"),
    unit="件",
    kind="stock",
    of=("clue.tip", "clue.check"),
    lines=received,
    members=(*RESULTS, Member(code=rules.OPEN, label=Text("待核查", "Open"))),
    headline=76,
)
VERIFIED = Figure(
    name="clue.verified",
    label=Text("核实线索", "Tips verified"),
    unit="件",
    kind="stock",
    of=("clue.check",),
    lines=verified,
    members=tuple(member for member in RESULTS if member.code != "unclear"),
    at_most="clue.received",
)
HAZARDS_REMOVED = Figure(
    name="clue.hazards_removed",
    label=Text("消除隐患", "Hazards removed"),
    unit="处",
    of=("clue.check",),
    lines=hazards_removed,
    distinct=True,
)
FIGURES = (RECEIVED, VERIFIED, HAZARDS_REMOVED)
WHOLES = (
    *(Whole((VERIFIED.name, code), ((RECEIVED.name, code),), full=True) for code in ("true", "false")),
    Whole(
        (RECEIVED.name, ""),
        ((VERIFIED.name, ""), (RECEIVED.name, "unclear"), (RECEIVED.name, rules.OPEN)),
        full=True,
    ),
)
"""Tips known to be true or false are tips with these results."""
