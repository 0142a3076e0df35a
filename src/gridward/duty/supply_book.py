"""Duties of supply clauses brought in line, and how stores are covered, read from the ledger."""

from collections.abc import Iterable
from typing import NamedTuple

from gridward.duty.apart import SUPPLIES, called
from gridward.duty.book import HALVES, Row, duty_row, read_duties, write_duties
from gridward.duty.clauses import clauses_where
from gridward.duty.law import Law
from gridward.duty.ring_book import WIDE
from gridward.duty.settle import Settled
from gridward.duty.supplies import Kept, kept, supply_plan
from gridward.kit.rows import among, rows
from gridward.ledger.names import kind_number, kind_numbers
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import at_areas, counting, select
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry, key_of
from gridward.policy.supply_duty import SupplyDuty


def asked_of(places: Places, until: int) -> set[int]:
    """The areas and places that state what they use."""
    stock = CATALOGUE.stock
    if stock is None:
        return set()
    told = counting(select("kind = %s", (kind_number(stock.use),)), until)
    return {one.area for one in told if one.area is not None and one.area in places.tree}


def touched(entries: Iterable[Entry], law: Law, places: Places, until: int) -> set[int]:
    """Those of them for which an entry matters: it was recorded there or below, or says what they use. Whole towns and
    more are left to the loop: all that is in their stores would have to be read for every entry.
    """
    stock = CATALOGUE.stock
    told = [] if stock is None else [one for one in entries if one.kind in stock.kinds]
    if stock is None or not told or not any(rules.supplies for rules in law.everywhere()):
        return set()
    above = {area for one in told for area in places.tree.above(one.area, one.at)}
    found = (above & asked_of(places, until)) | {one.area for one in told if one.kind == stock.use}
    return {area for area in found if places.tree.spell(area).level not in WIDE}


def came_after(position: int) -> bool:
    """Whether anything was told of stores after a position."""
    stock = CATALOGUE.stock
    if stock is None:
        return False
    condition, params = among("kind", kind_numbers(stock.kinds), "int2")
    return bool(rows(f"SELECT 1 FROM ledger_entry WHERE {condition} AND position > %s LIMIT 1", (*params, position)))


def read(area: int, places: Places, until: int) -> Kept:
    """What is known of the stock in and below an area."""
    stock = CATALOGUE.stock
    if stock is None:
        return Kept((), (), ())
    below = places.tree.ever_below(area)
    stored = at_areas(below, kind_numbers(stock.kinds))
    active = counting(stored, until)
    places.expect(one.area for one in active)
    return kept(area, to_entries(active, places, until), stock)


class SupplyPlans(NamedTuple):
    """What some areas and places owe under supply clauses."""

    plans: dict[int, list[Settled]]

    def write(self, places: Places) -> None:
        """Write what changed; the caller holds the pen."""
        if not self.plans:
            return
        want: dict[Row, Row] = {}
        for area, plan in self.plans.items():
            want |= {row[:3]: row for row in (duty_row(one, key_of("area", area), places.tree) for one in plan)}
        condition, params = among("owner", [key_of("area", area) for area in self.plans], "int8")
        have = {key: row for key, row in read_duties(condition, params).items() if called(row, SUPPLIES)}
        write_duties(want, have)


def supplies_of(areas: Iterable[int], law: Law, places: Places, until: int) -> SupplyPlans:
    """What these areas and places owe; writes nothing."""
    return SupplyPlans({area: [*supply_plan(area, read(area, places, until), law)] for area in areas})


def write_supplies(areas: Iterable[int], law: Law, places: Places, until: int) -> None:
    """Derive what these areas and places owe under supply clauses, and write what changed."""
    supplies_of(areas, law, places, until).write(places)


def all_supplies(law: Law, places: Places, until: int) -> SupplyPlans:
    """What all of them owe, and those that were asked for something before; writes nothing."""
    condition, params = among("clause", clauses_where(lambda duty: isinstance(duty, SupplyDuty)), "int2")
    sql = "SELECT DISTINCT area FROM duty_duty WHERE"
    before = {area for half in HALVES for (area,) in rows(f"{sql} {half} AND {condition}", params)}
    return supplies_of(asked_of(places, until) | before, law, places, until)
