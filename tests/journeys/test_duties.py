"""The village lead's way: what is missing, the form that settles it, one fewer; and somebody released with a notice."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from gridward.account.models import Account
from gridward.duty import planner
from gridward.figure.fold import catch_up
from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from tests.console.cast import PASSWORD
from tests.console.duties import begun, rules
from tests.duty.conftest import forget_packs
from tests.journeys.fitting import fits, tappable
from tests.journeys.test_duty_desk import sign_in
from tests.toy.node import COUNTY, EAST, at, send, toy_live

__all__ = ["rules", "toy_live"]

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]
END = at(6) - 1


@pytest.fixture
def desk(rules: None, toy_live: None, live_server: object) -> Iterator[str]:
    """The county under the made-up rules until the evening of the fifth; a head of command, and who leads East."""
    forget_packs()
    with writing():
        offices.install_operator(tree().need(COUNTY).id)
        for name, role, area in (("head", "duty_officer", COUNTY), ("chen", "village_lead", EAST)):
            account = Account.objects.create_user(name, PASSWORD, name_zh=name, name_en=name)
            place = tree().need(area).id
            offices.appoint(
                offices.Appointment(source=repeatable(name), role=role, area=place, from_at=at(1), account=account.pk)
            )
    Account.objects.filter(username="chen").update(phone="0543 1234567")
    with clock.standing_at(END):
        entries = begun()
        entries[0]["body"]["to"] = "2020-02-05"
        send(*entries, when=END)
        planner.catch_up()
        catch_up()
    yield str(live_server)


def test_from_the_board_to_one_fewer(desk: str, browser_page: Page) -> None:
    page = browser_page
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    sign_in(page, desk, "head")
    page.locator(".lacking").click()
    total = page.locator("[data-missing]")
    before = int(total.inner_text())
    page.locator(".telling a", has_text="日报").click()
    expect(page.locator("tr[data-duty]")).to_have_count(3)
    row = page.locator("tr[data-duty]", has_text="chen")
    expect(row.locator("a[href='tel:05431234567']").first).to_be_visible()
    row.get_by_role("link", name="日报/零报告").click()
    expect(page.locator("#area")).to_have_value(EAST)
    page.locator("label:has([name='body.template'][value='daily'])").click()
    page.get_by_label("日期").fill("2020-02-05")
    page.locator("label:has([name='body.nil'][value='true'])").click()
    page.get_by_label("确认人").fill("chen")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".receipt")).to_contain_text("已计入")
    page.goto(f"{desk}/missing/")
    expect(total).to_have_text(str(before - 1))
    page.goto(f"{desk}/reports/")
    expect(page.locator(".sums").first).to_contain_text(re.compile(r"3\s*应有"))
    assert faults == []


def test_one_s_own_duties_are_one_tap_away(desk: str, browser_page: Page) -> None:
    page = browser_page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(desk)
    page.get_by_label("账号").fill("chen")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.locator(".owed")).to_contain_text("日报")
    page.locator(".owed").get_by_role("link", name="去办").first.click()
    expect(page.locator("#area")).to_have_value(EAST)


def test_a_release_with_its_notice(desk: str, browser_page: Page) -> None:
    page = browser_page
    page.goto(desk)
    page.get_by_label("账号").fill("chen")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.goto(f"{desk}/releases/")
    expect(page.locator(".releases tbody tr")).to_have_count(1)
    page.get_by_role("button", name="解除并打印通知书").click()
    expect(page.locator(".notice-sheet")).to_contain_text("解除隔离医学观察通知书")
    page.goto(f"{desk}/releases/")
    expect(page.locator("main")).to_contain_text("没有待解除人员")


def test_the_rules_are_read_and_compared(desk: str, browser_page: Page) -> None:
    page = browser_page
    sign_in(page, desk, "head")
    page.goto(f"{desk}/policy/")
    expect(page.locator("#duty-reading")).to_contain_text("每日2次")
    page.goto(f"{desk}/policy/board/against/board_two/")
    expect(page.locator("tr.changed")).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_no_page_is_wider_than_the_screen(desk: str, browser_page: Page, width: int, height: int) -> None:
    page = browser_page
    page.set_viewport_size({"width": width, "height": height})
    sign_in(page, desk, "head")
    for path in (
        "/",
        "/missing/",
        "/missing/?show=earlier",
        "/reports/",
        "/coverage/",
        "/policy/",
        "/policy/board/",
        "/policy/board/against/board_two/",
    ):
        page.goto(desk + path)
        fits(page, path)
        if width < 500:
            tappable(page, ".tabs a, .button, .call, .box", path)
