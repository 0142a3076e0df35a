"""What entries make of a person, day by day, under which edition."""

import pytest

from gridward.duty.law import Law
from gridward.duty.phases import unmet
from gridward.duty.plan import plan
from gridward.duty.standing import Standing, meets, standings
from gridward.kit.clock import day_of
from gridward.plug.kind import Entry, Subject
from tests.duty.told import KEY, at, contact, day, law, reading, release, sample, told

pytestmark = [pytest.mark.usefixtures("made_up"), pytest.mark.no_database]

FIRST = ("first", "02-01", "")


def spans(entries: list[Entry], rules: Law) -> list[tuple[str, str, str, str]]:
    """The standings as (name, first day under it, last day, how it ends)."""
    found = standings(sorted(entries, key=lambda one: (one.at, one.id)), KEY, rules)
    return [(one.name, day(day_of(one.begin)), day(day_of(one.end - 1)), one.how) for one in found]


def days(entries: list[Entry], rules: Law, name: str) -> list[str]:
    """The days on which a duty opens, up to a month later."""
    ordered = sorted(entries, key=lambda one: (one.at, one.id))
    found = plan(KEY, ordered, rules, at("03-31"), lambda duty, area: 1).duties
    return [day(day_of(one.window.opens)) for one in found if one.window.duty.name == name]


def test_days_count_from_the_last_contact() -> None:
    entries = [contact(1, "02-03 09:00", "02-03")]
    assert spans(entries, law(FIRST)) == [("central", "02-03", "02-17", "clock"), ("home", "02-18", "02-24", "clock")]
    assert days(entries, law(FIRST), "test_central") == ["02-03", "02-06", "02-09", "02-16"]
    assert days(entries, law(FIRST), "test_home") == ["02-19", "02-24"]


def test_the_next_edition_is_shorter() -> None:
    entries = [contact(1, "02-20 09:00", "02-20")]
    rules = law(FIRST, ("second", "02-15", ""))
    assert spans(entries, rules) == [("central", "02-20", "02-27", "clock"), ("home", "02-28", "03-01", "clock")]
    assert days(entries, rules, "test_central") == ["02-20", "02-21", "02-22", "02-24", "02-26"]
    assert days(entries, rules, "test_home") == ["03-01"]


def test_who_is_found_late_begins_late_and_ends_by_the_clock() -> None:
    entries = [contact(1, "02-12 20:00", "02-03")]
    assert spans(entries, law(FIRST))[0] == ("central", "02-12", "02-17", "clock")
    assert days(entries, law(FIRST), "test_central") == ["02-12", "02-15", "02-17"]
    assert spans([contact(1, "02-20 09:00", "02-03")], law(FIRST)) == [("home", "02-20", "02-24", "clock")]
    assert spans([contact(1, "03-20 09:00", "02-03")], law(FIRST)) == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_later_contact_counts_again_and_an_earlier_one_changes_nothing(order: tuple[int, int]) -> None:
    two = [contact(1, "02-03 09:00", "02-03"), contact(2, "02-08 09:00", "02-07")]
    assert spans([two[one] for one in order], law(FIRST)) == [
        ("central", "02-03", "02-08", "restart"),
        ("central", "02-08", "02-21", "clock"),
        ("home", "02-22", "02-28", "clock"),
    ]
    assert len(spans([contact(1, "02-03 09:00", "02-03"), contact(2, "02-08 09:00", "02-01")], law(FIRST))) == 2


def test_a_positive_result_ends_it_and_a_release_may_move_its_end() -> None:
    known = contact(1, "02-03 09:00", "02-03")
    positive = told(
        2, "testing.result", "02-10 12:00", Subject("lot", 1), laboratory="x", result="positive",
        resulted_at="2020-02-10T12:00:00+08:00",
    )  # fmt: skip
    assert spans([known, positive], law(FIRST)) == [("central", "02-03", "02-10", "entry")]
    longer = release(2, "02-10 12:00", "extended", "02-20")
    found = standings([known, longer], KEY, law(FIRST))
    assert [(one.name, day(one.last_day or 0), one.was_last and day(one.was_last)) for one in found] == [
        ("central", "02-20", "02-17"),
        ("home", "02-27", None),
    ]


def test_an_order_after_the_contact_asks_for_no_further_tests() -> None:
    known = contact(1, "02-03 09:00", "02-03")
    order = told(2, "followup.order", "02-05 09:00", measure="facility_quarantine", clock="last_exposure",
                 clock_start="2020-02-03", place={"kind": "place", "id": "8"})  # fmt: skip
    assert days([known, order], law(FIRST), "test_central") == ["02-03", "02-06", "02-09", "02-16"]
    again = order, contact(3, "02-08 09:00", "02-07")
    assert "02-11" in days([known, *again], law(FIRST), "test_central"), "day 4 after another contact"


