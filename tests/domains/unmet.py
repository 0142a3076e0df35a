"""Whether what domains imagine meets the facts: one stage of several domains, and what it leaves unmet."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from gridward.kit.clock import parse
from gridward.plug.domain import Domain
from gridward.plug.figure import Figure
from gridward.plug.imagine import Draft, Fact, Facts, World
from gridward.plug.kind import Entry
from tests.domains.ledger import Ledger, lines, value


def fact(name: str, stated: float | None, day: str, qualifier: str = "=", *, share: float | None = None) -> Fact:
    """`figure[member]` as it stands in a scenario."""
    figure, _, member = name.rstrip("]").partition("[")
    return Fact(figure, member, None if stated is None else int(stated), share, "", qualifier, parse(day), "", "")


class Stage:
    """Domains that imagine one after the other, each hearing what those before it told."""

    def __init__(self, *domains: Domain, wholes: Callable[[World, str, str], int] | None = None) -> None:
        self.domains = domains
        self.kinds = tuple(kind for domain in domains for kind in domain.kinds)
        self.figures: dict[str, Figure] = {one.name: one for domain in domains for one in domain.figures}
        self._wholes = wholes

    def imagined(self, world: World, facts: Sequence[Fact], seed: int = 7) -> tuple[list[Draft], Ledger, list[Entry]]:
        told: dict[str, list[Draft]] = defaultdict(list)
        drafts: list[Draft] = []
        for domain in self.domains:
            assert domain.imagine is not None
            heard = {kind: told[kind] for kind in domain.hears}
            random = Random(f"{seed}:{domain.name}")
            for draft in domain.imagine(replace(world, told=heard), Facts(tuple(facts)), random):
                drafts.append(draft)
                told[draft.kind].append(draft)
        ledger = Ledger(self.kinds, world.spots).take(drafts)
        return drafts, ledger, ledger.active()

    def unmet(self, world: World, facts: Sequence[Fact], seed: int = 7) -> list[tuple[str, int]]:
        """The facts that the lines do not bear out, with what they give."""
        _, ledger, entries = self.imagined(world, facts, seed)
        here = {ledger.number("area", world.root.code)}
        here |= {area for area, holder in ledger.holder.items() if holder == world.root.code}
        wrong = []
        for one in facts:
            figure = self.figures[one.figure]
            got = value(figure, lines(figure, entries), one.member, one.as_of, here if figure.own else None)
            if one.share is not None:
                agrees = got == round(one.share * self.whole(world, figure, one, entries))
            else:
                agrees = one.accepts(got) and (one.qualifier == "=" or one.value in (got, 0) or got != one.value)
            if not agrees:
                wrong.append((f"{one.figure}[{one.member}] {one.qualifier} {one.value} {one.share} {one.as_of}", got))
        return wrong

    def whole(self, world: World, figure: Figure, one: Fact, entries: Sequence[Entry]) -> int:
        """What a share is held against: another figure, and what the map alone knows of it."""
        other = self.figures.get(figure.expected)
        booked = value(other, lines(other, entries), one.member, one.as_of) if other else 0
        return booked + (self._wholes(world, figure.expected, one.member) if self._wholes else 0)
