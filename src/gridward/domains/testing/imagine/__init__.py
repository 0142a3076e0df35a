"""Plausible testing in a town: occupations tested week by week, other samples, and what the laboratory found."""

from collections.abc import Iterator
from random import Random

from gridward.domains.testing.imagine.implied import implied
from gridward.domains.testing.imagine.rounds import Rounds
from gridward.domains.testing.imagine.town import Town
from gridward.plug.imagine import Draft, Facts, World

__all__ = ["imagine", "implied"]


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything that testing records from the world's start to its end, meeting every fact about this domain."""
    yield from Rounds(Town(world, facts, random)).drafts()
