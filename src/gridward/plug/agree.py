"""Numbers told at each other's moments, so that whatever is stated of wholes, parts and growth comes true together.

A plan draws the course of one number at a time; where several are stated, and at different moments, each may be right
alone and wrong beside the others. Here all of them stand in one table of bounds: a whole is the sum of its parts, what
only grows never falls, a part grows by no more than what it is part of. Each number in turn takes the value nearest to
its plan that all bounds leave.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from gridward.plug.course import Course
from gridward.plug.figure import Figure
from gridward.plug.imagine import Fact, Facts
from gridward.plug.table import MOST, Bounds, Cell, Part, Row, cells_of

LOOK_BACK = 12
"""So many moments."""

Number = tuple[str, str]
"""A figure and a member."""


class Whole(NamedTuple):
    """`whole` is never less than its `parts` together, and no more where they are `full`. With `grows` the same holds
    of what each of them grows by. What is not `always` so holds of what is imagined, wherever facts allow it.
    """

    whole: Number
    parts: tuple[Number, ...]
    full: bool = False
    grows: bool = False
    always: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What holds besides what the figures themselves declare.

    `wholes` hold at each moment, `rows` as they stand; `rising` names stocks, or members of them, that never fall;
    members make up a whole figure where it is `full`; `least` bounds cells, `most` numbers or cells.
    """

    wholes: Sequence[Whole] = ()
    rows: Sequence[Row | Part] = ()
    rising: Collection[str | Number] = ()
    full: bool = True
    least: Mapping[Cell, int] = field(default_factory=dict)
    most: Mapping[Any, int] = field(default_factory=dict)


def agreed(
    facts: Facts, at: Sequence[int], plans: Sequence[tuple[Figure, Mapping[str, Course]]], limits: Limits | None = None
) -> Facts:
    """The facts, with all members of these figures told at all moments `at`; unchanged if they cannot all be true.

    `plans` say what each member's own lines would come to (as `Planner.courses` does). What follows from the figures
    themselves is known: members sum up, those of distinct figures to no less than any of them; flows never fall, and
    `at_most` is never exceeded.
    """
    limits = limits or Limits()
    figures = {figure.name: figure for figure, _ in plans}
    wish = _wishes(plans, facts, len(at))
    names = {cell[:2] for cell in wish}
    rules = [*_rules(figures, names, full=limits.full), *limits.wholes]
    low: dict[Cell, int] = dict.fromkeys(wish, 0)
    high = {cell: limits.most.get(cell, limits.most.get(cell[:2], MOST)) for cell in wish}
    for cell, value in limits.least.items():
        if cell in low:
            low[cell] = value
    mine = [fact for fact in facts.facts if fact.figure in figures and fact.value is not None and fact.as_of in at]
    for fact in mine:
        cell = (fact.figure, fact.member, at.index(fact.as_of))
        one, other = fact.bounds()
        low[cell], high[cell] = max(low[cell], one), min(high[cell], other)
    told: list[Row | Part] = [row for rule in rules for place in range(len(at)) for row in _rows(rule, place, names)]
    told += [
        Row(((*name, place),), ((*name, place - 1),))
        for name in sorted(names)
        if figures[name[0]].kind == "flow" or name[0] in limits.rising or name in limits.rising
        for place in range(1, len(at))
    ]
    told += [row for row in limits.rows if all(cell in wish for cell in cells_of(row))]
    bounds = Bounds(told, low, high)
    if not wish or any(low[cell] > high[cell] for cell in low) or not bounds.narrow(range(len(told))):
        return facts
    if not any(bounds.settle(one) for one in _orders(wish, stated={(fact.figure, fact.member) for fact in mine})):
        return facts
    found = [
        Fact(figure, member, bounds.low[figure, member, place], None, "", "=", at[place], "", "")
        for figure, member, place in wish
    ]
    return Facts((*(fact for fact in facts.facts if fact not in mine), *found))


def courses(
    facts: Facts, at: Sequence[int], plans: Sequence[tuple[Figure, Mapping[str, Course]]], limits: Limits | None = None
) -> list[dict[str, Course]]:
    """The plans themselves as they are `agreed`, for figures whose members have none below them."""
    told = agreed(facts, at, plans, limits)
    if told is facts:
        return [dict(plan) for _, plan in plans]
    value = {(*fact[:2], fact.as_of): fact.value or 0 for fact in told.facts}
    return [{code: [value.get((figure.name, code, one), 0) for one in at] for code in plan} for figure, plan in plans]


