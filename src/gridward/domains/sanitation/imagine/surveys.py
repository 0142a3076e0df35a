"""Breeding sites looked for, where the outbreak is one of mosquitoes or a fact says so."""

from collections.abc import Iterator

from gridward.domains.sanitation.figures import BREEDING, BREEDING_SITES
from gridward.domains.sanitation.imagine.town import Town
from gridward.kit.clock import DAY
from gridward.plug.course import Planner, beginning, moments, shared
from gridward.plug.hours import VISITS, drawn
from gridward.plug.imagine import Draft

A_DAY = 3
"""Surveys a day, at most two hundred between two moments of a plan."""


def surveys(town: Town) -> Iterator[Draft]:
    """Surveys of villages and communities."""
    at = moments(town.world, town.facts, BREEDING_SITES.name)
    start = beginning(town.world, at)
    usual = int(len(town.hosts) * town.days * 60) if town.fights_mosquitoes() else 0
    many = {"inspected": usual, "positive": usual // 14, "cleared": usual // 15}
    plan = Planner(BREEDING_SITES, town.facts, at, start=start, usual={k: v for k, v in many.items() if v}).courses()
    random = town.random
    for leg, (begin, end) in enumerate(zip((start, *at), at, strict=False)):
        found = {code: course[leg] - (course[leg - 1] if leg else 0) for code, course in plan.items()}
        if found.get("positive") and not town.facts.of(BREEDING_SITES.name, "inspected"):
            found["inspected"] = max(found.get("inspected", 0), 12 * found["positive"])
        if not any(found.values()):
            continue
        number = max(1, min(200, int((end - begin) / DAY * A_DAY), max(found.values()) // 20))
        weights = [random.uniform(0.5, 2) for _ in range(number)]
        parts = {code: shared(found.get(code, 0), weights) for code in BREEDING}
        for one, moment in enumerate(drawn(begin, end, number, VISITS, random)):
            spot = random.choice(town.hosts)
            body = {code: part[one] for code, part in parts.items()} | {"premises": 10 + parts["inspected"][one] // 3}
            yield from town.hand.write(
                "sanitation.survey", spot.code, moment, body, subject=("area", spot.code), device=f"vector-{spot.code}"
            )
