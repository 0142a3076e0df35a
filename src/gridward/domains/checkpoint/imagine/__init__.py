"""Plausible gates of a town: posts opened, areas closed off, vehicles and persons passing by day and night."""

from collections.abc import Iterator
from random import Random

from gridward.domains.checkpoint.imagine.closures import closures
from gridward.domains.checkpoint.imagine.passages import passages
from gridward.domains.checkpoint.imagine.posts import gates
from gridward.domains.checkpoint.imagine.town import Town
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything the gates record from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    yield from closures(town)
    opened = gates(town)
    yield from (draft for gate in opened for draft in gate.drafts)
    yield from passages(town, opened)
