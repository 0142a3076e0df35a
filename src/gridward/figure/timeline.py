"""What counts of one subject, walked forward: each entry is put in its place once, nothing is sorted or read again."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from gridward.figure.booking import lines_of
from gridward.figure.reader import Reader
from gridward.figure.threads import Thread
from gridward.ledger.active import tip
from gridward.ledger.names import kind_name
from gridward.ledger.stored import Stored
from gridward.plug.figure import Figure, Line
from gridward.plug.kind import Entry, thing_of

Lines = Callable[[Sequence[Entry]], Iterable[Line]]

_by_time = attrgetter("at", "uuid")
_as_read = attrgetter("at", "id")


class View:
    """The active entries of some kinds, by time, and what each rule makes of them."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.lines: dict[Lines, Sequence[Line]] = {}

    def add(self, entry: Entry) -> None:
        """One more entry counts."""
        self.entries.insert(bisect_right(self.entries, _as_read(entry), key=_as_read), entry)
        self.lines.clear()


class Timeline:
    """The active entries of a thread about one subject, as known at one position after another."""

    def __init__(self, key: int, thread: Thread, links: Sequence[Stored], reader: Reader) -> None:
        """`links` are whole chains, in which there may be entries of other kinds and subjects too."""
        opened = thing_of(key).id if thread.matter else 0
        told = [
            (one.counts_from, one)
            for one in links
            if one.counts_from is not None and kind_name(one.kind) in thread.kinds
        ]
        self._key = key
        self._opener = next((kind_name(one.kind) for one in links if one.position == opened), "")
        """Of a matter the kind of the entry that opened it."""
        self._thread = thread
        self._reader = reader
        self._coming = sorted(told, key=lambda pair: pair[0], reverse=True)
        self._chains: dict[int, list[Stored]] = {}
        self._told: set[str] = set()
        """The kinds of which there ever was an entry."""
        self._active: list[Stored] = []
        self._views: dict[tuple[str, ...], View] = {}

    def lines(self, figure: Figure, position: int) -> Sequence[Line]:
        """What a figure makes of the entries known at `position`, which never goes back."""
        while self._coming and self._coming[-1][0] <= position:
            self._put(self._coming.pop()[1], position)
        if self._thread.matter and self._opener not in figure.of:
            return ()
        if figure.begun_by and self._told.isdisjoint(figure.begun_by):
            return ()
        view = self._views.get(figure.of)
        if view is None:
            read = self._reader.entry
            told = [read(one, position) for one in self._active if kind_name(one.kind) in figure.of]
            view = self._views[figure.of] = View(told)
        found = view.lines.get(figure.lines)
        if found is None:
            found = view.lines[figure.lines] = lines_of(figure, view.entries)
        return found

    def forget(self) -> None:
        """What was read of the entries is no longer so."""
        self._views.clear()

    def regroup(self, position: int) -> None:
        """Things turned out to be one, or not to be: other entries tell of this subject from `position` on."""
        tips = [tip(chain) for chain in self._chains.values()]
        mine = [one for one in tips if one is not None and self._tells(one, position)]
        self._active = sorted(mine, key=_by_time)
        self._told |= {kind_name(one.kind) for one in mine}
        self.forget()

    def _tells(self, one: Stored, position: int) -> bool:
        return not one.void and self._key in self._reader.told_of(one, position, matter=self._thread.matter)

    def _put(self, one: Stored, position: int) -> None:
        """The tip of the entry's chain may be another one from now on."""
        before: Stored | None = None
        after: Stored | None = one
        chain = self._chains.get(one.chain)
        if chain is None:
            self._chains[one.chain] = [one]
        else:
            before = tip(chain)
            chain.append(one)
            after = tip(chain)
        if before is not None and before in self._active:
            self._active.remove(before)
            self.forget()
        if after is not None and self._tells(after, position):
            self._active.insert(bisect_right(self._active, _by_time(after), key=_by_time), after)
            name = kind_name(after.kind)
            self._told.add(name)
            for kinds, view in self._views.items():
                if name in kinds:
                    view.add(self._reader.entry(after, position))
