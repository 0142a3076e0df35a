"""The kernel's own figures: what the map and the roll count."""

from collections.abc import Iterable, Iterator, Sequence

from gridward.grid.levels import LEVELS
from gridward.kit.text import Text
from gridward.plug.domain import Domain
from gridward.plug.figure import Figure, Line, Member, line
from gridward.plug.kind import Entry

LIVED = ("lived_in", "all_away")
"""House statuses of a household that a visit is expected to reach: not empty, not demolished."""


def areas(entries: Sequence[Entry]) -> Iterator[Line]:
    """An open area counts once, as what it is."""
    level = ""
    for entry in entries:
        action = entry.body.action.value
        if not level and action != "open":
            continue
        after = "" if action == "close" else entry.body.level or level
        if after != level:
            if level:
                yield line(entry, -1, member=level)
            if after:
                yield line(entry, 1, member=after)
        level = after


def population(entries: Sequence[Entry]) -> Iterator[Line]:
    """The people said to live in an area; a later statement takes the place of the one before."""
    yield from _stated(entries, "population")


def households(entries: Sequence[Entry]) -> Iterator[Line]:
    """The households said to be in an area."""
    yield from _stated(entries, "households")


def lived_in(entries: Sequence[Entry]) -> Iterator[Line]:
    """A registered household counts where it lives while its house is neither empty nor demolished."""
    at: Entry | None = None
    for entry in entries:
        lives = entry.body.status.value in LIVED
        if at is not None and (not lives or at.area != entry.area):
            yield line(entry, -1)._replace(area=at.area)
            at = None
        if lives and at is None:
            yield line(entry, 1)
            at = entry


def _stated(entries: Sequence[Entry], name: str) -> Iterable[Line]:
    stands = 0
    for entry in entries:
        closed = entry.body.action.value == "close"
        said = 0 if closed else getattr(entry.body, name)
        if said is not None and said != stands:
            yield line(entry, said - stands)
            stands = said


FIGURES = (
    Figure(
        name="grid.areas",
        label=Text("区域数", "Areas"),
        unit="个",
        of=("grid.area",),
        lines=areas,
        kind="stock",
        members=tuple(Member(code=code, label=label) for code, label in LEVELS.items()),
        total=False,
    ),
    Figure(
        name="grid.population",
        label=Text("人口", "Population"),
        unit="人",
        of=("grid.area",),
        lines=population,
        kind="stock",
    ),
    Figure(
        name="grid.households",
        label=Text("登记户数(区域)", "Households stated"),
        unit="户",
        of=("grid.area",),
        lines=households,
        kind="stock",
    ),
    Figure(
        name="roll.households",
        label=Text("在册住户", "Households on the roll"),
        unit="户",
        of=("roll.household",),
        lines=lived_in,
        kind="stock",
    ),
)

GRID = Domain(name="grid", label=Text("网格", "Grid"), kinds=(), figures=FIGURES)
"""Declared like a domain, so that pages, checks and contract tests treat these figures as any other."""
