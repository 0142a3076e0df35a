"""Which phase of a rhythm a day lies in, and whether conditions on what was recorded hold. Pure."""

from collections.abc import Sequence

from gridward.duty.standing import Standing, meets
from gridward.kit.clock import first_moment
from gridward.plug.kind import Entry
from gridward.policy.spans import span
from gridward.policy.vocabulary import Needed, Phase


def fulfilled(needed: Needed, told: Sequence[Entry], at: int, since: int = 0) -> bool:
    """Whether, at a moment, what is needed is there (`have`) or absent (`none`), in the last span or since then."""
    begin = max(since, at - span(needed.last)) if needed.last else since
    kind = needed.have or needed.none
    found = sum(1 for one in told if begin <= one.at < at and meets(one, kind, needed.with_))
    return found >= needed.times if needed.have else found < needed.times


def unmet(standing: Standing, told: Sequence[Entry], at: int) -> tuple[int, ...]:
    """Which of the conditions of release do not hold at a moment, by their number."""
    wanted = enumerate(standing.measure.release)
    return tuple(number for number, one in wanted if not fulfilled(one, told, at, standing.begin))


def phase_on(phases: Sequence[Phase], day: int, standing: Standing, told: Sequence[Entry]) -> Phase | None:
    """The phase of a day; none after the last one. A phase repeats until the next one's condition holds."""
    begin, number = standing.first_day, 0
    while day >= begin + phases[number].days:
        begin += phases[number].days
        if number + 1 == len(phases):
            return None
        wanted = phases[number + 1].if_
        if wanted is None or fulfilled(wanted, told, first_moment(begin)):
            number += 1
    return phases[number]
