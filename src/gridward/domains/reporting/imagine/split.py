"""What is stated of all reports of a day, told of each kind of them: so that both kinds together come to it."""

from collections.abc import Iterator, Mapping, Sequence

from gridward.domains.reporting.figures import LATE, NIL, ON_TIME, RECEIVED
from gridward.domains.reporting.imagine.counts import IN_TIME, TOO_LATE, WITH_NOTHING
from gridward.domains.reporting.rules import deadline
from gridward.kit.clock import day_of
from gridward.plug.agree import Limits, Whole, agreed
from gridward.plug.course import Course
from gridward.plug.imagine import Fact, Facts
from gridward.plug.table import Row

FIGURES = (RECEIVED, ON_TIME, LATE, NIL)


def split(facts: Sequence[Fact], day: int, owed: Mapping[str, int]) -> list[Fact]:
    """The facts of a day, of each template that somebody owes at each of their moments; `owed` says how many do.

    A share is one of the reports that are owed.
    """
    names = {figure.name for figure in FIGURES}
    mine = [_valued(fact, owed) for fact in facts if fact.figure in names and day_of(fact.as_of) == day]
    at = sorted({fact.as_of for fact in mine})
    if not mine or not owed:
        return mine
    plans = [
        (figure, {code: _usual(figure.name, number, at, day) for code, number in owed.items()}) for figure in FIGURES
    ]
    wholes = [
        Whole((RECEIVED.name, code), ((ON_TIME.name, code), (LATE.name, code)), full=True) for code in ("", *owed)
    ]
    most = {(RECEIVED.name, code): number for code, number in owed.items()}
    rising = [figure.name for figure in FIGURES]
    limits = Limits(wholes=wholes, rows=list(_rows(at, day, owed)), rising=rising, most=most)
    told = agreed(Facts(tuple(mine)), at, plans, limits)
    return [fact for fact in told.facts if fact.member]


def _valued(fact: Fact, owed: Mapping[str, int]) -> Fact:
    if fact.share is None:
        return fact
    whole = owed.get(fact.member, 0) if fact.member else sum(owed.values())
    return fact._replace(value=round(fact.share * whole), share=None, qualifier="=")


def _usual(name: str, owed: int, at: Sequence[int], day: int) -> Course:
    soon, late = round(owed * IN_TIME), [moment > deadline(day) for moment in at]
    rest = round((owed - soon) * TOO_LATE)
    found = {ON_TIME.name: [soon for _ in at], LATE.name: [rest * one for one in late]}
    found[RECEIVED.name] = [soon + rest * one for one in late]
    found[NIL.name] = [round(one * WITH_NOTHING) for one in found[RECEIVED.name]]
    return found[name]


def _rows(at: Sequence[int], day: int, owed: Mapping[str, int]) -> Iterator[Row]:
    """Before the deadline none is late, after it no more are in time; nil reports grow by no more than all do."""
    for place, moment in enumerate(at):
        for code in owed:
            before = place - 1
            if moment <= deadline(day):
                yield Row((), ((LATE.name, code, place),))
            elif place and at[before] >= deadline(day):
                yield Row(((ON_TIME.name, code, before),), ((ON_TIME.name, code, place),))
            if place:
                yield Row(
                    ((RECEIVED.name, code, place), (NIL.name, code, before)),
                    ((RECEIVED.name, code, before), (NIL.name, code, place)),
                )
