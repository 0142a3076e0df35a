"""Command: who answers for what, what was ordered and what came back, who stood where, what is still open."""

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest

from gridward.domains.command.entries import bodies, orders, shifts, watch
from gridward.domains.command.figures import bodies as figures
from gridward.domains.command.figures import work
from gridward.domains.command.rules.bodies import number_of
from gridward.domains.command.rules.rows import document_row, feedback_row, plan_row, roster_row, shift_row
from gridward.intake.kernel import KINDS
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import OTHER, TOWN, VILLAGE, by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database

APPOINTMENT = next(kind for kind in KINDS if kind.name == "grid.appointment")
DIRECTIVE, SHIFT = 1, 1


def said(figure: Figure, entries: Sequence[Entry], at: str, member: str = "") -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(at))


def body(position: int, day: str, *, number: int = 1, **more: Any) -> Entry:
    told = {"name_zh": f"专班{number}", "type": "working_group", "heads": [ref("account", 1)], "from": day} | more
    at = f"{day}T09:00:00+08:00"
    return written(bodies.BODY, at, told, subject=("body", number), area=TOWN, position=position)


def test_thirteen_groups_stay_thirteen_beside_a_fourteenth_that_stands_alone() -> None:
    under = [body(number, "2020-01-26", number=number, parent=ref("body", 99)) for number in range(1, 14)]
    resumption = body(14, "2020-02-08", number=14)
    assert said(figures.GROUPS, [*under, resumption], "2020-02-10") == 13
    ended = body(15, "2020-02-09", number=3, parent=ref("body", 99), to="2020-02-09")
    assert said(figures.GROUPS, [*under, ended], "2020-02-09") == 13
    assert said(figures.GROUPS, [*under, ended], "2020-02-10") == 12


def test_a_leading_group_may_have_two_heads_and_a_working_group_adds_none() -> None:
    two = body(1, "2020-01-24", type="leading_group", heads=[ref("account", 1), ref("account", 2)])
    group = body(2, "2020-01-24", number=2, parent=ref("body", 1), heads=[ref("account", 3)])
    one = body(3, "2020-02-01", type="leading_group", heads=[ref("account", 2)])
    assert said(figures.HEADS, [two, group], "2020-01-31") == 2
    assert said(figures.HEADS, [two, group, one], "2020-02-01") == 1


def document(position: int, number: str, **more: Any) -> Entry:
    told = {"nature": "received", "made_by": "upper", "number": number, "title": "通知", "issuer": "县指挥部"} | more
    return written(orders.DOCUMENT, "2021-10-27T08:00:00+08:00", told, subject=("area", TOWN), position=position)


def test_the_same_document_is_found_under_any_brackets() -> None:
    spelt = ["临指发【2021】1号", "临指发〔2021〕1号", " 临指发[2021] 1号", "临指发(2021)第1号"]
    entries = [document(number, text) for number, text in enumerate(spelt, 1)]
    assert {number_of(entry.body) for entry in entries} == {"临指发[2021]1号"}
    assert said(figures.DOCUMENTS, [*entries, document(9, "临指发〔2021〕2号")], "2021-11-01", "received") == 2


def test_a_document_is_to_be_studied_until_each_office_that_it_names_has() -> None:
    def heard(position: int, area: int, stage: str = "studied") -> Entry:
        at = f"2021-10-27T{9 + position:02}:00:00+08:00"
        return written(orders.FEEDBACK, at, {"stage": stage}, subject=("entry", 1), area=area, position=position)

    by = [ref("area", VILLAGE), ref("area", OTHER)]
    told = document(1, "临指发〔2021〕1号", issuer_level="city", study_required=True, study_by=by)
    rows = [
        document_row([told, *answers])
        for answers in ((), (heard(2, VILLAGE), heard(3, VILLAGE)), (heard(2, VILLAGE), heard(3, OTHER)))
    ]
    assert [(row["to_study"], row["studied"]) for row in rows if row] == [(True, 0), (True, 2), (False, 2)]
    anybody = document_row([document(1, "1号", study_required=True), heard(2, TOWN)])
    passed = document_row([document(1, "2号"), heard(2, VILLAGE, "forwarded"), heard(3, VILLAGE, "forwarded")])
    assert anybody is not None and not anybody["to_study"]
    assert passed is not None and (passed["level"], passed["forwarded"], passed["to_study"]) == ("", 1, False)
    assert document_row([heard(2, VILLAGE)]) is None


