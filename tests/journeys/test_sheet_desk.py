"""A village sheet on its way: chosen, looked at, a heading matched, taken in; nothing is wider than a phone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gridward.figure.fold import catch_up
from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit.pen import writing
from tests.console.cast import EAST, PASSWORD
from tests.exchange.books import book
from tests.journeys.fitting import fits
from tests.journeys.test_duty_desk import sign_in
from tests.toy.node import COUNTY, toy_live

__all__ = ["toy_live"]

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]
SHOTS = os.environ.get("GRIDWARD_TEST_SHOTS", "")
ROWS = [
    ["某村体温登记"],
    ["姓名", "身份证号", "腋下温", "去向", "村", "日期"],
    ["张甲", "11010519491231002X", "36。5", "普通诊疗", EAST, "2020年2月5日"],
    ["李乙", "3.71E+17", 37.8, "同上", "〃", "〃"],
    ["王丙", "", "高", "〃", "〃", "〃"],
]


@pytest.fixture
def desk(toy_live: None, live_server: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An open county; the address of its console."""
    monkeypatch.setattr("gridward.console.people.entering.exempt", lambda account: account.username == "operator")
    with writing():
        operator = offices.install_operator(tree().need(COUNTY).id)
    operator.set_password(PASSWORD)
    operator.save()
    catch_up()
    yield str(live_server)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_sheet_is_taken_in(browser_page: Page, desk: str, tmp_path: Path, width: int) -> None:
    page = browser_page
    page.set_viewport_size({"width": width, "height": 844})
    file = tmp_path / "东村.xlsx"
    file.write_bytes(book(ROWS))
    sign_in(page, desk, "operator")
    page.goto(f"{desk}/sheets/")
    _fits(page, f"sheets-{width}")
    page.locator("#file").set_input_files(file)
    page.locator("#kind").select_option("clinic.triage")
    page.get_by_role("button", name="先检查").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("东村.xlsx")
    _fits(page, f"looked-{width}")
    page.get_by_label("腋下温").select_option("body.temperature")
    page.get_by_role("button", name="按此读取").click()
    expect(page.get_by_text("末几位已被表格软件丢掉")).to_be_visible()
    _fits(page, f"matched-{width}")
    page.get_by_role("button", name="导入 1 行").click()
    expect(page.get_by_text("文件已导入")).to_be_visible()
    _fits(page, f"taken-{width}")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载结果表").click()
    assert download.value.suggested_filename == "东村.xlsx"
    page.goto(f"{desk}/ledger/clinic.triage/")
    page.get_by_role("link", name="导出").click()
    expect(page.get_by_role("button", name="下载")).to_be_visible()
    _fits(page, f"export-{width}")


def _fits(page: Page, name: str) -> None:
    """Nothing is wider than the screen."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)
    fits(page, name)
