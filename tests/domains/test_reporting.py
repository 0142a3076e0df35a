"""Reporting: in time, late, nil and silent are told apart, and nobody is ever over one hundred per cent."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.domains.reporting import entries as kinds
from gridward.domains.reporting import figures, rules
from gridward.kit.clock import parse
from gridward.kit.ids import shaped7
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database


def total(figure: Figure, entries: list[Entry], at: str, member: str = "") -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(at))


def area(number: int, day: int, action: str = "open", level: str = "village") -> Entry:
    body = {"action": action, "level": level, "code": f"c{number}", "name_zh": f"村{number}"}
    kind = CATALOGUE.kinds["grid.area"]
    at = f"2020-02-{day:02}T00:00:00+08:00"
    return written(kind, at, body, subject=("area", number), area=number, position=1_000 + number * 10 + day)


def report(position: int, unit: int, at: str, date: str = "", *, template: str = "daily", **more: Any) -> Entry:
    body = {"template": template, "date": date or at[:10], "nil": True, "confirmed_by": "村书记"} | more
    return written(kinds.DAILY, f"{at}+08:00", body, subject=("area", unit), area=unit, position=position)


TOWN = [area(1, 1), area(2, 1), area(3, 1), area(4, 9, level="grid_small")]
DAY = [
    report(1, 1, "2020-02-10T17:30:00"),
    report(2, 2, "2020-02-10T19:00:00", nil=False),
    report(3, 4, "2020-02-10T09:00:00", template="opinion"),
]


def test_in_time_and_late_and_missing_are_what_is_expected() -> None:
    entries, evening = TOWN + DAY, "2020-02-10T23:00:00+08:00"
    found = {figure.name: total(figure, entries, evening, "daily") for figure in figures.FIGURES[:5]}
    assert found == {
        "reporting.expected": 3,
        "reporting.received": 2,
        "reporting.on_time": 1,
        "reporting.late": 1,
        "reporting.nil": 1,
    }
    assert total(figures.RECEIVED, entries, "2020-02-10T18:00:00+08:00", "daily") == 1
    assert total(figures.RECEIVED, entries, "2020-02-11T06:00:00+08:00", "daily") == 0


def test_the_watch_on_opinion_is_owed_by_whoever_has_begun_it() -> None:
    entries = TOWN + DAY
    days = ("2020-02-09", "2020-02-10", "2020-02-12")
    assert [total(figures.EXPECTED, entries, day, "opinion") for day in days] == [0, 1, 1]
    assert [total(figures.RECEIVED, entries, day, "opinion") for day in days] == [0, 1, 0]


def test_a_village_is_expected_from_its_opening_to_its_closing() -> None:
    entries = [*TOWN, area(3, 12, "close")]
    assert [total(figures.EXPECTED, entries, f"2020-02-{day:02}") for day in (1, 11, 12)] == [3, 3, 2]


def test_a_report_sent_again_counts_once_and_one_made_later_counts_late_for_its_day() -> None:
    entries = [
        *TOWN,
        report(1, 1, "2020-02-10T10:00:00"),
        report(2, 1, "2020-02-10T20:00:00", nil=False),
        report(3, 2, "2020-02-12T08:00:00", "2020-02-10"),
    ]
    assert total(figures.RECEIVED, entries, "2020-02-10") == 2
    assert total(figures.ON_TIME, entries, "2020-02-10") == 1
    assert total(figures.LATE, entries, "2020-02-10") == 1
    assert [total(figures.NIL, entries, f"2020-02-10T{hour}:00+08:00") for hour in ("12:00", "21:00")] == [1, 0]
    assert total(figures.NIL, entries, "2020-02-10") == 1, "the late one says nothing"
    assert [reason.code for reason in kinds.doubtful(entries[5], entries[4:])] == ["reported_twice"]
    assert kinds.doubtful(entries[6], [entries[6]]) == ()


def test_a_change_after_the_lock_is_listed_unless_somebody_is_named_who_allowed_it() -> None:
    first = report(1, 1, "2020-02-10T17:30:00")

    def corrected(made: str, **more: Any) -> list[str]:
        change = report(2, 1, "2020-02-10T17:30:00", nil=False, **more)
        change = msgspec.structs.replace(change, id=shaped7(parse(f"{made}+08:00"), bytes(10)), chain=1)
        return [reason.code for reason in kinds.doubtful(change, [change])]

    assert kinds.doubtful(first, [first]) == ()
    assert corrected("2020-02-10T23:59:00") == []
    assert corrected("2020-02-11T00:00:00") == ["changed_after_lock"]
    assert corrected("2020-02-11T00:00:00", allowed_by=ref("account", 3)) == []
    second = report(3, 1, "2020-02-11T09:00:00", "2020-02-10")
    assert [reason.code for reason in kinds.doubtful(second, [first, second])] == [
        "reported_twice",
        "changed_after_lock",
    ]
    late = report(3, 1, "2020-02-11T09:00:00", "2020-02-10")
    assert kinds.doubtful(late, [late]) == (), "the first report is late and no change"


@given(
    st.lists(
        st.tuples(
            st.integers(1, 4),
            st.integers(1, 4),
            st.integers(0, 95),
            st.booleans(),
            st.sampled_from(["daily", "opinion"]),
        ),
        max_size=25,
    )
)
def test_nobody_is_ever_over_one_hundred_per_cent(drawn: list[tuple[int, int, int, bool, str]]) -> None:
    entries = list(TOWN)
    for number, (unit, date, hour, nil, template) in enumerate(drawn, 1):
        at = f"2020-02-{1 + hour // 24:02}T{hour % 24:02}:00:00"
        entries.append(report(number, unit, at, f"2020-02-{date:02}", template=template, nil=nil))
    for day in range(1, 5):
        for clock in ("06:00", "18:00", "23:59"):
            for member in ("daily", "opinion", ""):
                at = f"2020-02-{day:02}T{clock}:00+08:00"
                owed, got, soon, late, nil = (total(figure, entries, at, member) for figure in figures.FIGURES[:5])
                assert 0 <= nil <= got == soon + late <= owed


def test_reviews_are_counted_by_what_was_decided() -> None:
    entries = [
        written(
            kinds.REVIEW, "2020-02-10T20:00:00+08:00", {"decision": one}, subject=("entry", number), position=number
        )
        for number, one in enumerate(("accepted", "accepted", "returned", "exception_after_lock"), 1)
    ]
    assert total(figures.REVIEWS, entries, "2020-02-10", "accepted") == 2
    assert rules.review_row(entries[2:3]) == {"area": 2, "decision": "returned", "reviews": 1, "at": entries[2].at}
    row = rules.unit_row(DAY[:1])
    assert row is not None
    assert row["days"] == {"daily": "2020-02-10"}
