"""The timelines of subjects: every active entry about them, about matters that they opened, and about tubes and lots
that their entries name.
"""

from collections.abc import Iterable, Sequence

from gridward.duty.plan import owner_of
from gridward.duty.said import links, refs
from gridward.duty.watched import naming_ground, opening, referring, watched
from gridward.kit.rows import Table, among, put, rows
from gridward.ledger.names import kind_numbers
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import Stored, about, counting, of_chains
from gridward.plug.kind import Entry, thing_of

MENTION = Table("duty_mention", ("thing", "chain"), ("int8", "int8"))
_FOUND_BY = frozenset({"entry", "lot", "person"})
"""Of which things is remembered who mentions them; of areas and places only where those may settle something there."""
DEPTH = 4
"""How many steps an answer may be away from what it answers: sample, tube, result, retest."""


class Gatherer:
    """Reads for one piece of work, as known at position `until`."""

    def __init__(self, places: Places, until: int) -> None:
        self._places = places
        self._until = until
        self._kinds = kind_numbers(tuple(sorted(watched())))

    def timelines(self, owners: Iterable[int]) -> dict[int, list[Entry]]:
        """The active entries of each of these subjects, by time."""
        wanted = set(owners)
        told: dict[int, dict[int, Entry]] = {key: {} for key in wanted}
        follows: dict[int, set[int]] = {key: {key} for key in wanted}
        for _ in range(DEPTH):
            if not follows:
                break
            fresh: dict[int, set[int]] = {}
            for one in self._about(follows):
                for key in self._things(one) & follows.keys():
                    for owner in follows[key]:
                        if one.position not in told[owner]:
                            told[owner][one.position] = one
                            for thing in self._leads_to(one):
                                fresh.setdefault(thing, set()).add(owner)
            follows = fresh
        return {key: sorted(found.values(), key=lambda one: (one.at, one.id)) for key, found in told.items()}

    def _about(self, follows: dict[int, set[int]]) -> list[Entry]:
        """The entries about things, those that mention them, and for matters the entries that opened them."""
        keys = list(follows)
        if self._places.same.any:
            keys = list({other for key in keys for other in self._places.same.family(key)})
        found: dict[int, Stored] = {one.position: one for one in about(keys, self._kinds)}
        chains = {thing_of(key).id for key in keys if thing_of(key).kind == "entry"} | mentioning(keys)
        if chains:
            found |= {one.position: one for one in of_chains(chains)}
        active = counting(found.values(), self._until)
        self._places.expect(one.area for one in active)
        return [one for one in to_entries(active, self._places, self._until) if one.kind in watched()]

    def _things(self, one: Entry) -> set[int]:
        """What an entry is told of: its subject, itself as a matter, and what it mentions."""
        found = {one.key}
        if one.subject is not None:
            found.add(one.subject.key)
        return found | links(one) if one.kind in referring() else found

    def _leads_to(self, one: Entry) -> list[int]:
        """Where more of the same may be told: the matter that an entry opens, and the tubes and lots it names."""
        found = [one.key] if one.kind in opening() else []
        if one.kind in referring():
            found += [key for key in links(one) if thing_of(key).kind == "lot"]
        return found


def mentioning(things: Sequence[int], *, days: tuple[int, int] | None = None) -> set[int]:
    """The chains that refer to one of these things; of some days where those are given."""
    condition, params = among("m.thing", things, "int8")
    mentioned = "SELECT m.chain FROM duty_mention m"
    if days is None:
        return {chain for (chain,) in rows(f"{mentioned} WHERE {condition}", params)}
    then = f"{condition} AND e.day BETWEEN {days[0]:d} AND {days[1]:d}"
    # two questions: for one with OR PostgreSQL holds every mention against every entry
    sql = (
        f"{mentioned} JOIN ledger_entry e ON e.position = m.chain WHERE {then} UNION ALL"
        f" {mentioned} JOIN ledger_entry e ON e.root = m.chain WHERE e.root IS NOT NULL AND {then}"
    )
    return {chain for (chain,) in rows(sql, [*params, *params])}


def remember(entries: Iterable[Entry]) -> None:
    """Keep what entries refer to, so that what is said of it later finds its way back."""
    found = {
        (ref.key, one.chain or one.position)
        for one in entries
        if one.kind in referring()
        for ref in refs(one)
        if ref.kind in _FOUND_BY or one.kind in naming_ground()
    }
    put(MENTION, sorted(found), key=2)


def owners(entries: Iterable[Entry], places: Places, until: int) -> set[int]:
    """The keys of the subjects to whose plans these entries belong: whom they are about or name, whom the matters
    concern that they are about or refer to, and who else is told of the same tubes and lots.
    """
    found: set[int] = set()
    seen: set[int] = set()
    for step in range(DEPTH + 1):
        named = {key for one in entries for key in _refers_to(one)}
        found.update(own for one in entries if (own := owner_of(one)) is not None)
        found.update(key for key in named if thing_of(key).kind == "person")
        matters = {thing.id for key in named - seen if (thing := thing_of(key)).kind == "entry"}
        lots = [key for key in named - seen if thing_of(key).kind == "lot"]
        if step == DEPTH or not (matters or lots):
            break
        seen |= named
        told = counting(of_chains(matters | (mentioning(lots) if lots else set())), until)
        places.expect(one.area for one in told)
        entries = to_entries(told, places, until)
    return found


def _refers_to(one: Entry) -> set[int]:
    """What an entry is about, and what it mentions."""
    found = set(links(one)) if one.kind in referring() else set()
    return found if one.subject is None else found | {one.subject.key}
