"""Risk areas on the list and incidents found, reported and closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gridward.domains.command.figures.bodies import RISK_AREAS
from gridward.domains.command.figures.work import INCIDENTS, INCIDENTS_OPEN
from gridward.domains.command.imagine.town import Town
from gridward.kit.clock import HOUR, MINUTE, date_of, day_of, first_moment, iso
from gridward.plug.agree import Limits, Whole, courses
from gridward.plug.course import Course, beginning, legs, moments
from gridward.plug.hours import DOOR, drawn
from gridward.plug.imagine import Draft

EARLY = 18_400
"""Until about here, in May 2020, key areas were named after the province; later risk tiers were."""
NAMES = {"key": ("湖北省", "武汉市"), "other": ("演示市甲区", "演示市乙镇", "演示县丙街道")}
REPORTED = "县（市、区）疫情防控指挥部"


def risk_areas(town: Town) -> Iterator[Draft]:
    """As many areas of each level on the list as the facts say."""
    at = moments(town.world, town.facts, RISK_AREAS.name)
    start = beginning(town.world, at)
    usual = town.usual(key=2) if day_of(start) < EARLY else town.usual(medium=2, high=1)
    for level, course in town.courses(RISK_AREAS, at, start, usual, level=True).items():
        listed: list[tuple[str, int]] = []
        known = NAMES["key"] if level == "key" else tuple(f"{name}({level})" for name in NAMES["other"])
        for number, (wanted, end) in enumerate(zip(course, at, strict=True)):
            begin = at[number - 1] if number else start
            while len(listed) < wanted:
                count = len(listed)
                name = known[count] if count < len(known) else f"演示区{count + 1}({level})"
                listed.append((name, town.early(begin, end)))
                yield from _listed(town, level, name, listed[-1][1], listed[-1][1])
            while len(listed) > wanted:
                name, since = listed.pop()
                ended, when = day_of(end) - 1, town.early(begin, end)
                if first_moment(ended + 1) > begin and ended >= day_of(since):
                    yield from _listed(town, level, name, since, when, to=date_of(ended).isoformat())
                else:
                    yield from _listed(town, level, name, when, when, to=date_of(day_of(when) - 1).isoformat())


def _listed(town: Town, level: str, name: str, since: int, at: int, *, to: str = "") -> Iterator[Draft]:
    body = {"area": name, "level": level, "from": town.day(since), "source_document": "上级疫情防控指挥部通告"}
    body |= {"to": to} if to else {}
    more: dict[str, Any] = {"look_back_days": 14}
    yield from town.hand.write(
        "command.risk_area",
        town.root,
        at,
        body | more,
        subject=("area", town.root),
        device=f"office-{town.root}",
    )


@dataclass(slots=True)
class Open:
    """An incident that is still open, by the entry that told of it."""

    draft: Draft


def incidents(town: Town) -> Iterator[Draft]:
    """Incidents of each type, so many of them open at each moment as the facts say."""
    at = moments(town.world, town.facts, INCIDENTS.name, INCIDENTS_OPEN.name)
    start = beginning(town.world, at)
    found, still = _courses(town, at, start)
    for code in {**found, **still}:
        left: list[Open] = []
        nothing = [0] * len(at)
        for leg, wanted in zip(legs(found.get(code, nothing), at, start), still.get(code, nothing), strict=True):
            for when in drawn(leg.start, leg.end, max(leg.number, wanted - len(left)), DOOR, town.random):
                left.append(Open(_incident(town, code, when)))
                yield left[-1].draft
            town.random.shuffle(left)
            while len(left) > wanted:
                one = left.pop().draft
                closed = drawn(max(leg.start, one.at), leg.end, 1, DOOR, town.random)[0]
                yield _closed(town, one, max(closed, one.at))


def _courses(town: Town, at: Sequence[int], start: int) -> tuple[dict[str, Course], dict[str, Course]]:
    """By type: how many were found by each moment, and how many of them are open."""
    stated = {fact.member for fact in town.facts.facts if fact.figure in (INCIDENTS.name, INCIDENTS_OPEN.name)}
    types = ["fever", "refusal", "breach", *(["red_code"] if town.asks_codes(start) else [])]
    if "" in stated:
        types = [next((code for code in types if code not in stated), "other")]
    usual = town.usual(**{code: max(1, town.days / 5) for code in types})
    plans = (
        (INCIDENTS, town.courses(INCIDENTS, at, start, usual)),
        (INCIDENTS_OPEN, town.courses(INCIDENTS_OPEN, at, start, town.usual(**{types[0]: 1}), level=True)),
    )
    codes = dict.fromkeys(code for _, plan in plans for code in plan)
    whole = tuple((figure, {code: plan.get(code, [0] * len(at)) for code in codes}) for figure, plan in plans)
    new = [Whole((INCIDENTS.name, code), ((INCIDENTS_OPEN.name, code),), grows=True) for code in codes]
    found, still = courses(town.facts, at, whole, Limits(wholes=new))
    return found, still


def _incident(town: Town, code: str, at: int) -> Draft:
    random, host = town.random, town.random.choice(town.below)
    subject = {
        "goods_positive": ("place", f"{host.code} 集贸市场"),
        "animal_death": ("herd", f"{host.code} 演畜群"),
        "cluster": ("area", host.code),
        "other": ("area", host.code),
    }.get(code, ("person", random.choice(town.staff)))
    body = {
        "type": code or "other",
        "found_at": iso(at),
        "reported_to": REPORTED,
        "reported_at": iso(at + random.randrange(3, 50) * MINUTE),
        "handed_to": "综合协调专班",
    }
    return Draft(
        id=town.hand.id(at),
        kind="command.incident",
        area=host.code,
        at=at,
        body=body,
        subject=subject,
        device=f"phone-{host.code}",
    )


def _closed(town: Town, one: Draft, at: int) -> Draft:
    """The same incident, kept up to date: it was closed at this moment."""
    told = at + town.random.randrange(1, 20) * MINUTE
    return Draft(
        id=town.hand.id(max(told, one.at + HOUR // 60)),
        kind=one.kind,
        area=one.area,
        at=one.at,
        body={**(one.body or {}), "closed_at": iso(at), "outcome": "已处置"},
        subject=one.subject,
        device=one.device,
        received=told,
        replaces=one.id,
    )