def test_a_switch_keeps_or_converts_what_runs() -> None:
    known = [contact(1, "02-10 09:00", "02-10")]
    kept = law(("first", "02-01", ""), ("keeping", "02-15", ""))
    assert spans(known, kept) == [("central", "02-10", "02-24", "clock"), ("home", "02-25", "03-02", "clock")]
    assert days(known, kept, "test_central") == ["02-10", "02-13", "02-16"]  # each day by the pack of that day
    turned = law(("first", "02-01", ""), ("second", "02-15", ""))
    assert spans(known, turned) == [
        ("central", "02-10", "02-14", "switch"),
        ("central", "02-15", "02-17", "clock"),
        ("home", "02-18", "02-20", "clock"),
    ]
    assert days(known, turned, "test_home") == ["02-20"]


def test_the_narrower_pack_wins_by_name_and_drops_what_it_says() -> None:
    rules = law(("first", "02-01", ""), ("local", "02-05", "")).at(5, at("02-06"))[0]
    assert set(rules.duties["reading"].daily) == {"am", "noon", "pm"}
    assert rules.clauses["duty"]["reading"].over == ("first",)
    assert rules.clauses["duty"]["order"].pack == "first"
    assert "weekly_test" not in rules.duties
    later = law(("local", "02-05", ""), ("second", "02-15", "")).at(5, at("02-16"))[0]
    assert later.measures["close_contact"].stages[0].days == 7
    assert set(later.duties["reading"].daily) == {"am", "noon", "pm"}


def test_readings_are_owed_in_whole_slots_and_a_late_one_fills_its_own() -> None:
    entries = [
        contact(1, "02-03 09:00", "02-03"),
        reading(2, "02-04 07:00", "AM"),
        reading(3, "02-04 08:00", "AM"),
        reading(4, "02-05 16:00", "AM"),
        reading(5, "02-06 10:00", "extra", "unavailable"),
    ]
    found = plan(KEY, entries, law(FIRST), at("02-07"), lambda duty, area: 1).duties
    came = {
        (day(day_of(one.window.opens)), one.window.slot): (one.done_at, one.tried)
        for one in found
        if one.window.duty.name == "reading"
    }
    assert ("02-03", "am") not in came  # known at nine, the morning's slot was not whole any more
    assert came["02-04", "am"] == (at("02-04 07:00"), 0)
    assert came["02-04", "pm"] == (None, 0)
    assert came["02-05", "am"] == (at("02-05 16:00"), 0)
    assert came["02-05", "pm"] == (None, 0)
    assert came["02-06", "am"] == (None, 1)


def test_a_weekly_test_is_due_a_week_after_the_last() -> None:
    entries = [
        told(1, "screening.classification", "02-03 09:00", category="cold_chain_worker", action="add",
             basis="occupation",
             **{"from": "2020-02-03"}),
        sample(2, "02-08 10:00"),
        sample(3, "02-16 10:00"),
    ]  # fmt: skip
    found = [
        one for one in plan(KEY, entries, law(FIRST), at("02-29"), lambda duty, area: 1).duties
        if one.window.duty.name == "weekly_test"
    ]  # fmt: skip
    assert [one.window.due for one in found] == [at("02-10 09:00"), at("02-15 10:00"), at("02-23 10:00")]
    assert [one.done_at for one in found] == [at("02-08 10:00"), at("02-16 10:00"), None]
    left = told(4, "screening.classification", "02-18 09:00", category="cold_chain_worker", action="end",
                basis="occupation", **{"from": "2020-02-18"})  # fmt: skip
    found = [
        one for one in plan(KEY, [*entries, left], law(FIRST), at("02-29"), lambda duty, area: 1).duties
        if one.window.duty.name == "weekly_test"
    ]  # fmt: skip
    assert len(found) == 2


def test_release_waits_for_its_conditions() -> None:
    def result(position: int, when: str) -> Entry:
        return told(
            position, "testing.result", when, Subject("lot", position), laboratory="x", result="negative",
            resulted_at=f"2020-{when[:5]}T{when[6:]}:00+08:00",
        )  # fmt: skip

    known = contact(1, "02-03 09:00", "02-03")
    found: Standing = standings([known], KEY, law(FIRST))[0]
    assert unmet(found, [known, result(2, "02-16 20:00")], at("02-17 12:00")) == (0,)
    assert unmet(found, [known, result(2, "02-16 20:00"), result(3, "02-17 08:00")], at("02-17 12:00")) == ()
    assert unmet(found, [known, result(2, "02-14 20:00"), result(3, "02-17 08:00")], at("02-17 12:00")) == (0,)


def test_a_condition_may_ask_for_one_of_several_choices_or_for_the_number_of_rows() -> None:
    directive = told(1, "command.directive", "02-03 08:00", None, text="x", to=[], requires=["ack", "evidence"])
    assert meets(directive, directive.kind, {"requires": "ack"})
    assert meets(directive, directive.kind, {"requires": ["feedback", "evidence"]})
    assert not meets(directive, directive.kind, {"requires": "feedback"})
    decided = [{"text": "x"}, {"text": "y"}]
    meeting = told(2, "command.meeting", "02-03 08:00", None, type="special", start="2020-02-03T08:00:00+08:00",
                   decisions=decided)  # fmt: skip
    assert meets(meeting, meeting.kind, {"decisions": {"min": 2}})
    assert not meets(meeting, meeting.kind, {"decisions": {"min": 3}})
