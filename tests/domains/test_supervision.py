"""Supervision: one inspection of many subjects, findings put right in time or not, items never green unasked."""

from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from gridward.domains.checkpoint.entries import POST
from gridward.domains.supervision import entries as kinds
from gridward.domains.supervision import figures, rules
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import OTHER, TOWN, VILLAGE, by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database

END = parse("2020-02-29")
NIGHT = "2020-02-10"


def moment(hour: int, day: int = 10) -> str:
    return f"2020-02-{day:02}T{hour:02}:00:00+08:00"


def visit(position: int, hour: int, *subjects: int, kind: str = "post", day: int = 10, **more: Any) -> Entry:
    at = moment(hour, day)
    about = [ref("area" if kind in ("village", "community") else "place", number) for number in subjects]
    body = {"subjects": about, "subject_kind": kind, "by": "督查组", "started": at} | more
    return written(kinds.VISIT, at, body, subject=("area", TOWN), area=TOWN, position=position)


def checked(position: int, hour: int, area: int, **answers: str) -> Entry:
    body = {"subjects": [ref("area", area)], "subject_kind": "village", "by": "镇督查组", "started": moment(hour)}
    body["items"] = [{"code": code, "answer": answer} for code, answer in answers.items()]
    return written(kinds.VISIT, moment(hour), body, subject=("area", area), area=area, position=position)


def finding(position: int, hour: int, deadline: str) -> Entry:
    body = {"visit": ref("entry", 1), "problem": "无登记", "responsible_office": "某村", "deadline": deadline}
    return written(kinds.FINDING, moment(hour), body, subject=("area", VILLAGE), position=position)


def acted(position: int, hour: int, about: int, state: str = "done", *, day: int = 10, **more: Any) -> Entry:
    body = {"action": "已补登", "done_at": moment(hour, day), "state": state} | more
    return written(kinds.RECTIFICATION, moment(hour, day), body, subject=("entry", about), position=position)


def total(figure: Figure, entries: list[Entry], at: int | str = END, member: str = "") -> int:
    return value(figure, lines(figure, by_time(entries)), member, at if isinstance(at, int) else parse(at))


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (kinds.Visit, b'{"subjects":["a"],"subject_kind":"castle","by":"x","started":"2020-02-10T08:00:00+08:00"}'),
        (kinds.Finding, b'{"problem":"x","responsible_office":"y","deadline":"2020-02-10T08:00:00+08:00"}'),
        (kinds.Rectification, b'{"action":"x","state":"done"}'),
        (kinds.Accountability, b'{"findings":[],"body":"x","measure":"prison","decided_on":"2020-02-10"}'),
    ],
)
def test_a_bad_body_is_an_error(kind: Any, raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=kind)


def test_one_inspection_of_many_subjects_is_one() -> None:
    entries = [visit(1, 8, *range(10, 16), kind="supermarket"), visit(2, 9, 10, 20, kind="supermarket")]
    assert total(figures.INSPECTIONS, entries) == 2
    assert total(figures.SUBJECTS_SEEN, entries, member="supermarket") == 7
    assert {one.code: one.unit for one in figures.SUBJECTS}["supermarket"] == "家"


def test_what_was_inspected_today_is_covered_until_midnight() -> None:
    posts = range(100, 114)
    entries = [visit(1, 8, *posts), visit(2, 15, 100), visit(3, 9, *list(posts)[:13], day=11)]
    assert total(figures.COVERED, entries, moment(7), "post") == 0
    assert total(figures.COVERED, entries, NIGHT, "post") == 14
    assert total(figures.COVERED, entries, "2020-02-11", "post") == 13
    assert total(figures.COVERED, entries, "2020-02-12", "post") == 0


def test_put_right_on_the_spot_is_never_overdue() -> None:
    entries = [finding(2, 9, moment(9)), acted(3, 9, 2, on_the_spot=True)]
    assert total(figures.PROBLEMS, entries) == total(figures.RECTIFIED, entries) == 1
    assert total(figures.OVERDUE, entries) == 0


def test_a_finding_is_overdue_from_its_deadline_until_it_is_put_right() -> None:
    entries = [finding(2, 9, moment(18)), acted(3, 10, 2, day=12)]
    assert [total(figures.OVERDUE, entries, at) for at in (moment(17), NIGHT, "2020-02-11", "2020-02-12")] == [
        0,
        1,
        1,
        0,
    ]
    assert total(figures.RECTIFIED, entries, "2020-02-11") == 0


def test_what_is_rejected_is_open_again() -> None:
    entries = [
        finding(2, 9, moment(18)),
        acted(3, 12, 2),
        acted(4, 16, 2, "rejected"),
        acted(5, 10, 2, "verified", day=11),
    ]
    assert total(figures.RECTIFIED, entries, moment(13)) == 1
    assert total(figures.RECTIFIED, entries, NIGHT) == 0
    assert total(figures.OVERDUE, entries, NIGHT) == 1
    assert total(figures.RECTIFIED, entries) == 1
    assert total(figures.OVERDUE, entries) == 0


