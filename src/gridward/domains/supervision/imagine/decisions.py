"""Who was held accountable, for which findings. The persons are plainly made up."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from gridward.domains.supervision.figures import ACCOUNTABLE
from gridward.domains.supervision.imagine.town import Town
from gridward.kit.clock import date_of, day_of
from gridward.plug.course import Planner, legs
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft


def decisions(town: Town, found: Sequence[tuple[int, UUID]]) -> Iterator[Draft]:
    """One decision for each person, and now and then a second."""
    random, root = town.random, town.world.root.code
    usual = {"": len(found) // 15}
    course = Planner(ACCOUNTABLE, town.facts, town.at, start=town.start, usual=usual).courses()[""]
    number = 0
    for leg in legs(course, town.at, town.start):
        for at in drawn(leg.start, leg.end, leg.number, OFFICE, random):
            number += 1
            known = [entry for moment, entry in found if moment <= at]
            body = {
                "findings": [str(random.choice(known))] if known else [],
                "body": "纪检监察机关",
                "measure": random.choices(("talk", "criticism", "warning", "removal"), (50, 35, 12, 3))[0],
                "decided_on": date_of(day_of(at)).isoformat(),
            }
            yield from town.hand.write(
                "supervision.accountability",
                root,
                at,
                body,
                subject=("person", f"演示干部{number:03d}"),
                device="discipline-1",
            )
