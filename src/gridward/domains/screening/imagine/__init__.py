"""Plausible screening of a town: rounds of visits, journeys, key categories and pushed lists."""

from collections.abc import Iterator
from random import Random

from gridward.domains.screening.imagine.categories import categories
from gridward.domains.screening.imagine.lists import lists
from gridward.domains.screening.imagine.town import Town
from gridward.domains.screening.imagine.travel import travel
from gridward.domains.screening.imagine.visits import visits
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything that screening records from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    yield from visits(town)
    yield from travel(town)
    yield from categories(town)
    yield from lists(town)
