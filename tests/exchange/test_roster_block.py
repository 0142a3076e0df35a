"""The quick way through a roster's rows says the same as the slow one, whatever stands in the cells."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gridward.exchange.roster.block import Blocks, Row
from gridward.exchange.roster.source import Page, pages
from gridward.exchange.sheet.cell import Cell
from gridward.kit.ids import shaped7, told7
from tests.exchange.books import book

pytestmark = pytest.mark.no_database

HEAD = ("村", "姓名", "身份证号", "电话", "说明")
WORDS = (
    "同上", " 同上 ", "'同上", "同 上", '"', "〃", "″", "ditto", "ＤＩＴＴＯ", "Ｄｉｔｔｏ", "同心村", "上同",
    "'=1+1", "'", "''x", "=1+1", "-", "/", "无此项", "NA", "n/a", "—", "合计", "合计:", "共计3人", "总计",
    "填表人:测试", "备注:无", "Total", "total 3", "说明", "姓名", "村", "身份证号", "电话", " ", "\t", "　",
    "a\r\nb", "a\rb", "　测试甲　", "371681102201", "３７１", "3.71E+17", "测试甲", "王合计", "name", "Ｎame",
)  # fmt: skip
CELLS = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.text(max_size=6),
    st.floats(allow_nan=False),
    st.integers(-(10**19), 10**19),
    st.booleans(),
    st.just(date(2020, 2, 10)),
    st.just(datetime(2020, 2, 10, 8, 30)),  # noqa: DTZ001  (a spreadsheet's moment has no zone)
)


def page() -> Page:
    (found,) = pages(book([HEAD]))
    return found


def said(page: Page, size: int) -> list[Row]:
    return [row for block in Blocks(page).of(size) for row in block]


def plainly(rows: Sequence[Row]) -> list[tuple[object, ...]]:
    return [
        (row.number, row.foot, {key: text for key, text in row.texts.items() if text},
         {key: (type(cell), cell) for key, cell in row.odd.items() if cell is not None and row.texts.get(key)})
        for row in rows
    ]  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=6), max_size=9), st.integers(1, 5))
@example([["同上", "甲"], ["东村", "乙"], ["同上", "丙"], [20200210, "丁"], ["同上", "戊"]], 2)
@example([["", "合计", 3], ["东村", "甲"]], 1)
def test_the_quick_way_says_what_the_slow_one_says(rows: list[list[Cell]], size: int) -> None:
    sheet = page()
    numbered = [(number, row) for number, row in enumerate(rows, sheet.heading.row + 1)]
    quick = said(replace(sheet, rows=iter(list(numbered))), size)
    nowhere = (((10_000, 0), (10_001, 0)),)
    slow = said(replace(sheet, rows=chain(numbered), merged=nowhere), size)
    assert plainly(quick) == plainly(slow)


@given(st.binary(min_size=10, max_size=10))
def test_an_id_told_quickly_is_the_same_id(random: bytes) -> None:
    assert told7(random) == str(shaped7(0, random))
