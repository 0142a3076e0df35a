"""What the upper level says to reports."""

from collections.abc import Iterator

from gridward.domains.reporting.figures import REVIEWS
from gridward.domains.reporting.imagine.town import Town
from gridward.kit.clock import DAY, HOUR
from gridward.plug.course import Planner, beginning, legs, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft


def reviews(town: Town) -> Iterator[Draft]:
    """A few reports a day are looked at, fewer sent back."""
    at = moments(town.world, town.facts, REVIEWS.name)
    start = beginning(town.world, at)
    days = max(1, (town.world.end - town.world.start) // DAY)
    usual = {"accepted": 2 * days, "returned": 1 + days // 4} if town.sent else {}
    root = town.world.root.code
    for code, course in Planner(REVIEWS, town.facts, at, start=start, usual=usual).courses().items():
        for leg in legs(course, at, start):
            for when in drawn(leg.start, leg.end, leg.number, OFFICE, town.random):
                body = {"decision": code or "accepted"}
                made = [one for one in town.sent if when - DAY <= one[0] < when - HOUR]
                _, report, area = town.random.choice(made) if made else (0, None, root)
                subject = None if report is None else ("entry", str(report))
                yield from town.hand.write(
                    "reporting.review", area, when, body, subject=subject, device=f"office-{root}"
                )
