"""Goods of the own store promised to villages that asked: as much of each item by each moment as is stated."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gridward.domains.supplies.figures import ALLOCATED, REQUESTED
from gridward.domains.supplies.imagine.plan import Plan
from gridward.plug.agree import agreed
from gridward.plug.course import Course, Planner
from gridward.plug.imagine import Draft
from gridward.policy.items import items

SHARES = 4
"""In how many parts what is promised in one leg goes to villages, at most."""


class Promises:
    """The promises of each leg. The store must hold what it promises, for nobody can promise more than is left."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        found = Planner(ALLOCATED, plan.facts, plan.at, start=plan.start, usual={}).courses()
        told = agreed(plan.facts, plan.at, ((ALLOCATED, found),))
        found = Planner(ALLOCATED, told, plan.at, start=plan.start, usual={}).courses()
        self.courses: dict[str, Course] = {item: course for item, course in found.items() if any(course)}
        self.counts = bool(plan.facts.members(REQUESTED.name))

    def leg(self, place: int) -> dict[str, tuple[int, int]]:
        """For each item of which something is promised in a leg: how much then, and how much altogether."""
        grown = {
            item: (course[place] - (course[place - 1] if place else 0), course[place])
            for item, course in self.courses.items()
        }
        return {item: amounts for item, amounts in grown.items() if amounts[0] > 0}

    def made(self, item: str, amount: int, store: tuple[str, str], at: int) -> Iterator[Draft]:
        """An amount promised to some villages at a moment, each of which has asked for its part."""
        plan = self.plan
        places = plan.villages[:SHARES] or (plan.world.root,)
        parts = [amount // len(places)] * len(places)
        parts[0] += amount - sum(parts)
        for place, part in ((place, part) for place, part in zip(places, parts, strict=True) if part):
            quantity = Decimal(part).scaleb(-items()[item].scale)
            unit, request = items()[item].unit, plan.hand.id(at)
            body: dict[str, Any] = {
                "to_unit": "镇物资保障组",
                "lines": [] if self.counts else [{"item": item, "qty": quantity, "unit": unit}],
            }
            yield Draft(id=request, kind="supplies.request", area=place.code, at=at, body=body,
                        subject=("area", place.code), device=f"store-{place.code}")  # fmt: skip
            told = {"item": item, "quantity": quantity, "unit": unit, "request": str(request)}
            yield Draft(id=plan.hand.id(at), kind="supplies.allocation", area=plan.world.root.code, at=at, body=told,
                        subject=store, device=f"store-{plan.world.root.code}")  # fmt: skip
