"""Who must be in an occupation that is tested, so that as many are to be tested, are and are overdue as is stated."""

from collections.abc import Iterator

from gridward.domains.testing.figures import OCCUPATIONS, OVERDUE, TESTED, TO_TEST
from gridward.domains.testing.rules import interval
from gridward.kit.clock import HOUR, day_of
from gridward.plug.imagine import Fact, Facts, World

PERSONS = "screening.key_persons"
"""The figure of another domain that counts who is in an occupation."""
SOME = 20
"""How many are in an occupation of which only a share is stated."""
EARLY = 12 * HOUR
"""Whoever is overdue later has been in the occupation since the first noon."""


def implied(world: World, facts: Facts) -> Iterator[Fact]:
    """Facts about persons in occupations, unless something is stated of them."""
    asked = [one.code for one in OCCUPATIONS if interval(one.code, day_of(world.end)) is not None]
    if any(facts.of(PERSONS, code) for code in asked):
        return
    parts = {code: _needed(facts, code) for code in asked}
    whole = _needed(facts, "")
    spare = next((code for code in asked if not parts[code]), None)
    if spare is not None and whole:
        parts[spare] = {at: max(0, number - _beside(parts, spare, at)) for at, number in whole.items()}
    for code, course in parts.items():
        if not course:
            continue
        yield _fact(code, course[min(course)], min(world.start + EARLY, min(course)))
        yield from (_fact(code, number, at) for at, number in sorted(course.items()))


def _needed(facts: Facts, code: str) -> dict[int, int]:
    """How many must be in an occupation at each moment of which something is stated."""
    told = {
        name: {fact.as_of: fact for fact in facts.of(name, code)} for name in (TO_TEST.name, TESTED.name, OVERDUE.name)
    }
    found: dict[int, int] = {}
    for at in sorted({at for known in told.values() for at in known}):
        whole = told[TO_TEST.name].get(at)
        parts = [known[at] for name, known in told.items() if name != TO_TEST.name and at in known]
        least = sum(fact.aim() for fact in parts if fact.value is not None)
        if whole is not None and whole.value is not None:
            found[at] = whole.aim()
        else:
            found[at] = max(least, SOME if any(fact.share is not None for fact in parts) else 0)
    if not told[TO_TEST.name]:  # whoever is overdue then was there long before
        return dict.fromkeys(found, max(found.values(), default=0))
    return found


def _beside(parts: dict[str, dict[int, int]], spare: str, at: int) -> int:
    """How many are in other occupations at a moment, as far as is known."""
    others = (course for code, course in parts.items() if code != spare and course)
    return sum(next((course[one] for one in sorted(course, reverse=True) if one <= at), 0) for course in others)


def _fact(code: str, number: int, at: int) -> Fact:
    return Fact(PERSONS, code, number, None, "", "=", at, "", "")
