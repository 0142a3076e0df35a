"""Runs: as many officers out at each moment as the facts say."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from gridward.domains.enforcement.figures import OFFICERS
from gridward.domains.enforcement.imagine.town import Town
from gridward.kit.clock import HOUR, MINUTE, iso
from gridward.plug.course import Leg, Planner, beginning, legs, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

PER_DAY = 0.00035
"""Officers out a day for each resident."""
MOST = 400
"""Runs of one town, however many officers are stated."""
_TOPICS = ("非生活必需场所停业情况", "集贸市场管控", "占道经营和人员聚集", "口罩和消毒用品价格", "餐饮单位停止堂食")
_UNITS = ("综合执法中队", "市场监管所", "派出所")


def patrols(town: Town) -> Iterator[Draft]:
    """All runs."""
    at = moments(town.world, town.facts, OFFICERS.name)
    start = beginning(town.world, at)
    usual = 0 if town.quiet() else max(2, int(town.people * PER_DAY * town.days))
    course = Planner(OFFICERS, town.facts, at, start=start, usual={"": usual}).courses()[""]
    size = max(5, course[-1] // MOST)
    for leg in legs(course, at, start):
        yield from _runs(town, leg, size)


def _runs(town: Town, leg: Leg, size: int) -> Iterator[Draft]:
    number = min(leg.number, -(-leg.number // size))
    cuts = [0, *sorted(town.random.sample(range(1, leg.number), number - 1)), leg.number] if number else [0]
    times = drawn(leg.start, leg.end, number, OFFICE, town.random)
    for when, (low, high) in zip(times, pairwise(cuts), strict=True):
        desk = town.random.choice(town.desks)
        body: dict[str, Any] = {
            "unit": town.random.choice(_UNITS),
            "officers": high - low,
            "topic": town.random.choice(_TOPICS),
            "from": iso(when - town.random.randrange(30, 240) * MINUTE),
            "to": iso(when - town.random.randrange(20) * MINUTE),
        }
        if town.random.random() < 0.6:
            body["vehicles"] = 1 + (high - low) // 5
        slip = {"officers": body["officers"] * 11, "from": iso(when - 5 * HOUR)}
        yield from town.hand.write(
            "enforcement.patrol", desk.code, when, body, subject=("area", desk.code), device=f"patrol-{desk.code}",
            slip=slip,
        )  # fmt: skip
