"""The reports, day by day."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from gridward.domains.reporting.figures import LATE, NIL, ON_TIME, RECEIVED
from gridward.domains.reporting.imagine.counts import Day
from gridward.domains.reporting.imagine.town import Sent, Town, Unit
from gridward.domains.reporting.rules import DAILY, OPINION, deadline
from gridward.kit.clock import HOUR, date_of, day_of, first_moment, last_moment
from gridward.plug.hours import drawn
from gridward.plug.imagine import Draft, Fact

REPORTING = (0, 0, 0, 0, 0, 0, 0, 1, 3, 4, 3, 2, 1, 1, 3, 6, 10, 10, 3, 2, 2, 1, 1, 0)
"""Most reports go out in the last hours before they are due."""


COUNTED: dict[str, Callable[[Sent], bool]] = {
    RECEIVED.name: lambda one: True,
    ON_TIME.name: lambda one: one.at <= deadline(one.day),
    LATE.name: lambda one: one.at > deadline(one.day),
    NIL.name: lambda one: one.nil,
}
"""Which reports each figure of a day counts."""


def days(town: Town) -> Iterator[Draft]:
    """All reports of all days."""
    for template in (OPINION, DAILY):
        units = town.units(template)
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
    facts = _valued(town, template, day, len(owing))
    if template == OPINION:
        town.watching[day] = len(owing)
    waiting = iter(owing)
    for piece in Day(len(owing), begin, deadline(day), end, town.random).pieces(facts):
        silent = [number < piece.nil for number in range(piece.reports)]
        town.random.shuffle(silent)
        hurry = max(piece.start, begin + 6 * HOUR) if piece.end - begin > 7 * HOUR else piece.start
        times = drawn(min(hurry, piece.end - 1), piece.end, piece.reports, REPORTING, town.random)
        for when, nil in zip(times, silent, strict=True):
            yield from _report(town, template, next(waiting), day, when, nil=nil)


def _valued(town: Town, template: str, day: int, owed: int) -> list[Fact]:
    """What is stated of a template on a day; a share is one of the reports that are owed.

    Of what is stated of all reports, the daily ones are what the watch on opinion, imagined before, leaves.
    """
    found = []
    others = [one for one in town.watched if one.day == day]
    for fact in town.facts.facts:
        if fact.figure not in COUNTED or day_of(fact.as_of) != day or fact.member not in (template, ""):
            continue
        whole = not fact.member
        if fact.share is not None:
            all_owed = owed + (town.watching.get(day, 0) if whole else 0)
            fact = fact._replace(value=round(fact.share * all_owed), share=None, qualifier="=")
        if not whole:
            found.append(fact)
        elif template == DAILY:
            holds = COUNTED[fact.figure]
            less = sum(one.at <= fact.as_of and holds(one) for one in others)
            found.append(fact._replace(member=DAILY, value=max(0, fact.aim() - less), qualifier="="))
    return found


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
    if template == OPINION:
        town.watched.append(Sent(day, at, nil))
    if town.hand.plain:
        town.sent.append((at, made[0].id, unit.spot.code))
    yield from made
