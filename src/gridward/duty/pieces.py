"""The pieces in which planning goes on: what is derived in one go, without the pen, and written with it.

Called, a piece derives and writes at once, for whoever plans where nobody else writes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from gridward.duty.crossed import kept
from gridward.duty.derive import Subjects, plans_of
from gridward.duty.ground_book import Grounds
from gridward.duty.ground_plans import GroundPlans
from gridward.duty.law import Law
from gridward.duty.settle import Settled
from gridward.duty.since import Touched
from gridward.duty.supply_book import SupplyPlans, all_supplies
from gridward.ledger.places import Places


class Piece(Protocol):
    """Some plans. `derive` reads and writes nothing; `renew` derives again what was touched since; `write` writes."""

    def derive(self, rules: Law, places: Places, until: int) -> None: ...
    def renew(self, touched: Touched, rules: Law, places: Places, until: int) -> None: ...
    def write(self, places: Places) -> None: ...
    def __call__(self, rules: Law, places: Places, until: int) -> None: ...


class _AtOnce:
    """Derives and writes in one go."""

    def __call__(self: Piece, rules: Law, places: Places, until: int) -> None:
        self.derive(rules, places, until)
        self.write(places)


@dataclass(slots=True)
class OfSubjects(_AtOnce):
    """The plans of some people, households and matters."""

    keys: Sequence[int]
    found: Subjects = field(default_factory=lambda: Subjects({}, {}))

    def derive(self, rules: Law, places: Places, until: int) -> None:
        """All of them."""
        self.found = plans_of(self.keys, rules, places, until)

    def renew(self, touched: Touched, rules: Law, places: Places, until: int) -> None:
        """Those that were touched."""
        if touched.all:
            self.derive(rules, places, until)
            return
        again = touched.owners & {*self.keys, *self.found.plans}
        if again:
            self.found.renew(plans_of(again, rules, places, until))

    def write(self, places: Places) -> None:
        """Write what changed, and let go of it."""
        self.found.write(places)
        self.found = Subjects({}, {})


@dataclass(slots=True)
class OfAreas(_AtOnce):
    """What some areas owe on some days; `known` ones have something, though nothing may be asked of them. With
    `offices` also what their offices and fixtures owe, which goes by no day.
    """

    areas: Sequence[int]
    days: range
    known: bool = False
    offices: bool = True
    found: list[GroundPlans] = field(default_factory=list)

    def derive(self, rules: Law, places: Places, until: int) -> None:
        """All of them."""
        self.found = [self._derived(self.areas, rules, places, until)]

    def renew(self, touched: Touched, rules: Law, places: Places, until: int) -> None:
        """Those that were touched, and all of them where a figure turned out to have grown otherwise."""
        spells = {one for found in self.found for one in found.spells}
        asked = [area for found in self.found for area in found.asked]
        if touched.all or spells != set(kept(asked)):
            self.derive(rules, places, until)
            return
        again = touched.areas.intersection(self.areas)
        if again:
            self.found = [one.without(again) for one in self.found]
            self.found.append(self._derived(sorted(again), rules, places, until))

    def write(self, places: Places) -> None:
        """Write what changed, and let go of it."""
        for one in self.found:
            one.write(places)
        self.found = []

    def settled(self) -> list[Settled]:
        """Everything that is asked, and what came of it."""
        every = [one for found in self.found for told in (found.settled, found.offices) for one in told.values()]
        return [one for plan in every for one in plan]

    def _derived(self, areas: Iterable[int], rules: Law, places: Places, until: int) -> GroundPlans:
        grounds = Grounds(rules, places, until)
        grounds.plan(areas, self.days, known=self.known, offices=self.offices)
        return grounds.derive()


@dataclass(slots=True)
class OfSupplies(_AtOnce):
    """What all areas and places owe under supply clauses."""

    found: SupplyPlans = field(default_factory=lambda: SupplyPlans({}))

    def derive(self, rules: Law, places: Places, until: int) -> None:
        """All of it."""
        self.found = all_supplies(rules, places, until)

    def renew(self, touched: Touched, rules: Law, places: Places, until: int) -> None:
        """All of it, where something was told of stores."""
        if touched.all or touched.stores:
            self.derive(rules, places, until)

    def write(self, places: Places) -> None:
        """Write what changed, and let go of it."""
        self.found.write(places)
        self.found = SupplyPlans({})

    def settled(self) -> list[Settled]:
        """Everything that is asked, and what came of it."""
        return [one for plan in self.found.plans.values() for one in plan]
