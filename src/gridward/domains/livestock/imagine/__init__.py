"""Plausible farms of a town: registered, patrolled, reported by their owners, culled and restocked."""

from collections.abc import Iterator
from random import Random

from gridward.domains.livestock.imagine.animals import animals
from gridward.domains.livestock.imagine.farms import farms
from gridward.domains.livestock.imagine.patrols import patrols
from gridward.domains.livestock.imagine.town import Town
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything recorded about farms from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    yield from farms(town)
    yield from patrols(town)
    yield from animals(town)
