"""A phone's way through long pages: groups fold and stay as left, a field finds, a form opens at its fault."""

import pytest
from playwright.sync_api import Page, expect

from tests.console.duties import rules
from tests.journeys.fitting import fits, tappable
from tests.journeys.test_duties import desk
from tests.journeys.test_duty_desk import sign_in
from tests.toy.node import toy_live

__all__ = ["desk", "rules", "toy_live"]

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]
PHONE = {"width": 390, "height": 844}
MOST = 6000
"""As many pixels as somebody scrolls through on a phone."""


def test_figures_fold_on_a_phone_and_stay_as_they_were_left(desk: str, browser_page: Page) -> None:
    page = browser_page
    page.set_viewport_size(PHONE)
    sign_in(page, desk, "head")
    page.goto(f"{desk}/figures/")
    groups = page.locator("details.fold")
    expect(page.locator("details.fold[open]")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollHeight") < MOST
    tappable(page, "details.fold > summary", "figures")
    fits(page, "figures")
    groups.last.locator("summary").click()
    page.reload()
    expect(page.locator("details.fold[open]")).to_have_count(2)
    expect(groups.last).to_have_attribute("open", "")
    row = groups.last.locator("tbody th").first.inner_text()
    page.locator("[data-looks]").fill(row)
    expect(page.locator("details.fold:not([hidden])").last).to_contain_text(row)
    page.locator("[data-looks]").fill("no such words")
    expect(page.locator("details.fold:not([hidden])")).to_have_count(0)
    expect(page.locator("[data-nothing]")).to_be_visible()
    page.locator("[data-looks]").fill("")
    expect(page.locator("details.fold[open]")).to_have_count(2)


def test_a_wide_screen_shows_every_group(desk: str, browser_page: Page) -> None:
    page = browser_page
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, desk, "head")
    page.goto(f"{desk}/figures/")
    expect(page.locator("details.fold:not([open])")).to_have_count(0)


def test_a_form_that_comes_back_stands_at_its_first_fault(desk: str, browser_page: Page) -> None:
    page = browser_page
    page.set_viewport_size(PHONE)
    sign_in(page, desk, "head")
    page.goto(f"{desk}/record/reporting.daily/")
    save = page.get_by_role("button", name="保存")
    expect(save).to_be_in_viewport()
    save.click()
    expect(page.locator(".fault").first).to_be_in_viewport()
    expect(page.locator("[aria-invalid='true']").first).to_be_focused()
    expect(page.locator("[aria-describedby='fault-0']")).to_have_count(1)
