"""Resumption: who may work, who is on file and observed, who has reported and whose masks last."""

from typing import Any

import msgspec
import pytest

from gridward.domains.tracing.entries import STAY
from gridward.domains.work import entries as kinds
from gridward.domains.work import figures
from gridward.domains.work.rules import employee_row, enterprise_row, site_worker_row
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database


def made(kind: Any, position: int, day: int, body: dict[str, Any], firm: int = 7, hour: int = 9) -> Entry:
    at = f"2020-02-{day:02}T{hour:02}:00:00+08:00"
    return written(kind, at, body, subject=("place", firm), area=firm, position=position)


def firm(position: int, day: int, number: int = 7, **more: Any) -> Entry:
    return made(kinds.ENTERPRISE, position, day, {"credit_code": "x", "sector": "food"} | more, number)


def decided(position: int, day: int, decision: str, number: int = 7, **more: Any) -> Entry:
    body = {"decision": decision, "effective_on": f"2020-02-{day:02}"} | more
    return made(kinds.DECISION, position, day, body, number, hour=8)


def report(position: int, day: int, number: int = 7, hour: int = 9, **more: Any) -> Entry:
    return made(kinds.DAILY_REPORT, position, day, {"date": f"2020-02-{day:02}", "on_site": 20} | more, number, hour)


def applied(position: int, day: int, plan: str = "方案", **more: Any) -> Entry:
    body = {"planned_on": "2020-02-20", "plan": plan, "commitment_signed": True} | more
    return made(kinds.APPLICATION, position, day, body)


def file(
    position: int, day: int, status: str, person: int = 1, number: int = 7, what: str = "enterprise", **more: Any
) -> Entry:
    body = {"enterprise": ref("place", number), "origin_area": "420106", "contact_with_arrivals": False} | more
    return written(
        kinds.EMPLOYEE,
        f"2020-02-{day:02}T09:00:00+08:00",
        {**body, "status": status},
        subject=("person", person),
        area=number,
        place=(what, ""),
        position=position,
    )


def total(figure: Figure, entries: list[Entry], at: str | int, member: str = "") -> int:
    at = f"2020-02-{at:02}" if isinstance(at, int) else at
    return value(figure, lines(figure, by_time(entries)), member, parse(at))


def test_the_wire_form_is_read() -> None:
    raw = b'{"credit_code":"x","sector":"food","kind":"project_site","supervisors":[{"kind":"person","ref":"a"}]}'
    assert kinds.ENTERPRISE.describes is not None
    assert kinds.ENTERPRISE.describes(msgspec.json.decode(raw, type=kinds.Enterprise)).kind == "project_site"
    raw = b"""{"planned_on":"2020-02-20","plan":"p","commitment_signed":true,
        "employees":[{"origin":"hubei","number":3}],"batches":[{"no":1,"date":"2020-02-20","number":9}],"stock":[{"item":"mask","qty":100,"unit":"x"}]}"""
    assert msgspec.json.decode(raw, type=kinds.Application).batches[0].number == 9
    raw = b'{"date":"2020-02-20","on_site":40,"mask_days":6.5,"nil":true}'
    assert str(msgspec.json.decode(raw, type=kinds.DailyReport).mask_days) == "6.5"


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (kinds.Enterprise, b'{"sector":"food"}'),
        (kinds.Application, b'{"planned_on":"2020-02-20","plan":"p"}'),
        (kinds.Decision, b'{"decision":"perhaps","effective_on":"2020-02-20"}'),
        (kinds.Employee, b'{"origin_area":"x","contact_with_arrivals":false,"status":"at_work"}'),
        (kinds.DailyReport, b'{"date":"2020-02-20"}'),
    ],
)
def test_a_bad_body_is_an_error(kind: Any, raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=kind)


