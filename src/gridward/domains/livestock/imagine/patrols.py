"""Farms looked at: each for the first time when the facts say so, then again, and what was ill there."""

from collections.abc import Iterator
from typing import Any

from gridward.domains.livestock.imagine.town import Town
from gridward.kit.clock import DAY
from gridward.plug.course import shared
from gridward.plug.hours import VISITS, drawn
from gridward.plug.imagine import Draft

AGAIN = 7
"""A farm that was looked at is looked at again about every so many days."""
CARRIERS = 5
"""On so many farms at most do animals fall ill."""


def patrols(town: Town) -> Iterator[Draft]:
    """First visits, further ones, and at the end of each leg the word of farms where the number of ill ones changed."""
    ill: dict[int, int] = {}
    for number, (turn, start, end) in enumerate(zip(town.turns, (town.start, *town.at), town.at, strict=False)):
        early, late = start + max(1, (end - start) // 5), end - (end - start) // 10
        early, late = min(early, end - 1), max(min(late, end), min(early, end - 1) + 1)
        known = turn.looked[CARRIERS : len(turn.looked) - len(turn.fresh)]
        often = int((end - start) / DAY / AGAIN * len(known))
        jobs = [*turn.fresh, *(town.random.choice(known) for _ in range(often))]
        town.random.shuffle(jobs)
        for at, farm in zip(drawn(early, late, len(jobs), VISITS, town.random), jobs, strict=True):
            yield from _look(town, farm, at, 0)
        carriers = turn.looked[:CARRIERS]
        parts = shared(town.sick[number], [1 / (2 + place) for place in range(len(carriers))])
        now = dict.fromkeys(ill, 0) | dict(zip(carriers, parts, strict=True))
        told = [farm for farm in now if now[farm] != ill.get(farm, 0)]
        for at, farm in zip(drawn(late, end, len(told), VISITS, town.random), told, strict=True):
            yield from _look(town, farm, at, now[farm])
        ill = now


def _look(town: Town, number: int, at: int, ill: int) -> Iterator[Draft]:
    farm, random = town.farm(number), town.random
    dead = ill // 4
    body: dict[str, Any] = {
        "method": "patrol" if not ill and random.random() < 0.7 else "owner_report",
        "head": farm.head,
        "sick": ill - dead,
        "dead": dead,
        "disinfected": random.random() < 0.9,
        "abnormal": ill > 0,
    }
    yield from town.hand.write(
        "livestock.inspection",
        farm.host.code,
        at,
        body,
        subject=("place", farm.ref),
        device=f"phone-{farm.host.code}",
        slip={"head": farm.head * 100},
    )
