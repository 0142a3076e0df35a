"""Plausible stores of a town: goods in and out, stock-takes, requests and what full load uses."""

from collections.abc import Iterator
from random import Random

from gridward.domains.supplies.imagine.cover import as_held
from gridward.domains.supplies.imagine.plan import Plan
from gridward.domains.supplies.imagine.requests import Requests
from gridward.domains.supplies.imagine.stores import stores
from gridward.domains.supplies.imagine.targets import targets
from gridward.plug.imagine import Draft, Facts, World


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything the stores record from the world's start to its end, meeting every fact about this domain."""
    plan = Plan(world, as_held(world, facts), random)
    requests = Requests(plan)
    yield from requests.drafts()
    yield from stores(plan, requests)
    yield from targets(plan)