def test_what_no_list_has_keeps_the_entry_from_counting() -> None:
    assert kinds.APPLICATION.needs is not None
    stock = [{"item": "mask", "qty": 3, "unit": "吨"}]
    wrong = applied(1, 1, employees=[{"origin": "moon", "number": 1}], stock=stock).body
    assert len(kinds.APPLICATION.needs(wrong)) == 2
    assert kinds.ENTERPRISE.needs is not None
    assert kinds.ENTERPRISE.needs(firm(1, 1, sector="magic").body) != ()


def test_a_suspension_makes_five_four_from_that_day_on() -> None:
    entries = [decided(number, 9, "approved", number) for number in range(1, 6)]
    entries += [decided(6, 12, "suspended", 3), decided(7, 15, "resumed", 3)]
    assert [total(figures.RESUMED, entries, day) for day in (8, 10, 12, 15)] == [0, 5, 4, 5]


def test_a_returned_application_changes_nothing_and_a_decision_holds_from_its_day() -> None:
    entries = [
        decided(1, 3, "returned"),
        decided(2, 5, "approved", effective_on="2020-02-08"),
        decided(3, 9, "returned"),
    ]
    assert [total(figures.RESUMED, entries, day) for day in (5, 7, 8, 9)] == [0, 0, 1, 1]


def test_plans_are_held_against_applications_and_a_missing_one_is_flagged() -> None:
    entries = [applied(1, 1), applied(2, 2, plan=" "), applied(3, 3)]
    assert (total(figures.APPLICATIONS, entries, 3), total(figures.PLANS, entries, 3)) == (3, 2)
    assert [bool(kinds.incomplete(one, [])) for one in entries] == [False, True, False]
    batches = [{"no": 1, "date": "2020-02-20", "number": 9}]
    flagged = kinds.incomplete(applied(4, 4, shift_size=8, batches=batches), [])
    assert [reason.code for reason in flagged] == ["batch_too_large"]


def test_permission_without_application_is_flagged() -> None:
    approved = decided(2, 5, "approved")
    assert [reason.code for reason in kinds.unapplied(approved, [approved])] == ["not_applied"]
    assert kinds.unapplied(approved, [applied(1, 4), approved]) == ()
    assert kinds.unapplied(decided(3, 6, "suspended"), []) == ()


def test_the_same_person_at_two_firms_is_one_person() -> None:
    entries = [file(1, 1, "at_work"), file(2, 2, "observed", number=8), file(3, 2, "not_returned", person=2)]
    assert [total(figures.EMPLOYEES, entries, day) for day in (1, 2)] == [1, 2]
    entries.append(file(4, 3, "left"))
    assert total(figures.EMPLOYEES, entries, 3) == 2
    assert total(figures.OBSERVED, entries, 3) == 1


def test_observation_ends_with_its_last_day_or_when_told() -> None:
    entries = [
        file(1, 1, "observed", observation_until="2020-02-15"),
        file(2, 1, "observed", person=2, observation_until="2020-02-15"),
        file(3, 10, "at_work", person=2),
    ]
    assert [total(figures.OBSERVED, entries, day) for day in (1, 10, 15, 16)] == [2, 1, 1, 0]


def test_at_work_before_the_end_of_observation_is_flagged() -> None:
    first = file(1, 1, "observed", observation_until="2020-02-15", return_on="2020-02-01")
    early, late = file(2, 10, "at_work"), file(3, 16, "at_work")
    flagged = [
        [reason.code for reason in kinds.at_work_too_early(one, [first, early, late])] for one in (first, early, late)
    ]
    assert flagged == [[], ["observation_not_over"], []]
    short = file(4, 1, "observed", observation_until="2020-02-08", return_on="2020-02-01")
    assert [reason.code for reason in kinds.at_work_too_early(short, [short])] == ["observation_too_short"]


