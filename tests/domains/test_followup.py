"""Follow-up: who is under control until when, which readings are missing, who answers for whom, what is needed."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.domains.followup import figures, rules
from gridward.domains.followup.entries import needs as wants
from gridward.domains.followup.entries import orders as kinds
from gridward.domains.screening import entries as screening
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry, EntryKind
from tests.domains.entries import OTHER, VILLAGE, by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database

END = parse("2020-03-31")


def at(day: int, hour: int = 10, minute: int = 0) -> str:
    return f"2020-02-{day:02}T{hour:02}:{minute:02}:00+08:00"


def total(figure: Figure, entries: Sequence[Entry], member: str = "", moment: str = "", areas: Any = None) -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(moment) if moment else END, areas)


def about(kind: EntryKind, position: int, when: str, body: dict[str, Any], person: int = 1, **more: Any) -> Entry:
    return written(kind, when, body, subject=("person", person), position=position, **more)


def order(position: int, day: int, start: int, person: int = 1, hour: int = 10, **more: Any) -> Entry:
    body = {"measure": "home_quarantine", "clock": "last_exposure", "clock_start": f"2020-02-{start:02}"}
    area = more.pop("area", VILLAGE)
    body |= {"place": ref("place", 9)} | more
    return about(kinds.ORDER, position, at(day, hour), body, person, area=area)


def release(position: int, day: int, outcome: str, hour: int = 10, person: int = 1, **more: Any) -> Entry:
    body = {"order": ref("entry", 1), "outcome": outcome, "effective_at": at(day, hour)} | more
    return about(kinds.RELEASE, position, at(day, hour), body, person)


def reading(position: int, day: int, slot: str, hour: int, person: int = 1, **more: Any) -> Entry:
    body = {"slot": slot, "status": "cooperative", "method": "phone", "temperature": 36.5} | more
    return about(kinds.READING, position, at(day, hour), body, person)


def came(position: int, day: int, origin: str, person: int = 1, area: int = VILLAGE) -> Entry:
    body = {"direction": "in", "stage": "actual", "journey_id": "J", "purpose": "return_home"}
    body |= {"origin_area": origin, "destination": "371681102203"}
    return about(screening.TRAVEL_ENTRY, position, at(day, 8), body, person, area=area)


def team(position: int, day: int, members: int, person: int = 1, **more: Any) -> Entry:
    body = {"template": "four_for_one", "members": [ref("person", 100 + one) for one in range(members)]}
    return about(kinds.TEAM, position, at(day, 12), body | {"from": f"2020-02-{day:02}"} | more, person)


def test_the_clock_starts_at_the_last_exposure_and_not_at_the_order() -> None:
    entries = [order(1, day=8, start=3)]
    assert total(figures.UNDER_CONTROL, entries, "home_quarantine", at(8, 9)) == 0
    assert total(figures.UNDER_CONTROL, entries, "home_quarantine", at(8)) == 1
    assert total(figures.UNDER_CONTROL, entries, "home_quarantine", at(17, 23, 59)) == 1
    assert total(figures.UNDER_CONTROL, entries, "home_quarantine", at(18, 0)) == 0
    assert total(figures.RELEASED, entries, moment=at(18, 0)) == 1


def test_another_end_needs_a_reason() -> None:
    bare = order(1, day=8, start=3, end="2020-02-25")
    assert [reason.code for reason in kinds.order_flags(bare, ())] == ["no_override_reason"]
    assert total(figures.UNDER_CONTROL, [bare], moment=at(20)) == 0
    told = order(1, day=8, start=3, end="2020-02-25", override_reason="later_exposure")
    assert kinds.order_flags(told, ()) == ()
    assert total(figures.UNDER_CONTROL, [told], moment=at(20)) == 1
    late = order(1, day=8, start=9)
    assert [reason.code for reason in kinds.order_flags(late, ())] == ["clock_after_order"]


def test_another_measure_moves_a_person_and_releases_nobody() -> None:
    entries = [order(1, day=2, start=1), order(2, day=5, start=1, measure="facility_quarantine")]
    assert total(figures.UNDER_CONTROL, entries, "home_quarantine", at(6)) == 0
    assert total(figures.UNDER_CONTROL, entries, "facility_quarantine", at(6)) == 1
    assert total(figures.PLACED, entries) == 1
    assert total(figures.RELEASED, entries, moment=at(6)) == 0


def test_a_release_shortens_extends_or_hands_over() -> None:
    first = order(1, day=2, start=1)
    longer = [first, release(2, 10, "extended", new_end="2020-02-25", reason="later_exposure")]
    assert total(figures.UNDER_CONTROL, longer, moment=at(25)) == 1
    assert total(figures.UNDER_CONTROL, longer, moment=at(26)) == 0
    gone = [first, release(2, 10, "transferred", to_area="371600")]
    assert total(figures.TRANSFERRED, gone) == 1
    assert total(figures.RELEASED, gone) == 0
    assert total(figures.UNDER_CONTROL, gone, moment=at(11)) == 0
    codes = [reason.code for reason in kinds.release_flags(release(2, 10, "transferred"), [first])]
    assert codes == ["no_receiving_area"]
    assert [one.code for one in kinds.release_flags(release(2, 10, "completed"), [first])] == ["ended_early"]
    assert [one.code for one in kinds.release_flags(release(2, 28, "extended"), [first])] == [
        "no_running_order",
        "no_new_end",
    ]


def test_an_extension_without_a_reason_or_without_an_end_in_sight_is_listed() -> None:
    first = order(1, day=2, start=1)

    def told(**more: str) -> list[str]:
        return [one.code for one in kinds.release_flags(release(2, 10, "extended", **more), [first])]

    assert told(new_end="2020-02-25", reason="later_exposure") == []
    assert told(new_end="2020-02-25") == ["extended_unusually"]
    assert told(new_end="2099-01-01", reason="later_exposure") == ["extended_unusually"]


STEP = st.tuples(st.integers(1, 20), st.integers(0, 23), st.sampled_from(["order", *(
    ["completed", "cancelled", "lost", "transferred", "extended", "shortened", "converted"]
)]), st.integers(1, 20), st.integers(1, 3))  # fmt: skip


@given(st.lists(STEP, max_size=10), st.integers(1, 28))
def test_under_control_is_placed_less_released_less_transferred(told: list[Any], day: int) -> None:
    entries = []
    for number, (when, hour, what, other, person) in enumerate(told, 1):
        if what == "order":
            measure = ["home_quarantine", "facility_quarantine"][other % 2]
            entries.append(order(number, when, min(when, other), person, hour, measure=measure))
        else:
            more = {"new_end": f"2020-02-{other:02}"} if what in ("extended", "shortened") else {}
            entries.append(release(number, when, what, hour, person, **more))
    now = {figure: total(figure, entries, moment=at(day)) for figure in (
        figures.UNDER_CONTROL, figures.PLACED, figures.RELEASED, figures.TRANSFERRED)}  # fmt: skip
    under, placed, released, transferred = now.values()
    assert under == placed - released - transferred
    assert 0 <= under <= 3


def test_two_readings_in_the_morning_leave_the_afternoon_missing() -> None:
    entries = [order(1, day=2, start=1, hour=15), reading(2, 3, "AM", 8), reading(3, 3, "AM", 9)]
    assert total(figures.READINGS_MISSING, entries, moment=at(2, 23)) == 0
    assert total(figures.READINGS_MISSING, entries, moment=at(3, 19)) == 0
    assert total(figures.READINGS_MISSING, entries, moment=at(3, 20)) == 1
    assert total(figures.READINGS, entries, "AM") == 2


def test_a_late_reading_fills_its_slot_and_was_missing_until_then() -> None:
    entries = [order(1, day=2, start=1, hour=15), reading(2, 3, "AM", 14)]
    missing = [total(figures.READINGS_MISSING, entries, moment=at(3, hour)) for hour in (11, 12, 13, 14)]
    assert missing == [0, 1, 1, 0]


def test_nothing_is_missing_outside_an_order_and_a_visit_in_vain_is_no_reading() -> None:
    entries = [order(1, day=2, start=1, hour=15), release(2, 4, "cancelled", reason="wrong_person")]
    assert total(figures.READINGS_MISSING, entries) == 2
    vain = [*entries, reading(3, 3, "AM", 8, status="unavailable"), reading(4, 3, "PM", 16, status="cooperative")]
    assert total(figures.READINGS_MISSING, vain) == 1
    assert total(figures.READINGS, vain) == 1


def test_fever_or_symptoms_are_abnormal_and_fever_is_flagged() -> None:
    hot = reading(1, 3, "AM", 8, temperature=37.3)
    entries = [hot, reading(2, 3, "PM", 16, temperature=37.2), reading(3, 4, "AM", 8, symptoms=["dry_cough"])]
    assert total(figures.ABNORMAL, entries) == 2
    assert [reason.code for reason in kinds.reading_flags(hot, ())] == ["fever"]
    assert kinds.reading_flags(entries[1], ()) == ()


def test_everybody_found_is_controlled_only_when_everybody_has_an_order() -> None:
    entries = [came(1, 1, "420106"), came(2, 2, "421000", person=2), order(3, day=3, start=1)]
    assert total(figures.FOUND, entries, "hubei") == 2
    assert total(figures.CONTROLLED, entries, "hubei") == 1
    assert total(figures.CONTROLLED, entries, "wuhan") == 1
    entries.append(order(4, day=5, start=2, person=2, area=OTHER))
    assert total(figures.CONTROLLED, entries, "hubei", at(4)) == 1
    assert total(figures.CONTROLLED, entries, "hubei") == 2
    assert total(figures.CONTROLLED, entries, "hubei", areas={VILLAGE}) == total(
        figures.FOUND, entries, "hubei", areas={VILLAGE}
    )
    assert total(figures.CONTROLLED, entries) == 2


def test_a_category_is_a_finding_too_and_an_ended_order_still_counts() -> None:
    body = {"category": "hubei_returnee", "action": "add", "basis": "visit", "from": "2020-02-01"}
    entries = [about(screening.CLASSIFICATION, 1, at(1), body), order(2, day=2, start=1)]
    entries.append(release(3, 4, "cancelled", reason="wrong_person"))
    assert total(figures.FOUND, entries, "hubei") == total(figures.CONTROLLED, entries, "hubei") == 1


def test_each_who_needs_one_has_a_named_person() -> None:
    entries = [came(1, 1, "420106"), came(2, 1, "110100", person=2), order(3, day=2, start=1, person=3)]
    assert total(figures.TO_ASSIGN, entries, moment=at(4)) == 2
    assert total(figures.ASSIGNED, entries, moment=at(4)) == 0
    entries += [team(4, 3, 4), team(5, 3, 3, person=3), team(6, 3, 4, person=4)]
    assert total(figures.ASSIGNED, entries, moment=at(4)) == 2
    assert [reason.code for reason in kinds.team_flags(entries[4], ())] == ["team_incomplete"]
    assert kinds.team_flags(entries[3], ()) == ()
    entries.append(team(7, 5, 0))
    assert total(figures.ASSIGNED, entries, moment=at(6)) == 1
    assert total(figures.TO_ASSIGN, entries, moment=at(20)) == 1, "the order of the third has ended"


def test_a_household_is_key_without_any_key_person() -> None:
    body = {"category": "key_household", "action": "add", "basis": "visit", "from": "2020-02-01"}
    house = written(screening.CLASSIFICATION, at(1), body, subject=("household", 5), position=1)
    person = about(screening.CLASSIFICATION, 2, at(1), body)
    assert total(figures.KEY_HOUSEHOLDS, [house, person], "key_household") == 1


def need(position: int, day: int, kind: str, group: str, house: int = 1) -> Entry:
    body = {"type": kind, "group": group}
    return written(wants.REQUEST, at(day), body, subject=("household", house), position=position)


def served(position: int, day: int, request: int, outcome: str = "done", house: int = 1) -> Entry:
    body = {"request": ref("entry", request), "taken_by": ref("person", 7), "outcome": outcome}
    return written(wants.SERVICE, at(day), body, subject=("household", house), position=position)


def test_a_request_is_open_until_a_service_has_done_it() -> None:
    entries = [
        need(1, 1, "groceries", "isolated"),
        need(2, 1, "psychological", "at_home"),
        need(3, 1, "medicine", "front_line", house=2),
        served(4, 2, 2),
        served(5, 3, 1, "failed"),
        served(6, 4, 1),
        served(7, 4, 1),
    ]
    assert [total(figures.REQUESTS_OPEN, entries, moment=at(day)) for day in (1, 2, 3, 4)] == [3, 2, 2, 1]
    assert total(figures.REQUESTS_OPEN, entries, "front_line") == 1
    assert total(figures.SERVICES_DONE, entries, "errand.isolated") == 1
    assert total(figures.SERVICES_DONE, entries, "errand") == 1
    assert total(figures.SERVICES_DONE, entries, "psychological") == 1
    assert total(figures.SERVICE_VISITS, entries) == 4
    assert [reason.code for reason in wants.service_flags(entries[6], [entries[5], entries[6]])] == ["already_served"]
    assert wants.service_flags(entries[5], [entries[5], entries[6]]) == ()


def test_to_somebody_in_isolation_things_are_left_at_the_door() -> None:
    isolated, at_home = need(1, 1, "groceries", "isolated"), need(2, 1, "medicine", "at_home")

    def brought(position: int, request: int, handed: str) -> Entry:
        body = {"request": ref("entry", request), "taken_by": ref("person", 9), "outcome": "failed", "handed": handed}
        return written(wants.SERVICE, at(2), body, subject=("household", 1), position=position)

    for position, request, handed, expected in (
        (3, 1, "at_door", ["in_person_to_isolated"]),
        (4, 1, "contactless", []),
        (5, 2, "at_door", []),
    ):
        service = brought(position, request, handed)
        flagged = wants.service_flags(service, [isolated, at_home, service])
        assert [reason.code for reason in flagged] == expected
    rows = [rules.request_row([one]) for one in (isolated, at_home)]
    assert [row["leave_at_door"] for row in rows if row is not None] == [True, False]


def test_the_list_rows_say_what_is_last_known() -> None:
    row = rules.order_row(by_time([order(1, day=2, start=1), team(2, 2, 3), reading(3, 3, "AM", 8)]))
    assert row is not None
    assert (row["measure"], row["team"], row["last_reading_at"]) == ("home_quarantine", 3, parse(at(3, 8)))
    needs = rules.request_row(by_time([need(1, 1, "care", "vulnerable"), need(2, 3, "medicine", "vulnerable")]))
    assert needs is not None
    assert (needs["open"], needs["oldest_open_at"], needs["types"]) == (2, parse(at(1)), ["care", "medicine"])
