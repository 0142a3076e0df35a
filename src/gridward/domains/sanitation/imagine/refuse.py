"""Refuse taken away by villages and the cleaning company, in tonnes and kilograms."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gridward.domains.sanitation.figures import REFUSE
from gridward.domains.sanitation.imagine.town import Town
from gridward.kit.clock import DAY
from gridward.plug.course import Leg, Planner, beginning, legs, moments, shared
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft
from gridward.plug.settle import parted

A_DAY = 1.1
"""Kilograms of refuse that a person makes in a day."""
LOTS = 6
"""Loads a day of each performer."""
_SITES = {"village": ("refuse_platform", "bins"), "contractor": ("main_road", "secondary_road", "fringe")}
_NAMES = {
    "refuse_platform": "垃圾台",
    "bins": "垃圾桶点",
    "main_road": "主干道",
    "secondary_road": "次干道",
    "fringe": "城乡接合部",
}


def refuse(town: Town) -> Iterator[Draft]:
    """Loads, as many tonnes at each moment as the facts say."""
    at = moments(town.world, town.facts, REFUSE.name)
    start = beginning(town.world, at)
    facts = parted(town.facts, REFUSE, start=start)
    whole = town.people * town.days * A_DAY if town.active() else 0
    usual = {"village": int(whole * 0.6), "contractor": int(whole * 0.4)}
    for performer, course in Planner(REFUSE, facts, at, start=start, usual=usual).courses().items():
        for leg in legs(course, at, start):
            yield from _loads(town, performer or "contractor", leg)


def _loads(town: Town, performer: str, leg: Leg) -> Iterator[Draft]:
    random = town.random
    number = min(leg.number, max(1, int(LOTS * (leg.end - leg.start) / DAY)), 150)
    parts = shared(leg.number, [random.uniform(0.5, 2) for _ in range(number)], unit=10)
    for at, kilograms in zip(drawn(leg.start, leg.end, number, OFFICE, random), parts, strict=True):
        site, host = random.choice(_SITES[performer]), random.choice(town.hosts)
        tonnes = kilograms >= 1_000 or random.random() < 0.5
        body: dict[str, Any] = {
            "site_kind": site,
            "refuse": Decimal(kilograms).scaleb(-3) if tonnes else kilograms,
            "refuse_unit": "t" if tonnes else "kg",
            "cleared_today": True,
            "workers": random.randrange(2, 15),
            "vehicles": 1 + kilograms // 8_000,
            "performer": performer,
        }
        if random.random() < 0.3:
            body["campaign"] = "three_clears"
        yield from town.hand.write(
            "sanitation.cleanup",
            host.code,
            at,
            body,
            subject=("place", town.name(host, _NAMES[site])),
            device=f"clean-{performer}",
            slip={"refuse": kilograms * 10, "refuse_unit": "kg"},
        )
