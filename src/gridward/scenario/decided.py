"""One number for each fact before anybody imagines: where facts leave several open, and what flows were in between.

Each domain plans its own figures one after the other. What is stated of a whole at one moment and of its parts at
another, or as "more than", may then be met singly and not together; so it is decided here for all of them at once.
"""

from collections.abc import Iterable, Iterator, Sequence

from gridward.kit.clock import DAY
from gridward.plug.agree import Limits as Bounds
from gridward.plug.agree import agreed
from gridward.plug.catalogue import Catalogue
from gridward.plug.course import Planner
from gridward.plug.figure import Figure
from gridward.plug.imagine import Fact, Facts
from gridward.plug.table import MOST
from gridward.scenario.facts import growth, narrow, rules_of, state
from gridward.scenario.limits import Limits, Parts, Point, Rule


def decided(facts: Facts, *, catalogue: Catalogue) -> Facts:
    """The facts with one number each where they leave several open (at least, more than, about, rounded): that which
    an imagined stream should reach, or the nearest that what is stated besides allows. Facts that say the same of the
    same moment are one; flows of which several parts are stated are told at each other's moments.
    """
    stated = [*facts.facts, *_by_other_names(facts.facts, catalogue)]
    moments = sorted({fact.as_of for fact in stated})
    rules = [*rules_of(stated, moments, catalogue), *growth(stated, moments, catalogue)]
    limits = Limits()
    told = _exact(stated, [*rules, *_usually(moments, catalogue)], limits, catalogue)
    if limits.clash is not None:
        limits = Limits()
        told = _exact(stated, rules, limits, catalogue)
    for name in sorted({fact.figure for fact in told}):
        told = _at_all_moments(catalogue.figures[name], told, limits)
    return Facts(told)


def _usually(moments: Sequence[int], catalogue: Catalogue) -> Iterator[Rule]:
    """What holds of what is imagined, though not of everything that may be true."""
    for one in catalogue.wholes:
        for at in moments if not one.always else ():
            yield Parts(Point(*one.whole, at), tuple(Point(*part, at) for part in one.parts), one.full)


def _exact(facts: Sequence[Fact], rules: Sequence[Rule], limits: Limits, catalogue: Catalogue) -> tuple[Fact, ...]:
    state(facts, limits)
    narrow(limits, rules)
    found: dict[tuple[str, str, int, bool], Fact] = {}
    for fact in sorted(facts, key=lambda fact: fact.as_of):
        if fact.value is not None:
            point = Point(fact.figure, fact.member, fact.as_of)
            low, high = limits.lowest(point).number, limits.highest(point).number
            if low == high:
                fact = fact._replace(value=int(low), qualifier="=", text="")
            elif low < high and limits.clash is None and not _overlapping(fact, facts, catalogue):
                fact = fact._replace(
                    value=int(max(low, min(high, _aim(fact, [*found.values(), *facts])))), qualifier="=", text=""
                )
                state([fact], limits)
                narrow(limits, rules)
        found[fact.figure, fact.member, fact.as_of, fact.value is None] = fact
    return (*found.values(), *_sums(tuple(found.values()), limits, catalogue))


def _by_other_names(facts: Sequence[Fact], catalogue: Catalogue) -> Iterator[Fact]:
    """What is stated of a number that goes by two names, of the other one."""
    same = [(one.whole, one.parts[0]) for one in catalogue.wholes if one.full and one.always and len(one.parts) == 1]
    for fact in facts:
        for names in same if fact.value is not None else ():
            if fact[:2] in names:
                figure, member = names[1 - names.index(fact[:2])]
                yield fact._replace(figure=figure, member=member)


def _sums(facts: Sequence[Fact], limits: Limits, catalogue: Catalogue) -> Iterator[Fact]:
    """What is left of a sum where all but one of its numbers are known."""
    stated = {(fact.figure, fact.member, fact.as_of) for fact in facts if fact.value is not None}
    for whole in catalogue.wholes if limits.clash is None else ():
        numbers = {whole.whole, *whole.parts} if whole.full and whole.always else set()
        for at in sorted({at for *number, at in stated if tuple(number) in numbers}):
            for point in (Point(*number, at) for number in sorted(numbers)):
                low, high = limits.lowest(point).number, limits.highest(point).number
                if low == high and point not in stated:
                    stated.add(point)
                    yield Fact(*point[:2], int(low), None, "", "=", at, "", "")


def _overlapping(fact: Fact, facts: Sequence[Fact], catalogue: Catalogue) -> bool:
    """Whether a whole and parts of it are stated that may overlap or not, which only the domain knows."""
    for name in {fact.figure, *(one.figure for one in _by_other_names([fact], catalogue))}:
        members = {one.member for one in facts if (one.figure, one.as_of) == (name, fact.as_of)}
        if catalogue.figures[name].distinct and "" in members and len(members) > 1:
            return True
    return False


def _aim(fact: Fact, facts: Sequence[Fact]) -> int:
    """What a fact aims at, or less or more of it where that would be above what is stated later or below what was
    stated before: most states, too, only grow.
    """
    mine = [one for one in facts if one[:2] == fact[:2] and one.value is not None]
    before = [one.bounds()[0] for one in mine if one.as_of < fact.as_of]
    after = [one.bounds()[1] for one in mine if one.as_of > fact.as_of]
    low, high = fact.bounds()
    most = min((one for one in after if low <= one), default=high)
    return max(min(fact.aim(), most), low, *(one for one in before if one <= min(high, most)))


def _at_all_moments(figure: Figure, facts: tuple[Fact, ...], limits: Limits) -> tuple[Fact, ...]:
    """The facts, with each stated part of a flow told at every moment at which another one is."""
    mine = [fact for fact in facts if fact.figure == figure.name and fact.value is not None]
    at, codes = sorted({fact.as_of for fact in mine}), {fact.member for fact in mine}
    if figure.kind != "flow" or figure.distinct or len(at) < 2 or len(codes) < 2 or len(mine) == len(at) * len(codes):
        return facts
    known = Facts(facts)
    plan = Planner(figure, known, at, start=at[0] - DAY, usual={}).courses()
    told = agreed(known, at, ((figure, plan),), _bounds(figure, codes, at, limits))
    more = [one for one in told.facts if one.figure == figure.name and one.member in codes and one.value is not None]
    there = {(one.member, one.as_of) for one in mine}
    return (*facts, *(one for one in more if (one.member, one.as_of) not in there))


def _bounds(figure: Figure, codes: Iterable[str], at: Sequence[int], limits: Limits) -> Bounds:
    """What the other figures leave open of this one."""
    points = {
        (figure.name, code, place): Point(figure.name, code, at[place]) for code in codes for place in range(len(at))
    }
    return Bounds(
        least={cell: int(limits.lowest(point).number) for cell, point in points.items()},
        most={cell: int(min(MOST, limits.highest(point).number)) for cell, point in points.items()},
    )
