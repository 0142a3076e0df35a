"""One slice of the ledger folded in order of position: re-derive what each entry touched, book the difference."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from gridward.figure.booking import Row
from gridward.figure.flows import Flows
from gridward.figure.reader import Reader
from gridward.figure.series import series_name
from gridward.figure.standing import Standing
from gridward.figure.stocks import Stocks
from gridward.figure.threads import Threads
from gridward.grid.tree import Tree
from gridward.kit.rows import among, rows
from gridward.ledger import stored as ledger
from gridward.ledger.freeing import RELEASED, freed_by
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.places import describing
from gridward.ledger.redrawn import REDRAWN, redrawn
from gridward.ledger.sameness import MERGE
from gridward.ledger.stored import Stored
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.risk_measure import LISTED


class Slice:
    """The work between two watermarks. `rows` collects the new postings."""

    def __init__(self, after: int, entries: Sequence[Stored], tree: Tree) -> None:
        self._after = after
        self._entries = entries
        self._tree = tree
        self.rows: list[Row] = []
        self._threads = Threads()
        self._reader = Reader(entries, tree)
        standing = Standing(after)
        self._flows = Flows(self._reader, self._threads, standing, self.rows)
        self._stocks = Stocks(self._reader, self._threads, standing, self.rows)

    def fold(self) -> None:
        """Go through the slice. Most entries only add to flows, and that is done for all of them at once."""
        self._flows.expect(self._entries)
        self._stocks.expect(self._entries)
        plain, simple = self._flows.booked, self._simple()
        for one in self._entries:
            if one.counts_from != one.position or (one.kind in simple and one.position in plain):
                continue
            name = kind_name(one.kind)
            if name == RELEASED:
                self._release(one)
            elif name == REDRAWN:
                self._redraw(one)
            else:
                self._touch(one, name, one.position)

    def _simple(self) -> set[int]:
        """The kinds of this slice whose entries do nothing but add to flows."""
        telling = {RELEASED, REDRAWN, MERGE, LISTED, *describing()}
        kinds = {number: kind_name(number) for number in {one.kind for one in self._entries}}
        return {number for number, name in kinds.items() if name not in telling and not self._threads.of(name).states}

    def _touch(self, one: Stored, name: str, position: int) -> None:
        self._stocks.touch(one, position)
        self._flows.touch(one, position)
        if name in describing() and one.area is not None:
            self._redescribe(one, position)
        if name == MERGE:
            self._rejoin(position)
        if name == LISTED:
            self._relist(one, position)

    def _release(self, one: Stored) -> None:
        """A held entry counts from here on."""
        for freed in ledger.by_position([freed_by(one.content)]):
            self._reader.freed(freed)
            name = kind_name(freed.kind)
            for figure in self._threads.of(name).flows:
                self._flows.recall(figure, (freed.chain,))
            self._touch(freed, name, one.position)

    def _redescribe(self, one: Stored, position: int) -> None:
        """A place is said to be something else: what was recorded there is derived again."""
        changed, places = [], self._reader.places
        for area in {link.area for link in self._reader.links(one)}:
            if area is not None:
                before = places.timeline(area, position - 1)
                if not before or before != places.timeline(area, position):
                    changed.append(area)
        if changed:
            self._again(changed, position)

    def _redraw(self, one: Stored) -> None:
        """Areas turn out to lie elsewhere: what was recorded in them, or in what lies in them, is derived again."""
        self._again({below for area in redrawn(one) for below in self._tree.ever_below(area)}, one.position)

    def _relist(self, one: Stored, position: int) -> None:
        """The list of risk areas changes: where people came from is understood otherwise, and told to states again."""
        wanted: dict[str, set[int]] = {}
        lists = self._reader.lists
        for journey in lists.concerned(self._reader.links(one), position):
            if journey.void or journey.counts_from is None or journey.counts_from > position:
                continue
            bare = replace(self._reader.entry(journey, position), listed=())
            if lists.told(bare, position - 1) == lists.told(bare, position):
                continue
            self._reader.forget(journey.position)
            self._want(wanted, journey, position)
        self._derive(wanted, position)

    def _again(self, areas: Iterable[int], position: int) -> None:
        """Derive again, from here on, everything that was recorded in these areas before."""
        wanted: dict[str, set[int]] = {}
        for other in ledger.at_areas(sorted(areas), kind_numbers(tuple(CATALOGUE.figures_of)), before=position):
            self._reader.forget(other.position)
            if other.counts_from is None or other.counts_from > position:
                continue
            self._reader.corrected.add(other.chain)
            for figure in self._threads.of(kind_name(other.kind)).flows:
                wanted.setdefault(figure.name, set()).add(other.chain)
            self._want(wanted, other, position)
        self._derive(wanted, position)

    def _want(self, wanted: dict[str, set[int]], one: Stored, position: int) -> None:
        """Note of which state figures, and for what, an entry is to be told again."""
        for thread, concerned in self._threads.of(kind_name(one.kind)).states:
            for key in self._reader.told_of(one, position, matter=thread.matter):
                for figure in concerned[key % 16]:
                    wanted.setdefault(figure.name, set()).add(key)

    def _rejoin(self, position: int) -> None:
        """Things turn out to be one, or not to be: what was derived of them, and what counts them, is derived again."""
        moved = self._reader.places.same.moved(position)
        if not moved:
            return
        self._reader.forget()
        self._stocks.regroup(moved, position)
        wanted = {one.name: set(moved) for one in CATALOGUE.figures.values() if one.kind == "stock" and not one.matter}
        for series, group in self._keyed(moved, position):
            figure = CATALOGUE.figures[series_name(series)[0]]
            wanted.setdefault(figure.name, set()).add(group)
            if figure.kind == "flow":
                self._reader.corrected.add(group)
        self._derive(wanted, position)

    def _derive(self, wanted: Mapping[str, Collection[int]], position: int) -> None:
        for name, groups in sorted(wanted.items()):
            figure = CATALOGUE.figures[name]
            (self._stocks if figure.kind == "stock" else self._flows).again(figure, groups, position)

    def _keyed(self, keys: Collection[int], position: int) -> set[tuple[int, int]]:
        """The series and groups that have booked one of these keys before."""
        condition, params = among("key", keys, "int8")
        sql = f"SELECT DISTINCT series, grp FROM figure_posting WHERE {condition} AND position <= %s"
        found = {(series, group) for series, group in rows(sql, [*params, self._after])}
        return found | {(row[0], row[7]) for row in self.rows if row[8] in keys and row[5] <= position}
