"""Cases investigated, and where those who came say they have been."""

from collections.abc import Iterator
from typing import Any

from gridward.domains.tracing.figures import INVESTIGATIONS, STAYS
from gridward.domains.tracing.imagine.town import Town
from gridward.kit.clock import DAY, HOUR, MINUTE, iso
from gridward.plug.course import Planner, beginning, legs, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft
from gridward.policy.lists import origin

MOST = 150
"""Stays of a town without facts."""
_CITIES = ("武汉市", "孝感市", "黄冈市", "荆州市", "济南市", "北京市", "青岛市")


def investigations(town: Town) -> Iterator[Draft]:
    """One of each case, and of cases elsewhere where more are stated."""
    at = moments(town.world, town.facts, INVESTIGATIONS.name)
    start = beginning(town.world, at)
    usual = {"": len(town.cases)} if town.about_covid() else {}
    course = Planner(INVESTIGATIONS, town.facts, at, start=start, usual=usual).courses()[""]
    stated = bool(town.facts.of(INVESTIGATIONS.name))
    left = list(town.cases)
    number = 0
    for leg in legs(course, at, start):
        for when in drawn(leg.start, leg.end, leg.number, OFFICE, town.random):
            number += 1
            case = left.pop(0) if left else (when, f"演病例{9_000 + number:04d}", town.world.root.code, "")
            yield from _investigated(town, case, when if stated else min(leg.end, max(when, case[0] + 2 * HOUR)))


def _investigated(town: Town, case: tuple[int, str, str, str], at: int) -> Iterator[Draft]:
    found, person, area, entry = case
    body: dict[str, Any] = {
        "team": f"流调{1 + town.random.randrange(3)}队",
        "started": iso(at - at % MINUTE - 3 * HOUR),
        "finished": iso(at - at % MINUTE),
        "contacts_found": town.random.randrange(0, 12),
    }
    if entry and found <= at:
        body["case"] = entry
    yield from town.hand.write(
        "tracing.investigation", area, at, body, subject=("person", person), device="phone-tracing"
    )


def stays(town: Town) -> Iterator[Draft]:
    """Of those who came from key areas one each, and as many as are stated."""
    at = moments(town.world, town.facts, STAYS.name)
    start = beginning(town.world, at)
    came = [
        (draft.at, draft.subject[1], draft.area)
        for draft in town.active("screening.travel_entry")
        if draft.subject
        and (draft.body or {})["stage"] == "actual"
        and (draft.body or {})["direction"] == "in"
        and origin((draft.body or {})["origin_area"]) != "elsewhere"
    ]
    few = round(len(town.people) * 0.0005 * min(1.0, town.days / 14)) + 1
    usual = {"": min(MOST, len(came) or few)} if town.about_covid() else {}
    course = Planner(STAYS, town.facts, at, start=start, usual=usual).courses()[""]
    rows = sorted(came)
    fresh = town.strangers(41)
    for leg in legs(course, at, start):
        for when in drawn(leg.start, leg.end, leg.number, OFFICE, town.random):
            known = rows.pop(0) if rows and rows[0][0] <= when else None
            person, area = (known[1], known[2]) if known else next(fresh)
            yield from _stayed(town, person, area, when)


def _stayed(town: Town, person: str, area: str, at: int) -> Iterator[Draft]:
    random = town.random
    until = at - at % HOUR - random.randrange(2, 30) * HOUR
    body = {
        "place": {"kind": "place", "ref": random.choice(_CITIES)},
        "from": iso(until - random.randrange(2, 20) * DAY),
        "to": iso(until),
        "transport": random.choice(("train", "car", "coach", "plane")),
        "source": random.choices(("self", "investigator", "gate", "employer"), (70, 15, 10, 5))[0],
    }
    yield from town.hand.write(
        "tracing.stay", area, at, body, subject=("person", person), device=f"phone-{area}-1", slip={"transport": "ship"}
    )
