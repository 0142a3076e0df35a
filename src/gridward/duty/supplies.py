"""What stores must hold and do: target = use of a day at full load × days of the clause. Pure.

An area or place that states its use is asked for stock: what lies in it and below it counts. Where no use is stated
nothing is short, and nothing is covered: it is unknown.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gridward.duty.law import Law
from gridward.duty.settle import Settled
from gridward.duty.window import Window
from gridward.plug.kind import Entry, key_of
from gridward.plug.stock import Amount, Stock
from gridward.policy.force import Rules
from gridward.policy.spans import span
from gridward.policy.supply_duty import SupplyDuty, covers, kinds_of


class Kept(NamedTuple):
    """What was told of the stock of one area or place: moves of all its stores, its own uses, requests."""

    moves: Sequence[Amount]
    uses: Sequence[Amount]
    asked: Sequence[tuple[Entry, tuple[str, ...]]]


class Cover(NamedTuple):
    """How much of an item there is at a moment, and what full load uses in a day, in 10**-scale of its unit."""

    item: str
    on_hand: int
    daily_use: int

    def target(self, days: int) -> int:
        """What must be there to last so many days."""
        return self.daily_use * days

    def short(self, days: int) -> int:
        """How much is missing for that."""
        return max(0, self.target(days) - self.on_hand)

    @property
    def tenths(self) -> int:
        """For how many tenths of a day it lasts, rounded down: 29.96 days are not 30."""
        return max(0, self.on_hand) * 10 // self.daily_use


def kept(area: int, told: Iterable[Entry], stock: Stock) -> Kept:
    """Sorts what was told in and below an area by what it says."""
    stores: dict[int, list[Entry]] = {}
    uses, asked = list[Entry](), list[tuple[Entry, tuple[str, ...]]]()
    for one in told:
        if one.kind in stock.moves:
            stores.setdefault(one.area, []).append(one)
        elif one.kind == stock.use and one.area == area:
            uses.append(one)
        elif one.kind == stock.request:
            asked.append((one, stock.asked(one)))
    moves = [move for found in stores.values() for move in stock.moved(found)]
    return Kept(sorted(moves, key=_by_time), sorted(stock.used(uses), key=_by_time), asked)


def _by_time(one: Amount) -> tuple[int, int]:
    return one.at, one.entry.position


def cover(found: Kept, at: int) -> list[Cover]:
    """How every item of which a use is stated is covered at a moment."""
    uses = {one.item: one.amount for one in found.uses if one.at <= at}
    held: dict[str, int] = {}
    for one in found.moves:
        if one.at <= at:
            for item in kinds_of(one.item):
                held[item] = held.get(item, 0) + one.amount
    return [Cover(item, held.get(item, 0), use) for item, use in uses.items() if use > 0]


def supply_plan(area: int, found: Kept, law: Law) -> list[Settled]:
    """The duties of one area or place: from when something is short until it is asked for, or is there."""
    return [one for spell in _spells(area, law) for one in _windows(area, found, *spell)]


def _spells(area: int, law: Law) -> Iterator[tuple[Rules, SupplyDuty, int, int]]:
    seen: set[tuple[str, str, int]] = set()
    for moment in law.turns:
        for rules in law.at(area, moment):
            for duty in rules.supplies:
                begin, end = law.run(area, moment, rules.disease, duty.name)
                if (rules.disease, duty.name, begin) not in seen and begin < end:
                    seen.add((rules.disease, duty.name, begin))
                    yield rules, duty, begin, end


def _windows(area: int, found: Kept, rules: Rules, duty: SupplyDuty, begin: int, end: int) -> Iterator[Settled]:
    """A window opens when something is short that nobody has asked for, and is settled when that is so no more."""
    opened: int | None = None
    for at, short, by in _turns(found, duty, begin, end):
        if short and opened is None:
            opened = at
        elif not short and opened is not None:
            if at > opened:
                yield _settled(_window(area, rules, duty, opened, at), at, by)
            opened = None
    if opened is not None:
        yield _settled(_window(area, rules, duty, opened, end), None, None)


def _turns(found: Kept, duty: SupplyDuty, begin: int, end: int) -> Iterator[tuple[int, bool, Entry | None]]:
    """At each moment at which something is told: whether something is short and not asked for, and by what entry."""
    days, state = duty.supply.days, _State({}, {}, set())
    told = sorted(_events(found), key=lambda one: (one[0], one[1].position))
    for _, _, event in (one for one in told if one[0] <= begin):
        state.take(event)
        state.needs(duty, days)
    yield begin, state.needs(duty, days), None
    for at, entry, event in (one for one in told if begin < one[0] < end):
        state.take(event)
        yield at, state.needs(duty, days), entry


def _events(found: Kept) -> Iterator[tuple[int, Entry, tuple[str, str, int]]]:
    for one in found.uses:
        yield one.at, one.entry, ("use", one.item, one.amount)
    for one in found.moves:
        for item in kinds_of(one.item):
            yield one.at, one.entry, ("move", item, one.amount)
    for entry, names in found.asked:
        for item in names:
            for kind in kinds_of(item):
                yield entry.at, entry, ("ask", kind, 0)


class _State(NamedTuple):
    """What is known up to a moment; `asked` are the items that were asked for since they were last enough."""

    held: dict[str, int]
    uses: dict[str, int]
    asked: set[str]

    def take(self, event: tuple[str, str, int]) -> None:
        what, item, amount = event
        if what == "use":
            self.uses[item] = amount
        elif what == "move":
            self.held[item] = self.held.get(item, 0) + amount
        else:
            self.asked.add(item)

    def needs(self, duty: SupplyDuty, days: int) -> bool:
        """Whether something that the clause covers is short and not asked for; what is enough again is forgotten."""
        short = {item for item, use in self.uses.items() if self.held.get(item, 0) < use * days}
        self.asked.intersection_update(short)
        return any(covers(duty.supply, item) for item in short - self.asked)


def _window(area: int, rules: Rules, duty: SupplyDuty, opens: int, closes: int) -> Window:
    due, response = opens + span(duty.within), rules.response("duty", duty.name)
    return Window(rules.disease, duty, key_of("area", area), opens, due, closes, "", area, 0, response)


def _settled(window: Window, at: int | None, by: Entry | None) -> Settled:
    done_by = None if by is None else by.chain or by.position
    return Settled(window, at, done_by, int(at is not None), 1, 0, None, None, None, None)
