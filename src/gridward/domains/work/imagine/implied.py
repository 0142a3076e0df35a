"""Workers are on sites, where a share of them is stated and nothing else of anybody's work."""

from collections.abc import Iterator

from gridward.domains.work.figures import SITE_WORKERS, TRACKED
from gridward.plug.imagine import Fact, Facts, World

SOME = 10


def implied(world: World, facts: Facts) -> Iterator[Fact]:
    """A few workers on sites, unless anything is stated of enterprises and employees."""
    told = [fact for fact in facts.facts if fact.figure.startswith("work.")]
    if told and all(fact.figure == TRACKED.name for fact in told):
        for fact in facts.shares(TRACKED.name):
            yield fact._replace(figure=SITE_WORKERS.name, value=SOME, share=None, qualifier="=")