def _orders(wish: Mapping[Cell, int], stated: Collection[Number]) -> Iterator[Mapping[Cell, int]]:
    """The plan; and where nothing comes of that, a scarce one: nothing of what nothing is stated of, forwards and
    backwards in time, wholes first or last.
    """
    yield wish
    scarce = {cell: value if cell[:2] in stated else 0 for cell, value in wish.items()}
    yield scarce
    yield dict(sorted(scarce.items(), key=lambda one: -one[0][2]))
    yield dict(sorted(scarce.items(), key=lambda one: (one[0][:2] not in stated, -one[0][2])))


def _wishes(plans: Sequence[tuple[Figure, Mapping[str, Course]]], facts: Facts, moments: int) -> dict[Cell, int]:
    """What every cell would be: moment by moment, figure by figure, parts before wholes."""
    found: dict[Cell, int] = {}
    told = {code for figure, courses in plans for code in (*courses, *facts.members(figure.name))}
    for place in range(moments):
        for figure, courses in plans:
            above = {member.code: member.parent for member in figure.members}
            codes = [code for code in (*above, "") if code in told]
            shown = {one for code in codes for one in _line(code, above)}
            if not figure.total and figure.members:
                shown -= {""}
            depth = {code: len(_line(code, above)) for code in shown}
            order = {code: number for number, code in enumerate(above)}
            for code in sorted(shown, key=lambda one: (-depth[one], order.get(one, len(order)))):
                below = [courses[one][place] for one in courses if code in _line(one, above)]
                found[figure.name, code, place] = max(below, default=0) if figure.distinct else sum(below)
    return found


def _line(code: str, above: Mapping[str, str]) -> tuple[str, ...]:
    """A member, what it is part of, and so on to the whole figure."""
    return (code, *_line(above.get(code, ""), above)) if code else ("",)


def _rules(figures: Mapping[str, Figure], names: set[Number], *, full: bool) -> Iterator[Whole]:
    """What holds between the numbers by the declaration of their figures."""
    for figure in figures.values():
        families: dict[str, list[Number]] = {}
        for member in figure.members:
            if (figure.name, member.code) in names:
                families.setdefault(member.parent, []).append((figure.name, member.code))
        for parent, parts in families.items():
            if (figure.name, parent) in names:
                grown = figure.kind == "flow" and not figure.distinct
                if figure.distinct:
                    yield from (Whole((figure.name, parent), (part,)) for part in parts)
                else:
                    yield Whole((figure.name, parent), tuple(parts), full=full and not parent, grows=grown)
        if figure.at_most in figures:
            grown = all(one.kind == "flow" and not one.distinct for one in (figure, figures[figure.at_most]))
            for name, code in sorted(names):
                if name == figure.name:
                    more = (figure.at_most, code if (figure.at_most, code) in names else "")
                    yield Whole(more, ((name, code),), grows=grown)


def earlier(place: int) -> range:
    """The moments from which on growth is looked at: what holds from each to the next holds of longer times too, and
    whoever is told so sees sooner what cannot be.
    """
    return range(max(0, place - LOOK_BACK), place)


def _rows(rule: Whole, place: int, names: set[Number]) -> Iterator[Row]:
    """A rule at one moment, and for what grows since the one before."""
    parts = tuple((*part, place) for part in rule.parts if part in names)
    if rule.whole not in names or not parts:
        return
    whole = ((*rule.whole, place),)
    yield Row(whole, parts)
    if rule.full:
        yield Row(parts, whole)
    elif rule.grows:
        for since in earlier(place):
            before = tuple((*part[:2], since) for part in parts)
            yield Row((*whole, *before), (*parts, (*rule.whole, since)))


def valued(facts: Facts, figure: Figure, wholes: Mapping[str, Course], at: Sequence[int]) -> Facts:
    """The facts, with each share of this figure turned into a value: share × the whole of its member at that moment."""
    above = {member.code: member.parent for member in figure.members}
    found = []
    for fact in facts.facts:
        if fact.figure == figure.name and fact.value is None and fact.share is not None and fact.as_of in at:
            place = at.index(fact.as_of)
            whole = sum(course[place] for code, course in wholes.items() if fact.member in _line(code, above))
            fact = fact._replace(value=round(fact.share * whole), share=None, qualifier="=")
        found.append(fact)
    return Facts(tuple(found))
