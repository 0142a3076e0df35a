"""Plausible reporting of a town: who reports each day, in time or late or not at all, and what is sent back."""

from collections.abc import Iterator
from random import Random

from gridward.domains.reporting.imagine.days import days
from gridward.domains.reporting.imagine.reviews import reviews
from gridward.domains.reporting.imagine.town import Town
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything reported from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    yield from days(town)
    yield from reviews(town)
