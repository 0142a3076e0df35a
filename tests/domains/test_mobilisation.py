"""Mobilisation: everybody counts once, and a cadre is on post while the last word says so."""

from collections.abc import Sequence
from typing import Any

import pytest

from gridward.domains.command.entries.shifts import ATTENDANCE
from gridward.domains.mobilisation import entries as kinds
from gridward.domains.mobilisation import figures
from gridward.domains.mobilisation.rules import member_row, status_row
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import OTHER, VILLAGE, by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database


def said(figure: Figure, entries: Sequence[Entry], at: str, member: str = "") -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(at))


def member(position: int, person: int, *groups: str, day: str = "2020-01-26", **more: Any) -> Entry:
    told = {"organisation": "party_branch", "groups": list(groups), "from": day} | more
    return written(kinds.MEMBER, f"{day}T09:00:00+08:00", told, subject=("person", person), position=position)


def status(position: int, person: int, what: str, day: str, **more: Any) -> Entry:
    told = {"status": what, "from": day} | more
    return written(kinds.STATUS, f"{day}T09:00:00+08:00", told, subject=("person", person), position=position)


def test_a_party_member_who_is_a_volunteer_too_counts_once() -> None:
    entries = [
        member(1, 1, "party", "volunteer"),
        member(2, 2, "party"),
        member(3, 2, "volunteer", organisation="youth_league"),
        member(4, 3, "woman", organisation="womens_federation"),
    ]
    codes = ("", "party", "volunteer", "woman")
    assert [said(figures.MEMBERS, entries, "2020-02-01", code) for code in codes] == [3, 2, 2, 1]
    assert said(figures.VOLUNTEERS, entries, "2020-02-01") == 2


def test_a_membership_ends_and_changes_with_its_day() -> None:
    entries = [member(1, 1, "party", "youth"), member(2, 1, "party", day="2020-02-01", to="2020-02-03")]
    days = ("2020-01-31", "2020-02-01", "2020-02-03", "2020-02-04")
    assert [said(figures.MEMBERS, entries, day) for day in days] == [1, 1, 1, 0]
    assert [said(figures.MEMBERS, entries, day, "youth") for day in days] == [1, 0, 0, 0]


def test_cadres_on_post_of_all_cadres_those_who_said_nothing_included() -> None:
    entries = [member(number, number, "cadre") for number in (1, 2, 3)]
    entries += [
        status(10, 1, "on_leave", "2020-01-20", approved_by="书记"),
        status(11, 1, "recalled", "2020-01-26"),
        status(12, 2, "on_post", "2020-01-26", to="2020-01-31"),
        status(13, 9, "out_of_area", "2020-01-27"),
    ]
    days = ("2020-01-26", "2020-01-31", "2020-02-01")
    assert [said(figures.ON_POST, entries, day) for day in days] == [2, 2, 1]
    assert [said(figures.CADRES, entries, day) for day in days] == [3, 4, 4]


def test_a_cadre_whose_status_was_told_elsewhere_is_on_post_where_they_are_a_cadre() -> None:
    told = written(
        kinds.STATUS,
        "2020-01-27T09:00:00+08:00",
        {"status": "on_post", "from": "2020-01-27"},
        subject=("person", 1),
        area=OTHER,
        position=2,
    )
    entries = by_time([member(1, 1, "cadre"), told])
    assert {line.area for line in figures.on_post(entries)} == {VILLAGE}
    assert {line.area for line in figures.cadres(entries)} == {VILLAGE}
    moved = by_time([status(3, 1, "on_leave", "2020-01-26"), told])
    assert {line.area for line in figures.on_post(moved)} == {OTHER}


def test_leave_that_nobody_approved_is_flagged_and_counts() -> None:
    alone = status(1, 1, "out_of_area", "2020-01-26")
    assert [reason.code for reason in kinds.unapproved(alone, [alone])] == ["not_approved"]
    assert kinds.unapproved(status(2, 1, "on_post", "2020-01-26"), []) == ()
    assert kinds.unapproved(status(3, 1, "on_leave", "2020-01-26", approved_by="书记"), []) == ()


def test_hours_count_when_they_are_over() -> None:
    def came(position: int, out: str | None, what: str = "present") -> Entry:
        told = {"person": ref("person", 1), "in": "2020-01-27T20:00:00+08:00", "status": what}
        told |= {"out": out} if out else {}
        return written(ATTENDANCE, "2020-01-27T20:00:00+08:00", told, subject=("entry", 9), position=position)

    entries = [came(1, "2020-01-28T03:30:00+08:00"), came(2, None), came(3, "2020-01-27T22:00:00+08:00", "absent")]
    assert said(figures.HOURS, entries, "2020-01-27") == 0
    assert said(figures.HOURS, entries, "2020-01-28") == 75


def test_lists_show_the_groups_and_the_last_status() -> None:
    row = member_row([member(1, 1, "party"), member(2, 1, "volunteer", organisation="youth_league", skills=["driver"])])
    assert row is not None
    assert (row["groups"], row["skills"], row["until"]) == (["party", "volunteer"], ["driver"], None)
    row = status_row([status(1, 1, "on_leave", "2020-01-20"), status(2, 1, "recalled", "2020-01-26")])
    assert row is not None
    assert (row["status"], row["approved"]) == ("recalled", False)
