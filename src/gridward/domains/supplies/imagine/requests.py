"""Goods asked for, promised, under way and received."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gridward.domains.supplies.figures import REQUESTED
from gridward.domains.supplies.imagine.plan import Plan
from gridward.domains.supplies.rules import STATES
from gridward.plug.agree import Limits, agreed, earlier
from gridward.plug.course import Leg, Planner, legs
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Facts
from gridward.plug.table import Row
from gridward.policy.items import items

GROWING = tuple((REQUESTED.name, state) for state in ("requested", "committed", "fulfilled"))

LACKING = "unpromised"


def _rows(moments: int) -> list[Row]:
    """Promises and goods under way are those of requests made then; what is under way no longer has come."""
    found = []
    for place in range(moments):
        for since in (-1, *earlier(place)):
            now = {state: ((REQUESTED.name, state, place),) for state in STATES}
            then = {state: ((REQUESTED.name, state, since),) if since >= 0 else () for state in STATES}
            for part in ("committed", "in_transit"):
                found.append(Row((*now["requested"], *then[part]), (*then["requested"], *now[part])))
            found.append(Row((*now["fulfilled"], *now["in_transit"]), (*then["fulfilled"], *then["in_transit"])))
    return found


def _promised(facts: Facts) -> Facts:
    """The facts, with what nobody has promised told as what was asked for beyond what is promised."""
    rest = [fact for fact in facts.facts if fact.figure != REQUESTED.name or not fact.member.startswith(LACKING)]
    for fact in facts.facts:
        if fact in rest or fact.value is None:
            continue
        item = fact.member.removeprefix(LACKING)
        asked, made = (
            next((one for one in facts.of(REQUESTED.name, f"{state}{item}") if one.as_of == fact.as_of), None)
            for state in ("requested", "committed")
        )
        if asked is None:
            whole = fact.aim() + (made.aim() if made is not None else 0)
            rest.append(fact._replace(member=f"requested{item}", value=whole, qualifier="="))
        elif made is None:
            value = max(0, asked.aim() - fact.aim())
            rest.append(fact._replace(member=f"committed{item}", value=value, qualifier="="))
    return Facts(tuple(rest))


class Requests:
    """Requests of the root area to the level above, planned before the stores so that receipts can name them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        stated = {fact.member for fact in plan.facts.facts if fact.figure == REQUESTED.name}
        usual = {} if stated else {"requested": 3, "committed": 2}
        facts = _promised(plan.facts)
        planner = Planner(REQUESTED, facts, plan.at, start=plan.start, usual=usual, level=True)
        courses = planner.courses()
        told = agreed(facts, plan.at, ((REQUESTED, courses),), Limits(rows=_rows(len(plan.at)), rising=GROWING))
        courses = Planner(REQUESTED, told, plan.at, start=plan.start, usual=usual, level=True).courses()
        self.legs = {code: legs(course, plan.at, plan.start) for code, course in courses.items()}
        way = courses.get("in_transit", [0] * len(plan.at))
        self.arriving = [max(0, before - after) for before, after in zip([0, *way], way, strict=False)]
        """How many requests under way are met in each leg."""
        self.moving: list[tuple[str, int, str]] = []
        self.received: dict[int, list[tuple[str, int, str]]] = {}
        named = {code.partition(".")[2] for code in stated}
        self.other = next((item for item in items() if not named & plan.family(item)), "mask")

    def drafts(self) -> Iterator[Draft]:
        """One request a line, with its promises and what is under way."""
        for number, end in enumerate(self.plan.at):
            self.received.setdefault(end, []).extend(self.moving[: self.arriving[number]])
            del self.moving[: self.arriving[number]]
            start = self.plan.at[number - 1] if number else self.plan.start
            rows = self._rows(number)
            soon = start + max(1, (end - start) // 4)
            for (item, parts), at in zip(rows, drawn(start, soon, len(rows), OFFICE, self.plan.random), strict=True):
                yield from self._request(item, parts, at, end)

    def _rows(self, number: int) -> list[tuple[str, dict[str, int]]]:
        """What must be added in a leg: the amounts stated for items, then lines of which only the number is."""
        found: dict[str, dict[str, int]] = {}
        for code, course in self.legs.items():
            state, _, item = code.partition(".")
            if item and course[number].number:
                found.setdefault(item, {})[state] = course[number].number
        rows = list(found.items())
        counts = {state: self.legs[state][number].number for state in STATES if state in self.legs}
        if "fulfilled" in counts:
            counts["fulfilled"] = max(0, counts["fulfilled"] - self.arriving[number])
        left = {state: count - sum(state in parts for _, parts in rows) for state, count in counts.items()}
        whole = 50 * 10 ** items()[self.other].scale
        while any(count > 0 for count in left.values()):
            amount = self.plan.random.randrange(2, 40) * whole
            parts = {state: amount for state, count in left.items() if count > 0}
            if len(parts) > 1 and "in_transit" in parts:  # one that comes later must not have come in part
                parts.pop("fulfilled", None)
            rows.append((self.other, parts))
            left = {state: count - (state in parts) for state, count in left.items()}
        return rows

    def _request(self, item: str, parts: dict[str, int], at: int, end: int) -> Iterator[Draft]:
        """A request for one item that adds to each state what `parts` says."""
        root, request = self.plan.world.root.code, self.plan.hand.id(at)
        unit, scale = items()[item].unit, items()[item].scale
        plain = {state: Decimal(amount).scaleb(-scale) for state, amount in parts.items()}
        asked = plain.get("requested", Decimal(0) if plain.keys() & {"committed", "in_transit"} else None)
        body: dict[str, Any] = {
            "to_unit": "县（市、区）物资保障组",
            "lines": [] if asked is None else [{"item": item, "qty": asked, "unit": unit}],
        }
        if "committed" in plain:
            body["commitments"] = [{"qty": plain["committed"], "by": "县（市、区）物资保障组"}]
        if "in_transit" in plain:
            self.moving.append((item, parts["in_transit"], str(request)))
            body["in_transit"] = plain["in_transit"] + plain.get("fulfilled", Decimal(0))
        if "fulfilled" in parts:
            self.received.setdefault(end, []).append((item, parts["fulfilled"], str(request)))
        yield Draft(
            id=request,
            kind="supplies.request",
            area=root,
            at=at,
            body=body,
            subject=("area", root),
            device=f"store-{root}",
        )

    def fulfilled(self, leg: Leg) -> Iterator[tuple[int, str, int, str]]:
        """What came in answer to requests in a leg: when, what, how much, for which."""
        coming = self.received.get(leg.end, [])
        span = leg.end - leg.start
        times = drawn(leg.start + span // 3, leg.end - span // 20, len(coming), OFFICE, self.plan.random)
        for at, (item, amount, entry) in zip(times, coming, strict=True):
            yield at, item, amount, entry
