"""The way in: an invitation is printed and opened on a phone, a passkey is made, and opens the door the next time."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit.pen import writing
from tests.console.cast import EAST, PASSWORD
from tests.journeys.fitting import fits
from tests.toy.node import COUNTY, toy_live

__all__ = ["toy_live"]

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]
WORDS = "mist over seven hills"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def desk(toy_live: None, live_server: object) -> Iterator[str]:
    """A county with its operator, whose second factor the demonstration spares; the address of its console."""
    with writing():
        operator = offices.install_operator(tree().need(COUNTY).id)
    operator.set_password(PASSWORD)
    operator.save()
    yield str(live_server).replace("127.0.0.1", "localhost")


def typed(page: Page, desk: str, name: str, password: str) -> None:
    page.goto(f"{desk}/sign-in/")
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def test_from_the_slip_to_a_passkey(
    desk: str, browser_page: Page, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gridward.console.people.entering.exempt", lambda account: account.username == "operator")
    page = browser_page
    typed(page, desk, "operator", PASSWORD)
    page.goto(f"{desk}/officers/invite/")
    page.get_by_label("姓名", exact=False).first.fill("演示-王晓")
    page.locator("#username").fill("wang.x")
    page.locator("#area").fill(EAST)
    page.locator("#role").select_option("village_doctor")
    page.get_by_role("button", name="建立账号并生成链接").click()
    expect(page.locator(".slip svg")).to_have_count(2)
    link = page.locator("[data-address]").inner_text()

    phone = chromium.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    own = phone.new_page()
    faults: list[str] = []
    own.on("pageerror", lambda error: faults.append(str(error)))
    devtools = phone.new_cdp_session(own)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    own.goto(link)
    own.get_by_label("新密码", exact=True).fill(WORDS)
    own.get_by_label("再输一次新密码").fill(WORDS)
    own.get_by_role("button", name="设置密码并继续").click()
    expect(own.get_by_role("heading", level=1)).to_contain_text(EAST)

    own.goto(f"{desk}/me/second-factor/")
    own.get_by_label("给它起个名字").fill("演示手机")
    own.get_by_role("button", name="创建通行密钥").click()
    expect(own.locator(".codes li")).to_have_count(10)
    own.goto(f"{desk}/me/")
    expect(own.get_by_text("演示手机")).to_be_visible()
    for address in ("/me/", "/me/second-factor/", f"/why/?area={EAST}"):
        own.goto(desk + address)
        fits(own, address)

    phone.clear_cookies()
    own.goto(f"{desk}/sign-in/")
    own.get_by_role("button", name="用通行密钥登录").click()
    expect(own.get_by_role("heading", level=1)).to_contain_text(EAST)

    phone.clear_cookies()
    typed(own, desk, "wang.x", WORDS)
    own.get_by_role("button", name="使用通行密钥").click()
    expect(own.get_by_role("heading", level=1)).to_contain_text(EAST)
    assert faults == []
    phone.close()
