"""Plausible follow-up of a town: who is put under which order, watched, answered for, released and helped."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from gridward.domains.followup.imagine.finds import finds
from gridward.domains.followup.imagine.households import key_households
from gridward.domains.followup.imagine.implied import implied
from gridward.domains.followup.imagine.needs import needs
from gridward.domains.followup.imagine.readings import readings
from gridward.domains.followup.imagine.teams import teams
from gridward.domains.followup.imagine.town import Town
from gridward.domains.followup.imagine.ward import Ward
from gridward.plug.imagine import Draft, Facts, World

__all__ = ["imagine", "implied"]


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything that follow-up records from the world's start to its end, meeting every fact about this domain."""
    found = list(finds(Town(world, facts, random)))
    yield from found
    town = Town(_told(world, found), facts, random)
    ward = Ward(town)
    yield from ward.drafts()
    yield from teams(town, ward)
    yield from readings(town, ward)
    yield from needs(town)
    yield from key_households(town)


def _told(world: World, more: Sequence[Draft]) -> World:
    """The world in which these were told too."""
    told = {kind: list(drafts) for kind, drafts in world.told.items()}
    for draft in more:
        told.setdefault(draft.kind, []).append(draft)
    return replace(world, told=told)
