"""A report settles the day of which it speaks: yesterday's, handed in this morning, is not today's."""

from typing import Any

import pytest

from gridward.duty.models import Duty
from gridward.duty.names import clause_number
from gridward.duty.planner import catch_up
from gridward.duty.rebuild import check
from gridward.grid.tree import tree
from gridward.kit.clock import date_of, day_of, standing_at
from tests.duty.test_any_order import response
from tests.toy.node import EAST, at, entry, send

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


def test_yesterdays_report_is_not_todays() -> None:
    send(report(20, at(4, 9), "2020-02-03"))
    found = states()
    assert (found["03"], found["04"]) == ("late", "missed")
    send(report(21, at(4, 10), "2020-02-04"))
    assert states()["04"] == "done"


def test_what_is_told_days_later_fills_no_other_day() -> None:
    send(report(20, at(6, 9), "2020-02-03"))
    assert [states()[day] for day in ("03", "04", "05", "06")] == ["missed"] * 4


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
    send(report(22, at(6, 9), "2020-02-03", "opinion"))
    found = states("of_the_day_before")
    assert (found["04"], found["05"], found["06"]) == ("done", "late", "missed")


def test_on_holidays_what_keeps_to_days_of_the_week_or_is_named_is_not_asked() -> None:
    assert set(states("on_weekdays")) == {"03", "06", "07"}
    assert set(states("on_weekdays_of_term")) == {"03", "04", "05", "07", "08"}
    assert set(states("of_the_day")) == {"03", "04", "05", "06", "07", "08"}
