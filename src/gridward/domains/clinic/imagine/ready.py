"""What the health centre has ready, stated every week and whenever it changes."""

from collections.abc import Iterator

from gridward.domains.clinic.figures import INSTITUTIONS, READINESS_STATED, READY
from gridward.domains.clinic.imagine.institutions import stated, statements
from gridward.domains.clinic.imagine.town import Town
from gridward.domains.clinic.rules import READY as FIELDS
from gridward.kit.clock import DAY, date_of, day_of
from gridward.plug.course import Planner, beginning, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

PER_BED = 700
"""Residents for each bed of a usual health centre."""


def readiness(town: Town) -> Iterator[Draft]:
    """Statements of the first health centre, or of as many institutions as are stated."""
    at = moments(town.world, town.facts, READY.name, INSTITUTIONS.name, READINESS_STATED.name)
    start = beginning(town.world, at)
    beds = max(4, len(town.people) // PER_BED)
    usual = {"beds": beds, "beds_free": beds // 2, "observation_beds": 2, "medics": beds // 2, "ambulances": 1}
    plan = Planner(READY, town.facts, at, start=start, usual=usual, level=True).courses()
    if stated(town):
        yield from statements(town, at, start, plan)
        return
    host = town.towns[0]
    subject = ("place", town.name(host, "卫生院"))
    for number, (begin, end) in enumerate(zip((start, *at), at, strict=False)):
        when = drawn(begin, begin + max(1, (end - begin) // 3), 1, OFFICE, town.random)[0]
        while when <= end:
            values = {FIELDS[member]: course[number] for member, course in plan.items()}
            body = {"date": date_of(day_of(when)).isoformat(), **values}
            device = f"triage-{host.code}"
            yield from town.hand.write("clinic.readiness", host.code, when, body, subject=subject, device=device)
            when += 7 * DAY
