"""One slice of the ledger folded in order of position: re-derive what each entry touched, book the difference."""

from collections.abc import Collection, Iterable, Sequence

import msgspec

from gridward.figure.booking import Booked, Spot, book, difference, each_lines, first_postings, lines_of, posting
from gridward.figure.series import series_name, series_of
from gridward.grid.tree import Tree
from gridward.kit.rows import among, rows
from gridward.ledger import stored as ledger
from gridward.ledger.content import decode
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.places import Places, describing
from gridward.ledger.reading import to_entry
from gridward.ledger.sameness import MERGE
from gridward.ledger.stored import Stored
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry, key_of, thing_of

Group = tuple[str, int]
"""A figure's name and what it derives together: the root of a chain (flow), the key of a subject or matter (stock)."""

POSTING = (
    "SELECT series, area, path, at, source, key, response, value, grp FROM figure_posting WHERE position <= %s AND "
)


class Slice:
    """The work between two watermarks. `rows` collects the new postings."""

    def __init__(self, after: int, entries: Sequence[Stored], tree: Tree) -> None:
        self._after = after
        self._entries = entries
        self._tree = tree
        self._places = Places(tree)
        self._have: dict[Group, Booked] = {}
        self._chains: dict[int, list[Stored]] = {}
        self._timelines: dict[tuple[tuple[str, ...], bool, int], list[Stored]] = {}
        self._read: dict[int, Entry] = {}
        self._responses: dict[int, int] = {}
        self._corrected = {one.chain for one in entries if one.root is not None}
        self._booked: set[int] = set()
        """The entries whose flows `_derive_firsts` has booked."""
        self.rows: list[tuple[int | str | None, ...]] = []

    def fold(self) -> None:
        """Go through the slice."""
        self._prepare()
        self._derive_firsts()
        for one in self._entries:
            name = kind_name(one.kind)
            if one.counts_from != one.position:
                continue
            if name == "ledger.released":
                self._release(one)
            elif name == "grid.redrawn":
                self._redraw(one)
            else:
                self._touch(one, name, one.position)

    def _prepare(self) -> None:
        """Read at once what the entries will ask for one by one."""
        self._places.expect(one.area for one in self._entries)
        corrected = sorted(self._corrected)
        wanted: dict[str, set[int]] = {}
        for one in ledger.of_chains(corrected) if corrected else []:
            self._chains.setdefault(one.chain, []).append(one)
            for figure in CATALOGUE.figures_of.get(kind_name(one.kind), ()):
                if figure.kind == "flow":
                    wanted.setdefault(figure.name, set()).add(one.chain)
        for one in self._entries:
            for figure in CATALOGUE.figures_of.get(kind_name(one.kind), ()):
                if figure.kind == "stock":
                    wanted.setdefault(figure.name, set()).add(self._group(one, figure, one.position))
        for name, groups in wanted.items():
            figure = CATALOGUE.figures[name]
            if figure.kind == "stock":
                self._learn(figure, groups)
            else:
                self._remember(figure, groups)

    def _learn(self, figure: Figure, keys: Iterable[int]) -> None:
        """The timelines and present postings of several subjects; figures of the same kinds share the timelines."""
        wanted = set(keys)
        fresh = {key for key in wanted if (figure.of, figure.matter, key) not in self._timelines}
        if fresh:
            self._read_timelines(figure.of, fresh, figure.matter)
        new = {key for key in wanted if (figure.name, key) not in self._have}
        if new:
            self._remember(figure, new)

    def _read_timelines(self, of: tuple[str, ...], keys: set[int], matter: bool) -> None:  # noqa: FBT001
        for key in keys:
            self._timelines[of, matter, key] = []
        numbers = kind_numbers(of)
        same = self._places.same
        members = {key: same.family(key) for key in keys}
        things = [thing_of(key) for key in keys]
        areas = [thing.id for thing in things if thing.kind == "area"]
        openers = [thing.id for thing in things if thing.kind == "entry"] if matter else []
        found = {one.position: one for one in ledger.about({key for found in members.values() for key in found}, numbers)}
        found |= {one.position: one for one in (ledger.at_areas(areas, numbers) if areas else [])}
        found |= {one.position: one for one in (ledger.of_chains(openers) if openers else [])}
        subjects: dict[int, set[int]] = {}
        for one in found.values():
            subjects.setdefault(one.chain, set()).add(_group_of(one, matter))
        for one in found.values():
            spoken = subjects[one.chain]
            for key in spoken & keys if not same.any else [key for key in keys if members[key] & spoken]:
                self._timelines[of, matter, key].append(one)

    def _remember(self, figure: Figure, groups: Collection[int]) -> None:
        """What is booked for these groups, up to this slice."""
        for group in groups:
            self._have[figure.name, group] = Booked()
        series, params = among("series", series_of(figure), "int4")
        condition, more = among("grp", groups, "int8")
        for *spot, value, group in rows(f"{POSTING} {series} AND {condition}", [self._after, *params, *more]):
            self._have[figure.name, group][Spot(*spot)] += value

    def _release(self, one: Stored) -> None:
        """A held entry counts from here on."""
        position = msgspec.json.decode(decode(one.content).body)["position"]
        for freed in ledger.by_position([position]):
            self._chains.pop(freed.chain, None)
            self._corrected.add(freed.chain)
            for figure in CATALOGUE.figures_of.get(kind_name(freed.kind), ()):
                if figure.kind == "flow":
                    self._unwritten(figure, (freed.chain,))
            self._touch(freed, kind_name(freed.kind), one.position)

    def _derive_firsts(self) -> None:
        """The common case at once: what flows make of entries that nothing in this slice corrects."""
        of_kind: dict[str, list[Stored]] = {}
        for one in self._entries:
            if one.root is None and one.counts_from == one.position and one.position not in self._corrected:
                of_kind.setdefault(kind_name(one.kind), []).append(one)
                self._booked.add(one.position)
        for name, found in of_kind.items():
            figures = [figure for figure in CATALOGUE.figures_of.get(name, ()) if figure.kind == "flow"]
            entries = [self._entry(one, one.position) for one in found] if figures else []
            for figure in figures:
                self.rows += first_postings(figure, each_lines(figure, entries), self._tree, self._responses)

    def _touch(self, one: Stored, name: str, position: int) -> None:
        for figure in CATALOGUE.figures_of.get(name, ()):
            if figure.kind == "stock":
                for key in self._subjects(one, figure, position):
                    self._derive_stock(figure, key, position)
            elif one.position not in self._booked or position != one.position:
                self._derive_chain(figure, one.chain, position)
        if name in describing() and one.area is not None:
            self._redescribe(one, position)
        if name == MERGE:
            self._rejoin(position)

    def _subjects(self, one: Stored, figure: Figure, position: int) -> list[int]:
        """What the entry is about, and what the entries that it corrects were about."""
        chain = self._chain(one.chain) if one.chain in self._corrected else [one]
        return sorted({self._group(link, figure, position) for link in chain})

    def _group(self, one: Stored, figure: Figure, position: int) -> int:
        """What a stock derives an entry with, as known at this position."""
        return self._places.same.of(_group_of(one, figure.matter), position)

    def _chain(self, root: int) -> list[Stored]:
        if root not in self._chains:
            self._chains[root] = ledger.of_chains([root])
        return self._chains[root]

    def _derive_chain(self, figure: Figure, root: int, position: int) -> None:
        if (figure.name, root) not in self._have:
            self._remember(figure, [root])
        self._book(figure, root, ledger.counting(self._chain(root), position), position)

    def _derive_stock(self, figure: Figure, key: int, position: int) -> None:
        if (figure.name, key) not in self._have:
            self._learn(figure, [key])
        timeline = self._timelines[figure.of, figure.matter, key]
        active = [one for one in ledger.counting(timeline, position) if self._group(one, figure, position) == key]
        self._book(figure, key, active, position)

    def _book(self, figure: Figure, group: int, active: Sequence[Stored], position: int) -> None:
        of = set(figure.of)
        entries = [self._entry(one, position) for one in active if kind_name(one.kind) in of]
        want = book(figure, lines_of(figure, entries), self._tree, self._responses)
        for spot, value in difference(want, self._have[figure.name, group]):
            self.rows.append(posting(spot, value, position, group))
        self._have[figure.name, group] = want

    def _entry(self, one: Stored, position: int) -> Entry:
        found = self._read.get(one.position)
        if found is None:
            found = self._read[one.position] = to_entry(one, self._places, position)
            if '"response":' in one.content:
                self._responses[one.position] = int(decode(one.content).response or 0)
        return found

    def _redescribe(self, one: Stored, position: int) -> None:
        """A place is said to be something else: what was recorded there is derived again."""
        areas = {link.area for link in self._chain(one.chain) if link.area is not None} | {one.area}
        for area in areas:
            if area is None:
                continue
            before = self._places.timeline(area, position - 1)
            if before == self._places.timeline(area, position) and before:
                continue
            numbers = kind_numbers(tuple(CATALOGUE.figures_of))
            for other in ledger.at_areas([area], numbers, before=position):
                if other.counts_from is not None and other.counts_from < position:
                    self._again(other, position)

    def _again(self, other: Stored, position: int) -> None:
        self._corrected.add(other.chain)
        for link in self._chain(other.chain):
            self._read.pop(link.position, None)
        for figure in CATALOGUE.figures_of.get(kind_name(other.kind), ()):
            group = self._group(other, figure, position) if figure.kind == "stock" else other.chain
            self._rebook(figure, group, position)

    def _rejoin(self, position: int) -> None:
        """Things turn out to be one, or not to be: what was derived of them, and what counts them, is derived again."""
        moved = self._places.same.moved(position)
        if not moved:
            return
        self._read.clear()
        wanted: dict[str, set[int]] = {
            figure.name: set(moved)
            for figure in CATALOGUE.figures.values()
            if figure.kind == "stock" and not figure.matter
        }
        condition, params = among("key", moved, "int8")
        keyed = set(rows(f"SELECT DISTINCT series, grp FROM figure_posting WHERE {condition} AND position <= %s",  # noqa: S608
                         [*params, self._after]))  # fmt: skip
        keyed |= {(row[0], row[7]) for row in self.rows if row[8] in moved and row[5] <= position}  # type: ignore[operator]
        for series, group in keyed:
            wanted.setdefault(series_name(series)[0], set()).add(group)  # type: ignore[arg-type]
        for name, groups in sorted(wanted.items()):
            self._recall(CATALOGUE.figures[name], groups)
            for group in sorted(groups):
                self._rebook(CATALOGUE.figures[name], group, position)

    def _redraw(self, one: Stored) -> None:
        """Areas turn out to lie elsewhere: what was recorded in them, or in what lies in them, is derived again."""
        areas = {
            below
            for area in msgspec.json.decode(decode(one.content).body)["areas"]
            for below in self._tree.ever_below(area)
        }
        wanted: dict[str, set[int]] = {}
        for other in ledger.at_areas(sorted(areas), kind_numbers(tuple(CATALOGUE.figures_of)), before=one.position):
            if other.counts_from is None or other.counts_from > one.position:
                continue
            self._corrected.add(other.chain)
            for figure in CATALOGUE.figures_of.get(kind_name(other.kind), ()):
                group = self._group(other, figure, one.position) if figure.kind == "stock" else other.chain
                wanted.setdefault(figure.name, set()).add(group)
        self._read.clear()
        for name, groups in sorted(wanted.items()):
            self._recall(CATALOGUE.figures[name], groups)
            for group in sorted(groups):
                self._rebook(CATALOGUE.figures[name], group, one.position)

    def _recall(self, figure: Figure, groups: Collection[int]) -> None:
        """Read at once what many groups will ask for one by one."""
        if figure.kind == "stock":
            self._learn(figure, groups)
            return
        self._unwritten(figure, groups)
        unread = [root for root in groups if root not in self._chains]
        for one in ledger.of_chains(unread) if unread else []:
            self._chains.setdefault(one.chain, []).append(one)

    def _rebook(self, figure: Figure, group: int, position: int) -> None:
        if figure.kind == "stock":
            self._derive_stock(figure, group, position)
        else:
            self._unwritten(figure, (group,))
            self._derive_chain(figure, group, position)

    def _unwritten(self, figure: Figure, roots: Iterable[int]) -> None:
        """What this slice has booked for chains without remembering it, because nothing seemed to touch them again."""
        fresh = {root for root in roots if (figure.name, root) not in self._have}
        if not fresh:
            return
        self._remember(figure, fresh)
        numbers = set(series_of(figure))
        for series, area, path, _, at, _, source, group, key, value, response in self.rows:
            if group in fresh and series in numbers:
                spot = Spot(series, area, path, at, source, key, response)  # type: ignore[arg-type]
                self._have[figure.name, group][spot] += value  # type: ignore[operator]


def _group_of(one: Stored, matter: bool) -> int:  # noqa: FBT001
    """The subject of an entry, its area when it has none; as a matter: the entry that it is about, or itself."""
    if matter:
        about = None if one.subject is None else thing_of(one.subject)
        return key_of("entry", one.chain if about is None or about.kind != "entry" else about.id)
    return key_of("area", one.area or 0) if one.subject is None else one.subject
