"""Institutions that state what they have ready: how many there are, and how many of them spoke lately."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gridward.domains.clinic.figures import INSTITUTIONS, READINESS_STATED
from gridward.domains.clinic.imagine.town import FEW, Town
from gridward.domains.clinic.rules import READY as FIELDS
from gridward.domains.clinic.rules import READY_DAYS
from gridward.kit.clock import DAY, date_of, day_of
from gridward.plug.agree import Limits, Row, agreed, valued
from gridward.plug.course import Course, Planner
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Spot
from gridward.policy.norms import norm


@dataclass(slots=True)
class Institution:
    """One that states, where it lies, when it spoke last, what it has to say and what it said last."""

    host: Spot
    ref: str
    spoke: int = 0
    said: dict[str, int] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)


def stated(town: Town) -> bool:
    """Whether anything is stated of how many institutions there are or how many spoke."""
    names = (INSTITUTIONS.name, READINESS_STATED.name)
    return any(fact.figure in names for fact in town.facts.facts)


def statements(town: Town, at: Sequence[int], start: int, ready: Mapping[str, Course]) -> Iterator[Draft]:
    """The statements of them all; what is ready is spread over those that speak."""
    opened, speaking = _courses(town, at, start)
    spread = all(one <= other for course in ready.values() for one, other in pairwise(course))
    known: list[Institution] = []
    for leg, (begin, end) in enumerate(pairwise((start, *at))):
        fresh = [_institution(town, number) for number in range(len(known), opened[leg])]
        known += fresh
        voices = _voices(known, end, speaking[leg])
        _share(known, fresh, {code: course[leg] for code, course in ready.items()}, spread=spread)
        for one in voices:
            yield from _speak(town, one, begin, end, often=True)
        for one in fresh:
            if one not in voices:
                yield from _speak(town, one, begin, end, often=False)


def _share(
    known: Sequence[Institution], fresh: Sequence[Institution], ready: Mapping[str, int], *, spread: bool
) -> None:
    """What each says from now on: whoever is new has an equal part of what is more, the first one all the rest; where
    numbers fall, the first one has all of it.
    """
    for code, value in ready.items():
        rest = value - sum(one.said.get(code, 0) for one in known[1:])
        for one in fresh:
            if one is not known[0]:
                one.said[code] = max(0, rest) // (len(fresh) + 1) if spread else 0
        if known:
            known[0].said[code] = max(0, value - sum(one.said[code] for one in known[1:]))


def _courses(town: Town, at: Sequence[int], start: int) -> tuple[Course, Course]:
    """How many institutions there are at each moment, and how many of them have spoken lately."""
    facts = town.facts
    usual = {"": FEW if facts.shares(READINESS_STATED.name) else 1}
    since = [next(one for one, began in enumerate((start, *at)) if end - began <= _lasts(began)) for end in at]
    heard = [
        Row(
            ((READINESS_STATED.name, "", place), *(((INSTITUTIONS.name, "", first - 1),) if first else ())),
            ((INSTITUTIONS.name, "", place),),
        )
        for place, first in enumerate(since)
        if first <= place
    ]  # whoever is new has spoken, and not so long ago
    for _ in range(2):
        opened = Planner(INSTITUTIONS, facts, at, start=start, usual=usual, level=True).courses()
        facts = valued(facts, READINESS_STATED, opened, at)
        whole = {"": max(opened[""])}
        spoken = Planner(READINESS_STATED, facts, at, start=start, usual=whole, level=True).courses()
        plans = ((INSTITUTIONS, opened), (READINESS_STATED, spoken))
        told = agreed(facts, at, plans, Limits(rows=heard, rising=(INSTITUTIONS.name,)))
        opened = Planner(INSTITUTIONS, told, at, start=start, usual=usual, level=True).courses()
        facts = valued(town.facts, READINESS_STATED, opened, at)
    spoken = Planner(READINESS_STATED, told, at, start=start, usual=whole, level=True).courses()
    return opened[""], _scarce(town, at, spoken[""])


def _scarce(town: Town, at: Sequence[int], spoken: Course) -> Course:
    """At moments of which nothing is stated nobody speaks whose word would still hold when fewer are to have spoken."""
    known = {fact.as_of for fact in town.facts.of(READINESS_STATED.name)}
    for place in reversed(range(len(at) - 1)):
        if at[place] not in known:
            spoken[place] = min(spoken[place], spoken[place + 1])
    return spoken


def _institution(town: Town, number: int) -> Institution:
    hosts = (*town.towns, *town.villages)
    host, turn = hosts[number % len(hosts)], number // len(hosts)
    what = "卫生院" if host in town.towns else "卫生室"
    return Institution(host, town.name(host, f"{what}{turn + 1 if turn else ''}"))


def _voices(known: Sequence[Institution], end: int, number: int) -> list[Institution]:
    """Who has spoken lately when the leg ends: the first, and those whose last word is too young to be forgotten."""

    def old(one: Institution) -> bool:
        return bool(one.spoke) and one.spoke + _lasts(one.spoke) <= end

    return sorted(known, key=lambda one: one is not known[0] and 1 + old(one))[:number]


def _lasts(at: int) -> int:
    return (norm("readiness_days", day_of(at)) or READY_DAYS) * DAY


def _speak(town: Town, one: Institution, begin: int, end: int, *, often: bool) -> Iterator[Draft]:
    """State what is ready soon after the leg has begun, and as long as it lasts `often` enough to be current; nothing
    new need be told while the last word holds.
    """
    if one.spoke and one.said == one.told and one.spoke + _lasts(one.spoke) > end:
        return
    when = drawn(begin, begin + max(1, min(DAY, (end - begin) // 3)), 1, OFFICE, town.random)[0]
    body = {FIELDS[code]: value for code, value in one.said.items()}
    while when <= end:
        told = {"date": date_of(day_of(when)).isoformat(), **body}
        device = f"triage-{one.host.code}"
        subject = ("place", one.ref)
        yield from town.hand.write("clinic.readiness", one.host.code, when, told, subject=subject, device=device)
        one.spoke, one.told = when, dict(one.said)
        if not often:
            return
        when += _lasts(when)
