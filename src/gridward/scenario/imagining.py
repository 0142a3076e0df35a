"""What happens in a scenario's town: imagined by the domains, ready to be sent."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import IO, NamedTuple

from gridward.grid.roles import roles
from gridward.kit.heap import growing
from gridward.kit.meanwhile import Progress
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import Draft, Facts
from gridward.scenario.decided import decided
from gridward.scenario.implied import with_implied
from gridward.scenario.officers import Authors, Officer, officers
from gridward.scenario.scenario import Scenario
from gridward.scenario.stream import Waiting, written
from gridward.scenario.world import Town

WORD_EVERY = 2000
"""Drafts after which the progress is told; how many there will be is guessed by the domains that are done."""


class Thought(NamedTuple):
    """The entries that wait in the file, and who holds the offices, those included whom a domain names."""

    waiting: Waiting
    officers: list[Officer]


def think(scenario: Scenario, place: Town, file: IO[bytes], progress: Progress) -> Thought:
    """Imagine everything and write it into the file."""
    known_roles, facts = roles(), Facts(tuple(row.fact for row in scenario.facts))
    authors = Authors(place.world.spots, officers(place.world.spots, known_roles, facts), known_roles)
    with growing():
        waiting = written(file, _drafts(scenario, place, facts, progress), until=scenario.end, author=authors)
    return Thought(waiting, authors.officers)


def _drafts(scenario: Scenario, place: Town, facts: Facts, progress: Progress) -> Iterator[Draft]:
    """What every domain imagines; each has a chance of its own, so that one does not change another's town."""
    facts = with_implied(place.world, decided(facts, catalogue=CATALOGUE))
    domains = [domain for domain in CATALOGUE.domains.values() if domain.imagine is not None]
    told: dict[str, list[Draft]] = {name: [] for domain in domains for name in domain.hears}
    count = 0
    for number, domain in enumerate(domains):
        progress(count, count * len(domains) // max(1, number))
        assert domain.imagine is not None  # noqa: S101  (they were chosen so)
        world = replace(place.world, told={name: told[name] for name in domain.hears})
        for draft in domain.imagine(world, facts, Random(f"{scenario.seed}:{domain.name}")):
            if draft.kind in told:
                told[draft.kind].append(draft)
            count += 1
            if count % WORD_EVERY == 0:
                progress(count, count * len(domains) // (number + 1))
            yield draft
    progress(count, count)
