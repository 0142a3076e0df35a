"""Zones around what happened: which areas and places lie in which, how far away, and of which nobody knows where."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.rules.acting import rules_at
from gridward.console.words.clauses import standing_label
from gridward.duty.ground_book import ground_of
from gridward.duty.law import EVER
from gridward.duty.ring_book import Rings
from gridward.duty.rings import between
from gridward.duty.under import Under, running
from gridward.duty.where import below, both
from gridward.exchange.form import PREFIX
from gridward.grid.levels import LEVELS
from gridward.grid.tree import Node
from gridward.kit.clock import date_of
from gridward.kit.rows import among
from gridward.kit.text import Text
from gridward.ledger.lately import for_reading
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import counting, of_chains
from gridward.plug.kind import Entry
from gridward.policy.force import Rules
from gridward.policy.vocabulary import Ring

MOST = 300
"""Rows of a list; its head says how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zoned:
    """An area or place in a zone. `metres` from where it happened; None where that is not known and the map decided."""

    name: Text
    level: Text
    href: str
    metres: int | None
    last: str
    why_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """One zone: its rings as the packs draw them, and what lies in it now."""

    label: Text
    within: int
    number: int
    rows: tuple[Zoned, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Something that rings are drawn through and of which nobody told where it lies."""

    name: Text
    level: Text
    href: str
    tell_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """The board. `drawn`: whether any clause in force draws rings."""

    drawn: bool
    zones: tuple[Zone, ...]
    unplaced: tuple[Unplaced, ...]
    unknown: int
    placed: int


def zones(node: Node, seen: Sight, stands: Standing) -> Zones:
    """The zones of an area and all below it."""
    rings = _rings(rules_at(node, seen, stands.as_of))
    known, unknown = _told(node, seen, stands, {ring.each for ring in rings})
    return Zones(
        drawn=bool(rings),
        zones=tuple(_zones(node, seen, stands, rings)),
        unplaced=tuple(_unplaced(one, seen, stands) for one in unknown[:MOST]),
        unknown=len(unknown),
        placed=known,
    )


def _rings(rules: Sequence[Rules]) -> list[Ring]:
    found = [ring for one in rules for measure in one.measures.values() for ring in measure.spread]
    return sorted(found, key=lambda ring: ring.within_m)


def _zones(node: Node, seen: Sight, stands: Standing, rings: Sequence[Ring]) -> list[Zone]:
    names = list(dict.fromkeys(ring.standing for ring in rings))
    within = below(seen.tree.ground(node.id, seen.now))
    condition, params = among("name", names, "text")
    under = running(both(within, (condition, list(params))), stands.as_of) if names else []
    because = _because({one.because for one in under}, seen)
    lie, found = Rings(seen.tree), []
    for name in names:
        mine = [one for one in under if one.name == name]
        rows = [_zoned(one, because.get(one.because), lie, seen, stands) for one in mine[:MOST]]
        rows.sort(key=lambda row: (row.metres is None, row.metres or 0))
        widest = max(ring.within_m for ring in rings if ring.standing == name)
        found.append(Zone(label=standing_label(name), within=widest, number=len(mine), rows=tuple(rows)))
    return found


def _because(chains: set[int], seen: Sight) -> dict[int, Entry]:
    active = counting(of_chains(chains), EVER) if chains else []
    return {one.chain: one for one in to_entries(active, for_reading(seen.tree), EVER)}


def _zoned(one: Under, why: Entry | None, lie: Rings, seen: Sight, stands: Standing) -> Zoned:
    spot = seen.tree.by_id(one.area, stands.as_of)
    apart = None if why is None else between(lie.lying.spot(one.area, why.at), lie.lying.centre(why))
    opens = why is not None and seen.covered_at(why.area, why.at, why.kind)
    return Zoned(
        name=spot.name,
        level=LEVELS[spot.level],
        href=address.area(spot.code, stands),
        metres=None if apart is None else round(apart),
        last="" if one.last_day is None else date_of(one.last_day).isoformat(),
        why_href=address.entry(why.id) if opens and why is not None else "",
    )


def _told(node: Node, seen: Sight, stands: Standing, each: set[str]) -> tuple[int, list[Node]]:
    """How many areas and places that rings are drawn through have a position, and those that have none."""
    if not each:
        return 0, []
    places, known, unknown = for_reading(seen.tree), 0, list[Node]()
    inside = [node, *seen.tree.descendants(node.id, stands.as_of)]
    places.expect(one.id for one in inside)
    for one in inside:
        if not each.isdisjoint(ground_of(places, one.id, EVER).names):
            if seen.tree.position(one.id, stands.as_of) is None:
                unknown.append(one)
            else:
                known += 1
    return known, unknown


def _unplaced(one: Node, seen: Sight, stands: Standing) -> Unplaced:
    told = {f"{PREFIX}code": one.code, f"{PREFIX}action": "change"}
    may = seen.may("record", one.id, "grid.area")
    tell = address.record("grid.area", area=one.code, **told) if may else ""
    return Unplaced(name=one.name, level=LEVELS[one.level], href=address.area(one.code, stands), tell_href=tell)