def test_studying_again_is_no_second_document() -> None:
    entries = [document(1, "临指发〔2021〕1号")]
    for position, hour in ((2, 9), (3, 15)):
        at = f"2021-10-27T{hour:02}:00:00+08:00"
        entries.append(written(orders.FEEDBACK, at, {"stage": "studied"}, subject=("entry", 1), position=position))
    assert said(figures.DOCUMENTS, entries, "2021-10-28", "received") == 1
    assert said(figures.STUDIES, entries, "2021-10-28") == 2


def test_the_command_has_one_plan_however_many_units_file_theirs_and_however_often_it_is_told_anew() -> None:
    plan = {"nature": "plan", "made_by": "command"}
    entries = [document(1, "", **plan), document(2, "", **plan, version=2, supersedes=ref("entry", 1))]
    entries += [document(number, f"{number}", nature="plan", made_by="unit") for number in range(3, 223)]
    entries.append(document(300, "", nature="contingency_plan", made_by="command"))
    assert said(figures.PLANS, entries, "2021-10-28", "command") == 1
    assert said(figures.PLANS, entries, "2021-10-28", "unit") == 220
    row = plan_row(entries[:1])
    assert row is not None
    assert (row["plan"], row["contingency_plan"]) == (True, False)


def test_a_meeting_counts_from_the_minute_it_begins() -> None:
    told = {"type": "emergency_deployment", "start": "2021-10-27T08:30:00+08:00"}
    told |= {
        "presided_by": "甲",
        "conveyed_by": "乙",
        "main_speaker": "丙",
        "decisions": [{"text": "一"}, {"text": "二"}],
    }
    meeting = written(orders.MEETING, "2021-10-26T20:00:00+08:00", told, subject=("area", TOWN), position=1)
    assert said(figures.MEETINGS, [meeting], "2021-10-27T08:29:59+08:00") == 0
    assert said(figures.MEETINGS, [meeting], "2021-10-27T08:30:00+08:00") == 1
    assert [one.text for one in meeting.body.decisions] == ["一", "二"]


# Letters


def office(position: int, day: str, role: str = "village_cadre", to: str | None = None, area: int = VILLAGE) -> Entry:
    told = {"office": role, "holder": f"h{position}", "from": day} | ({"to": to} if to else {})
    return written(APPOINTMENT, f"{day}T08:00:00+08:00", told, area=area, position=position)


def letter(position: int, day: str, signer: int, role: str = "village_cadre", **more: Any) -> Entry:
    told = {"signer": ref("account", signer), "counter_signer": ref("account", 9), "office": role} | more
    told |= {"responsibility": "personal", "text_version": "1", "signed_on": day}
    at = f"{day}T10:00:00+08:00"
    return written(bodies.PLEDGE, at, told, subject=("area", VILLAGE), position=position)


def test_an_appointment_opens_an_unsigned_letter_and_its_end_closes_it() -> None:
    entries = [office(1, "2021-10-26"), letter(2, "2021-10-27", 5), office(3, "2021-10-28", to="2021-10-30")]

    def letters(day: str) -> tuple[int, int]:
        return (
            said(figures.PLEDGES, entries, day, "village_cadre"),
            said(figures.PLEDGES_DUE, entries, day, "village_cadre"),
        )

    assert [letters(f"2021-10-{day}") for day in (26, 27, 28, 29, 30)] == [(0, 1), (1, 1), (1, 2), (1, 2), (1, 1)]
    assert said(figures.PLEDGES, entries, "2021-11-01", "village_lead") == 0


