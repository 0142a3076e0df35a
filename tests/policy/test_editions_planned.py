"""The editions as they are planned: a contact of one day, under each, day by day (domain.md §2.1)."""

from datetime import date, timedelta

import msgspec
import pytest

from gridward.duty.law import EVER, Law, Response
from gridward.duty.plan import Plan, plan
from gridward.kit.clock import date_of, day_of, parse
from gridward.kit.ids import shaped7
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry, Place, Ref, Subject, key_of

pytestmark = pytest.mark.no_database

WHO = Subject("person", 7)
EXPOSED = date(2021, 6, 1)


def law(*packs: tuple[str, str]) -> Law:
    """Packs switched on for the county, each from a day on until the next begins."""
    begins = [parse(f"{begin}T00:00:00+08:00") for _, begin in packs]
    ends = [*begins[1:], EVER]
    found = [Response(n, 1, pack, begins[n], ends[n]) for n, (pack, _) in enumerate(packs)]
    return Law(found, lambda area, moment: "1.2.5.")


def entry(position: int, kind: str, when: str, **body: object) -> Entry:
    """An active entry about the person."""
    read = msgspec.convert(body, CATALOGUE.kinds[kind].body, strict=False)
    moment, place = parse(f"{when}:00+08:00"), Place("village", "village")
    return Entry(position, shaped7(moment + position, bytes(10)), kind, 1, WHO, 5, place, moment, read)


def contact(kind: str = "close", found: str = "2021-06-01T09:00") -> Entry:
    """Exposed on 1 June."""
    source = Ref(kind="person", id="99")
    return entry(1, "tracing.contact", found, source=source, type=kind, last_contact=EXPOSED)


def planned(rules: Law, *entries: Entry) -> Plan:
    """What the person is under, and owes."""
    key = key_of("person", 7)
    return plan(key, list(entries), rules, parse("2021-07-31T00:00:00+08:00"), lambda duty, area: 1)


def on(found: Plan, name: str) -> list[int]:
    """The days after the exposure on which a duty opens."""
    opens = (one.window.opens for one in found.duties if one.window.duty.name == name)
    return [(date_of(day_of(at)) - EXPOSED).days for at in opens]


def last(found: Plan) -> int:
    """How many days after the exposure the last day is."""
    return max((date_of(day_of(one.end - 1)) - EXPOSED).days for one in found.standings)


LAST_DAY = {
    "cn-covid-e2": 14, "cn-covid-e3": 14, "cn-covid-e4": 14, "cn-covid-e5": 14, "cn-covid-e6": 14, "cn-covid-e7": 14,
    "cn-covid-e8": 21, "cn-covid-e9": 10, "cn-covid-20m": 8, "cn-covid-10m": 5,
}  # fmt: skip


@pytest.mark.parametrize("name", LAST_DAY)
def test_a_contact_is_watched_until_the_last_day_and_measured_twice_on_each(name: str) -> None:
    found = planned(law((name, "2020-01-01")), contact())
    assert last(found) == LAST_DAY[name]
    measured = sorted(on(found, "reading") + on(found, "reading_central"))
    assert measured == [0, *(day for day in range(1, LAST_DAY[name] + 1) for _ in ("am", "pm"))]
    assert on(found, "release")[-1] == LAST_DAY[name]


# Day 1 is the day of the exposure here, for the contact was found on it: day n is n - 1 days after it.
CENTRAL = {
    "cn-covid-e8": [0, 3, 6, 13], "cn-covid-e9": [0, 1, 2, 4, 6], "cn-covid-20m": [0, 1, 2, 4], "cn-covid-e6": [],
}  # fmt: skip
HOME = {"cn-covid-e8": [16, 21], "cn-covid-e9": [10], "cn-covid-20m": [6, 8], "cn-covid-10m": [4], "cn-covid-e6": []}


@pytest.mark.parametrize("name", sorted(CENTRAL.keys() | HOME.keys()))
def test_a_contact_is_tested_on_the_days_of_the_plan(name: str) -> None:
    found = planned(law((name, "2020-01-01")), contact())
    assert on(found, "test_central") == CENTRAL.get(name, [])
    assert on(found, "test_home") == HOME.get(name, [])


