"""What stands in the rows of a form: areas, single entries, or the people and things that entries are about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gridward.document.form.body import answers, body
from gridward.document.form.template import Form
from gridward.grid.tree import Node, Tree
from gridward.kit import clock
from gridward.ledger.first import first
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.stored import Stored, about, at_areas, by_position, counting
from gridward.ledger.wanted import FEW
from gridward.plug.kind import Ref, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: where it belongs, its entry (of a form of entries), and the key of whom or what it is about."""

    area: int
    entry: Stored | None = None
    subject: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The moments that count: after `start` (None: from the beginning), not after `end`, as known at `position`."""

    start: int | None
    end: int
    position: int

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day that it touches; None where it has no beginning."""
        return None if self.start is None else (clock.day_of(self.start), clock.day_of(self.end))

    def holds(self, at: int) -> bool:
        """Whether a moment lies in it."""
        return at <= self.end and (self.start is None or at > self.start)


def span(form: Form, day: int, position: int) -> Span:
    """The span of a form for a local day: up to its cut, from the cut of the day before when it is of one day."""
    end = cut_of(form, day)
    return Span(start=cut_of(form, day - 1) if form.span == "day" else None, end=end, position=position)


def cut_of(form: Form, day: int) -> int:
    """The last moment that counts for a day."""
    if form.cut == "24:00":
        return clock.last_moment(day)
    hours, minutes = (int(part) for part in form.cut.split(":"))
    return clock.first_moment(day) + hours * clock.HOUR + minutes * clock.MINUTE


def rows(form: Form, node: Node, tree: Tree, within: Span, most: int | None = None) -> tuple[list[Row], int]:
    """The rows of a form for an area, in the order in which they are printed, or the first `most` of them; and how many
    there are.
    """
    if form.rows == "entries":
        entries, number = _first(form, node, tree, within, most)
        return [Row(area=one.area or node.id, entry=one, subject=one.subject) for one in entries], number
    if form.rows == "areas":
        below = tree.descendants(node.id, within.end, *form.levels)
        nodes = [node, *below] if node.level in form.levels else list(below)
        found = [Row(area=one.id) for one in sorted(nodes, key=lambda one: one.code)]
    else:
        latest = {one.subject: one for one in _entries(form, node, tree, within) if one.subject is not None}
        found = [
            Row(area=one.area or node.id, subject=key)
            for key, one in sorted(
                latest.items(), key=lambda pair: (tree.path(pair[1].area or node.id, within.end), pair[0])
            )
        ]
    return found[:most], len(found)


class Told(NamedTuple):
    """What the columns ask besides the rows' own entries: those about a subject, or about the row's own entry, by key
    and in order of time; those to which the rows' entries refer, by position.
    """

    about: dict[int, list[Stored]]
    linked: dict[int, Stored]


def related(found: Sequence[Row], form: Form, within: Span) -> Told:
    """All that the columns of these rows ask for."""
    return Told(_about(found, form, within), _linked(found, form))


def _about(found: Sequence[Row], form: Form, within: Span) -> dict[int, list[Stored]]:
    kinds = kind_numbers(tuple(dict.fromkeys(_asked(form))))
    keys = {row.subject for row in found if row.subject is not None} | {_own(row) for row in found if row.entry}
    active = counting(about(keys, kinds), within.position) if kinds and keys else []
    told: dict[int, list[Stored]] = {}
    for one in active:
        if one.subject is not None and one.at <= within.end:
            told.setdefault(one.subject, []).append(one)
    return told


def _linked(found: Sequence[Row], form: Form) -> dict[int, Stored]:
    """By position, the entries to which those of the rows refer and of which the columns ask something."""
    fields = {column.source.name for column in form.columns if column.source.word == "body" and column.source.inner}
    told = [body(row.entry) for row in found if row.entry is not None] if fields else []
    links = [getattr(one, name, None) for one in told for name in fields]
    wanted = {int(link.id) for link in links if isinstance(link, Ref) and link.kind == "entry" and link.id.isdecimal()}
    return {one.position: one for one in by_position(sorted(wanted))}


def _asked(form: Form) -> Iterable[str]:
    sources = [column.source for column in form.columns] + ([form.since] if form.since else [])
    return (source.kind for source in sources if source.word == "entry")


def _own(row: Row) -> int:
    """The key by which other entries speak of the row's entry."""
    if row.entry is None:
        raise ValueError("a row without an entry has no key of its own")
    return key_of("entry", row.entry.chain)


def _first(form: Form, node: Node, tree: Tree, within: Span, most: int | None) -> tuple[list[Stored], int]:
    """The entries of a form, or the first of them, and how many there are. Only the first are read where what lies in
    the area always did, and nothing has to be read to tell whether an entry belongs to the form.
    """
    areas, ground = _areas(node, tree, within), tree.ground(node.id, within.end)
    steady = all(path.startswith(ground) for area in areas for path in tree.timeline(area)[1])
    if most is None or form.where or len(areas) <= FEW or not steady:
        found = _entries(form, node, tree, within)
        return found[:most], len(found)
    kinds = kind_numbers(form.kinds)
    everywhere = node.parent is None and len(tree.roots(within.end)) == 1
    return first(
        kinds, None if everywhere else areas, after=within.start, end=within.end, until=within.position, most=most
    )


def _areas(node: Node, tree: Tree, within: Span) -> set[int]:
    """Whatever lies or lay in an area, or in what a work area has charge of."""
    return set(tree.ever_below(node.id)).union(*(tree.ever_below(one) for one in tree.members(node.id, within.end)))


def _entries(form: Form, node: Node, tree: Tree, within: Span) -> list[Stored]:
    """The active entries of the form's kinds that lay in the area when they happened."""
    ground, areas = tree.ground(node.id, within.end), _areas(node, tree, within)
    found = at_areas(areas, kind_numbers(form.kinds), days=within.days)
    active = counting(found, within.position)
    return [
        one
        for one in active
        if within.holds(one.at)
        and one.area is not None
        and one.area in areas
        and tree.path(one.area, one.at).startswith(ground)
        and kind_name(one.kind) in form.kinds
        and _fits(form, one)
    ]


def _fits(form: Form, one: Stored) -> bool:
    """Whether an entry has the answers that the form asks for."""
    if not form.where:
        return True
    told = body(one)
    return all(answers(told, name, wanted) for name, wanted in form.where.items())
