"""Testing: whose test is in force, whose is overdue, and tubes that cannot be right."""

from collections.abc import Sequence
from typing import Any

import pytest

from gridward.domains.screening import entries as screening
from gridward.domains.testing import entries as kinds
from gridward.domains.testing import figures
from gridward.domains.testing.rules import sample_row, tube_row
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database


def at(day: int, hour: int = 9) -> str:
    return f"2021-01-{day:02}T{hour:02}:00:00+08:00"


def total(figure: Figure, entries: Sequence[Entry], member: str = "", moment: str = "2021-01-31") -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(moment))


def job(position: int, day: int, action: str = "add", code: str = "cold_chain_worker", person: int = 1) -> Entry:
    body = {"category": code, "action": action, "basis": "occupation", "from": f"2021-01-{day:02}"}
    return written(screening.CLASSIFICATION, at(day), body, subject=("person", person), position=position)


def sample(position: int, day: int, person: int = 1, tube: int = 1, kind: str = "person", **more: Any) -> Entry:
    body = {"tube": ref("lot", tube), "scheme": "pool", "specimen": "throat", "reason": "occupational"}
    body |= {"site": ref("place", 9)} | more
    return written(kinds.SAMPLE, at(day), body, subject=(kind, person), position=position)


def result(position: int, day: int, found: str, tube: int = 1, **more: Any) -> Entry:
    body = {"laboratory": "疾控中心", "resulted_at": at(day), "result": found} | more
    return written(kinds.RESULT, at(day), body, subject=("lot", tube), position=position)


def test_a_test_is_in_force_for_a_week_and_overdue_after_it() -> None:
    entries = [job(1, 1), sample(2, 8)]
    assert total(figures.TESTED, entries, "cold_chain_worker", at(15, 8)) == 1
    assert total(figures.OVERDUE, entries, "cold_chain_worker", at(15, 8)) == 0
    assert total(figures.TESTED, entries, "cold_chain_worker", at(15, 10)) == 0
    assert total(figures.OVERDUE, entries, "cold_chain_worker", at(15, 10)) == 1


def test_whoever_begins_has_a_week_and_whoever_leaves_owes_nothing() -> None:
    entries = [job(1, 1)]
    assert [total(figures.OVERDUE, entries, moment=at(day, 10)) for day in (1, 7, 8)] == [0, 0, 1]
    assert total(figures.TO_TEST, entries, moment=at(3)) == 1
    left = [*entries, job(2, 5, "end")]
    assert total(figures.OVERDUE, left) == 0
    assert total(figures.TO_TEST, left) == 0


def test_nobody_else_need_be_tested() -> None:
    entries = [job(1, 1, code="vulnerable"), job(2, 1, code="truck_driver", person=2), sample(3, 2)]
    assert total(figures.TO_TEST, entries) == 0
    assert total(figures.SAMPLES, entries, "throat") == 1


def test_a_tube_is_positive_once_however_often_it_is_told() -> None:
    entries = [sample(1, 2), sample(2, 2, person=2), result(3, 3, "positive"), result(4, 3, "positive")]
    assert total(figures.SAMPLES, entries) == 2
    assert total(figures.POSITIVES, entries) == 1


def test_pools_of_pools_and_tubes_used_again_are_flagged() -> None:
    first, again = sample(1, 2), sample(2, 5)
    assert [one.code for one in kinds.sample_flags(again, [first, again])] == ["tube_used"]
    assert kinds.sample_flags(first, [first, again]) == ()
    assert kinds.sample_flags(sample(3, 5, tube=2), [first]) == ()
    assert [one.code for one in kinds.sample_flags(sample(4, 2, kind="lot"), ())] == ["nested_pool"]
    assert kinds.sample_flags(sample(5, 2, kind="lot", specimen="goods"), ()) == ()
    negative = result(6, 3, "negative")
    assert [one.code for one in kinds.result_flags(result(7, 4, "positive"), [negative])] == ["tube_has_result"]
    assert kinds.result_flags(result(7, 4, "positive", retest_of=ref("entry", 6)), [negative]) == ()


def test_the_list_rows_say_what_is_last_known() -> None:
    row = sample_row([sample(1, 2), sample(2, 9, tube=2)])
    assert row is not None
    assert (row["last_at"], row["samples"]) == (parse(at(9)), 2)
    tube = tube_row([result(1, 2, "positive"), result(2, 3, "invalid")])
    assert tube is not None
    assert tube["result"] == "positive"
