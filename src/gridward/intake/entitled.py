"""What a pack entitles to: who may be restricted by one officer alone, and until when.

Entitled is whoever stands under a measure with `entitles`. To what a measure sets may be added, for a reason, at most
`LONGEST` days in all: bit by bit it is no shorter.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gridward.duty.law import Law
from gridward.duty.names import clause_name
from gridward.duty.standing import standings
from gridward.intake.coming import Coming
from gridward.kit.clock import day_of
from gridward.kit.rows import rows
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import LONGEST, Prolonging


class Under(NamedTuple):
    """Somebody under a measure: until which day (None: open), which day its clock says, and whether it entitles."""

    last: int | None
    by_clock: int | None
    entitles: bool


class Asked(NamedTuple):
    """About whom it is asked (a key), where and when, leaving out what the entry at a position began."""

    key: int | None
    area: int | None
    at: int
    position: int


def prolonging(coming: Coming) -> Prolonging | None:
    """Until when an entry wants somebody restricted, where it says so."""
    kind = coming.kind
    return None if kind is None or kind.prolongs is None or coming.body is None else kind.prolongs(coming.body)


def under(coming: Coming, run: Sequence[Coming], rules: Law) -> list[Under]:
    """What whoever an entry is about is under at that moment; of other entries of its run only what entitles."""
    if coming.key is None or coming.area is None:
        return []
    asked = Asked(coming.key, coming.area, coming.at, coming.position)
    return [*by_now(asked, rules), *_by_run(coming, run, rules)]


def by_now(asked: Asked, rules: Law) -> list[Under]:
    """What somebody is under, as far as it is known by now."""
    names = {
        (found.disease, measure.name)
        for found in rules.at(asked.area or 0, asked.at)
        for measure in found.measures.values()
        if measure.entitles
    }
    sql = (
        "SELECT measure, last_day, was_last FROM duty_standing"
        " WHERE subject = %s AND begins <= %s AND ends > %s AND because <> %s"
    )
    return [
        Under(last, last if was is None else was, clause_name(number) in names)
        for number, last, was in rows(sql, (asked.key or 0, asked.at, asked.at, asked.position))
    ]


def _by_run(coming: Coming, run: Sequence[Coming], rules: Law) -> Iterator[Under]:
    """What begins by an entry of the same run that counts and is not over."""
    replaced = {one.parent for one in run if one.parent}
    beside = [
        entry
        for one in run
        if one.key == coming.key and one is not coming and not one.held and one.hex not in replaced
        and (entry := one.entry()) is not None
    ]  # fmt: skip
    for found in standings(beside, coming.key or 0, rules):
        own = CATALOGUE.kinds[found.because.kind].second_person
        if found.measure.entitles and found.end > coming.at and not own:
            by_clock = found.last_day if found.was_last is None else found.was_last
            yield Under(found.last_day, by_clock, entitles=True)


def lengthens(asked: Prolonging, found: Sequence[Under]) -> bool:
    """Whether somebody would be restricted for longer than now: a shortening may be an extension, too."""
    return all(one.last is not None and one.last < asked.until for one in found)


def too_long(asked: Prolonging, at: int, found: Sequence[Under]) -> bool:
    """Whether that is beyond what one officer may: without a reason, or more than `LONGEST` days past the rule."""
    ends = [one.by_clock for one in found if one.entitles]
    rule = max((day_of(at) if end is None else end for end in ends), default=day_of(at))
    return not asked.reasoned or asked.until > rule + LONGEST
