"""People in need, as persons in the category: where only their number, or how many were called on, is stated."""

from gridward.domains.screening.figures import IN_NEED, KEY_PERSONS, REVIEWED, VULNERABLE
from gridward.plug.imagine import Fact, Facts

CODE = "vulnerable"
SOME = 20
"""How many are in need where only a share of them is stated."""


def as_persons(facts: Facts) -> Facts:
    """The facts, with those about people in need told as persons of the category, unless these are stated."""
    if any(facts.of(KEY_PERSONS.name, code) for code in VULNERABLE):
        return facts
    told = [_person(fact) for fact in facts.of(IN_NEED.name) if fact.value is not None]
    known = {fact.as_of for fact in told}
    least = 0
    for fact in facts.of(REVIEWED.name):
        whole = max([one.value or 0 for one in told if one.as_of <= fact.as_of], default=0)
        least = max(least, SOME if fact.value is None else fact.aim())
        if fact.as_of not in known and (not known or whole < least):
            told.append(_person(fact, least))
    return Facts((*facts.facts, *told))


def _person(fact: Fact, value: int | None = None) -> Fact:
    stated = fact._replace(figure=KEY_PERSONS.name, member=CODE)
    return stated if value is None else stated._replace(value=value, share=None, qualifier="=")
