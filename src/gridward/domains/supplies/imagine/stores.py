"""The books of the stores: receipts, issues and stock-takes that bring each to what the plan says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gridward.domains.supplies.imagine.plan import Plan
from gridward.domains.supplies.imagine.promises import Promises
from gridward.domains.supplies.imagine.requests import Requests
from gridward.domains.supplies.imagine.slips import Slip, Slips
from gridward.kit.clock import MINUTE
from gridward.plug.course import Leg
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Spot
from gridward.policy.items import items

SOURCES = ("purchase", "upper_allocation", "donation", "worthy", "enterprise", "society")
PURPOSES = ("卡口值守", "入户排查", "环境消杀", "隔离点保障", "复工复产")
SPOILT = 300
"""One part in so many is missing when stock is taken."""


def stores(plan: Plan, requests: Requests) -> Iterator[Draft]:
    """All entries of all stores, leg by leg."""
    places = [Store(plan, plan.world.root, 1)]
    for number in range(max(plan.stores) - 1):
        hosts = plan.villages or (plan.world.root,)
        host = hosts[number % len(hosts)]
        places.append(Store(plan, host, number // len(hosts) + (2 if host.code == plan.world.root.code else 1)))
    slips, promises = Slips(plan), Promises(plan)
    for number, (start, end) in enumerate(zip((plan.start, *plan.at), plan.at, strict=False)):
        leg = Leg(start, end, 0)
        standing = places[: plan.stores[number]]
        counts = plan.counted[number]
        for place, store in enumerate(standing):
            if place:
                yield from store.opened(leg)
                for item, course in plan.below.items():
                    share, more = divmod(course[number], len(standing) - 1)
                    early = leg._replace(end=leg.end - max(1, (leg.end - leg.start) // 3))
                    yield from store.brought_to(item, share + (place <= more), early, counts=False)
                if place < counts:
                    yield from store.taken(leg)
            else:
                yield from store.opened(leg)
                yield from store.arrived(leg, slips.leg(number))
                yield from store.promised(leg, promises, promises.leg(number))
                yield from store.own_leg(number, leg, requests, counts=counts > 0)
    yield from places[0].mistake()


@dataclass(slots=True)
class Store:
    """A store and its book, in base units."""

    plan: Plan
    host: Spot
    number: int
    book: dict[str, int] = field(default_factory=dict)
    is_open: bool = False
    counted: bool = False
    kept: set[str] = field(default_factory=set)
    """What came with a slip or is promised stays, where nothing is stated of what is on hand."""

    def opened(self, leg: Leg) -> Iterator[Draft]:
        """The first entry of a store's book."""
        if not self.is_open:
            self.is_open = True
            soon = leg.start + max(1, (leg.end - leg.start) // 8)
            amount = self.plan.random.randrange(5, 30) * 10 ** items()[self.plan.filler].scale
            yield from self._received(self.plan.filler, amount, drawn(leg.start, soon, 1, OFFICE, self.plan.random)[0])

    def taken(self, leg: Leg) -> Iterator[Draft]:
        """The store's first stock-take, which finds what the book says."""
        if not self.counted:
            self.counted = True
            at = drawn(leg.end - max(1, (leg.end - leg.start) // 4), leg.end, 1, OFFICE, self.plan.random)[0]
            for item, amount in sorted(self.book.items()):
                yield from self._counted(item, amount, at)

    def arrived(self, leg: Leg, slips: Sequence[Slip]) -> Iterator[Draft]:
        """Goods that come with a slip, all that it says or not."""
        soon = leg.start + max(1, (leg.end - leg.start) // 10)
        for slip, at in zip(slips, drawn(leg.start, soon, len(slips), OFFICE, self.plan.random), strict=True):
            yield from self._received(slip.item, slip.came, at, source="upper_allocation", slip=slip.sent)

    def promised(self, leg: Leg, promises: Promises, wanted: Mapping[str, tuple[int, int]]) -> Iterator[Draft]:
        """Goods promised to those who asked, for which the store has enough by then."""
        fifth = max(1, (leg.end - leg.start) // 5)
        for item, (amount, whole) in wanted.items():
            before, at = drawn(leg.start + fifth // 2, min(leg.end, leg.start + fifth), 2, OFFICE, self.plan.random)
            if whole > self.book.get(item, 0):
                yield from self._received(item, whole - self.book.get(item, 0), before)
            store = ("place", self.plan.name(self.host, self.number))
            yield from promises.made(item, amount, store, at if at > before else at + MINUTE)
            self.kept.add(item)

    def own_leg(self, number: int, leg: Leg, requests: Requests, *, counts: bool) -> Iterator[Draft]:
        """What the own store did in a leg: in early, out by and by, counted at the end."""
        plan = self.plan
        yield from self.opened(leg)
        for at, item, amount, entry in requests.fulfilled(leg):
            yield from self._received(item, amount, at, source="upper_allocation", source_entry=entry)
        for item in sorted({*plan.own, *plan.issued, *self.book}):
            kept = item == plan.filler and item not in plan.own
            target = self.book.get(item, 0) if kept else plan.own.get(item, [0] * len(plan.at))[number]
            course = plan.issued.get(item, [0] * len(plan.at))
            out = course[number] - (course[number - 1] if number else 0)
            if item in self.kept and plan.free(item):
                target = max(target, self.book.get(item, 0) - out)
            yield from self._turned_over(item, target, out, leg, counts)
        if counts:
            yield from self.taken(leg)

    def _turned_over(self, item: str, target: int, out: int, leg: Leg, counts: bool) -> Iterator[Draft]:  # noqa: FBT001
        spoilt = (target // SPOILT) if counts and out else 0
        more = target + out + spoilt - self.book.get(item, 0)
        third = leg.start + max(1, (leg.end - leg.start) // 3)
        late = max(third, leg.end - max(MINUTE, (leg.end - leg.start) // 40))
        for amount, at in self._lots(item, more, leg.start, min(third, leg.end), most=4):
            yield from self._received(item, amount, at)
        for amount, at in self._lots(item, out, min(third, leg.end - 1), min(late, leg.end), most=160):
            yield from self._issued(item, amount, at)
        yield from self.brought_to(item, target, Leg(min(late, leg.end - 1), leg.end, 0), counts=counts)

    def _lots(self, item: str, total: int, start: int, end: int, *, most: int) -> Iterator[tuple[int, int]]:
        """A total in lots of whole units, and when each moves."""
        if total <= 0:
            return
        random, whole = self.plan.random, 10 ** items()[item].scale
        units = total // whole
        number = max(1, min(most, units, int(1 + self.plan.days * most / 20)))
        cuts = sorted(random.sample(range(1, units), number - 1)) if units > number else list(range(1, number))
        lots = [(after - before) * whole for before, after in zip([0, *cuts], [*cuts, max(units, 1)], strict=True)]
        lots[0] += total - sum(lots)
        yield from zip(lots, drawn(start, end, len(lots), OFFICE, random), strict=True)

    def brought_to(self, item: str, target: int, leg: Leg, *, counts: bool) -> Iterator[Draft]:
        """Close the gap between book and target: by a count where one may be taken."""
        gap = target - self.book.get(item, 0)
        if not gap:
            return
        at = drawn(leg.start, leg.end, 1, OFFICE, self.plan.random)[0]
        if counts:
            self.counted = True
            yield from self._counted(item, target, at)
        elif gap > 0:
            yield from self._received(item, gap, at, source="transfer")
        else:
            yield from self._issued(item, -gap, at, destroyed=True)

    def _received(
        self, item: str, amount: int, at: int, *, source: str = "", source_entry: str = "", slip: int | None = None
    ) -> Iterator[Draft]:
        body = self._body(item, amount) | {"source": source or self.plan.random.choice(SOURCES)}
        if slip is not None:
            known = items()[item]
            body |= {"quantity": Decimal(amount).scaleb(-known.scale), "sent": Decimal(slip).scaleb(-known.scale)}
            body["unit"] = known.unit
            self.kept.add(item)
        if source_entry:
            body["source_entry"] = source_entry
        self.book[item] = self.book.get(item, 0) + amount
        yield from self._write("supplies.receipt", at, body, slip={"quantity": body["quantity"] * 10})

    def _issued(self, item: str, amount: int, at: int, *, destroyed: bool = False) -> Iterator[Draft]:
        plan = self.plan
        to = plan.random.choice(plan.villages or (plan.world.root,))
        body = self._body(item, amount) | {
            "to": {"kind": "area", "ref": to.code},
            "purpose": plan.random.choice(PURPOSES),
            "received_by": "演示领取人",
        }
        if destroyed:
            body |= {"destroyed": True, "purpose": "过期破损销毁"}
        self.book[item] = self.book.get(item, 0) - amount
        yield from self._write("supplies.issue", at, body, slip={"purpose": "误填"})

    def _counted(self, item: str, amount: int, at: int) -> Iterator[Draft]:
        known = items()[item]
        body = {"item": item, "counted": Decimal(amount).scaleb(-known.scale), "unit": known.unit}
        self.book[item] = amount
        yield from self._write("supplies.stocktake", at, {**body, "counted_by": ["演示保管员", "演示监盘员"]})

    def _body(self, item: str, amount: int) -> dict[str, Any]:
        """Item, quantity and unit; whole packages are often written as such."""
        known = items()[item]
        for unit, ratio in sorted(known.units.items(), key=lambda one: -one[1]):
            size = ratio * 10**known.scale
            if size > 10**known.scale and size.denominator == 1 and amount % size.numerator == 0 and amount:
                return {"item": item, "quantity": Decimal(amount // size.numerator), "unit": unit}
        return {"item": item, "quantity": Decimal(amount).scaleb(-known.scale), "unit": known.unit}

    def _write(
        self, kind: str, at: int, body: dict[str, Any], *, slip: dict[str, Any] | None = None
    ) -> Iterator[Draft]:
        ref = self.plan.name(self.host, self.number)
        device = f"store-{self.host.code}"
        yield from self.plan.hand.write(
            kind, self.host.code, at, body, subject=("place", ref), device=device, slip=slip
        )

    def mistake(self) -> Iterator[Draft]:
        """Goods entered for the wrong store, and voided."""
        world = self.plan.world
        at = world.start + (world.end - world.start) // 2
        if self.is_open:
            body = {"item": "mask", "quantity": 500, "unit": "只", "source": "donation"}
            ref = self.plan.name(self.host, self.number)
            yield from self.plan.hand.never("supplies.receipt", self.host.code, at, body, subject=("place", ref))