def test_the_same_hand_twice_is_one_letter_and_one_that_has_run_out_none() -> None:
    held = [office(1, "2021-10-20"), office(2, "2021-10-20")]
    twice = [*held, letter(3, "2021-10-21", 5), letter(4, "2021-10-22", 5)]
    assert said(figures.PLEDGES, twice, "2021-10-25") == 1
    short = [*held, letter(3, "2021-10-21", 5, valid_until="2021-10-22"), letter(4, "2021-10-24", 5)]
    days = ("2021-10-22", "2021-10-23", "2021-10-24")
    assert [said(figures.PLEDGES, short, day) for day in days] == [1, 0, 1]


def test_no_more_letters_are_signed_than_offices_need_them() -> None:
    signed = [office(1, "2021-10-20"), *(letter(number, "2021-10-21", number) for number in (2, 3, 4))]
    assert said(figures.PLEDGES, signed, "2021-10-25") == 1


# Directives


def directive(**more: Any) -> Entry:
    told = {"text": "今晚开展全员摸排", "to": [ref("area", number) for number in range(101, 219)], "requires": ["ack"]}
    return written(
        orders.DIRECTIVE,
        "2020-01-27T08:00:00+08:00",
        told | more,
        subject=("area", TOWN),
        area=TOWN,
        position=DIRECTIVE,
    )


def answer(position: int, area: int, hour: int, stage: str = "received", **more: Any) -> Entry:
    at = f"2020-01-27T{hour:02}:00:00+08:00"
    told = {"stage": stage} | more
    return written(orders.FEEDBACK, at, told, subject=("entry", DIRECTIVE), area=area, position=position)


def test_acknowledged_and_outstanding_are_118_at_every_moment() -> None:
    entries = [directive()]
    for number in range(101, 201):
        entries.append(answer(number, number, 8 + number % 12))
        entries.append(answer(number + 1000, number, 9 + number % 12, "done"))
    entries.append(answer(2000, 999, 10))
    for hour in range(8, 24):
        at = f"2020-01-27T{hour:02}:30:00+08:00"
        got, waits = said(work.ACKNOWLEDGED, entries, at), said(work.UNACKNOWLEDGED, entries, at)
        assert (got + waits, said(work.ADDRESSED, entries, at)) == (118, 118)
    assert said(work.UNACKNOWLEDGED, entries, "2020-01-28") == 18


def test_what_cannot_be_done_is_answered_and_not_done_and_what_comes_late_is_not_in_time() -> None:
    asked = directive(requires=["feedback"], deadline="2020-01-27T18:00:00+08:00", to=[ref("area", 2), ref("area", 3)])
    asked = by_time([asked])[0]
    entries = [asked, answer(2, VILLAGE, 10, "cannot"), answer(3, OTHER, 17, "done")]
    at = "2020-01-27T17:59:00+08:00"
    assert (said(work.FEEDBACK_DUE, entries, at), said(work.FEEDBACK_DONE, entries, at)) == (0, 0)
    assert (said(work.FEEDBACK_DUE, entries, "2020-01-28"), said(work.FEEDBACK_DONE, entries, "2020-01-28")) == (2, 1)
    late = [asked, answer(2, VILLAGE, 19, "done"), answer(3, OTHER, 17, "in_progress")]
    assert said(work.FEEDBACK_DONE, late, "2020-01-28") == 0
    row = feedback_row(entries[1:])
    assert row is not None
    assert (row["answers"], row["done"], row["cannot"]) == (2, 1, 1)


def test_who_answers_for_another_names_whom() -> None:
    asked = directive(to=[ref("body", 7), ref("area", 3)])
    spoken = answer(2, TOWN, 10, addressee=ref("body", 7))
    for entries in permutations([asked, spoken, answer(3, TOWN, 11)]):
        assert said(work.UNACKNOWLEDGED, entries, "2020-01-28") == 1


def test_a_directive_that_was_never_given_leaves_nothing_outstanding() -> None:
    assert said(work.UNACKNOWLEDGED, [answer(2, VILLAGE, 10)], "2020-01-28") == 0
    assert said(work.ADDRESSED, [directive(requires=[])], "2020-01-28") == 0
    assert said(work.DIRECTIVES, [directive(requires=[])], "2020-01-28", "normal") == 1


