"""The reports, day by day."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from gridward.domains.reporting.imagine.counts import Day
from gridward.domains.reporting.imagine.town import Town, Unit
from gridward.domains.reporting.rules import DAILY, OPINION, deadline
from gridward.kit.clock import HOUR, date_of, day_of, first_moment, last_moment
from gridward.plug.hours import drawn
from gridward.plug.imagine import Draft

REPORTING = (0, 0, 0, 0, 0, 0, 0, 1, 3, 4, 3, 2, 1, 1, 3, 6, 10, 10, 3, 2, 2, 1, 1, 0)
"""Most reports go out in the last hours before they are due."""


def days(town: Town) -> Iterator[Draft]:
    """All reports of all days."""
    for template in (OPINION, DAILY):
        units = town.reporting(template)
        if not units:
            continue
        for day in range(day_of(town.start + 1), day_of(town.at[-1]) + 1):
            yield from _day(town, template, units, day)


def _day(town: Town, template: str, units: Sequence[Unit], day: int) -> Iterator[Draft]:
    """The reports of a day: of those that begin that day, and then of any others."""
    owing = [unit for unit in units if unit.first <= day]
    begin, end = max(town.start, first_moment(day) - 1), min(last_moment(day), town.at[-1])
    if not owing or begin >= end:
        return
    town.random.shuffle(owing)
    owing.sort(key=lambda unit: unit.first != day)
    facts = town.plan.told(template, day)
    waiting = iter(owing)
    for piece in Day(len(owing), begin, deadline(day), end, town.random).pieces(facts):
        silent = [number < piece.nil for number in range(piece.reports)]
        town.random.shuffle(silent)
        hurry = max(piece.start, begin + 6 * HOUR) if piece.end - begin > 7 * HOUR else piece.start
        times = drawn(min(hurry, piece.end - 1), piece.end, piece.reports, REPORTING, town.random)
        for when, nil, unit in zip(times, silent, waiting, strict=False):  # no more than owe one
            yield from _report(town, template, unit, day, when, nil=nil)


def _report(town: Town, template: str, unit: Unit, day: int, at: int, *, nil: bool) -> Iterator[Draft]:
    random = town.random
    body: dict[str, Any] = {
        "template": template,
        "date": date_of(day).isoformat(),
        "nil": nil,
        "confirmed_by": "演书记" if template == DAILY else "演网管员",
    }
    if template == DAILY:
        body["values"] = [
            {"figure": "screening.households_visited", "value": Decimal(random.randrange(0, 90)), "unit": "户次"}
        ]
    if not nil:
        body["remarks"] = "情况已在相应记录中登记"
    made = list(
        town.hand.write(
            "reporting.daily",
            unit.spot.code,
            at,
            body,
            subject=unit.subject,
            device=f"phone-{unit.spot.code}-1",
            slip={"template_version": 2},
        )
    )
    if town.hand.plain:
        town.sent.append((at, made[0].id, unit.spot.code))
    yield from made
