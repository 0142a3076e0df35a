"""Plausible follow-up of a town: who is put under which order, watched, answered for, released and helped."""

from collections.abc import Iterator
from random import Random

from gridward.domains.followup.imagine.households import key_households
from gridward.domains.followup.imagine.needs import needs
from gridward.domains.followup.imagine.readings import readings
from gridward.domains.followup.imagine.teams import teams
from gridward.domains.followup.imagine.town import Town
from gridward.domains.followup.imagine.ward import Ward
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything that follow-up records from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    ward = Ward(town)
    yield from ward.drafts()
    yield from teams(town, ward)
    yield from readings(town, ward)
    yield from needs(town)
    yield from key_households(town)
