"""Tracing as imagined meets every stated number and traces the contacts of the cases there are."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.domains.clinic.domain import DOMAIN as CLINIC
from gridward.domains.screening.domain import DOMAIN as SCREENING
from gridward.domains.tracing import figures
from gridward.domains.tracing.domain import DOMAIN as TRACING
from gridward.kit.clock import DAY, parse
from gridward.plug.imagine import Fact
from tests.domains.hearing import imagined, unmet
from tests.domains.ledger import lines, town, value

pytestmark = pytest.mark.no_database

ALL = (SCREENING, CLINIC, TRACING)


def fact(name: str, stated: int, day: str, qualifier: str = "=") -> Fact:
    figure, _, member = name.rstrip("]").partition("[")
    return Fact(figure, member, stated, None, "", qualifier, parse(day), "", "")


TOWNS = {
    "town": (
        town(parse("2020-01-25") + 1, parse("2020-02-10"), village=8),
        (
            fact("clinic.confirmed", 2, "2020-02-10"),
            fact("tracing.contacts[close]", 9, "2020-02-05"),
            fact("tracing.contacts[close]", 14, "2020-02-10"),
            fact("tracing.contacts", 20, "2020-02-10", ">="),
            fact("tracing.contacts_of_contacts", 6, "2020-02-05"),
            fact("tracing.contacts_of_contacts", 4, "2020-02-10"),
            fact("tracing.investigations", 3, "2020-02-10"),
            fact("tracing.stays", 40, "2020-02-10", "~"),
        ),
    ),
    "zone": (
        town(parse("2020-02-02") + 1, parse("2020-02-07"), level="zone", population=60, pack="cn-covid-e3"),
        (fact("tracing.contacts", 0, "2020-02-07"), fact("tracing.contacts_of_contacts", 90, "2020-02-03")),
    ),
}


@pytest.mark.parametrize("name", TOWNS)
def test_every_fact_is_met(name: str) -> None:
    world, facts = TOWNS[name]
    assert unmet(world, facts, *ALL) == []


def test_contacts_come_from_the_cases_there_are() -> None:
    world, _ = TOWNS["town"]
    drafts, entries = imagined(world, (fact("clinic.confirmed", 2, "2020-02-10"),), *ALL)
    found = value(figures.CONTACTS, lines(figures.CONTACTS, entries), "close", world.end)
    assert found == 8
    cases = {draft.subject for draft in drafts if draft.kind == "clinic.case"}
    sources = {draft.body["source"]["ref"] for draft in drafts if draft.kind == "tracing.contact" and draft.body}
    assert {("person", ref) for ref in sources} <= cases
    quiet, _ = imagined(world, (), *ALL)
    assert not [draft for draft in quiet if draft.kind in ("tracing.contact", "tracing.investigation")]
    assert [draft for draft in quiet if draft.kind == "tracing.stay"]


STEP = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 5), st.integers(0, 20))


@given(steps=st.lists(STEP, min_size=1, max_size=3), seed=st.integers(0, 1_000))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_consistent_series_of_facts_is_met(steps: list[tuple[int, ...]], seed: int) -> None:
    start = parse("2020-02-01") + 1
    world = town(start, start + 4 * DAY - 1, population=120, village=2)
    facts: list[Fact] = []
    close = far = cases = stays = 0
    for number, (more, beyond, new, moved) in enumerate(steps):
        at = start + (number + 1) * DAY - 1
        close, far, cases, stays = close + more, far + beyond, cases + new, stays + moved
        told = {"contacts_of_contacts": far, "investigations": cases, "stays": stays}
        facts += [Fact(f"tracing.{name}", "", stated, None, "", "=", at, "", "") for name, stated in told.items()]
        facts.append(Fact("tracing.contacts", "close", close, None, "", "=", at, "", ""))
    Random(seed).shuffle(facts)
    assert unmet(world, facts[: max(1, len(facts) * 2 // 3)], TRACING) == []
