"""Who is told something at the door, and who is talked to: no more than is stated of all such work of the town."""

from collections.abc import Iterable
from typing import Any

from gridward.domains.screening.imagine.town import Town
from gridward.plug.imagine import Fact

REACHED, PERSUASIONS = "publicity.households_reached", "publicity.persuasions"
"""Figures of another domain that visits are part of."""
TOLD = ("advice", "material")


class Advice:
    """What visits may still tell of each; everything where nothing is stated."""

    def __init__(self, town: Town) -> None:
        self.reached = _most(town.facts.of(REACHED), len(town.homes))
        self.persuasions = _most(town.facts.of(PERSUASIONS), 0)
        self.homes: set[str] = set()
        self.talks = 0

    def kept(self, body: dict[str, Any], home: str, at: int) -> dict[str, Any]:
        """A visit's body, without what may not be told by it any more."""
        if self.reached and body["result"] == "cooperative" and (body["purpose"] == "advice" or body.keys() & {*TOLD}):
            if home in self.homes or len(self.homes) < _left(self.reached, at):
                self.homes.add(home)
            else:
                body = {key: value for key, value in body.items() if key not in TOLD}
                body["purpose"] = "welfare" if body["purpose"] == "advice" else body["purpose"]
        if self.persuasions and "persuasions" in body:
            body["persuasions"] = min(body["persuasions"], max(0, _left(self.persuasions, at) - self.talks))
            self.talks += body["persuasions"]
        return body


def _most(facts: Iterable[Fact], whole: int) -> list[tuple[int, int]]:
    """The moments of which something is stated, and how many there are then."""
    return [
        (fact.as_of, round((fact.share or 0.0) * whole) if fact.value is None else fact.bounds()[0]) for fact in facts
    ]


def _left(most: Iterable[tuple[int, int]], at: int) -> int:
    return min((number for when, number in most if when >= at), default=10**9)