def test_a_corrected_finding_is_still_the_one_that_was_put_right() -> None:
    again = msgspec.structs.replace(finding(7, 9, moment(12)), chain=2)
    assert total(figures.OVERDUE, [again, acted(8, 11, 2)]) == 0
    assert total(figures.OVERDUE, [again, acted(8, 11, 3)]) == 1


def test_who_answered_for_it_counts_once_and_a_decision_without_finding_is_listed() -> None:
    def decided(position: int, person: int, *findings: int) -> Entry:
        body = {"findings": [ref("entry", one) for one in findings], "body": "镇纪委", "measure": "talk"}
        body["decided_on"] = "2020-02-10"
        return written(kinds.ACCOUNTABILITY, moment(9), body, subject=("person", person), position=position)

    entries = [decided(1, 5, 2), decided(2, 5, 3), decided(3, 6)]
    assert total(figures.ACCOUNTABLE, entries) == 2
    assert [len(kinds.uncited(entry, [entry])) for entry in entries] == [0, 0, 1]


def test_an_item_is_in_place_by_its_last_answer_and_unknown_is_not() -> None:
    entries = [checked(1, 8, VILLAGE, six_publicity="yes", six_screening="no", four_screening="yes")]
    entries.append(checked(2, 9, OTHER, six_publicity="yes"))
    assert total(figures.CHECKED_OFF, entries, NIGHT, "six_publicity") == 2
    assert total(figures.CHECKED_OFF, entries, NIGHT, "six_screening") == 0
    assert total(figures.CHECKED_OFF, entries, NIGHT, "six_emergency") == 0
    assert total(figures.CHECKED_OFF, entries, NIGHT, "four_screening") == 0
    entries.append(checked(3, 15, VILLAGE, six_publicity="no", six_screening="yes"))
    assert total(figures.CHECKED_OFF, entries, NIGHT, "six_publicity") == 1
    assert total(figures.CHECKED_OFF, entries, NIGHT, "six_screening") == 1


def test_a_checklist_that_nobody_knows_keeps_the_entry_from_counting() -> None:
    body = visit(1, 8, 5, template="seven", items=[{"code": "x", "answer": "yes"}]).body
    assert kinds.VISIT.needs is not None
    assert {reason.field for reason in kinds.VISIT.needs(body)} == {"body.template", "body.items"}


def test_a_deadline_before_the_finding_is_listed() -> None:
    assert len(kinds.due_before(finding(1, 9, moment(8)), ())) == 1
    assert kinds.due_before(finding(1, 9, moment(10)), ()) == ()


def test_lists_show_findings_with_the_entries_that_others_are_about() -> None:
    row = rules.finding_row([finding(2, 9, moment(18)), finding(4, 10, moment(12))])
    assert row is not None
    assert row["number"] == 2
    assert row["findings"][0]["entry"] == finding(2, 9, moment(18)).key
    acted_row = rules.rectification_row([acted(3, 12, 2), acted(4, 16, 2, "rejected")])
    assert acted_row is not None
    assert acted_row["state"] == "rejected"
    seen = rules.visit_row([checked(1, 8, VILLAGE, six_publicity="yes")])
    assert seen is not None
    assert seen["answers"] == {"six_publicity": "yes"}
    assert rules.finding_row([]) is rules.rectification_row([]) is rules.visit_row([]) is None


def test_villages_of_the_map_and_checkpoints_that_stand_must_be_inspected() -> None:
    def opened(position: int, day: int, closed: str | None = None) -> Entry:
        body = {"level": "village", "hours": "24h", "opened_on": "2020-02-03", "closed_on": closed}
        subject = ("place", 50)
        return written(
            POST, moment(8, day), body, subject=subject, area=50, place=("gate", "village"), position=position
        )

    entries = [opened(1, 3), opened(2, 9, "2020-02-09")]
    assert [total(figures.TO_COVER, entries, moment(12, day), "post") for day in (2, 3, 8, 9)] == [0, 1, 1, 0]
    assert total(figures.TO_COVER, [opened(1, 3), opened(2, 6, "2020-02-07")], "2020-02-06", "post") == 1

    area = [kernel_area(1, "village"), kernel_area(2, None), kernel_area(3, None, "close")]
    assert [total(figures.TO_COVER, area[:many], member="village") for many in (1, 2, 3)] == [1, 1, 0]
    assert total(figures.TO_CHECK, area[:1], member="six_screening") == 1
    assert total(figures.TO_CHECK, area[:1], member="four_screening") == 0


def kernel_area(position: int, level: str | None, action: str = "open") -> Entry:
    """A statement about an area, as far as figures read it."""
    body = SimpleNamespace(action=SimpleNamespace(value=action if position != 2 else "change"), level=level or "")
    entry = visit(position, position, 5)
    return msgspec.structs.replace(entry, kind="grid.area", body=body, area=VILLAGE)
