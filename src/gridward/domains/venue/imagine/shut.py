"""Places closed off from the road, such as homes for the elderly: as many of a kind at each moment as are stated."""

from collections.abc import Iterator, Mapping

from gridward.domains.venue.imagine.register import Register
from gridward.domains.venue.imagine.town import SHUT, SORTS, Town, Venue
from gridward.kit.clock import date_of, day_of
from gridward.plug.course import Leg, beginning, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft


def shut(town: Town, register: Register) -> Iterator[Draft]:
    """What the gates would tell of each place that the register knows and somebody closes off or opens again."""
    at = moments(town.world, town.facts, SHUT)
    start = beginning(town.world, at)
    for kind in (kind for kind in SORTS if town.facts.of(SHUT, kind)):
        wanted = {fact.as_of: fact.aim() for fact in town.facts.of(SHUT, kind) if fact.value is not None}
        closed = 0
        for begin, end in zip((start, *at), at, strict=False):
            number = wanted.get(end, closed)
            yield from _run(town, register.places(kind), closed, Leg(begin, end, number))
            closed = number


def _run(town: Town, places: list[Venue], closed: int, leg: Leg) -> Iterator[Draft]:
    """From `closed` places to as many as the leg asks for."""
    first, last = sorted((closed, min(leg.number, len(places))))
    for venue in places[first:last]:
        known = min((at for at, _ in venue.turns), default=leg.start)
        when = drawn(max(leg.start, known), leg.end, 1, OFFICE, town.random)[0]
        body: Mapping[str, object] = {
            "regime": "closed_off" if leg.number > closed else "open",
            "from": date_of(day_of(when)).isoformat(),
        }
        yield from town.hand.write(
            "checkpoint.closure", venue.host.code, when, body, subject=("place", venue.ref),
            device=f"phone-{venue.host.code}",
        )  # fmt: skip
