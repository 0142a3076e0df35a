"""What is stated of cover and shortfall, as what stores must then hold and what full load must use."""

from gridward.domains.supplies.figures import COVER_TARGET, DAILY_USE, DAYS_OF_COVER, ON_HAND, SHORTFALL
from gridward.kit.clock import day_of
from gridward.plug.course import Planner, beginning, moments
from gridward.plug.imagine import Fact, Facts, World
from gridward.policy.items import items
from gridward.policy.norms import norm


def as_held(world: World, facts: Facts) -> Facts:
    """The facts, with those about cover and shortfall told as amounts on hand and daily use, unless these are stated.

    A shortfall of which no use is stated is one of nothing held: what is short is used in the days to be covered.
    """
    told = [*facts.facts, *(_use(fact) for fact in facts.facts if fact.figure == COVER_TARGET.name)]
    short = [fact for fact in facts.facts if fact.figure == SHORTFALL.name and fact.value is not None]
    stated = {(fact.member, fact.as_of) for fact in told if fact.figure == DAILY_USE.name}
    for fact in short:
        if (fact.member, fact.as_of) not in stated:
            days = norm("cover_days", day_of(fact.as_of)) or 1
            there = (one.aim() for one in facts.of(ON_HAND.name, fact.member) if one.as_of == fact.as_of)
            value = -(-(fact.aim() + next(there, 0)) // days)
            told.append(fact._replace(figure=DAILY_USE.name, value=value, qualifier="="))
    used = {fact.member for fact in told if fact.figure == DAILY_USE.name}
    for fact in facts.facts:
        if fact.figure == DAYS_OF_COVER.name and fact.member not in used:
            told.append(fact._replace(figure=DAILY_USE.name, value=10 * 10 ** items()[fact.member].scale, share=None))
            used.add(fact.member)
    known = Facts(tuple(told))
    held = [
        found
        for fact in facts.facts
        if (found := _held(world, known, fact)) is not None
        and not any(one.as_of == fact.as_of for one in facts.of(ON_HAND.name, fact.member))
    ]
    return Facts((*told, *held))


def _use(fact: Fact) -> Fact:
    days = norm("cover_days", day_of(fact.as_of)) or 1
    return fact._replace(figure=DAILY_USE.name, value=(fact.value or 0) // days)


def _held(world: World, facts: Facts, fact: Fact) -> Fact | None:
    """What must be on hand for a fact about cover or shortfall."""
    if fact.figure not in (DAYS_OF_COVER.name, SHORTFALL.name):
        return None
    at = moments(world, facts, DAILY_USE.name, fact.figure)
    planner = Planner(DAILY_USE, facts, at, start=beginning(world, at), usual={}, level=True)
    courses = planner.courses()
    need = courses[fact.member][at.index(fact.as_of)] if fact.member in courses else 0
    need *= norm("cover_days", day_of(fact.as_of)) or 0
    if fact.figure == SHORTFALL.name:
        value = need - fact.aim()
    elif fact.value is not None:
        value = fact.aim()
    else:
        value = round((fact.share or 0.0) * need)
    return fact._replace(figure=ON_HAND.name, value=max(0, value), share=None, qualifier="=")
