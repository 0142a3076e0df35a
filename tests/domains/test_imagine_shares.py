"""Shares that hold over some days or hours, as imagined: people in need, delays, signals, days of cover."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

import pytest

from gridward.domains.clinic import entries as clinic_entries
from gridward.domains.clinic import figures as clinic_figures
from gridward.domains.clinic.imagine import imagine as clinics
from gridward.domains.screening import entries as screening_entries
from gridward.domains.screening import figures as screening_figures
from gridward.domains.screening.imagine import imagine as screening
from gridward.domains.supplies import entries as supplies_entries
from gridward.domains.supplies import figures as supplies_figures
from gridward.domains.supplies.imagine import imagine as stores
from gridward.kit.clock import parse
from gridward.plug.imagine import Draft, Fact, Facts, World
from tests.domains.ledger import Ledger, lines, town, value

pytestmark = pytest.mark.no_database

KINDS = (*clinic_entries.KINDS, *screening_entries.KINDS, *supplies_entries.KINDS)
FIGURES = {
    figure.name: figure
    for declared in (clinic_figures, screening_figures, supplies_figures)
    for figure in declared.FIGURES
}
L = 1_000


def fact(name: str, stated: float | None, day: str, qualifier: str = "=", *, share: float | None = None) -> Fact:
    figure, _, member = name.rstrip("]").partition("[")
    return Fact(figure, member, None if stated is None else int(stated), share, "", qualifier, parse(day), "", "")


def unmet(world: World, facts: Sequence[Fact], part: Callable[[World, Facts, Random], Iterator[Draft]]) -> list[object]:
    drafts = list(part(world, Facts(tuple(facts)), Random(7)))
    entries = Ledger(KINDS, world.spots).take(drafts).active()
    wrong: list[object] = []
    for one in facts:
        figure = FIGURES[one.figure]
        got = value(figure, lines(figure, entries), one.member, one.as_of)
        if one.share is None:
            agrees = one.accepts(got)
        else:
            whole = FIGURES[figure.expected]
            expected = value(whole, lines(whole, entries), one.member, one.as_of)
            agrees = abs(got - one.share * expected) <= 0.5
        if not agrees:
            wrong.append((one, got))
    return wrong


@pytest.mark.parametrize("share", [1.0, 0.6, 0.0])
def test_people_in_need_are_called_on_as_stated(share: float) -> None:
    world = town(parse("2020-01-25") + 1, parse("2020-02-10"), village=5, population=2_000)
    facts = (
        fact("screening.key_persons[vulnerable]", 20, "2020-02-10"),
        fact("screening.persons_covered", 900, "2020-02-03", "~"),
        fact("screening.vulnerable_reviewed", None, "2020-02-10", share=share),
        fact("screening.vulnerable_reviewed", 3, "2020-02-02"),
    )
    assert unmet(world, facts, screening) == []


@pytest.mark.parametrize("share", [1.0, 0.7, 0.0])
def test_delays_of_cases_are_as_long_as_stated(share: float) -> None:
    world = town(parse("2020-01-25") + 1, parse("2020-02-10"), village=5, population=2_000)
    facts = (
        fact("clinic.confirmed", 10, "2020-02-10"),
        fact("clinic.suspected", 6, "2020-02-03"),
        fact("clinic.delay[found_reported]", None, "2020-02-10", share=share),
        fact("clinic.delay[found_reported]", 2, "2020-02-02"),
        fact("clinic.delay[isolated_admitted]", 8, "2020-02-10"),
        fact("clinic.delay_known[diagnosed_isolated]", 10, "2020-02-10", ">="),
    )
    assert unmet(world, facts, clinics) == []


def test_as_many_sentinels_signal_as_are_stated() -> None:
    world = town(parse("2020-01-25") + 1, parse("2020-02-10"), village=5, population=2_000)
    facts = (
        fact("clinic.signals", 9, "2020-02-10"),
        fact("clinic.signals[school]", 2, "2020-02-03T12:00:00+08:00"),
        fact("clinic.signals[school]", 5, "2020-02-08"),
        fact("clinic.confirmed", 0, "2020-02-01T12:00:00+08:00"),
    )
    assert unmet(world, facts, clinics) == []
    assert unmet(world, (fact("clinic.signals", 0, "2020-02-10"),), clinics) == []


@pytest.mark.parametrize("share", [1.0, 0.4])
def test_stores_cover_as_many_days_as_stated(share: float) -> None:
    world = town(parse("2020-01-25") + 1, parse("2020-02-10"), village=5, population=2_000)
    facts = (
        fact("supplies.daily_use[mask_n95]", 20, "2020-02-10"),
        fact("supplies.days_of_cover[mask_n95]", None, "2020-02-10", share=share),
        fact("supplies.days_of_cover[goggles]", None, "2020-02-05", share=share),
        fact("supplies.shortfall[isolation_gown]", 150, "2020-02-10"),
        fact("supplies.shortfall[alcohol_75]", 12 * L, "2020-02-10"),
    )
    assert unmet(world, facts, stores) == []
