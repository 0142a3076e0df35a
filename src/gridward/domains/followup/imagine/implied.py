"""Somebody needs a named person, where a share of those who do is stated and nothing else of anybody."""

from collections.abc import Iterator

from gridward.domains.followup.figures import ASSIGNED, TO_ASSIGN
from gridward.plug.imagine import Fact, Facts, World

SOME = 10


def implied(world: World, facts: Facts) -> Iterator[Fact]:
    """A few who need one, unless anything is stated of who came, stays in or is looked after."""
    told = [fact for fact in facts.facts if fact.figure.startswith(("followup.", "screening.", "tracing."))]
    if told and all(fact.figure == ASSIGNED.name for fact in told):
        for fact in facts.shares(ASSIGNED.name):
            yield fact._replace(figure=TO_ASSIGN.name, value=SOME, share=None, qualifier="=")
