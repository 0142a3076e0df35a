"""Journeys: those who came and those who left, announced or not."""

from collections.abc import Iterator
from typing import Any

from gridward.domains.screening.figures import ARRIVALS, DEPARTURES
from gridward.domains.screening.imagine.town import Town
from gridward.kit.clock import DAY, HOUR, iso
from gridward.plug.agree import Limits, agreed
from gridward.plug.course import Planner, beginning, legs, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

ORIGINS = {
    "wuhan": ("420106", "420111", "420102"),
    "hubei": ("421000", "420900", "421100", "420600"),
    "overseas": ("境外",),
    "elsewhere": ("110100", "310100", "370100", "370200", "330100", "440300", "410100"),
}
FOUND = "followup.found"
"""What follow-up counts of those who came."""
_PURPOSES = ("return_home", "return_home", "return_home", "work_resumption", "family_visit", "office_return", "other")
_TRANSPORT = ("car", "car", "train", "coach", "plane")


def travel(town: Town) -> Iterator[Draft]:
    """All journeys."""
    at = moments(town.world, town.facts, ARRIVALS.name, DEPARTURES.name, FOUND)
    start = beginning(town.world, at)
    people = len(town.people)
    busy = min(1.0, town.days / 16) if town.about_covid() else 0.0
    usual = {
        "hubei": int(people * 0.0004 * busy),
        "wuhan": int(people * 0.0001 * busy),
        "elsewhere": int(people * 0.012 * busy) + 1,
    }
    if not town.facts.members(ARRIVALS.name):
        usual = {code: number for code, number in usual.items() if not _counted_as_found(town, code)}
    arrivals = Planner(ARRIVALS, town.facts, at, start=start, usual=usual).courses()
    found = {
        (ARRIVALS.name, fact.member, at.index(fact.as_of)): fact.bounds()[1]
        for fact in town.facts.facts
        if fact.figure == FOUND and fact.value is not None
    }
    tries = (agreed(town.facts, at, ((ARRIVALS, arrivals),), Limits(full=False, most=most)) for most in (found, {}))
    told = next((one for one in tries if one is not town.facts), town.facts)
    arrivals = Planner(ARRIVALS, told, at, start=start, usual=usual).courses()
    leaving = Planner(DEPARTURES, town.facts, at, start=start, usual={"": int(people * 0.004 * busy) + 1}).courses()
    number = 0
    for code, course in arrivals.items():
        for leg in legs(course, at, start):
            for when in drawn(leg.start, leg.end, leg.number, OFFICE, town.random):
                number += 1
                yield from _came(town, code, when, number)
    for leg in legs(leaving[""], at, start):
        for when in drawn(leg.start, leg.end, leg.number, OFFICE, town.random):
            number += 1
            yield from _left(town, when, number)


def _counted_as_found(town: Town, code: str) -> bool:
    """Whether it is stated how many were found to have come from there: then whoever follows them up finds them."""
    above = {member.code: member.parent for member in ARRIVALS.members}
    told = {fact.member for fact in town.facts.facts if fact.figure == FOUND and fact.value is not None}
    return bool(told & {code, above.get(code, ""), ""})


def _came(town: Town, code: str, at: int, number: int) -> Iterator[Draft]:
    random = town.random
    person, area = town.person((number * 7_919 + 17) % max(1, len(town.people)))
    body: dict[str, Any] = {
        "direction": "in",
        "stage": "actual",
        "journey_id": f"J{number:06d}",
        "purpose": random.choice(_PURPOSES),
        "origin_area": random.choice(ORIGINS.get(code, ORIGINS["elsewhere"])),
        "destination": area,
        "arrive_at": iso(at - at % HOUR - random.randrange(1, 12) * HOUR),
        "transport": random.choice(_TRANSPORT),
    }
    announced = at - DAY
    if random.random() < 0.2 and announced > town.world.start:
        plan = {key: value for key, value in body.items() if key != "arrive_at"} | {"stage": "planned"}
        yield from _write(town, area, announced, plan, person)
    yield from _write(town, area, at, body, person)


def _left(town: Town, at: int, number: int) -> Iterator[Draft]:
    random = town.random
    person, area = town.person((number * 6_151 + 5) % max(1, len(town.people)))
    body: dict[str, Any] = {
        "direction": "out",
        "stage": "actual",
        "journey_id": f"J{number:06d}",
        "purpose": random.choice(("work_resumption", "business", "other", "transport_job")),
        "origin_area": area,
        "destination": random.choice(ORIGINS["elsewhere"]),
        "depart_at": iso(at - at % HOUR),
        "transport": random.choice(_TRANSPORT),
    }
    if random.random() < 0.9:
        body["approved_by"] = "村委会"
    yield from _write(town, area, at, body, person)


def _write(town: Town, area: str, at: int, body: dict[str, Any], person: str) -> Iterator[Draft]:
    slip = {"transport": "ship"}
    subject = ("person", person)
    yield from town.hand.write(
        "screening.travel_entry", area, at, body, subject=subject, device=f"phone-{area}-1", slip=slip
    )
