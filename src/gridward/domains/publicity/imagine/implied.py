"""No more doors are knocked at than are stated to have been told, for every visit leaves advice."""

from collections.abc import Iterator

from gridward.domains.publicity.figures import HOUSEHOLDS_REACHED
from gridward.plug.imagine import Fact, Facts, World

COVERED = "screening.households_covered"
VISITS = (COVERED, "screening.households_visited", "screening.persons_covered")
"""Figures of another domain that say how many doors were knocked at."""


def implied(world: World, facts: Facts) -> Iterator[Fact]:
    """Facts about homes called on, unless something is stated of them."""
    if not any(fact.figure in VISITS for fact in facts.facts):
        for fact in facts.of(HOUSEHOLDS_REACHED.name):
            yield fact._replace(figure=COVERED, value=None if fact.value is None else fact.bounds()[0])
