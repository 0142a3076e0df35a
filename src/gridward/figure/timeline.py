"""What counts of one subject, walked forward: each entry is put in its place once, nothing is sorted or read again."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from gridward.figure.booking import lines_of
from gridward.ledger.active import tip
from gridward.ledger.names import kind_name
from gridward.ledger.stored import Stored
from gridward.plug.figure import Figure, Line
from gridward.plug.kind import Entry, key_of, thing_of

Read = Callable[[Stored, int], Entry]
"""How an entry is read, its place as known at a position."""
Group = Callable[[Stored, Figure, int], int]
"""What an entry tells of, as known at a position."""
Lines = Callable[[Sequence[Entry]], Iterable[Line]]

_by_time = attrgetter("at", "uuid")


def group_of(one: Stored, figure: Figure) -> int:
    """What a stock figure tells the entry of: its subject, its area when it has none; of a matter the entry that it is
    about, or itself.
    """
    if figure.matter:
        about = None if one.subject is None else thing_of(one.subject)
        return key_of("entry", one.chain if about is None or about.kind != "entry" else about.id)
    return key_of("area", one.area or 0) if one.subject is None else one.subject


class Timeline:
    """The active entries of some kinds about one subject, as known at one position after another."""

    def __init__(self, key: int, links: Iterable[Stored], figure: Figure, read: Read, group: Group) -> None:
        """`links` are whole chains; `figure` says of which kinds, `group` what each tells of."""
        kinds = frozenset(figure.of)
        told = [(one.counts_from, one) for one in links if one.counts_from is not None and kind_name(one.kind) in kinds]
        self._key = key
        self._figure = figure
        self._read = read
        self._group = group
        self._coming = sorted(told, key=lambda pair: pair[0], reverse=True)
        self._chains: dict[int, list[Stored]] = {}
        self._active: list[Stored] = []
        self._entries: list[Entry] | None = []
        """What was read of the active ones, None when that is no longer so."""
        self._lines: dict[Lines, Sequence[Line]] = {}

    def lines(self, figure: Figure, position: int) -> Sequence[Line]:
        """What a figure makes of the entries known at `position`, which never goes back."""
        while self._coming and self._coming[-1][0] <= position:
            self._put(self._coming.pop()[1], position)
        found = self._lines.get(figure.lines)
        if found is None:
            if self._entries is None:
                self._entries = [self._read(one, position) for one in self._active]
            found = self._lines[figure.lines] = lines_of(figure, self._entries)
        return found

    def forget(self) -> None:
        """What was read of the entries is no longer so."""
        self._entries = None
        self._lines.clear()

    def regroup(self, position: int) -> None:
        """Things turned out to be one, or not to be: other entries tell of this subject from `position` on."""
        tips = [tip(chain) for chain in self._chains.values()]
        mine = [one for one in tips if one is not None and self._tells(one, position)]
        self._active = sorted(mine, key=_by_time)
        self.forget()

    def _tells(self, one: Stored, position: int) -> bool:
        return not one.void and self._group(one, self._figure, position) == self._key

    def _put(self, one: Stored, position: int) -> None:
        """The tip of the entry's chain may be another one from now on."""
        chain = self._chains.setdefault(one.chain, [])
        before = tip(chain) if chain else None
        chain.append(one)
        after = tip(chain) if before else one
        if before is not None and before in self._active:
            self._active.remove(before)
            self._entries = None
        if after is not None and self._tells(after, position):
            place = bisect_right(self._active, _by_time(after), key=_by_time)
            self._active.insert(place, after)
            if self._entries is not None:
                self._entries.insert(place, self._read(after, position))
        self._lines.clear()
