"""The kernel's own figures: what the map and the roll count."""

from collections.abc import Iterable, Iterator, Sequence

from gridward.grid.levels import LEVELS
from gridward.grid.roles import roles
from gridward.kit.clock import day_of, first_moment, parse
from gridward.kit.errors import Refusal
from gridward.kit.text import Text
from gridward.plug.domain import Domain
from gridward.plug.figure import FROM_THE_MAP, Figure, Line, Member, line
from gridward.plug.kind import Entry

LIVED = ("lived_in", "all_away")
"""House statuses of a household that a visit is expected to reach: not empty, not demolished."""


OFFICES = tuple(Member(code=role.code, label=role.label) for role in roles().values() if role.needed)
"""The roles that every area of some level needs."""


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


def offices_needed(entries: Sequence[Entry]) -> Iterator[Line]:
    """Every office that an open area of its level needs."""
    level = ""
    for entry in entries:
        action = entry.body.action.value
        if not level and action != "open":
            continue
        after = "" if action == "close" else entry.body.level or level
        for role in roles().values():
            change = (after in role.needed) - (level in role.needed)
            if change:
                yield line(entry, change, member=role.code)
        level = after


def offices(entries: Sequence[Entry]) -> Iterator[Line]:
    """An office that its area needs, while somebody holds it: one, however many do."""
    held: dict[str, list[tuple[int, int | None, Entry]]] = {}
    for entry in entries:
        role, term = roles().get(entry.body.office), _term(entry)
        if role is not None and entry.place.kind in role.needed and term is not None:
            held.setdefault(role.code, []).append((*term, entry))
    for code, terms in held.items():
        until: int | None = -1
        for start, end, entry in sorted(terms, key=lambda one: (one[0], one[2].at, one[2].id.int)):
            if until is None or (end is not None and end <= until):
                continue
            yield line(entry, member=code, at=max(start, until))
            if end is not None:
                yield line(entry, -1, member=code, at=end)
            until = end


def _term(entry: Entry) -> tuple[int, int | None] | None:
    """From when to when an appointment says that its office is held; None where it says nothing that can be."""
    try:
        start = _begins(entry.body.from_)
        end = None if entry.body.to is None else _begins(entry.body.to)
    except Refusal:
        return None
    return (start, end) if end is None or end > start else None


def _begins(text: str) -> int:
    """A date means its first moment: an office begins in the morning."""
    at = parse(text)
    return first_moment(day_of(at)) if len(text) == len("2020-02-10") else at


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
        follows=FROM_THE_MAP,
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
        label=Text("登记户数（区域）", "Households stated"),
        unit="户",
        of=("grid.area",),
        lines=households,
        kind="stock",
    ),
    Figure(
        name="grid.offices_needed",
        label=Text("应有职务", "Offices needed"),
        unit="个",
        follows=FROM_THE_MAP,
        of=("grid.area",),
        lines=offices_needed,
        kind="stock",
        members=OFFICES,
    ),
    Figure(
        name="grid.offices",
        label=Text("已任职务", "Offices held"),
        unit="个",
        follows=FROM_THE_MAP,
        of=("grid.appointment",),
        lines=offices,
        kind="stock",
        members=OFFICES,
        at_most="grid.offices_needed",
        expected="grid.offices_needed",
        share=True,
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