def test_reported_and_missing_are_the_enterprises_that_work_that_day() -> None:
    entries = [decided(number, 5, "approved", number) for number in (1, 2, 3)] + [decided(4, 8, "suspended", 3)]
    entries += [report(10, 6, 1), report(11, 6, 3), report(12, 8, 3), report(13, 8, 2), report(14, 8, 9)]
    assert [total(figures.REPORTED, entries, day) for day in (5, 6, 7, 8)] == [0, 2, 0, 1]
    assert [total(figures.RESUMED, entries, day) for day in (6, 8)] == [3, 2]
    assert total(figures.REPORTS, entries, 8) == 5


def test_a_report_sent_twice_is_one_and_may_alarm_once() -> None:
    entries = [report(1, 6), report(2, 6, hour=10, abnormal=1), report(3, 7, key_area=2), report(4, 7, 8, measured=19)]
    assert total(figures.REPORTS, entries, 7) == 3
    assert [total(figures.ALERTS, entries, 7, one) for one in ("", "red", "yellow")] == [3, 1, 2]


def test_masks_must_last_for_the_days_of_the_pack() -> None:
    entries = [decided(1, 5, "approved"), report(2, 6, mask_days=7), report(3, 7), report(4, 8, mask_days=6.9)]
    assert [total(figures.STOCK_OK, entries, day) for day in (5, 6, 7, 8)] == [0, 1, 1, 0]


def test_a_site_worker_without_word_today_is_missing() -> None:
    site = {"what": "project_site", "number": 8}
    entries = [file(1, 1, "at_work", **site), file(2, 1, "at_work", person=2, **site), file(3, 2, "at_work", **site)]
    entries += [file(4, 2, "at_work", person=3), file(5, 3, "left", person=2, **site)]
    assert [total(figures.SITE_WORKERS, entries, day) for day in (1, 2, 3)] == [2, 2, 1]
    assert [total(figures.TRACKED, entries, day) for day in (1, 2, 3)] == [2, 1, 0]


def test_a_site_worker_is_listed_with_when_movements_were_told_last() -> None:
    site = {"what": "project_site", "number": 8}
    here = file(1, 1, "at_work", **site)
    said = {"place": ref("place", 8), "from": "2020-02-02T08:00:00+08:00", "to": "2020-02-02T18:00:00+08:00"}
    at = "2020-02-02T19:00:00+08:00"
    stay = written(STAY, at, said | {"source": "employer"}, subject=("person", 1), area=8, position=2)
    assert site_worker_row([here, stay]) == {"area": 8, "since": here.at, "moved_at": stay.at}
    assert total(figures.TRACKED, [here, stay], 2) == 1
    assert site_worker_row([here, stay, file(3, 3, "left", **site)]) is None
    assert site_worker_row([file(1, 1, "at_work")]) is None
    assert site_worker_row([stay]) is None


def test_supervisors_are_the_persons_named_last() -> None:
    entries = [
        firm(1, 1, supervisors=[ref("person", 1), ref("person", 2)]),
        firm(2, 2, number=8, supervisors=[ref("person", 2)], kind="project_site"),
        firm(3, 3, supervisors=[ref("person", 3)]),
        firm(4, 4, number=8, status="closed", kind="project_site"),
    ]
    assert [total(figures.SUPERVISORS, entries, day) for day in (1, 2, 3, 4)] == [2, 2, 2, 1]
    assert [total(figures.ENTERPRISES, entries, day) for day in (1, 2, 4)] == [1, 2, 1]
    assert total(figures.ENTERPRISES, entries, 2, "project_site") == 1


def test_the_lists_show_what_was_told_last() -> None:
    assert enterprise_row([report(1, 1)]) is None
    row = enterprise_row([firm(1, 1), applied(2, 2), decided(3, 3, "approved"), report(4, 4, mask_days=3, abnormal=1)])
    assert row is not None
    assert (row["decision"], row["mask_days"], row["alert"], row["supervised"]) == ("approved", 3, "red", False)
    person = employee_row([file(1, 1, "observed", observation_until="2020-02-15")])
    assert person is not None
    assert (person["status"], person["observation_until"].day) == ("observed", 15)
