"""Whose plans entries touch that came after a position: what was derived up to there no longer holds for them."""

from typing import NamedTuple

from gridward.duty.gather import owners
from gridward.duty.ground_book import Grounds
from gridward.duty.law import Law
from gridward.duty.risk_book import struck
from gridward.duty.watched import watched
from gridward.ledger.freeing import RELEASED, freed_by
from gridward.ledger.names import kind_name
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.sameness import MERGE
from gridward.ledger.stored import Stored, between, by_position, of_chains
from gridward.plug.catalogue import CATALOGUE


class Touched(NamedTuple):
    """The owners and areas that entries touch, and whether they tell of stores; `all`: things turn out to be one, or
    not to be, so that anybody's plan may be another's.
    """

    owners: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()
    stores: bool = False
    all: bool = False


NOTHING = Touched()


def touched_since(after: int, until: int, rules: Law, places: Places) -> Touched:
    """What the entries after one position and up to another touch, as the door finds it when they come."""
    came = _came(after, until)
    if not came:
        return NOTHING
    names = {kind_name(one.kind) for one in came}
    if MERGE in names:
        return Touched(all=True)
    stock = CATALOGUE.stock
    stores = stock is not None and not names.isdisjoint(stock.kinds)
    told = [one for one in of_chains({one.chain for one in came}) if one.counts_from is not None and not one.void]
    places.expect(one.area for one in told)
    entries = to_entries(told, places, until)
    keys = owners(entries, places, until) | struck(entries, rules, places, until)
    if places.same.any:
        keys = {other for key in keys for other in places.same.family(key)}
    grounds = Grounds(rules, places, until)
    for one in entries:
        grounds.touch(one)
    return Touched(frozenset(keys), grounds.touched, stores)


def _came(after: int, until: int) -> list[Stored]:
    """Those that plans may follow from: what came, and what was held until then."""
    rows = between(after + 1, until)
    freed = [one for one in rows if kind_name(one.kind) == RELEASED]
    told = [*rows, *by_position(freed_by(one.content) for one in freed)] if freed else rows
    return [one for one in told if one.counts_from is not None and kind_name(one.kind) in watched()]
