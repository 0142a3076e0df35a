"""Plausible publicity of a town: material, voices and posts, gatherings, groups, rumours and answers."""

from collections.abc import Iterator
from random import Random

from gridward.domains.publicity.imagine.activities import activities
from gridward.domains.publicity.imagine.forwarding import forwarding
from gridward.domains.publicity.imagine.gatherings import gatherings
from gridward.domains.publicity.imagine.groups import groups
from gridward.domains.publicity.imagine.implied import implied
from gridward.domains.publicity.imagine.material import material
from gridward.domains.publicity.imagine.media import media
from gridward.domains.publicity.imagine.rumours import rumours
from gridward.domains.publicity.imagine.town import Town
from gridward.plug.imagine import Draft, Facts, World

__all__ = ["imagine", "implied"]


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything publicity records from the world's start to its end, meeting every fact about this domain."""
    town = Town(world, facts, random)
    yield from material(town)
    yield from activities(town)
    yield from media(town)
    yield from gatherings(town)
    yield from groups(town)
    yield from rumours(town)
    yield from forwarding(town)
