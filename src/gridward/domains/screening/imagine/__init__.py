"""Plausible screening of a town: rounds of visits, journeys, key categories, people in need, pushed lists."""

from collections.abc import Iterator
from random import Random

from gridward.domains.screening.imagine.categories import categories
from gridward.domains.screening.imagine.lists import lists
from gridward.domains.screening.imagine.need import as_persons
from gridward.domains.screening.imagine.reviews import Reviews
from gridward.domains.screening.imagine.town import Town
from gridward.domains.screening.imagine.travel import travel
from gridward.domains.screening.imagine.visits import visits
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything that screening records from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, as_persons(facts), random)
    reviews = Reviews(town)
    for draft in visits(town):
        reviews.visited(draft)
        yield draft
    yield from travel(town)
    for draft in categories(town):
        reviews.classified(draft)
        yield draft
    yield from reviews.drafts()
    yield from lists(town)
