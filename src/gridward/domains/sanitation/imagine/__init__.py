"""Plausible sanitation of a town: disinfection by teams and shops, refuse taken away, breeding sites looked for."""

from collections.abc import Iterator
from random import Random

from gridward.domains.sanitation.imagine.jobs import jobs
from gridward.domains.sanitation.imagine.refuse import refuse
from gridward.domains.sanitation.imagine.surveys import surveys
from gridward.domains.sanitation.imagine.town import Town
from gridward.domains.sanitation.imagine.words import words
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything sanitation records from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    yield from jobs(town)
    yield from refuse(town)
    yield from words(town)
    yield from surveys(town)
