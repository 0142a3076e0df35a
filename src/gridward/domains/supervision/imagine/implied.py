"""As many posts stand as there are to be inspected."""

from collections.abc import Iterator

from gridward.domains.supervision.figures import COVERED, TO_COVER
from gridward.plug.imagine import Fact, Facts, World

POSTS = "checkpoint.posts"
"""The figure of another domain that counts posts."""


def implied(world: World, facts: Facts) -> Iterator[Fact]:
    """Facts about posts, unless something is stated of them."""
    if any(fact.figure == POSTS for fact in facts.facts):
        return
    told = facts.of(TO_COVER.name, "post") or tuple(fact for fact in facts.of(COVERED.name, "post") if fact.value)
    yield from (fact._replace(figure=POSTS, member="") for fact in told if fact.value is not None)
