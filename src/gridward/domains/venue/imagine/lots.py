"""Goods at the market: lots that come, are held, sampled, released and sold, as many of each as are stated."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from gridward.domains.venue.figures import LOTS, SAMPLES
from gridward.domains.venue.imagine.register import Register
from gridward.domains.venue.imagine.town import Town, Venue
from gridward.domains.venue.rules import ACTIONS
from gridward.kit.clock import date_of, day_of
from gridward.plug.course import Leg, Planner, legs
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

USUAL = {"sold_out": 5, "released": 3, "held": 1, "arrived": 1}
"""Lots of a market in five days, by where they stand in the end."""
PER_ENTRY = 40
"""Samples told in one entry at most."""
_PRODUCTS = {
    "cold_chain": ("冻虾", "冻带鱼", "冻鸡翅", "冻牛肉", "冻猪肉"),
    "vegetables": ("白菜", "土豆", "大葱", "菠菜", "西红柿"),
    "goods": ("大米", "面粉", "食用油", "鸡蛋"),
}
_ORIGINS = ("山东寿光", "河北邯郸", "天津港", "大连港", "本地")


class Kept(NamedTuple):
    """A lot: its reference, where it is, what it is."""

    ref: str
    place: Venue
    category: str
    product: str
    origin: str


def lots(town: Town, register: Register) -> Iterator[Draft]:
    """Every deed with every lot, leg by leg."""
    hall = Hall(town, register)
    for number, leg in enumerate(register.legs):
        yield from hall.reach(number, leg)


class Hall:
    """The market hall. `stands` says of each lot what was done with it last."""

    def __init__(self, town: Town, register: Register) -> None:
        self.town = town
        self.random = town.random
        at, start, facts = register.at, register.start, town.facts
        asked = bool(facts.members(LOTS.name) or facts.members(SAMPLES.name))
        rounds = max(1, int(town.days / 5)) if asked or not town.quiet() else 0
        usual = {code: number * rounds for code, number in USUAL.items()}
        self.plan = Planner(LOTS, facts, at, start=start, usual=usual, level=True).courses()
        samples = 2 * sum(max(course) for course in self.plan.values()) // 3
        self.samples = legs(Planner(SAMPLES, facts, at, start=start, usual={"": samples}).courses()[""], at, start)
        self.free = next((code for code in reversed(ACTIONS) if not facts.of(LOTS.name, code)), "sold_out")
        self.places = register.places("market", "supermarket") or [town.venue("market", 0)]
        self.lots: list[Kept] = []
        self.stands: list[str] = []
        self.numbered = 0
        self.owed = 0
        """Samples that could not be taken, because there was no lot yet."""

    def reach(self, number: int, leg: Leg) -> Iterator[Draft]:
        """Bring each action to as many lots as are wanted by the end of the leg; none is lost on the way."""
        wanted = self._wanted(number, leg)
        budget = self.owed + self.samples[number].number
        stated = self.town.stated(SAMPLES.name, "", leg.end)
        if budget and stated and not self.lots and not sum(wanted.values()):
            unsaid = [code for code in ACTIONS if not self.town.stated(LOTS.name, code, leg.end)]
            wanted |= dict.fromkeys(unsaid[-1:], 1)
        more = max(0, sum(wanted.values()) - len(self.lots))
        wanted[self.free] = wanted.get(self.free, 0) + len(self.lots) + more - sum(wanted.values())
        fresh = range(len(self.lots), len(self.lots) + more)
        for one in fresh:
            self.lots.append(self._lot(one, cold=one - fresh.start < budget // 2))
            self.stands.append("")
        have: dict[str, list[int]] = {}
        for one, action in enumerate(self.stands):
            have.setdefault(action, []).append(one)
        idle = [one for code, found in sorted(have.items()) for one in found[wanted.get(code, 0) if code else 0 :]]
        turns = [code for code, count in sorted(wanted.items()) for _ in range(count - len(have.get(code, ())))]
        middle = leg.start + max(1, (leg.end - leg.start) // 2)
        early = drawn(leg.start, middle, len(turns), OFFICE, self.random)
        late = drawn(middle, leg.end, len(turns), OFFICE, self.random)
        for one, code, first, second in zip(idle, turns, early, late, strict=False):
            if not self.stands[one] and code != "arrived":
                yield from self._told(one, "arrived", first, 0)
            some = min(budget, self.random.randrange(1, 4)) if self.lots[one].category == "cold_chain" else 0
            budget -= some
            yield from self._told(one, code, second, some)
        self.owed = 0 if self.lots else budget
        yield from self._sampled(budget if self.lots else 0, Leg(middle, leg.end, budget))

    def _wanted(self, number: int, leg: Leg) -> dict[str, int]:
        """How many lots each action should have; where the whole is stated of other moments only, as few as can be."""
        wanted = {code: course[number] for code, course in self.plan.items()}
        whole = self.town.facts.of(LOTS.name)
        if whole and not any(fact.as_of == leg.end for fact in whole):
            said = {code for code in wanted if self.town.stated(LOTS.name, code, leg.end)}
            left = max(0, len(self.lots) - sum(wanted[code] for code in said))
            for code in sorted(wanted.keys() - said):
                wanted[code] = min(wanted[code], left)
                left -= wanted[code]
        return wanted

    def _sampled(self, budget: int, leg: Leg) -> Iterator[Draft]:
        """The samples that no deed of the leg has told yet: taken of lots that stand where they stood."""
        if budget <= 0:
            return
        cold = [one for one, lot in enumerate(self.lots) if lot.category == "cold_chain"]
        if not cold:
            cold = [len(self.lots) - 1]
            self.lots[-1] = self.lots[-1]._replace(category="cold_chain", product="冻带鱼")
        pieces = -(-budget // PER_ENTRY)
        for number, at in enumerate(drawn(leg.start, leg.end, pieces, OFFICE, self.random)):
            one = cold[number % len(cold)]
            yield from self._told(one, self.stands[one], at, min(PER_ENTRY, budget))
            budget -= PER_ENTRY

    def _lot(self, number: int, *, cold: bool) -> Kept:
        category = "cold_chain" if cold else ("vegetables", "goods")[number % 2]
        place = self.places[number % len(self.places)]
        product = self.random.choice(_PRODUCTS[category])
        return Kept(f"批{number + 1:05d}", place, category, product, self.random.choice(_ORIGINS))

    def _told(self, one: int, action: str, at: int, samples: int) -> Iterator[Draft]:
        lot = self.lots[one]
        self.stands[one] = action
        body: dict[str, Any] = {
            "place": {"kind": "place", "ref": lot.place.ref},
            "action": action,
            "product": lot.product,
            "category": lot.category,
            "origin": lot.origin,
            "quantity": Decimal(self.random.randrange(200, 20_000)) / 10,
        }
        if lot.category == "cold_chain" and self.random.random() > 0.05:
            body["certificate"] = f"检{lot.ref}"
        if samples:
            result = "pending" if action in ("arrived", "held") else "negative"
            taken = date_of(day_of(at)).isoformat()
            body["samples"] = [
                {"number": f"{lot.ref}-{self.numbered + extra}", "taken_on": taken, "result": result}
                for extra in range(1, samples + 1)
            ]
            self.numbered += samples
        if action == "destroyed":
            body["reason"] = "腐坏变质"
        device = f"market-{lot.place.host.code}"
        yield from self.town.hand.write(
            "venue.lot", lot.place.host.code, at, body, subject=("lot", lot.ref), device=device,
            slip={"quantity": body["quantity"] * 10},
        )  # fmt: skip
