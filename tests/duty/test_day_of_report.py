"""A report settles the day of which it speaks: yesterday's, handed in this morning, is not today's."""

from typing import Any

import pytest

from gridward.duty.models import Duty
from gridward.duty.names import clause_number
from gridward.duty.planner import catch_up
from gridward.duty.rebuild import check
from gridward.figure.fold import catch_up as fold
from gridward.figure.value import values
from gridward.grid.tree import tree
from gridward.kit.clock import date_of, day_of, standing_at
from tests.duty.test_any_order import response
from tests.toy.node import EAST, NOW, at, entry, send

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

Wire = dict[str, Any]
LOOK = at(9, 12)


@pytest.fixture(autouse=True)
def begun(node: None) -> None:
    """A report of the day by six in the evening, and one of the day before by ten in the morning."""
    send(response(10, "reports", "2020-02-03"))


def report(number: int, when: int, of: str, template: str = "daily", **more: Any) -> Wire:
    body = {"template": template, "date": of, "nil": True, "confirmed_by": "x"}
    return entry(number, "reporting.daily", EAST, when, body, **more)


def states(name: str = "of_the_day") -> dict[str, str]:
    with standing_at(LOOK):
        catch_up()
        assert check() == []
    clause, area = clause_number("made-up-reports", name), tree().need(EAST).id
    found = Duty.objects.filter(clause=clause, area=area, due__lt=LOOK).order_by("opens")
    how = {
        one.opens: "missed" if one.done_at is None else "done" if one.done_at <= one.due else "late" for one in found
    }
    return {date_of(day_of(opens)).isoformat()[8:]: told for opens, told in how.items()}


def of_figures(as_of: int) -> str:
    """What the figures say of the day of a moment."""
    pairs = [(f"reporting.{name}", "daily") for name in ("received", "on_time", "late", "expected")]
    received, on_time, late, expected = (
        one.value or 0 for one in values(pairs, area=tree().need(EAST).id, as_of=as_of)
    )
    assert on_time + late == received <= expected == 1
    return "late" if late else "done" if received else "missed"


def test_yesterdays_report_is_not_todays() -> None:
    send(report(20, at(4, 9), "2020-02-03"))
    found = states()
    assert (found["03"], found["04"]) == ("late", "missed")
    send(report(21, at(4, 10), "2020-02-04"))
    assert states()["04"] == "done"


def test_what_is_told_days_later_is_late_for_its_day_and_fills_no_other() -> None:
    send(report(20, at(6, 9), "2020-02-03"))
    assert [states()[day] for day in ("03", "04", "05", "06")] == ["late", *["missed"] * 3]


def test_what_was_told_for_a_day_years_ago_disturbs_nothing() -> None:
    send(report(20, at(6, 9), "2012-02-03"))
    assert [states()[day] for day in ("03", "04", "05", "06")] == ["missed"] * 4


def test_taken_back_it_is_missed_again_and_moved_it_is_late_for_the_other_day() -> None:
    first = report(20, at(8, 9), "2020-02-03")
    send(first)
    send(report(21, at(8, 9), "2020-02-04", replaces=first["id"]))
    assert [states()[day] for day in ("03", "04")] == ["missed", "late"]
    send(entry(22, "reporting.daily", EAST, at(8, 9), None, replaces=first["id"]))
    assert [states()[day] for day in ("03", "04")] == ["missed", "missed"]


def test_on_time_late_and_missing_make_up_what_was_expected() -> None:
    """What the figures say of the days of a village, its duties say, too (Q85)."""
    send(report(20, at(3, 9), "2020-02-03"), report(21, at(5, 9), "2020-02-04"), report(22, at(8, 9), "2020-02-05"))
    duties = states()
    with standing_at(NOW):
        fold()
        said = {day: of_figures(at(int(day) + 1) - 1) for day in ("03", "04", "05", "06")}
    assert {day: duties[day] for day in said} == said == {"03": "done", "04": "late", "05": "late", "06": "missed"}


def test_nobody_reports_ahead() -> None:
    send(report(20, at(4, 9), "2020-02-05"))
    assert (states()["04"], states()["05"]) == ("missed", "missed")


def test_a_correction_of_the_date_goes_over_to_that_day() -> None:
    send(report(20, at(4, 9), "2020-02-03"))
    right = report(21, at(4, 9), "2020-02-04", replaces=report(20, at(4, 9), "")["id"])
    send(right)
    assert (states()["03"], states()["04"]) == ("missed", "done")


def test_a_report_of_the_day_before_fills_the_window_of_the_day_after() -> None:
    send(report(20, at(4, 9), "2020-02-03", "opinion"), report(21, at(5, 11), "2020-02-04", "opinion"))
    send(report(22, at(7, 9), "2020-02-05", "opinion"))
    found = states("of_the_day_before")
    assert (found["04"], found["05"], found["06"]) == ("done", "late", "late")


def test_on_holidays_what_keeps_to_days_of_the_week_or_is_named_is_not_asked() -> None:
    assert set(states("on_weekdays")) == {"03", "06", "07"}
    assert set(states("on_weekdays_of_term")) == {"03", "04", "05", "07", "08"}
    assert set(states("of_the_day")) == {"03", "04", "05", "06", "07", "08"}
