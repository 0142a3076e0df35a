"""One slice of the ledger folded in order of position: re-derive what each entry touched, book the difference."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

import msgspec

from gridward.figure.booking import (
    Booked,
    Row,
    Spot,
    book,
    changes,
    difference,
    each_lines,
    first_postings,
    lines_of,
    posting,
)
from gridward.figure.series import series_name, series_of
from gridward.figure.timeline import Timeline, group_of
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
from gridward.plug.figure import Figure, Line
from gridward.plug.kind import Entry, thing_of

Group = tuple[str, int]
"""A figure's name and what it derives together: the root of a chain (flow), the key of a subject or matter (stock)."""

Told = tuple[tuple[str, ...], bool, int]
"""Kinds of entries, whether they tell of matters, and about which subject or matter."""

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
        """What stands booked: for a subject until this slice first books it, then `_said` tells."""
        self._said: dict[Group, Sequence[Line]] = {}
        """The lines that stand booked for a subject."""
        self._chains: dict[int, list[Stored]] = {}
        self._timelines: dict[Told, Timeline] = {}
        self._read: dict[int, Entry] = {}
        self._responses: dict[int, int] = {}
        self._corrected = {one.chain for one in entries if one.root is not None}
        self._booked: set[int] = set()
        """The entries whose flows `_derive_firsts` has booked."""
        self._first_rows = 0
        """How many of the rows are theirs."""
        self.rows: list[Row] = []

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
            self._read_timelines(figure, fresh)
        new = {key for key in wanted if (figure.name, key) not in self._have}
        if new:
            self._remember(figure, new)

    def _read_timelines(self, figure: Figure, keys: set[int]) -> None:
        numbers = kind_numbers(figure.of)
        same = self._places.same
        members = {key: same.family(key) for key in keys}
        things = [thing_of(key) for key in keys]
        areas = [thing.id for thing in things if thing.kind == "area"]
        openers = [thing.id for thing in things if thing.kind == "entry"] if figure.matter else []
        found = {
            one.position: one for one in ledger.about({one for found in members.values() for one in found}, numbers)
        }
        found |= {one.position: one for one in (ledger.at_areas(areas, numbers) if areas else [])}
        found |= {one.position: one for one in (ledger.of_chains(openers) if openers else [])}
        subjects: dict[int, set[int]] = {}
        for one in found.values():
            subjects.setdefault(one.chain, set()).add(group_of(one, figure))
        told: dict[int, list[Stored]] = {key: [] for key in keys}
        for one in found.values():
            spoken = subjects[one.chain]
            for key in spoken & keys if not same.any else [key for key in keys if members[key] & spoken]:
                told[key].append(one)
        for key, links in told.items():
            self._timelines[figure.of, figure.matter, key] = Timeline(key, links, figure, self._entry, self._group)

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
        self._first_rows = len(self.rows)

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
        return sorted({self._group(link, figure, position) for link in self._links(one)})

    def _group(self, one: Stored, figure: Figure, position: int) -> int:
        """What a stock figure tells the entry of, things that are one as known at this position."""
        return self._places.same.of(group_of(one, figure), position)

    def _links(self, one: Stored) -> list[Stored]:
        """The entry and all others of its chain; what nothing in this slice corrects stands alone so far."""
        return self._chain(one.chain) if one.chain in self._corrected else [one]

    def _chain(self, root: int) -> list[Stored]:
        if root not in self._chains:
            self._chains[root] = ledger.of_chains([root])
        return self._chains[root]

    def _derive_chain(self, figure: Figure, root: int, position: int) -> None:
        if (figure.name, root) not in self._have:
            self._remember(figure, [root])
        of, active = set(figure.of), ledger.counting(self._chain(root), position)
        entries = [self._entry(one, position) for one in active if kind_name(one.kind) in of]
        want = book(figure, lines_of(figure, entries), self._tree, self._responses)
        self._write(difference(want, self._have[figure.name, root]), position, root)
        self._have[figure.name, root] = want

    def _derive_stock(self, figure: Figure, key: int, position: int) -> None:
        """The first time in this slice what stands booked is compared, later only the lines that are other ones."""
        if (figure.name, key) not in self._have:
            self._learn(figure, [key])
        lines, said = (
            self._timelines[figure.of, figure.matter, key].lines(figure, position),
            self._said.get((figure.name, key)),
        )
        if said is None:
            booked = difference(book(figure, lines, self._tree, self._responses), self._have[figure.name, key])
        else:
            booked = changes(figure, lines, said, self._tree, self._responses)
        self._write(booked, position, key)
        self._said[figure.name, key] = lines

    def _write(self, booked: Iterable[tuple[Spot, int]], position: int, group: int) -> None:
        self.rows += [posting(spot, value, position, group) for spot, value in booked]

    def _entry(self, one: Stored, position: int) -> Entry:
        found = self._read.get(one.position)
        if found is None:
            found = self._read[one.position] = to_entry(one, self._places, position)
            if '"response":' in one.content:
                self._responses[one.position] = int(decode(one.content).response or 0)
        return found

    def _redescribe(self, one: Stored, position: int) -> None:
        """A place is said to be something else: what was recorded there is derived again."""
        changed = []
        for area in {link.area for link in self._links(one)}:
            if area is not None:
                before = self._places.timeline(area, position - 1)
                if not before or before != self._places.timeline(area, position):
                    changed.append(area)
        if changed:
            self._again(changed, position)

    def _redraw(self, one: Stored) -> None:
        """Areas turn out to lie elsewhere: what was recorded in them, or in what lies in them, is derived again."""
        redrawn = msgspec.json.decode(decode(one.content).body)["areas"]
        self._again({below for area in redrawn for below in self._tree.ever_below(area)}, one.position)

    def _again(self, areas: Iterable[int], position: int) -> None:
        """Derive again, from here on, everything that was recorded in these areas before."""
        wanted: dict[str, set[int]] = {}
        for other in ledger.at_areas(sorted(areas), kind_numbers(tuple(CATALOGUE.figures_of)), before=position):
            self._read.pop(other.position, None)
            if other.counts_from is None or other.counts_from > position:
                continue
            self._corrected.add(other.chain)
            for figure in CATALOGUE.figures_of.get(kind_name(other.kind), ()):
                group = self._group(other, figure, position) if figure.kind == "stock" else other.chain
                wanted.setdefault(figure.name, set()).add(group)
        for name, groups in sorted(wanted.items()):
            figure = CATALOGUE.figures[name]
            self._recall(figure, groups)
            for group in sorted(groups):
                if figure.kind == "stock":
                    self._timelines[figure.of, figure.matter, group].forget()
                    self._derive_stock(figure, group, position)
                else:
                    self._derive_chain(figure, group, position)

    def _rejoin(self, position: int) -> None:
        """Things turn out to be one, or not to be: what was derived of them, and what counts them, is derived again."""
        moved = self._places.same.moved(position)
        if not moved:
            return
        self._read.clear()
        for (_, matter, key), timeline in self._timelines.items():
            if key in moved and not matter:
                timeline.regroup(position)
            else:
                timeline.forget()
        stocks = [figure for figure in CATALOGUE.figures.values() if figure.kind == "stock" and not figure.matter]
        wanted: dict[str, set[int]] = {figure.name: set(moved) for figure in stocks}
        for series, group in self._keyed(moved, position):
            wanted.setdefault(series_name(series)[0], set()).add(group)
        for name, groups in sorted(wanted.items()):
            figure = CATALOGUE.figures[name]
            self._recall(figure, groups)
            for group in sorted(groups):
                if figure.kind == "stock":
                    self._derive_stock(figure, group, position)
                else:
                    self._corrected.add(group)
                    self._derive_chain(figure, group, position)

    def _keyed(self, keys: Collection[int], position: int) -> set[tuple[int, int]]:
        """The series and groups that have booked one of these keys before."""
        condition, params = among("key", keys, "int8")
        sql = f"SELECT DISTINCT series, grp FROM figure_posting WHERE {condition} AND position <= %s"
        found = {(series, group) for series, group in rows(sql, [*params, self._after])}
        return found | {(row[0], row[7]) for row in self.rows if row[8] in keys and row[5] <= position}

    def _recall(self, figure: Figure, groups: Collection[int]) -> None:
        """Read at once what many groups will ask for one by one."""
        if figure.kind == "stock":
            self._learn(figure, groups)
            return
        self._unwritten(figure, groups)
        unread = [root for root in groups if root not in self._chains]
        for one in ledger.of_chains(unread) if unread else []:
            self._chains.setdefault(one.chain, []).append(one)

    def _unwritten(self, figure: Figure, roots: Iterable[int]) -> None:
        """What this slice has booked for chains without remembering it, because nothing seemed to touch them again."""
        fresh = {root for root in roots if (figure.name, root) not in self._have}
        if not fresh:
            return
        self._remember(figure, fresh)
        numbers = set(series_of(figure))
        for root in fresh & self._booked:
            for series, area, path, _, at, _, source, _, key, value, response in self._firsts[root]:
                if series in numbers:
                    self._have[figure.name, root][Spot(series, area, path, at, source, key, response)] += value

    @cached_property
    def _firsts(self) -> Mapping[int, Sequence[Row]]:
        """What `_derive_firsts` has booked, by entry."""
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows[: self._first_rows]:
            found[row[7]].append(row)
        return found
