"""Plausible tracing in a town: cases investigated, contacts found, stays declared by those who came."""

from collections.abc import Iterator
from random import Random

from gridward.domains.tracing.imagine.contacts import contacts
from gridward.domains.tracing.imagine.stays import investigations, stays
from gridward.domains.tracing.imagine.town import Town
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything that tracing records from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    yield from investigations(town)
    yield from contacts(town)
    yield from stays(town)
