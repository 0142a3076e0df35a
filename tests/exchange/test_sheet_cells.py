"""What people type into cells, and what it means."""

from datetime import date, datetime, time
from hashlib import blake2b
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.exchange.sheet import cell
from gridward.exchange.sheet.person import person, said
from gridward.exchange.sheet.safe import neutral, restored
from gridward.exchange.sheet.value import joined, split
from gridward.kit.errors import Refusal

pytestmark = pytest.mark.no_database
TODAY = date(2020, 2, 12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("36.5", "36.5"),
        ("36\u30025", "36.5"),
        ("36,5", "36.5"),
        ("36\uff0c5", "36.5"),
        ("\uff13\uff16\uff0e\uff15", "36.5"),
        ("36.5\u2103", "36.5"),
        ("36.5 \u5ea6", "36.5"),
        ("1,200", "1200"),
        ("12,345,678", "12345678"),
        ("1,200.5", "1200.5"),
        ("-3", "-3"),
        ("many", "many"),
        ("3\u7bb1", "3\u7bb1"),
    ],
)
def test_numbers(typed: str, meant: str) -> None:
    assert cell.number(typed, ["\u2103", "\u5ea6"]) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2020年2月10日", "2020-02-10"),
        ("2月10日", "2020-02-10"),
        ("2月20日", "2019-02-20"),
        ("２月１０日", "2020-02-10"),
        ("2020.2.10", "2020-02-10"),
        ("2020/2/10", "2020-02-10"),
        ("2020-02-10", "2020-02-10"),
        ("20200210", "2020-02-10"),
        ("2.10", "2020-02-10"),
        (43871.0, "2020-02-10"),
        ("43871", "2020-02-10"),
        (date(2020, 2, 10), "2020-02-10"),
        (datetime(2020, 2, 10, 8), "2020-02-10"),  # noqa: DTZ001
        ("2月30日", "2月30日"),
        ("soon", "soon"),
        (5.0, "5"),
    ],
)
def test_dates(typed: Any, meant: str) -> None:
    assert cell.day(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2020年2月10日 8:30", "2020-02-10T08:30:00"),
        ("2月10日下午3点半", "2020-02-10T15:30:00"),
        ("2020-2-10 08时05分", "2020-02-10T08:05:00"),
        ("2020.2.10", "2020-02-10"),
        (43871.5, "2020-02-10T12:00:00"),
        (datetime(2020, 2, 10, 8, 30), "2020-02-10T08:30:00"),  # noqa: DTZ001
        ("2020-02-10T08:30:00+08:00", "2020-02-10T08:30:00+08:00"),
        ("2020-02-10 25:00", "2020-02-10 25:00"),
    ],
)
def test_moments(typed: Any, meant: str) -> None:
    assert cell.moment(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["是", "有", "√", "✔", "Y", "1", "TRUE", True])
def test_yes(typed: Any) -> None:
    assert cell.yes_no(cell.plain(typed)) == "true"


@pytest.mark.parametrize("typed", ["否", "无", "没有", "×", "n", "0", False])
def test_no(typed: Any) -> None:
    assert cell.yes_no(cell.plain(typed)) == "false"


@pytest.mark.parametrize("typed", [3.71102e17, 371102199001011234, "3.71E+17", "3.71102e17", "\uff13.71E+17"])
def test_digits_that_a_spreadsheet_dropped_are_seen(typed: Any) -> None:
    assert cell.lost_digits(typed)
    with pytest.raises(Refusal) as refused:
        person("张甲", typed, "", area="1", digest=str.encode)
    assert refused.value.reasons[0].code == "digits_lost"


@pytest.mark.parametrize("typed", ["371102199001011234", 13800000000.0, "E17", "2E12", "1.5e3", 12, True, ""])
def test_whole_numbers_are_not_taken_for_broken_ones(typed: Any) -> None:
    assert not cell.lost_digits(typed)


def test_a_phone_kept_as_a_number_is_a_phone() -> None:
    assert person("张甲", "", 13800000000.0, area="1", digest=_digest).identity["phone"] == "13800000000"


def test_a_time_of_day() -> None:
    assert cell.clock_time("8:30") == time(8, 30)
    assert cell.clock_time("8:30:15") == time(8, 30, 15)
    assert cell.clock_time("晚上9点") == time(21)
    assert cell.clock_time("9 pm") == time(21)
    assert cell.clock_time("later") is None


def test_somebody_in_one_cell() -> None:
    one = said("张甲 37110219900101123X 13800000000", area="1", digest=_digest, at="body.persons")
    assert one.identity == {"name": "张甲", "id_no": "37110219900101123X", "phone": "13800000000"}
    assert said("张甲", area="1", digest=_digest, at="").ref != said("张甲", area="2", digest=_digest, at="").ref
    assert said("张甲", area="1", digest=_digest, at="").ref == said(" 张甲 ", area="1", digest=_digest, at="").ref


@given(st.text(max_size=12))
def test_what_could_execute_is_guarded_and_comes_back(text: str) -> None:
    guarded = neutral(text)
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b"))
    assert restored(guarded) == text


@pytest.mark.parametrize("text", ["同上", " 〃", '"', "\uff02", "″", "ＳＡＭＥ", "Ditto", "'\"", "'-", "=1", "＝1"])
def test_what_would_be_read_for_the_value_above_is_guarded_too(text: str) -> None:
    assert neutral(text) == f"'{text}"
    assert restored(neutral(text)) == text


@given(st.lists(st.text("ab|\uff5c\\ '", max_size=5), max_size=4))
def test_the_parts_of_a_record_come_back(parts: list[str]) -> None:
    stripped = [one.strip() for one in parts]
    while stripped and not stripped[-1]:
        stripped.pop()
    assert split(joined([one.strip() for one in parts])) == (stripped or [""])


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()