# Shifts


def night(people: int = 3, **more: Any) -> Entry:
    told = {"start": "2020-01-27T20:00:00+08:00", "end": "2020-01-28T08:00:00+08:00"}
    told |= {"slots": [{"role": role} for role in ("cadre", "police", "medic")]}
    told |= {"persons": [ref("person", number) for number in range(1, people + 1)]} | more
    return written(shifts.SHIFT, "2020-01-27T09:00:00+08:00", told, subject=("place", 7), area=7, position=SHIFT)


def came(person: int, hour: float, *, out: str = "", status: str = "present", role: str = "") -> Entry:
    at = f"2020-01-27T{int(hour):02}:{int(hour % 1 * 60):02}:00+08:00"
    told = {"person": ref("person", person), "in": at, "status": status, "role": role} | ({"out": out} if out else {})
    return written(shifts.ATTENDANCE, at, told, subject=("entry", SHIFT), area=7, position=10 + person)


def test_one_person_less_shows_at_once_and_nobody_there_shows_after_the_grace_minutes() -> None:
    assert said(work.SHIFTS_UNCOVERED, [night(people=2)], "2020-01-27T09:30:00+08:00") == 1
    full = night()
    assert said(work.SHIFTS_UNCOVERED, [full], "2020-01-27T20:14:00+08:00") == 0
    assert said(work.SHIFTS_UNCOVERED, [full], "2020-01-27T20:15:00+08:00") == 1
    assert said(work.SHIFTS_UNCOVERED, [full], "2020-01-28T08:00:00+08:00") == 0
    assert said(work.SHIFTS, [full], "2020-01-27T19:59:00+08:00") == 0
    assert said(work.SHIFTS, [full], "2020-01-27T20:00:00+08:00") == 1


def test_a_shift_is_covered_while_as_many_are_there_as_it_needs() -> None:
    there = [night(), came(1, 19.75), came(2, 20), came(3, 21, status="late")]
    hours = ("2020-01-27T20:30:00+08:00", "2020-01-27T21:00:00+08:00", "2020-01-28T03:00:00+08:00")
    assert [said(work.SHIFTS_UNCOVERED, there, hour) for hour in hours] == [1, 0, 0]
    left = [*there[:2], came(2, 20, out="2020-01-28T02:00:00+08:00"), there[3]]
    assert [said(work.SHIFTS_UNCOVERED, left, hour) for hour in hours] == [1, 0, 1]
    away = [night(), came(1, 20), came(2, 20), came(3, 20, status="absent")]
    assert said(work.SHIFTS_UNCOVERED, away, hours[2]) == 1
    assert said(work.SHIFTS_UNCOVERED, [night(min_people=2), *away[1:]], hours[2]) == 0


CADRES = ["cadre"] * 3
WHOLE = ["cadre", "police", "medic"]


def test_three_cadres_are_no_medic() -> None:
    there = [night(roles=CADRES), came(1, 20), came(2, 20), came(3, 20)]
    moments = ("2020-01-27T10:00:00+08:00", "2020-01-28T03:00:00+08:00")
    assert [said(work.SHIFTS_UNCOVERED, there, at) for at in moments] == [1, 1]
    assert [said(work.SHIFTS_UNCOVERED, [night(roles=WHOLE), *there[1:]], at) for at in moments] == [0, 0]
    row = shift_row(there)
    assert row is not None
    assert row["short"]
    (reason,) = shifts.doubtful(there[0], [there[0]])
    assert "police" in reason.text.zh
    assert "medic" in reason.text.zh
    assert shifts.doubtful(night(roles=WHOLE), []) == ()
    assert shifts.doubtful(night(), []) == ()


