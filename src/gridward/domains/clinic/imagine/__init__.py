"""Plausible clinics of a town: the triage desk and its fever room, cases, sentinel reports, readiness."""

from collections.abc import Iterator
from random import Random

from gridward.domains.clinic.imagine.cases import cases
from gridward.domains.clinic.imagine.ready import readiness
from gridward.domains.clinic.imagine.sentinels import sentinels
from gridward.domains.clinic.imagine.town import Town
from gridward.domains.clinic.imagine.triage import triages
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything the clinics record from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    yield from sentinels(town)
    yield from readiness(town)
    yield from triages(town)
    yield from cases(town)
