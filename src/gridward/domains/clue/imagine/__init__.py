"""Plausible tips of a town and what became of them, meeting every fact about this domain."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random

from gridward.domains.clue.figures import HAZARDS_REMOVED, RECEIVED, VERIFIED
from gridward.domains.clue.imagine.courses import courses
from gridward.domains.clue.imagine.desk import Desk
from gridward.plug.course import Leg, beginning, moments
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """All tips and checks from the world's start to its end."""
    at = moments(world, facts, RECEIVED.name, VERIFIED.name, HAZARDS_REMOVED.name)
    start = beginning(world, at)
    tips, hazards = courses(world, facts, at, start)
    desk = Desk(world, random)
    for number, (begin, end) in enumerate(pairwise((start, *at))):
        wanted = {code: course[number] for code, course in tips.items()}
        yield from desk.reach(wanted, hazards[number], Leg(begin, end, 0))
