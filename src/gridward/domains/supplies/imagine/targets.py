"""What full load would use in a day."""

from collections.abc import Iterator
from decimal import Decimal

from gridward.domains.supplies.figures import DAILY_USE
from gridward.domains.supplies.imagine.plan import Plan
from gridward.kit.clock import date_of, day_of
from gridward.plug.course import Planner, beginning, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft
from gridward.policy.items import items

USUAL = {"mask_medical": 0.02, "alcohol_75": 0.001, "disinfectant_84": 0.002, "isolation_gown": 0.0001}


def targets(plan: Plan) -> Iterator[Draft]:
    """One statement for each item, and one for each change."""
    facts, root = plan.facts, plan.world.root.code
    at = moments(plan.world, facts, DAILY_USE.name)
    start = beginning(plan.world, at)
    known = items()
    stated = facts.members(DAILY_USE.name)
    usual = (
        {}
        if stated
        else {item: max(1, int(plan.people * share)) * 10 ** known[item].scale for item, share in USUAL.items()}
    )
    for item, course in Planner(DAILY_USE, facts, at, start=start, usual=usual, level=True).courses().items():
        for before, value, begin, end in zip([0, *course], course, (start, *at), at, strict=False):
            if value == before:
                continue
            when = drawn(begin, end, 1, OFFICE, plan.random)[0]
            body = {
                "item": item,
                "daily_use": Decimal(value).scaleb(-known[item].scale),
                "unit": known[item].unit,
                "basis": "满负荷运转测算",
                "from": date_of(day_of(when)).isoformat(),
            }
            device = f"store-{root}"
            yield from plan.hand.write("supplies.target", root, when, body, subject=("area", root), device=device)
