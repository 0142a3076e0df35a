"""The figures of livestock (figures.md S2-24; coverage.md §4, Q83)."""

from collections.abc import Iterable, Sequence

from gridward.domains.livestock import rules
from gridward.domains.livestock.entries import MovementKind, Permit
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry
from gridward.policy.lists import options

SPECIES = tuple(Member(code=one.code, label=one.label, parent=one.parent) for one in options("species"))
MOVEMENTS = tuple(Member(code=one.value, label=one.label) for one in MovementKind)


def farms(entries: Sequence[Entry]) -> Iterable[Line]:
    """A farm, from when it is first heard of until it is given up."""
    return steps(rules.open_points(entries))


def farms_inspected(entries: Sequence[Entry]) -> Iterable[Line]:
    """A farm that was inspected, until it is given up; a second inspection adds nothing."""
    return steps(rules.inspected_points(entries))


def sick(entries: Sequence[Entry]) -> Iterable[Line]:
    """Animals sick or dead when somebody last looked."""
    return steps(rules.unwell_points(entries))


def culled(entries: Sequence[Entry]) -> Iterable[Line]:
    """Animals culled, by species."""
    return [line(entry, entry.body.culled, member=entry.body.species) for entry in entries if entry.body.culled]


def moved(entries: Sequence[Entry]) -> Iterable[Line]:
    """Animals for whose movement a permit was given."""
    return [
        line(entry, entry.body.head, member=entry.body.kind.value)
        for entry in entries
        if entry.body.decision is Permit.APPROVED and entry.body.head
    ]


FARMS = Figure(
    name="livestock.farms",
    label=Text("养殖场（户）", "Livestock farms"),
    unit="家",
    kind="stock",
    of=("livestock.farm", "livestock.inspection"),
    lines=farms,
)
FARMS_INSPECTED = Figure(
    name="livestock.farms_inspected",
    label=Text("已巡查养殖场（户）", "Farms inspected"),
    unit="家",
    kind="stock",
    of=("livestock.farm", "livestock.inspection"),
    begun_by=("livestock.inspection",),
    lines=farms_inspected,
    at_most="livestock.farms",
    expected="livestock.farms",
    share=True,
    headline=85,
)
SICK = Figure(
    name="livestock.sick",
    label=Text("病死畜禽", "Sick or dead animals"),
    unit="头",
    kind="stock",
    of=("livestock.inspection",),
    lines=sick,
)
CULLED = Figure(
    name="livestock.culled",
    label=Text("扑杀畜禽", "Animals culled"),
    unit="头",
    of=("livestock.disposal",),
    lines=culled,
    members=SPECIES,
)
MOVED = Figure(
    name="livestock.moved",
    label=Text("准予调运畜禽", "Animals permitted to move"),
    unit="头",
    of=("livestock.movement",),
    lines=moved,
    members=MOVEMENTS,
)
FIGURES = (FARMS, FARMS_INSPECTED, SICK, CULLED, MOVED)
