"""Farms registered and given up, as many at each moment as the facts say."""

from collections.abc import Iterator
from typing import Any

from gridward.domains.livestock.imagine.town import Town
from gridward.kit.clock import date_of, day_of
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft


def farms(town: Town) -> Iterator[Draft]:
    """Statements of the veterinary station, early in each leg."""
    for turn, start, end in zip(town.turns, (town.start, *town.at), town.at, strict=False):
        told = [*((one, False) for one in turn.opened), *((one, True) for one in turn.closed)]
        soon = start + max(1, (end - start) // 6)
        for at, (number, closes) in zip(drawn(start, soon, len(told), OFFICE, town.random), told, strict=True):
            yield from _statement(town, number, at, closes=closes)


def _statement(town: Town, number: int, at: int, *, closes: bool) -> Iterator[Draft]:
    farm = town.farm(number)
    body: dict[str, Any] = {
        "species": [farm.species],
        "capacity": farm.head * 5 // 4,
        "head": 0 if closes else farm.head,
        "biosecurity": "ABBC"[number % 4],
    }
    if closes:
        body["closed_on"] = date_of(day_of(at)).isoformat()
    yield from town.hand.write(
        "livestock.farm",
        farm.host.code,
        at,
        body,
        subject=("place", farm.ref),
        device="vet-1",
        slip={"head": farm.head * 10},
    )
