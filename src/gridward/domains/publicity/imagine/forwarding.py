"""An open letter passed on from level to level, and where it stopped."""

from collections.abc import Iterator
from itertools import pairwise

from gridward.domains.publicity.figures import FORWARDED
from gridward.domains.publicity.imagine.town import Town
from gridward.kit.clock import HOUR
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Spot

PASSED_ON = 0.95
"""Of all areas, those that usually pass a letter on."""
LEVELS = ("town", "subdistrict", "village", "community")


def forwarding(town: Town) -> Iterator[Draft]:
    """Areas that pass on the letter that was imagined before; without one only those that are stated."""
    at, start = town.moments(FORWARDED)
    places = {member.code: town.world.at(member.code) for member in FORWARDED.members}
    letters = _letters(town)
    usual = {code: int(len(places[code]) * PASSED_ON + 0.5) for code in LEVELS} if letters and town.busy else {}
    facts = town.valued(FORWARDED, lambda fact: len(places.get(fact.member, ())))
    begun = min((letter.at for letter in letters), default=start)
    for code, course in town.courses(FORWARDED, at, start, usual, facts=facts).items():
        before = 0
        stated = bool(facts.of(FORWARDED.name, code))
        for number, (begin, end) in enumerate(pairwise((start, *at))):
            reached = min(len(places[code]), course[number])
            first = begin if stated or begun >= end else max(begin, begun + HOUR)
            areas = places[code][before:reached]
            for when, spot in zip(drawn(min(first, end - 1), end, len(areas), OFFICE, town.random), areas, strict=True):
                yield from _passed_on(town, spot, when, letters)
            before = max(before, reached)


def _letters(town: Town) -> list[Draft]:
    """Open letters that were imagined before, by time, and stand in the end as they were first sent."""
    told = town.world.told.get("command.document", ())
    replaced = {draft.replaces for draft in told if draft.replaces is not None}
    found = [one for one in told if one.id not in replaced and one.replaces is None and one.body is not None]
    return sorted(
        (one for one in found if (one.body or {}).get("nature") == "appeal_letter"), key=lambda letter: letter.at
    )


def _passed_on(town: Town, spot: Spot, at: int, letters: list[Draft]) -> Iterator[Draft]:
    letter = next((one for one in reversed(letters) if one.at <= at), None)
    body = {"stage": "forwarded", "reach": town.random.randrange(30, 900)}
    yield from town.hand.write(
        "command.feedback",
        spot.code,
        at,
        body,
        subject=None if letter is None else ("entry", str(letter.id)),
        device=f"phone-{spot.code}-1",
        slip={"reach": body["reach"]},
    )
