"""Domains imagined one after another, as the loader does: each hears what those before it told."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from gridward.domains.screening import entries as screening
from gridward.plug.domain import Domain
from gridward.plug.imagine import Draft, Fact, Facts, World
from gridward.plug.kind import Entry
from tests.domains.ledger import Ledger, lines, value


def imagined(world: World, facts: Sequence[Fact], *domains: Domain) -> tuple[list[Draft], list[Entry]]:
    """All drafts, and the entries that count."""
    told: dict[str, list[Draft]] = {name: [] for domain in domains for name in domain.hears}
    drafts: list[Draft] = []
    for domain in domains:
        assert domain.imagine is not None
        heard = replace(world, told={name: told[name] for name in domain.hears})
        for draft in domain.imagine(heard, Facts(tuple(facts)), Random(f"7:{domain.name}")):
            if draft.kind in told:
                told[draft.kind].append(draft)
            drafts.append(draft)
    kinds = [*screening.KINDS, *(kind for domain in domains for kind in domain.kinds)]
    return drafts, Ledger(kinds, world.spots).take(drafts).active()


def unmet(world: World, facts: Sequence[Fact], *domains: Domain) -> list[tuple[str, int]]:
    """The facts that the lines do not bear out, with what they give."""
    _, entries = imagined(world, facts, *domains)
    figures = {figure.name: figure for domain in domains for figure in domain.figures}
    wrong = []
    for one in facts:
        figure = figures[one.figure]
        got = value(figure, lines(figure, entries), one.member, one.as_of)
        if one.share is not None:
            whole = figures[figure.expected]
            expected = value(whole, lines(whole, entries), one.member, one.as_of)
            agrees = got == round(one.share * expected)
        else:
            agrees = one.accepts(got)
        if not agrees:
            wrong.append((f"{one.figure}[{one.member}] {one.qualifier} {one.value} {one.share}", got))
    return wrong
