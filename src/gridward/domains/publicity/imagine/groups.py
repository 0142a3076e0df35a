"""Online groups and their owners."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from gridward.domains.publicity.figures import GROUPS, GROUPS_REGISTERED
from gridward.domains.publicity.imagine.town import Town
from gridward.kit.clock import iso
from gridward.plug.agree import Limits, agreed, valued
from gridward.plug.course import Course, Planner
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Facts, Spot

FEW = 2
"""How many groups there are on a platform of which only a share is stated."""
NAMES = {"wechat": "村民微信群", "qq": "居民QQ群", "dingtalk": "工作钉钉群", "other": "交流群"}


@dataclass(slots=True)
class Group:
    """A group and whether somebody answers for it."""

    spot: Spot
    platform: str
    name: str
    owned: bool


def groups(town: Town) -> Iterator[Draft]:
    """All groups, leg by leg."""
    at, start = town.moments(GROUPS, GROUPS_REGISTERED)
    registered, owned = _courses(town, at, start)
    known: dict[str, list[Group]] = {code: [] for code in registered}
    for number, (begin, end) in enumerate(pairwise((start, *at))):
        for code, course in registered.items():
            found, wanted = known[code], owned[code][number]
            news = [_new(town, code, place) for place in range(len(found), course[number])]
            found += news
            changed = [group for place, group in enumerate(found) if group.owned != (place < wanted)]
            for place, group in enumerate(found):
                group.owned = place < wanted
            told = list({id(group): group for group in (*news, *changed)}.values())
            for when, group in zip(drawn(begin, end, len(told), OFFICE, town.random), told, strict=True):
                yield from _told(town, group, when)


def _courses(town: Town, at: tuple[int, ...], start: int) -> tuple[dict[str, Course], dict[str, Course]]:
    """How many groups there are by platform, and how many with an owner: never more than there are."""
    usual = {"wechat": len(town.villages) + 2, "qq": 1 + len(town.villages) // 10} if town.busy else {}
    usual = {fact.member: FEW for fact in town.facts.shares(GROUPS.name) if fact.member} | usual
    usual |= {code: max(usual.get(code, 0), number) for code, number in _owned(town).items()}
    facts, shared = town.facts, town.facts.shares(GROUPS.name)
    least = {(GROUPS_REGISTERED.name, fact.member, at.index(fact.as_of)): 1 for fact in shared if fact.share}
    for _ in range(3):
        registered = Planner(GROUPS_REGISTERED, facts, at, start=start, usual=usual, level=True).courses()
        known = valued(facts, GROUPS, registered, at)
        whole = {code: max(course) for code, course in registered.items() if any(course)}
        owned = Planner(GROUPS, known, at, start=start, usual=whole, level=True).courses()
        plans = ((GROUPS_REGISTERED, registered), (GROUPS, owned))
        told = agreed(known, at, plans, Limits(rising=(GROUPS_REGISTERED.name,), least=least))
        owned = Planner(GROUPS, told, at, start=start, usual=whole, level=True).courses()
        others = (fact for fact in town.facts.facts if fact.figure != GROUPS_REGISTERED.name)
        facts = Facts((*others, *(fact for fact in told.facts if fact.figure == GROUPS_REGISTERED.name)))
    registered, owned = ({code or "other": course for code, course in plan.items()} for plan in (registered, owned))
    return registered, {
        code: [min(one, most) for one, most in zip(owned.get(code, [0] * len(at)), course, strict=True)]
        for code, course in registered.items()
    }


def _owned(town: Town) -> dict[str, int]:
    """How many groups there are at least, for so many with an owner are stated."""
    found: dict[str, int] = {}
    for fact in town.facts.facts if not town.stated(GROUPS_REGISTERED) else ():
        if fact.figure == GROUPS.name and fact.value:
            code = fact.member or "wechat"
            found[code] = max(found.get(code, 0), fact.aim())
    return found


def _new(town: Town, platform: str, place: int) -> Group:
    spot = town.villages[place % len(town.villages)]
    turn = place // len(town.villages)
    return Group(spot, platform, f"{spot.name}{NAMES[platform]}{turn + 1 if turn else ''}", owned=False)


def _told(town: Town, group: Group, at: int) -> Iterator[Draft]:
    body: dict[str, Any] = {
        "platform": group.platform,
        "name": group.name,
        "members": town.random.randrange(20, 480),
        "watched": True,
        "checked_at": iso(at),
    }
    if group.owned:
        homes = town.world.homes.get(group.spot.code, ())
        person = town.random.choice(homes).residents[0] if homes else f"演群主{len(group.name):04d}"
        body["owner"] = {"kind": "person", "ref": person}
    yield from town.hand.write(
        "publicity.online_group",
        group.spot.code,
        at,
        body,
        subject=("area", group.spot.code),
        device=f"phone-{group.spot.code}-1",
        slip={"members": body["members"] + 1_000},
    )
