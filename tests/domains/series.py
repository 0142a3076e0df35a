"""Random histories that are true of some town, told in facts: for the tests that any consistent series is met."""

from collections.abc import Mapping, Sequence
from random import Random

from gridward.kit.clock import DAY, parse
from gridward.plug.imagine import Fact, World
from tests.domains.ledger import town

START = parse("2020-02-01") + 1


def small_town(days: int) -> World:
    """Two villages and a community of a hundred people altogether, for so many days."""
    return town(START, START + days * DAY - 1, population=100, village=2, community=1)


def evenings(days: int, number: int, source: Random) -> list[int]:
    """The last moments of some days."""
    ends = [START + day * DAY - 1 for day in range(1, days + 1)]
    return sorted(source.sample(ends, min(number, days)))


class Book:
    """The numbers of one domain at each moment: parts are noted under their own member and under that of the whole."""

    def __init__(self, domain: str) -> None:
        self.domain = domain
        self.courses: dict[str, list[int]] = {}

    def note(self, place: int, name: str, value: int, *codes: str) -> None:
        """Add to what the members (none named: the whole figure) are at a moment."""
        for code in codes or ("",):
            row = self.courses.setdefault(f"{self.domain}.{name}[{code}]", [])
            row += [0] * (place + 1 - len(row))
            row[place] += value


def told(at: Sequence[int], courses: Mapping[str, Sequence[int]], source: Random) -> list[Fact]:
    """Two in three of the numbers, in any order: `figure` or `figure[member]`, and its value at each moment."""
    facts = []
    for name, course in courses.items():
        figure, _, member = name.rstrip("]").partition("[")
        facts += [
            Fact(figure, member, value, None, "", "=", when, "", "") for when, value in zip(at, course, strict=True)
        ]
    source.shuffle(facts)
    return facts[: max(1, len(facts) * 2 // 3)]
