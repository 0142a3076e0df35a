"""Plausible command of a town: bodies, letters, meetings, documents, directives and answers, shifts, incidents."""

from collections.abc import Iterator
from random import Random

from gridward.domains.command.imagine.bodies import bodies
from gridward.domains.command.imagine.directives import directives
from gridward.domains.command.imagine.documents import documents
from gridward.domains.command.imagine.letters import letters
from gridward.domains.command.imagine.meetings import meetings
from gridward.domains.command.imagine.shifts import shifts
from gridward.domains.command.imagine.town import Town
from gridward.domains.command.imagine.watch import incidents, risk_areas
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything the command records from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    yield from bodies(town)
    yield from letters(town)
    yield from meetings(town)
    yield from documents(town)
    yield from directives(town)
    yield from shifts(town)
    yield from risk_areas(town)
    yield from incidents(town)
