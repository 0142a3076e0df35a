"""Times at the ends of the calendar: what was recorded with a wild year can be told and counted, never a fault."""

import pytest

from gridward.kit import clock
from gridward.kit.errors import Refusal

WILD = (
    *("0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    *("0001-01-02T00:00:00+08:00", "9999-12-30T23:59:59+08:00"),
)


@pytest.mark.parametrize("text", WILD)
def test_a_wild_year_has_a_day_and_a_moment(text: str) -> None:
    at = clock.parse(text)
    day = clock.day_of(at)
    assert clock.iso(at)[:3] in ("000", "999")
    assert abs(clock.last_moment(day + 1) - clock.first_moment(day)) <= 2 * clock.DAY
    assert clock.date_of(day - 40) <= clock.date_of(day + 40)


@pytest.mark.parametrize("text", ["1970-01-01", "2020-02-29", "1900-01-01", "2199-12-31", "0002-03-04", "9998-07-06"])
def test_an_ordinary_day_is_itself(text: str) -> None:
    day = clock.day_of(clock.parse(text))
    assert clock.date_of(day).isoformat() == text
    assert clock.day_of(clock.first_moment(day)) == day == clock.day_of(clock.last_moment(day))


@pytest.mark.parametrize("text", [*WILD, "1899-12-31", "2200-01-01"])
def test_what_is_asked_about_lies_in_years_that_pages_reach(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        clock.asked(text)
    assert refused.value.reasons[0].code == "out_of_reach"
    assert "1900" in refused.value.reasons[0].text.zh


def test_what_is_no_time_is_called_so() -> None:
    with pytest.raises(Refusal) as refused:
        clock.asked("2020-02-30")
    assert refused.value.reasons[0].code == "not_a_time"
