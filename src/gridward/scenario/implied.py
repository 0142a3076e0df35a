"""What else must be true of the town so that its facts can be: told by the domains, before any of them imagines."""

from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import Fact, Facts, World


def with_implied(world: World, facts: Facts) -> Facts:
    """The facts, and those that they imply of other domains' figures, of which nothing is stated."""
    told = facts
    for domain in CATALOGUE.domains.values():
        if domain.implies is not None:
            told = Facts((*told.facts, *(one for one in domain.implies(world, facts) if _new(one, told))))
    return told


def _new(one: Fact, told: Facts) -> bool:
    return one.figure in CATALOGUE.figures and not any(
        fact.as_of == one.as_of for fact in told.of(one.figure, one.member)
    )
