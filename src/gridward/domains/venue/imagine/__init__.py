"""Plausible venues of a town: the register, checklists day by day, passenger flow, goods at the market,
classes of schools.
"""

from collections.abc import Iterator
from random import Random

from gridward.domains.venue.imagine.checks import checks
from gridward.domains.venue.imagine.classes import classes
from gridward.domains.venue.imagine.flow import flow
from gridward.domains.venue.imagine.lots import lots
from gridward.domains.venue.imagine.register import Register
from gridward.domains.venue.imagine.shut import shut
from gridward.domains.venue.imagine.town import Town
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything that venues record from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    register = Register(town)
    yield from register.drafts()
    yield from checks(town, register)
    yield from flow(town, register)
    yield from lots(town, register)
    yield from classes(town, register)
    yield from shut(town, register)
