"""Plausible gifts to a town: who gave what through whom, and what it was used for."""

from collections.abc import Iterator
from random import Random

from gridward.domains.donation.imagine.gifts import gifts
from gridward.domains.donation.imagine.town import Town
from gridward.domains.donation.imagine.uses import uses
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything recorded about gifts from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    yield from gifts(town)
    yield from uses(town)
