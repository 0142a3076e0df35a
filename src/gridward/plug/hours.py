"""When things happen in a day: hour by hour weights, and moments drawn from them."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random

from gridward.kit.clock import HOUR, SECOND, moment

ROAD = (1, 1, 1, 1, 1, 2, 5, 9, 10, 7, 6, 6, 5, 5, 6, 7, 8, 9, 7, 5, 4, 3, 2, 1)
"""A gate on a road: manned day and night, busiest in the morning and before supper."""
DOOR = (0, 0, 0, 0, 0, 0, 3, 8, 7, 5, 4, 6, 5, 3, 4, 5, 6, 8, 6, 4, 2, 1, 0, 0)
"""A gate of a village or compound."""
VISITS = (0, 0, 0, 0, 0, 0, 0, 1, 6, 9, 9, 7, 2, 2, 6, 8, 8, 6, 4, 3, 1, 0, 0, 0)
"""Knocking on doors."""
OFFICE = (0, 0, 0, 0, 0, 0, 0, 1, 8, 9, 8, 5, 1, 3, 7, 8, 7, 4, 1, 0, 0, 0, 0, 0)
"""Desks, stores and clinics."""


def drawn(start: int, end: int, count: int, hours: Sequence[float], random: Random) -> list[int]:
    """`count` moments after `start` and not after `end`, by time, in whole seconds where there is one.

    `hours` weighs the local hours of a day; no two days are quite alike. Where the hours between leave nothing open,
    every moment between is as likely as another.
    """
    if count <= 0 or end <= start:
        return [end] * max(0, count)
    slots, weights = _slots(start, end, hours, random)
    whole = list(accumulate(weights))
    chosen = random.choices(range(len(slots)), cum_weights=whole, k=count)
    return sorted(_within(*slots[number], random) for number in chosen)


def _slots(start: int, end: int, hours: Sequence[float], random: Random) -> tuple[list[tuple[int, int]], list[float]]:
    slots: list[tuple[int, int]] = []
    weights: list[float] = []
    mood = 1.0
    begin = start
    while begin < end:
        until = min(end, begin - begin % HOUR + HOUR)
        hour = moment(begin).hour
        if hour == 0 or not slots:
            mood = random.uniform(0.8, 1.2)
        slots.append((begin, until))
        weights.append(hours[hour] * mood * (until - begin) / HOUR)
        begin = until
    return slots, weights if any(weights) else [float(until - begin) for begin, until in slots]


def _within(start: int, end: int, random: Random) -> int:
    """A moment after start and not after end."""
    at = start + random.randrange(end - start) + 1
    second = at - at % SECOND
    return second if second > start else at
