"""What one imagined town says of itself, stated of another: facts of any figures, at any moments, that are true.

A town is imagined under a few facts of chance. Whatever its entries come to is then true of some town, however odd, so
that a second town must come to the same where it is stated.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

from gridward.grid.roles import roles
from gridward.kit.clock import DAY, HOUR, iso
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.domain import Domain
from gridward.plug.figure import Figure, Line
from gridward.plug.imagine import Draft, Fact, Facts, World
from gridward.scenario.decided import decided
from gridward.scenario.facts import contradictions
from gridward.scenario.implied import with_implied
from gridward.scenario.officers import officers
from tests.domains.imagining import opened
from tests.domains.ledger import Ledger, lines, value

GIVEN = ("screening.households",)
"""The file itself says how many there are."""
LIKELY = (0, 1, 2, 3, 5, 8, 13, 40, 200)


class Told:
    """What a town comes to that is imagined under some facts."""

    def __init__(self, world: World, facts: Sequence[Fact], domains: Sequence[Domain], seed: int) -> None:
        self.world = world
        told: dict[str, list[Draft]] = defaultdict(list)
        known = with_implied(world, decided(Facts(tuple(facts)), catalogue=CATALOGUE))
        drafts = [*opened(world), *appointed(world, known)]
        for domain in domains:
            assert domain.imagine is not None
            heard = replace(world, told={kind: told[kind] for kind in domain.hears})
            for draft in domain.imagine(heard, known, Random(f"{seed}:{domain.name}")):
                told[draft.kind].append(draft)
                drafts.append(draft)
        self.ledger = Ledger(CATALOGUE.kinds.values(), world.spots).take(drafts)
        self.entries = self.ledger.active()
        root = world.root.code
        self.root = {self.ledger.number("area", root)} | {
            area for area, holder in self.ledger.holder.items() if holder == root
        }
        self._lines: dict[str, list[Line]] = {}

    def value(self, name: str, member: str, at: int) -> int:
        """What a figure's member is at a moment."""
        figure = CATALOGUE.figures[name]
        if name not in self._lines:
            self._lines[name] = lines(figure, self.entries, self.ledger.roots)
        return value(figure, self._lines[name], member, at, self.root if figure.own else None)

    def whole(self, figure: Figure, member: str, at: int) -> int:
        """What a share of it is of."""
        if figure.expected in GIVEN:
            return sum(len(homes) for homes in self.world.homes.values())
        other = CATALOGUE.figures[figure.expected]
        has = any(one.code == member for one in other.members)
        return self.value(other.name, member if has else "", at)

    def unmet(self, facts: Sequence[Fact]) -> list[tuple[Fact, int]]:
        """The facts that are not true of it, with what is."""
        found = []
        for fact in facts:
            got = self.value(fact.figure, fact.member, fact.as_of)
            if fact.share is None:
                holds = fact.accepts(got)
            else:
                whole = self.whole(CATALOGUE.figures[fact.figure], fact.member, fact.as_of)
                holds = bool(whole) and got == round(fact.share * whole)
            found += [] if holds else [(fact, got)]
        return found


def appointed(world: World, facts: Facts) -> Iterator[Draft]:
    """Who holds the offices of the town, from before its first day."""
    at = world.start - 30_000_000
    for number, one in enumerate(officers(world.spots, roles(), facts), 1):
        body = {"office": one.role, "holder": one.username, "from": iso(at)}
        yield Draft(id=UUID(int=2**64 + number), kind="grid.appointment", area=one.area, at=at, body=body)


def concerned(names: set[str]) -> list[Domain]:
    """Domains and those that they hear, in the order in which they imagine."""
    found: set[str] = set()
    while names - found:
        found |= names
        names = {kind.partition(".")[0] for name in found for kind in CATALOGUE.domains[name].hears} | names
    return [one for name, one in CATALOGUE.domains.items() if name in found and one.imagine is not None]


def statable(domains: Sequence[Domain]) -> list[tuple[Figure, str]]:
    """Every figure and member that a scenario can state."""
    return [
        (figure, code)
        for domain in domains
        for figure in domain.figures
        if figure.follows is None and figure.name not in GIVEN
        for code in (*(("",) if figure.total or not figure.members else ()), *(one.code for one in figure.members))
    ]


@dataclass(frozen=True, slots=True)
class Draw:
    """Draws facts by chance."""

    world: World
    source: Random

    def moments(self, number: int) -> list[int]:
        """Ends of days, now and then noon or another hour; the first day and the last one as often as not."""
        start, days = self.world.start, max(1, round((self.world.end - self.world.start) / DAY))
        ends = {start + day * DAY - 1 for day in range(1, days + 1)}
        found = {self.world.end} if self.source.random() < 0.5 else set()
        found |= set(self.source.sample(sorted(ends), min(number, days)))
        if self.source.random() < 0.3:
            found |= {start + self.source.randrange(days) * DAY + self.source.choice((9, 12, 17)) * HOUR}
        return sorted(one for one in found if one <= self.world.end)

    def chance(self, some: Sequence[tuple[Figure, str]], number: int) -> list[Fact]:
        """Facts that need not be true together, though they do not contradict each other."""
        found: list[Fact] = []
        for figure, code in self.source.sample(list(some), min(number, len(some))):
            for at in self.moments(1):
                scale = next((one.scale for one in figure.members if one.code == code and one.unit), figure.scale)
                stated = self.source.choice(LIKELY) * 10**scale
                fact = Fact(figure.name, code, stated, None, "", "=", at, "", "")
                found += [] if contradictions([*found, fact], catalogue=CATALOGUE) else [fact]
        return found

    def true(self, town: Told, some: Sequence[tuple[Figure, str]], number: int) -> list[Fact]:
        """Facts that are true of a town: of so many figures or members, each at some of the same few moments."""
        at, found = self.moments(self.source.randint(1, 4)), []
        for figure, code in self.source.sample(list(some), min(number, len(some))):
            for one in at:
                if self.source.random() < 0.8 and town.value(figure.name, code, one) >= 0:
                    found.append(self._stated(town, figure, code, one))
        return found

    def _stated(self, town: Told, figure: Figure, code: str, at: int) -> Fact:
        got, qualifier, share = town.value(figure.name, code, at), "=", None
        shown = figure.share or figure.distinct or not figure.reported
        summed = not code and figure.expected == "grid.areas"  # areas of all levels, of which nobody speaks together
        whole = town.whole(figure, code, at) if figure.expected and shown and not summed else 0
        stated, chance = got, self.source.random()
        if whole and got <= whole and chance < 0.2 and round(got / whole * whole) == got:
            share = got / whole
        elif got > 10 and chance < 0.3:
            stated, qualifier = int(str(got)[0]) * 10 ** (len(str(got)) - 1), ">="
        elif got > 50 and chance < 0.4:
            stated, qualifier = got + got // 100, "~"
        return Fact(figure.name, code, None if share is not None else stated, share, "", qualifier, at, "", "")
