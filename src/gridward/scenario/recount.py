"""Counts figures once more from the raw entries, in memory: without postings, totals or anything the loader knew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from gridward.figure.listed import Lists
from gridward.grid.tree import Tree
from gridward.ledger.answers import answered
from gridward.ledger.names import kind_numbers
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entry
from gridward.ledger.stored import Stored, walk
from gridward.plug.figure import Figure, Line
from gridward.plug.kind import Entry, Subject, key_of


def active(stored: Iterable[Stored]) -> list[Stored]:
    """What counts: of each chain whose first entry counts, the one that no other replaces, unless it takes all back."""
    counted = {one.position: one for one in stored if one.counts_from is not None}
    chains: dict[int, list[Stored]] = defaultdict(list)
    for one in counted.values():
        first = one.root or one.position
        if first in counted:
            chains[first].append(one)
    found = []
    for chain in chains.values():
        replaced = {one.replaces for one in chain}
        last = max((one for one in chain if one.position not in replaced), key=lambda one: one.uuid.bytes)
        if not last.void:
            found.append(last)
    return sorted(found, key=lambda one: (one.at, one.uuid))


def read_active(figures: Collection[Figure], tree: Tree, last: int) -> list[tuple[int, Entry]]:
    """The active entries, up to position `last`, of every kind that these figures are made of, by time; each with the
    position of the first entry of its chain.
    """
    kinds = set(kind_numbers(tuple({name for figure in figures for name in figure.of})))
    places = Places(tree)
    found = active(one for one in walk(last) if one.kind in kinds)
    places.learn({one.area for one in found if one.area is not None})
    lists = Lists(tree)
    return [(one.chain, lists.told(to_entry(one, places, last), last)) for one in found]


class Recount:
    """Values of figures from a set of active entries."""

    def __init__(self, entries: Sequence[tuple[int, Entry]], figures: Mapping[str, Figure], tree: Tree) -> None:
        self._figures = figures
        self._tree = tree
        self._by_kind: dict[str, list[Entry]] = defaultdict(list)
        self._chains = {entry.position: chain for chain, entry in entries}
        for _, entry in entries:
            self._by_kind[entry.kind].append(entry)
        self._lines: dict[str, list[Line]] = {}

    def value(self, name: str, member: str, *, area: int, as_of: int) -> int:
        """A figure's member at an area and everything below it, at a moment."""
        figure, total, keys = self._figures[name], 0, defaultdict[int | None, int](int)
        codes = _family(figure, member)
        for line in self._of(figure):
            if line.at <= as_of and line.member in codes and self._within(figure, line, area, as_of):
                total += line.value
                keys[line.key] += line.value
        return sum(value > 0 for value in keys.values()) if figure.distinct else total

    def expected(self, name: str, member: str, *, area: int, as_of: int) -> int | None:
        """How many there should be, by the figure that the first one names; None when it names none."""
        figure = self._figures[name]
        if not figure.expected:
            return None
        theirs = {one.code for one in self._figures[figure.expected].members}
        if member:
            codes = [member if member in theirs else ""]
        else:
            codes = [one.code for one in figure.members if one.code in theirs] or [""]
        return sum(self.value(figure.expected, code, area=area, as_of=as_of) for code in codes)

    def _of(self, figure: Figure) -> list[Line]:
        if figure.name not in self._lines:
            self._lines[figure.name] = [line for group in self._groups(figure) for line in figure.lines(group)]
        return self._lines[figure.name]

    def _groups(self, figure: Figure) -> Iterator[Sequence[Entry]]:
        """What a figure's `lines` sees at once: one entry for a flow, for a state the timeline of a subject, area or
        matter.
        """
        entries = [entry for kind in figure.of for entry in self._by_kind[kind]]
        if figure.kind == "flow":
            yield from ([entry] for entry in entries)
            return
        timelines: dict[int, list[Entry]] = defaultdict(list)
        for entry in sorted(entries, key=lambda entry: (entry.at, entry.id)):
            for about in self._about(figure, entry):
                timelines[about].append(entry)
        chains = {key_of("entry", self._chains[one.position]) for one in entries}
        yield from (told for about, told in timelines.items() if not figure.matter or about in chains)

    def _about(self, figure: Figure, entry: Entry) -> tuple[int, ...]:
        """The keys of what an entry is about: its subject or its area; as a matter the entry it is about, or itself,
        and what it answers.
        """
        about = entry.subject or Subject("area", entry.area)
        if not figure.matter:
            return (about.key,)
        own = about.key if about.kind == "entry" else key_of("entry", self._chains[entry.position])
        return tuple(dict.fromkeys((own, *answered(entry))))

    def _within(self, figure: Figure, line: Line, area: int, as_of: int) -> bool:
        """Whether a line counts at the area. What happened counts where it did, a state goes along with its area."""
        at = as_of if figure.kind == "stock" else line.at
        if figure.own:
            return self._owner(line.area, at) == area
        return f".{area}." in f".{self._tree.path(line.area, at)}"

    def _owner(self, area: int, at: int) -> int:
        """The area that holds a place."""
        while self._tree.by_id(area, at).level == "place":
            parent = self._tree.parent(area, at)
            if parent is None:
                break
            area = parent.id
        return area


def _family(figure: Figure, member: str) -> frozenset[str]:
    """The members whose lines a member is made of: itself and all that have it above them; all for the figure."""
    if not member:
        return frozenset({"", *(one.code for one in figure.members)})
    found, above = {member}, {one.code: one.parent for one in figure.members}
    for one in figure.members:
        code = one.code
        while code and code != member:
            code = above.get(code, "")
        if code == member:
            found.add(one.code)
    return frozenset(found)
