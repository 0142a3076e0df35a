"""How many sentinel sites there are, how many of them report, and how many cases they see: planned in one table."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gridward.domains.clinic.figures import ILI, SENTINELS_OPEN, SENTINELS_REPORTED
from gridward.domains.clinic.imagine.illness import Illness
from gridward.domains.clinic.imagine.town import Town
from gridward.kit.clock import day_of
from gridward.plug.agree import Limits, agreed, valued
from gridward.plug.course import Course, Planner
from gridward.plug.imagine import Facts
from gridward.plug.table import Row


class Courses(NamedTuple):
    """By kind of site: how many there are, have reported on the day of each moment, and have seen cases."""

    opened: dict[str, Course]
    spoken: dict[str, Course]
    ill: dict[str, Course]


def courses(town: Town, at: Sequence[int], start: int, usual: Mapping[str, int], illness: Illness) -> Courses:
    """The courses of all kinds of sites that are usual or stated."""

    def planned(facts: Facts) -> Courses:
        opened = Planner(SENTINELS_OPEN, facts, at, start=start, usual=usual, level=True).courses()
        facts = valued(facts, SENTINELS_REPORTED, opened, at)
        whole = {code: max(course) for code, course in opened.items()}
        spoken = Planner(SENTINELS_REPORTED, facts, at, start=start, usual=whole, level=True).courses()
        return Courses(opened, spoken, illness.courses(facts, opened))

    rows = [*_known(at, start), *illness.rows()]
    facts = town.facts
    for _ in range(2):
        plan = planned(facts)
        figures = [(SENTINELS_OPEN, plan.opened), (SENTINELS_REPORTED, plan.spoken)]
        figures += [(ILI, plan.ill)] if illness.stated else []
        told = agreed(facts, at, figures, Limits(rows=rows, rising=(SENTINELS_OPEN.name, ILI.name)))
        plan = planned(told)
        facts = valued(facts, SENTINELS_REPORTED, plan.opened, at)
    return plan


def _known(at: Sequence[int], start: int) -> list[Row]:
    """On one day a site that has reported has done so until its end; a site of which nobody knew when a leg began that
    has only one day has reported on it.
    """
    found = []
    for place, (begin, end) in enumerate(zip((start, *at), at, strict=False)):
        if day_of(begin + 1) != day_of(end):
            continue
        for code in (member.code for member in SENTINELS_OPEN.members):
            spoken = ((SENTINELS_REPORTED.name, code, place - 1),) if place and day_of(begin) == day_of(end) else ()
            opened = ((SENTINELS_OPEN.name, code, place - 1),) if place else ()
            now = (SENTINELS_REPORTED.name, code, place)
            found.append(Row((now, *opened), ((SENTINELS_OPEN.name, code, place), *spoken)))
            found += [Row((now,), spoken)] if spoken else []
    return found
