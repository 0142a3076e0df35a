"""Plausible supervision of a town: rounds of heads, inspections, what they found, who put it right, who answered."""

from collections.abc import Iterator
from random import Random

from gridward.domains.supervision.imagine.decisions import decisions
from gridward.domains.supervision.imagine.findings import findings
from gridward.domains.supervision.imagine.implied import implied
from gridward.domains.supervision.imagine.rounds import Rounds
from gridward.domains.supervision.imagine.town import Town
from gridward.plug.imagine import Draft, Facts, World

__all__ = ["imagine", "implied"]


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything supervision records from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    rounds = Rounds(town)
    yield from rounds.drafts()
    found = findings(town, rounds.made)
    yield from found.drafts
    yield from decisions(town, found.ids)
