"""Rumours and what they turned out to be; questions, answered in time or not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from gridward.domains.publicity.figures import ANSWERED, ANSWERS_DUE, RUMOURS, RUMOURS_REFUTED
from gridward.domains.publicity.imagine.town import Town
from gridward.kit.clock import HOUR, MINUTE, SECOND, day_of, iso
from gridward.plug.course import Course, Leg, Planner, legs
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Fact, Facts
from gridward.plug.settle import settled
from gridward.policy.norms import norm

HEARD = ("group", "group", "moments", "video", "door", "street", "hotline")
SAID = ("听说要封路停水", "传言邻村有人确诊", "网传口罩可以重复蒸煮使用", "有人说超市要关门")
ASKED = ("买菜怎么办", "老人看病怎么出村", "什么时候能返岗", "口罩到哪里领")


def rumours(town: Town) -> Iterator[Draft]:
    """All rumours, questions and concerns."""
    yield from _rumours(town)
    yield from _questions(town)


def _rumours(town: Town) -> Iterator[Draft]:
    at, start = town.moments(RUMOURS, RUMOURS_REFUTED)
    facts = Facts((*town.facts.facts, *_implied(town)))
    usual = {"false": 1 + town.people // 15_000, "true": town.people // 40_000, "open": town.people // 60_000}
    plan = town.courses(RUMOURS, at, start, usual if town.busy else {}, facts=facts)
    heard = {code or "unclear": course for code, course in plan.items()}
    false = heard.get("false", [0] * len(at))
    refuted = _refuted(town, at, start, false)
    waiting: list[Draft] = []
    for number, (begin, end) in enumerate(pairwise((start, *at))):
        for code, course in heard.items():
            for when in drawn(begin, end, legs(course, at, start)[number].number, OFFICE, town.random):
                told = _heard(town, "rumour", when)
                yield told
                if code == "false":
                    waiting.append(told)
                elif code != "open":
                    yield from _cleared(town, told, code, min(end, when + town.random.randrange(1, 9) * HOUR))
        answers = legs(refuted, at, start)[number].number
        for told in waiting[:answers]:
            yield from _cleared(town, told, "false", _later(town, max(begin, told.at), end), answered=True)
        waiting = waiting[answers:]
    for told in waiting:
        yield from _cleared(town, told, "false", min(at[-1], told.at + HOUR))


def _implied(town: Town) -> list[Fact]:
    """At a moment for which only the refuted are stated, there are as many false rumours, or as many as before."""
    false = [fact for fact in town.facts.of(RUMOURS.name, "false") if fact.value is not None]
    moments = {fact.as_of for fact in false}
    found = []
    for fact in town.facts.of(RUMOURS_REFUTED.name):
        if fact.value is not None and fact.as_of not in moments:
            before = max((one.aim() for one in false if one.as_of < fact.as_of), default=0)
            least = max(fact.aim(), before)
            found.append(fact._replace(figure=RUMOURS.name, member="false", value=least, qualifier="="))
    return found


def _refuted(town: Town, at: Sequence[int], start: int, false: Course) -> Course:
    usual = {"": max(0, false[-1] - (town.people > 40_000))}
    plan = Planner(RUMOURS_REFUTED, town.facts, at, start=start, usual=usual, along={"": false})
    stated = {fact.as_of: fact.aim() for fact in town.facts.of(RUMOURS_REFUTED.name) if fact.value is not None}
    course = [stated.get(moment, one) for moment, one in zip(at, plan.courses()[""], strict=True)]
    return [min(one, most) for one, most in zip(course, false, strict=True)]


def _questions(town: Town) -> Iterator[Draft]:
    at, start = town.moments(ANSWERED, ANSWERS_DUE)
    often = {"": int((4 + town.people / 6_000) * town.busy)}
    missed = {"": int(town.people / 50_000 * town.busy)}
    due = town.courses(ANSWERS_DUE, at, start, {"": often[""] + missed[""]})[""]
    facts = town.valued(ANSWERED, lambda fact: due[at.index(fact.as_of)])
    if town.stated(ANSWERED) and any(fact.share is not None for fact in town.facts.of(ANSWERED.name)):
        facts = _pinned(facts, at, due)
    facts = settled(facts, ANSWERS_DUE, (ANSWERED,), start=start)
    due_stated = facts.last(ANSWERS_DUE.name) is not None
    due = Planner(ANSWERS_DUE, facts, at, start=start, usual={"": often[""] + missed[""]}).courses()[""]
    along = {"": due} if due_stated else None
    often = {"": 0} if due_stated and not any(due) else often
    answered = Planner(ANSWERED, facts, at, start=start, usual=often, along=along).courses()[""]
    late = Planner(ANSWERS_DUE, facts, at, start=start, usual=missed, less={"": answered}).courses()[""]
    for leg in legs(answered, at, start):
        for when in drawn(leg.start, leg.end, leg.number, OFFICE, town.random):
            asked = max(min(when, town.world.start + SECOND), when - town.random.randrange(10, 600) * MINUTE)
            told = _heard(town, "question" if town.random.random() < 0.6 else "concern", asked)
            yield told
            yield from _cleared(town, told, "", when, answered=True)
    for leg in legs(late, at, start):
        yield from _missed(town, leg)


def _pinned(facts: Facts, at: Sequence[int], due: Course) -> Facts:
    """The whole stated wherever a share of it is."""
    stated = {fact.as_of for fact in facts.of(ANSWERS_DUE.name)}
    asked = [fact for fact in facts.of(ANSWERED.name) if fact.as_of not in stated]
    least = {fact: max(int(bool(fact.share)), due[at.index(fact.as_of)]) for fact in asked}
    pins = [
        fact._replace(figure=ANSWERS_DUE.name, value=number, share=None, qualifier="=")
        for fact, number in least.items()
    ]
    return Facts((*facts.facts, *pins))


def _missed(town: Town, leg: Leg) -> Iterator[Draft]:
    """Questions whose time runs out in the leg."""
    hours = norm("answer_within", day_of(leg.end))
    if hours is None:
        return
    first = min(leg.end - 1, max(leg.start, town.world.start + hours * HOUR))
    for when in drawn(first, leg.end, leg.number, OFFICE, town.random):
        yield _heard(town, "question", when - hours * HOUR)


def _later(town: Town, start: int, end: int) -> int:
    """A moment after `start`, soon but not after `end`."""
    return min(end, start + town.random.randrange(1, 1 + max(1, min(end - start, 20 * HOUR))))


def _heard(town: Town, nature: str, at: int) -> Draft:
    random, spot = town.random, town.village()
    body = {
        "nature": nature,
        "channel": random.choice(HEARD),
        "heard_at": iso(at),
        "text": random.choice(SAID if nature == "rumour" else ASKED),
    }
    return Draft(
        id=town.hand.id(at),
        kind="publicity.rumour",
        area=spot.code,
        at=at,
        body=body,
        subject=("area", spot.code),
        device=f"phone-{spot.code}-1",
        received=at + random.randrange(5, 50) * SECOND,
        again=random.random() < 0.01,
    )


def _cleared(town: Town, told: Draft, verdict: str, at: int, *, answered: bool = False) -> Iterator[Draft]:
    """The correction that keeps a rumour or question up to date."""
    more: dict[str, Any] = {}
    if verdict:
        more |= {"verified_at": iso(max(told.at, at - 10 * MINUTE)), "verdict": verdict}
        more["passed_to"] = town.random.choices(("none", "owner", "police"), (6, 3, 1))[0]
    if answered:
        more |= {"answered_at": iso(at), "answer": "已通过村广播和微信群统一答复"}
    noticed = max(at, told.received or told.at) + 20 * SECOND
    yield replace(
        told,
        id=town.hand.id(noticed),
        body={**(told.body or {}), **more},
        received=noticed,
        replaces=told.id,
        again=False,
    )
