"""The figures that add up over time: an entry counts for itself, or its chain in its place."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from gridward.figure.booking import Row, Spot, book, difference, each_lines, first_postings, lines_of, posting
from gridward.figure.reader import Reader
from gridward.figure.series import series_of
from gridward.figure.standing import Standing
from gridward.figure.threads import Threads
from gridward.ledger.names import kind_name
from gridward.ledger.stored import Stored, counting
from gridward.plug.figure import Figure


class Flows:
    """The flows of one slice; `rows` takes what they book, and is empty when this begins."""

    def __init__(self, reader: Reader, threads: Threads, standing: Standing, rows: list[Row]) -> None:
        self._reader = reader
        self._threads = threads
        self._standing = standing
        self._rows = rows
        self._plain = 0
        """How many of the rows are those of plain entries."""
        self.booked: set[int] = set()
        """The plain entries: nothing in this slice corrects them, so they were booked without asking what stands."""

    def expect(self, entries: Iterable[Stored]) -> None:
        """Book what plain entries make; read what stands booked for the other chains."""
        wanted: dict[str, set[int]] = {}
        plain: dict[str, list[Stored]] = {}
        for one in entries:
            name = kind_name(one.kind)
            if one.chain in self._reader.corrected:
                for figure in self._threads.of(name).flows:
                    wanted.setdefault(figure.name, set()).add(one.chain)
            elif one.counts_from == one.position:
                plain.setdefault(name, []).append(one)
                self.booked.add(one.position)
        self._standing.learn(wanted)
        for name, found in plain.items():
            self._book(self._threads.of(name).flows, found)
        self._plain = len(self._rows)

    def _book(self, figures: Sequence[Figure], found: Iterable[Stored]) -> None:
        """The common case at once: one figure after another for all entries of a kind."""
        if not figures:
            return
        reader = self._reader
        entries = [reader.entry(one, one.position) for one in found]
        for figure in figures:
            self._rows += first_postings(figure, each_lines(figure, entries), reader.homes, reader.responses)

    def touch(self, one: Stored, position: int) -> None:
        """An entry counts from this position: derive its chain, if it was not booked as a plain one."""
        if one.position in self.booked and position == one.position:
            return
        for figure in self._threads.of(kind_name(one.kind)).flows:
            self._derive(figure, one.chain, position)

    def again(self, figure: Figure, roots: Collection[int], position: int) -> None:
        """Derive these chains again: their entries are understood otherwise from this position on."""
        self.recall(figure, roots)
        self._reader.learn(roots)
        for root in sorted(roots):
            self._derive(figure, root, position)

    def recall(self, figure: Figure, roots: Iterable[int]) -> None:
        """What stands booked for chains, with what this slice booked without asking, for they seemed to be plain."""
        fresh = {root for root in roots if not self._standing.known((figure.name, root))}
        if not fresh:
            return
        self._standing.learn({figure.name: fresh})
        numbers = set(series_of(figure))
        for root in fresh & self.booked:
            for series, area, path, _, at, _, source, _, key, value, response in self._of_plain[root]:
                if series in numbers:
                    self._standing.add((figure.name, root), Spot(series, area, path, at, source, key, response), value)

    def _derive(self, figure: Figure, root: int, position: int) -> None:
        group, reader = (figure.name, root), self._reader
        if not self._standing.known(group):
            self._standing.learn({figure.name: (root,)})
        of, active = set(figure.of), counting(reader.chain(root), position)
        entries = [reader.entry(one, position) for one in active if kind_name(one.kind) in of]
        want = book(figure, lines_of(figure, entries), reader.homes, reader.tree, reader.responses)
        booked = difference(want, self._standing.of(group))
        self._rows += [posting(spot, value, position, root) for spot, value in booked]
        self._standing.put(group, want)

    @cached_property
    def _of_plain(self) -> Mapping[int, Sequence[Row]]:
        """What plain entries made, by entry."""
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self._rows[: self._plain]:
            found[row[7]].append(row)
        return found
