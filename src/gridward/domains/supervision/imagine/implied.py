"""As many posts stand as there are to be inspected."""

from collections.abc import Iterator

from gridward.domains.supervision.figures import COVERED, SUBJECTS_SEEN, TO_COVER
from gridward.plug.imagine import Fact, Facts, World

POSTS = "checkpoint.posts"
"""The figure of another domain that counts posts."""


def implied(world: World, facts: Facts) -> Iterator[Fact]:
    """Facts about posts, unless something is stated of them."""
    if any(fact.figure == POSTS for fact in facts.facts):
        return
    yield from _as_a_share(world, facts)
    told = facts.of(TO_COVER.name, "post") or tuple(fact for fact in facts.of(COVERED.name, "post") if fact.value)
    yield from (fact._replace(figure=POSTS, member="") for fact in told if fact.value is not None)
    for fact in facts.of(COVERED.name, "post") if not facts.of(TO_COVER.name, "post") else ():
        whole = next((one for one in facts.of(COVERED.name, "") if one.as_of == fact.as_of), None)
        if fact.share and whole is not None and whole.value is not None:
            left = (
                whole.aim()
                - _areas(world, facts, "village", fact.as_of)
                - _areas(world, facts, "community", fact.as_of)
            )
            yield fact._replace(figure=POSTS, member="", value=max(0, round(left / fact.share)), share=None)


def _as_a_share(world: World, facts: Facts) -> Iterator[Fact]:
    """Where of all that were inspected both the number and the share are stated, the rest of the whole are posts."""
    number = {fact.as_of: fact.value for fact in facts.of(COVERED.name) if fact.value is not None}
    for fact in facts.of(COVERED.name):
        if fact.share and fact.as_of in number:
            whole = round(number[fact.as_of] / fact.share)
            posts = whole - len(world.at("village", "community"))
            yield fact._replace(figure=POSTS, member="", value=max(0, posts), share=None)


def _areas(world: World, facts: Facts, level: str, at: int) -> int:
    """How many areas of a level were inspected on the day: as many as are stated, or all that may have been."""
    told = [fact.aim() for fact in facts.of(COVERED.name, level) if fact.as_of == at and fact.value is not None]
    seen = [fact.aim() for fact in facts.of(SUBJECTS_SEEN.name, level) if fact.as_of >= at and fact.value is not None]
    return told[0] if told else min([len(world.at(level)), *seen])
