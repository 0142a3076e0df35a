"""What a slice reads of the ledger: each entry decoded once for all figures, each chain read once."""

from collections.abc import Collection, Iterable, Sequence

from gridward.figure.homes import Homes
from gridward.figure.listed import Lists
from gridward.grid.tree import Tree
from gridward.ledger import stored as ledger
from gridward.ledger.answers import matters_of
from gridward.ledger.bodies import told_by
from gridward.ledger.names import kind_name
from gridward.ledger.places import Places
from gridward.ledger.reading import entry_of
from gridward.ledger.stored import Stored
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry, key_of


class Reader:
    """Reads for one slice. What is read stays read until something makes it be understood otherwise."""

    def __init__(self, entries: Sequence[Stored], tree: Tree) -> None:
        self.tree = tree
        self.homes = Homes(tree)
        self.places = Places(tree)
        self.places.expect(one.area for one in entries)
        self.lists = Lists(tree)
        self.responses: dict[int, int] = {}
        """The response to which an entry that was read belongs, by position."""
        self.corrected = {one.chain for one in entries if one.root is not None}
        """The chains of more than one entry: any other entry stands for itself so far."""
        self._chains: dict[int, list[Stored]] = {}
        self._read: dict[int, Entry] = {}
        self.learn(sorted(self.corrected))

    def entry(self, one: Stored, position: int) -> Entry:
        """The entry as known at a position."""
        found = self._read.get(one.position)
        if found is None:
            told = told_by(CATALOGUE.kinds[kind_name(one.kind)], one.content)
            if told.response:
                self.responses[one.position] = int(told.response)
            entry = entry_of(one, told, self.places, position)
            found = self._read[one.position] = self.lists.told(entry, position)
        return found

    def forget(self, position: int | None = None) -> None:
        """The entry at this position, or every one, is to be understood otherwise from now on."""
        if position is None:
            self._read.clear()
        else:
            self._read.pop(position, None)

    def learn(self, roots: Iterable[int]) -> None:
        """Read several chains at once."""
        unread = [root for root in roots if root not in self._chains]
        for one in ledger.of_chains(unread) if unread else []:
            self._chains.setdefault(one.chain, []).append(one)

    def freed(self, one: Stored) -> None:
        """A held entry counts now: its chain is another one."""
        self._chains.pop(one.chain, None)
        self.corrected.add(one.chain)

    def chain(self, root: int) -> list[Stored]:
        """Every entry of a chain."""
        self.learn([root])
        return self._chains[root]

    def links(self, one: Stored) -> list[Stored]:
        """The entry and all others of its chain."""
        return self.chain(one.chain) if one.chain in self.corrected else [one]

    def subjects(self, one: Stored, position: int, *, matter: bool) -> Collection[int]:
        """What the entry is about, and what those are that it corrects, in order."""
        if one.chain not in self.corrected:
            return self.told_of(one, position, matter=matter)
        links = self.chain(one.chain)
        return sorted({key for link in links for key in self.told_of(link, position, matter=matter)})

    def told_of(self, one: Stored, position: int, *, matter: bool) -> tuple[int, ...]:
        """Of what state figures tell the entry, things that are one as known at this position."""
        keys, same = told_of(one, matter=matter), self.places.same
        return tuple(same.of(key, position) for key in keys) if same.any else keys


def told_of(one: Stored, *, matter: bool) -> tuple[int, ...]:
    """Of what state figures tell an entry: its subject, its area when it has none; of matters see `matters_of`."""
    if matter:
        return matters_of(one)
    return (key_of("area", one.area or 0) if one.subject is None else one.subject,)