def test_a_substitute_comes_as_what_they_say_or_as_anybody() -> None:
    at = "2020-01-28T03:00:00+08:00"
    there = [night(roles=WHOLE), came(1, 20), came(2, 20)]
    for role, uncovered in (("medic", 0), ("cadre", 1), ("", 0)):
        assert said(work.SHIFTS_UNCOVERED, [*there, came(9, 20, status="substitute", role=role)], at) == uncovered
    assert said(work.SHIFTS_UNCOVERED, [night(roles=CADRES, min_people=1), came(1, 20)], at) == 0


def test_the_roster_names_what_lacks_people() -> None:
    row = roster_row([night(people=2)])
    assert row is not None
    assert (row["shifts"], row["short"]) == (1, 1)


def turn(position: int, begin: str, end: str, *, planned: str = "2020-01-26T09:00", continuous: bool = True) -> Entry:
    told = {"start": f"{begin}:00+08:00", "end": f"{end}:00+08:00", "slots": [], "continuous": continuous}
    return written(shifts.SHIFT, f"{planned}:00+08:00", told, subject=("place", 7), area=7, position=position)


def test_a_roster_that_leaves_an_hour_to_nobody_shows_it_at_once_and_a_hand_over_leaves_none() -> None:
    day = turn(1, "2020-01-27T08:00", "2020-01-27T20:00")
    late = turn(2, "2020-01-27T21:00", "2020-01-28T08:00", planned="2020-01-26T10:00")
    moments = ("2020-01-26T09:30", "2020-01-26T10:00", "2020-01-27T20:59", "2020-01-27T21:00")

    def minutes(*entries: Entry) -> list[int]:
        return [said(work.MINUTES_UNPLANNED, entries, f"{moment}:00+08:00") for moment in moments]

    assert minutes(day, late) == [0, 60, 60, 0]
    assert minutes(late, day, turn(3, "2020-01-27T19:30", "2020-01-27T21:00")) == [0, 0, 0, 0]
    assert minutes(day, turn(2, "2020-01-27T20:00", "2020-01-28T08:00")) == [0, 0, 0, 0]
    assert minutes(turn(1, "2020-01-27T08:00", "2020-01-27T20:00", continuous=False), late) == [0, 0, 0, 0]
    unforeseen = turn(2, "2020-01-27T21:00", "2020-01-28T08:00", planned="2020-01-27T22:00")
    assert minutes(day, unforeseen) == [0, 0, 60, 0]


# Risk areas and incidents


def test_an_area_is_a_risk_from_the_day_it_is_listed_to_its_last() -> None:
    def listed(position: int, day: str, **more: Any) -> Entry:
        told = {"area": "湖北省", "level": "key", "from": day, "source_document": "通告"} | more
        return written(watch.RISK_AREA, f"{day}T09:00:00+08:00", told, subject=("area", TOWN), position=position)

    entries = [listed(1, "2020-01-24"), listed(2, "2020-01-23", area="武汉市", to="2020-01-25")]
    days = ("2020-01-22", "2020-01-23", "2020-01-24", "2020-01-26")
    assert [said(figures.RISK_AREAS, entries, day, "key") for day in days] == [0, 1, 2, 1]
    raised = [*entries, listed(3, "2020-02-01", level="severe")]
    assert [said(figures.RISK_AREAS, raised, "2020-02-02", level) for level in ("key", "severe")] == [0, 1]


def test_an_incident_is_open_until_it_is_closed() -> None:
    told = {"type": "red_code", "found_at": "2021-01-08T09:00:00+08:00"}
    at = "2021-01-08T09:05:00+08:00"
    open_one = written(watch.INCIDENT, at, told, subject=("person", 5), position=1)
    closed = written(
        watch.INCIDENT, at, told | {"closed_at": "2021-01-08T15:00:00+08:00"}, subject=("person", 6), position=2
    )
    entries = [open_one, closed]
    assert said(work.INCIDENTS, entries, "2021-01-09", "red_code") == 2
    assert said(work.INCIDENTS_OPEN, entries, "2021-01-08T10:00:00+08:00") == 2
    assert said(work.INCIDENTS_OPEN, entries, "2021-01-09", "red_code") == 1
