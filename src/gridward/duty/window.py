"""The windows in which duties must be done: clause × subject × time. Pure."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from gridward.duty.law import EVER, Law
from gridward.duty.standing import Standing
from gridward.kit.clock import DAY, date_of, first_moment
from gridward.policy.force import Rules
from gridward.policy.spans import Slot, slot, span
from gridward.policy.vocabulary import Duty


class Window(NamedTuple):
    """One duty: open from `opens`, late after `due`, no longer filled from `closes` on (microseconds).

    `slot` names it within its day: "am", a day of the stage, or nothing. `because` is the position of the entry that
    asks for it (0: a response), `response` the one by which the clause holds. `office` is the role to which it was
    handed; empty, the clause says whose it is. `wanted` is how many entries it takes, where what asks for it says so;
    otherwise the clause does.
    """

    disease: str
    duty: Duty
    subject: int
    opens: int
    due: int
    closes: int
    slot: str
    area: int
    because: int
    response: int
    office: str = ""
    wanted: int = 0


def slots_of(daily: Mapping[str, str]) -> tuple[tuple[Slot, int], ...]:
    """The slots of a day, by time, each with the time from the day's beginning until the next one opens."""
    return _slots_of(tuple(daily.items()))


@cache
def _slots_of(daily: tuple[tuple[str, str], ...]) -> tuple[tuple[Slot, int], ...]:
    slots = sorted((slot(name, text) for name, text in daily), key=lambda one: one.opens)
    following = [one.opens for one in slots[1:]] + [DAY + one.opens for one in slots[:1]]
    return tuple((one, max(one.due, then)) for one, then in zip(slots, following, strict=True))


def daily_windows(rules: Rules, duty: Duty, daily: Mapping[str, str], day: int, about: tuple[int, int, int],
                  limits: tuple[int, int]) -> Iterator[Window]:  # fmt: skip
    """The windows of one day: those that lie within the limits; none on a holiday or another weekday than the clause's.
    A window is filled until the next one opens.
    """
    if (duty.weekdays and date_of(day).isoweekday() not in duty.weekdays) or rules.free(duty, day):
        return
    subject, area, because = about
    start, response, disease = first_moment(day), rules.response("duty", duty.name), rules.disease
    for one, closes in slots_of(daily):
        opens, due = start + one.opens, start + one.due
        if limits[0] <= opens and due <= limits[1]:
            yield Window(disease, duty, subject, opens, due, start + closes, one.name, area, because, response)


def listed_windows(rules: Rules, duty: Duty, day: int, standing: Standing, about: tuple[int, int, int]) -> list[Window]:
    """The window of a listed day of a stage, if this is one; what lies past the end falls on the last day."""
    number, last = day - standing.first_day + 1, standing.last_day
    is_last = last is not None and day == last
    whole = None if last is None else last - standing.first_day + 1
    wanted = [one for one in duty.days if one == number or (is_last and (one == "last" or (whole or 0) < one))]
    if not wanted:
        return []
    subject, area, because = about
    later = [one for one in duty.days if one != "last" and one > number]
    following = first_moment(day + 1) if not later else first_moment(standing.first_day + min(later) - 1)
    opens, due = first_moment(day), first_moment(day + 1)
    response = rules.response("duty", duty.name)
    closes = EVER if is_last else max(due, following)
    return [Window(rules.disease, duty, subject, opens, due, closes, str(wanted[0]), area, because, response)]


def spaced(
    duty: Duty, law: Law, area: int, rules: Rules, begin: int, until: int, *, since: int = 0
) -> Iterator[tuple[int, int]]:
    """The windows of a duty that is due once while it is in force, or once in each span of that: (opens, due). What is
    due once within a span is asked for from when it is in force on, or from when there is somebody to ask: `since`.
    """
    first, end = law.run(area, begin, rules.disease, duty.name)
    if duty.once:
        opens = max(first, since)
        if opens < end:
            yield opens, min(opens + span(duty.within), end) if duty.within else end
        return
    step = span(duty.round or duty.every)
    opens = first
    while opens < min(until, end):
        yield opens, min(opens + step, end)
        opens += step