def test_a_contact_of_a_contact() -> None:
    days = {"cn-covid-e7": 14, "cn-covid-e8": 7, "cn-covid-e9": 7}
    for name, end in days.items():
        assert last(planned(law((name, "2020-01-01")), contact("contact_of_contact"))) == end
    assert on(planned(law(("cn-covid-e9", "2020-01-01")), contact("contact_of_contact")), "test_secondary") == [0, 3, 6]
    assert planned(law(("cn-covid-20m", "2020-01-01")), contact("contact_of_contact")).standings == []


def test_who_is_found_late_ends_by_the_clock() -> None:
    found = planned(law(("cn-covid-e8", "2020-01-01")), contact(found="2021-06-05T20:00"))
    assert last(found) == 21
    assert on(found, "test_central") == [4, 7, 10, 14]


def test_an_order_is_due_within_hours() -> None:
    for name, hours in (("cn-covid-e4", 24), ("cn-covid-e8", 12)):
        found = planned(law((name, "2020-01-01")), contact())
        (due,) = (one.window for one in found.duties if one.window.duty.name == "contact_ordered")
        assert due.due - due.opens == timedelta(hours=hours) // timedelta(microseconds=1)


def test_the_ninth_edition_takes_over_who_is_watched_and_the_way_back_leaves_nobody_behind() -> None:
    rules = law(("cn-covid-e8", "2021-05-11"), ("cn-covid-e9", "2021-06-04"))
    found = planned(rules, contact())
    assert last(found) == 10
    assert on(found, "test_central") == [0, 4, 6]
    back = planned(
        law(("cn-covid-e8", "2021-05-11"), ("cn-covid-e9", "2021-06-04"), ("cn-covid-e8", "2021-06-06")), contact()
    )
    owed = {one.window.duty.name for one in back.duties}
    assert {one.name for one in back.standings} <= {"central_quarantine", "home_monitoring"}
    assert owed <= set(rules.at(5, rules.turns[0])[0].duties)


def test_the_tenth_edition_asks_nothing_of_anybody() -> None:
    found = planned(law(("cn-covid-e8", "2021-05-11"), ("cn-covid-e10", "2021-06-05")), contact())
    assert max(on(found, "reading_central")) < 4
    assert on(found, "release") == []


def test_an_order_with_an_end_of_its_own_lasts_until_then() -> None:
    place = Ref(kind="place", id="8")
    order = entry(
        1, "followup.order", "2021-06-01T10:00", measure="home_quarantine", clock="last_exposure",
        clock_start=EXPOSED, end=EXPOSED + timedelta(days=10), place=place,
    )  # fmt: skip
    assert last(planned(law(("cn-covid-e4", "2020-02-07")), order)) == 10
    assert len(on(planned(law(("cn-changshan-2020", "2020-02-07")), order), "team_formed")) == 1


def test_cold_chain_workers_are_due_a_week_after_the_last_test() -> None:
    worker = entry(
        1, "screening.classification", "2021-06-01T08:00", category="cold_chain_worker", action="add",
        basis="occupation", **{"from": EXPOSED},
    )  # fmt: skip
    ended = entry(
        2, "screening.classification", "2021-06-20T08:00", category="cold_chain_worker", action="end",
        basis="occupation", **{"from": EXPOSED + timedelta(days=19)},
    )  # fmt: skip
    tube, site = Ref(kind="lot", id="1"), Ref(kind="place", id="8")
    sample = entry(
        3,
        "testing.sample",
        "2021-06-05T08:00",
        tube=tube,
        scheme="pool",
        specimen="throat",
        reason="occupational",
        site=site,
    )
    found = planned(law(("cn-qiu-2021", "2021-01-08")), worker, sample, ended)
    due = [
        (date_of(day_of(one.window.due)) - EXPOSED).days
        for one in found.duties
        if one.window.duty.name == "cold_chain_tested"
    ]
    assert due == [7, 11]
    assert not any(one.window.duty.name.startswith("rural") for one in found.duties)
