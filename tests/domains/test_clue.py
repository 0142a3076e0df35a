"""Clues: a tip is open until it is checked, and a hazard removed counts once."""

from typing import Any

import pytest

from gridward.domains.clue import entries as kinds
from gridward.domains.clue import figures, rules
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import by_time, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database


def total(figure: Figure, entries: list[Entry], day: int = 28, member: str = "") -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(f"2020-02-{day:02}"))


def tip(position: int, day: int, **more: Any) -> Entry:
    body = {"channel": "hotline", "text": "有人从外地返回未登记"} | more
    return written(kinds.TIP, f"2020-02-{day:02}T08:00:00+08:00", body, subject=("area", 2), position=position)


def check(position: int, day: int, about: int, result: str, **more: Any) -> Entry:
    at = f"2020-02-{day:02}T15:00:00+08:00"
    return written(kinds.CHECK, at, {"result": result} | more, subject=("entry", about), position=position)


STORY = [
    *(tip(number, number) for number in range(1, 6)),
    check(11, 2, 1, "true", hazard_removed=True),
    check(12, 3, 2, "unclear"),
    check(13, 4, 3, "duplicate"),
    check(14, 6, 2, "false"),
    check(15, 7, 1, "true", hazard_removed=True),
]


def test_received_is_true_false_unclear_and_open() -> None:
    for day in range(1, 8):
        parts = {code: total(figures.RECEIVED, STORY, day, code) for code in ("true", "false", "unclear", "open")}
        assert sum(parts.values()) == total(figures.RECEIVED, STORY, day)
    assert parts == {"true": 1, "false": 1, "unclear": 0, "open": 2}
    assert [total(figures.RECEIVED, STORY, day) for day in (1, 3, 5, 7)] == [1, 3, 4, 4]


def test_a_tip_is_verified_when_it_is_known_to_be_true_or_false() -> None:
    assert [total(figures.VERIFIED, STORY, day) for day in (1, 2, 3, 6)] == [0, 1, 1, 2]


def test_a_hazard_counts_once_however_often_it_is_told() -> None:
    assert [total(figures.HAZARDS_REMOVED, STORY, day) for day in (1, 2, 7)] == [0, 1, 1]


def test_a_tip_may_be_anonymous_and_its_words_are_sealed() -> None:
    assert STORY[0].body.reporter == ""
    hints = kinds.Tip.__annotations__
    assert all(hints[name].__metadata__[0].personal for name in ("text", "reporter"))


def test_the_lists_show_what_waits_and_what_was_found() -> None:
    row = rules.tips_row([tip(1, 1), tip(2, 2, urgency="urgent")])
    assert row is not None
    assert (row["tips"], row["urgent"]) == (2, 1)
    found = rules.check_row([STORY[5], check(20, 8, 1, "true", replied_at="2020-02-08T16:00:00+08:00")])
    assert found is not None
    assert (found["result"], found["hazard_removed"], found["checks"]) == ("true", True, 2)
    assert found["replied_at"] == parse("2020-02-08T16:00:00+08:00")
