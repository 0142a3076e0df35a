"""Whoever has been in a risk area under the ninth edition and the twenty measures (domain.md §2.1)."""

from datetime import date

import pytest

from gridward.duty.law import Law
from gridward.duty.plan import Plan, plan
from gridward.duty.risks import Listed, RiskList, Spot
from gridward.kit.clock import DAY, HOUR, date_of, day_of, parse
from gridward.plug.kind import key_of
from tests.policy.test_editions_planned import entry, law

pytestmark = pytest.mark.no_database

LEFT = date(2022, 7, 10)
"""The last day in the area: whoever came home that evening was there on it."""


def came(pack: str, level: str) -> Plan:
    day = day_of(parse("2022-07-01T00:00:00+08:00"))
    listed = Listed(9, "演示市", level, day, None, None, parse("2022-07-01T09:00:00+08:00"), day * DAY)
    rules = law((pack, "2020-01-01"))
    rules = Law(rules.responses, rules.path, RiskList([listed], lambda code: "", lambda area: Spot((), "")))
    journey = entry(
        1, "screening.travel_entry", "2022-07-10T20:00", journey_id="1", purpose="return_home", destination="x",
        direction="in", stage="actual", origin_area="演示市", arrive_at="2022-07-10T19:00:00+08:00",
    )  # fmt: skip
    until = parse("2022-08-31T00:00:00+08:00")
    return plan(key_of("person", 7), [journey], rules, until, lambda duty, area: 1)


def days(found: Plan, *names: str) -> list[int]:
    """How many days after the last one there something is due."""
    opens = (one.window.opens for one in found.duties if one.window.duty.name in names)
    return sorted((date_of(day_of(at)) - LEFT).days for at in opens)


def last(found: Plan) -> int:
    return max(((date_of(day_of(one.end - 1)) - LEFT).days for one in found.standings), default=-1)


@pytest.mark.parametrize(
    ("pack", "level", "until", "tests"),
    [
        ("cn-covid-e8", "high", 14, []),
        ("cn-covid-e9", "high", 7, [0, 1, 2, 4, 6]),
        ("cn-covid-e9", "medium", 7, [0, 3, 6]),
        ("cn-covid-20m", "high", 7, [0, 2, 4, 6]),
        ("cn-covid-20m", "medium", -1, []),
        ("cn-covid-10m", "high", -1, []),
    ],
)
def test_the_days_and_tests_of_the_edition(pack: str, level: str, until: int, tests: list[int]) -> None:
    found = came(pack, level)
    assert last(found) == until
    assert days(found, "test_central", "test_home_quarantine") == tests
    assert all(one.measure.entitles == (pack > "cn-covid-e8" or pack == "cn-covid-20m") for one in found.standings)
    assert ("risk_history_followed" in {one.window.duty.name for one in found.duties}) == (until > 0)


def test_from_a_low_risk_area_two_tests_within_three_days_and_a_day_apart() -> None:
    found = came("cn-covid-e9", "low")
    (owed,) = (one for one in found.duties if one.window.duty.name == "test_low_risk")
    assert (owed.needed, owed.window.due - owed.window.opens) == (2, 72 * HOUR)
    assert owed.window.duty.apart == "24h"
    assert "test_low_risk" not in {one.window.duty.name for one in came("cn-covid-20m", "low").duties}
