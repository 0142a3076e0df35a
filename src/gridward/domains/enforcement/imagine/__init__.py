"""Plausible enforcement in a town: officers out on runs, shops told to close and allowed to open again."""

from collections.abc import Iterator
from random import Random

from gridward.domains.enforcement.imagine.notices import notices
from gridward.domains.enforcement.imagine.patrols import patrols
from gridward.domains.enforcement.imagine.town import Town
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything enforcement records from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    yield from patrols(town)
    yield from notices(town)
