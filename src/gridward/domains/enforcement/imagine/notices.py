"""Notices: as many served, and as many places suspended at each moment, as the facts say."""

from collections.abc import Iterator, Sequence
from typing import Any

from gridward.domains.enforcement.figures import NOTICES, SUSPENDED
from gridward.domains.enforcement.imagine.town import Town
from gridward.kit.clock import date_of, day_of
from gridward.plug.course import beginning, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Fact

RESIDENTS = 1_500
"""For so many residents one shop is usually told to close."""
UNREGISTERED = ("venue.closed", "other")
"""What is stated of closed places on no register is another way to state how many are suspended."""


def notices(town: Town) -> Iterator[Draft]:
    """All notices and reopenings, and now and then a notice served twice."""
    at = moments(town.world, town.facts, NOTICES.name, SUSPENDED.name, UNREGISTERED[0])
    start = beginning(town.world, at)
    served = closed = 0
    standing: list[int] = []
    for end, (want, stay) in zip(at, plan(town, at), strict=True):
        fresh = list(range(served, want))
        back = (*standing, *fresh)[: closed + len(fresh) - stay]
        late = start + max(1, (end - start) * 2 // 3)
        for when, number in zip(drawn(start, late, len(fresh), OFFICE, town.random), fresh, strict=True):
            yield from _notice(town, number, when)
            if number % 40 == 17 and when < late:
                yield from _notice(town, number, when + 1)
        for when, number in zip(drawn(late, end, len(back), OFFICE, town.random), back, strict=True):
            yield from _notice(town, number, when, reopened=True)
        standing = [number for number in (*standing, *fresh) if number not in set(back)]
        served, closed, start = want, stay, end


def plan(town: Town, at: Sequence[int]) -> Iterator[tuple[int, int]]:
    """How many notices have been served and how many places are suspended at each moment.

    Where only one of the two is stated the other changes as little as it can: every place told to close stays closed,
    and nobody is told who need not be.
    """
    told = {name: {fact.as_of: fact for fact in town.facts.of(name)} for name in (NOTICES.name, SUSPENDED.name)}
    told[SUSPENDED.name] = told[SUSPENDED.name] or {fact.as_of: fact for fact in town.facts.of(*UNREGISTERED)}
    usual = 0 if town.quiet() or any(told.values()) else max(1, town.people // RESIDENTS)
    served = closed = 0
    for moment in at:
        number, stay = told[NOTICES.name].get(moment), told[SUSPENDED.name].get(moment)
        if number is None:
            want = served + max(0, _aim(stay) - closed if stay else usual)
        else:
            least = served + max(0, stay.bounds()[0] - closed) if stay else served
            want = max(served, min(number.bounds()[1], max(_aim(number), least)))
        most = closed + want - served
        closed = min(most, _aim(stay)) if stay else most
        served = want
        yield served, closed


def _aim(fact: Fact | None) -> int:
    return 0 if fact is None or fact.value is None else fact.aim()


def _notice(town: Town, number: int, at: int, *, reopened: bool = False) -> Iterator[Draft]:
    host, ref = town.shop(number)
    body: dict[str, Any] = {
        "action": "reopened" if reopened else "suspended",
        "ground": "具备恢复营业条件" if reopened else "非生活必需品经营单位暂停营业",
        "from": date_of(day_of(at)).isoformat(),
    }
    if not reopened:
        body |= {
            "notice_no": f"停告〔{date_of(day_of(at)).year}〕{number + 1}号",
            "acknowledged": town.random.random() < 0.96,
        }
    yield from town.hand.write(
        "enforcement.notice", host.code, at, body, subject=("place", ref), device=f"patrol-{host.code}"
    )
