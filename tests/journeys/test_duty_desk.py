"""The duty officer's way: sign in, see the situation, open a figure and an entry, correct it, see the figure follow."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from gridward.account.models import Account
from gridward.figure.fold import catch_up
from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from tests.console.cast import EAST, PASSWORD
from tests.journeys.fitting import fits, tappable
from tests.toy.node import COUNTY, NOW, at, entry, send, toy_live

__all__ = ["toy_live"]

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]
GATE = {"kind": "place", "ref": "East gate"}


@pytest.fixture
def desk(toy_live: None, live_server: object) -> Iterator[str]:
    """A county in which three cars came to a gate; the address of its console."""
    county = tree().need(COUNTY).id
    with writing():
        offices.install_operator(county)
        officer = Account.objects.create_user("duty", PASSWORD, name_zh="duty", name_en="duty")
        offices.appoint(
            offices.Appointment(
                source=repeatable("duty"), role="duty_officer", area=county, from_at=at(1), account=officer.pk
            )
        )
    with clock.standing_at(NOW):
        send(
            entry(
                50, "policy.response", COUNTY, at(1), {"pack": "cn-covid-e3", "from": "2020-02-01", "to": "2020-02-08"}
            ),
            entry(
                51,
                "checkpoint.post",
                EAST,
                at(1),
                {"level": "village", "hours": "24h", "opened_on": "2020-02-01"},
                subject=GATE,
            ),
            *(_car(60 + number, at(3, number)) for number in range(3)),
        )
        catch_up()
    yield str(live_server)


def _car(number: int, when: int) -> dict[str, object]:
    body = {"post": GATE, "direction": "in", "outcome": "passed"}
    return entry(number, "checkpoint.vehicle", EAST, when, body, subject={"kind": "vehicle", "ref": f"car {number}"})


def sign_in(page: Page, desk: str, name: str = "duty") -> None:
    page.goto(desk)
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("county")


def test_from_the_situation_to_a_correction(desk: str, browser_page: Page) -> None:
    page = browser_page
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    sign_in(page, desk)

    page.locator(".head", has_text="登记车辆").locator("a.num").click()
    expect(page.locator(".value a.num")).to_have_text(re.compile(r"^3"))
    expect(page.locator("#entries tbody tr")).to_have_count(3)
    expect(page.locator(".chart svg")).to_have_count(1)

    page.locator("#entries tbody tr a").first.click()
    expect(page.get_by_text("放行")).to_be_visible()
    page.get_by_role("link", name="更正").click()
    page.locator("label", has_text="劝返").first.click()
    page.get_by_role("button", name="保存更正").click()
    expect(page.locator(".fault")).to_contain_text("理由")
    page.get_by_label("理由").fill("turned back, the sheet says")
    page.get_by_role("button", name="保存更正").click()
    expect(page.locator(".path")).to_contain_text("turned back, the sheet says")
    expect(page.locator(".changes")).to_contain_text("劝返")

    catch_up()
    page.goto(f"{desk}/figures/checkpoint.vehicles_turned_back/")
    expect(page.locator(".value a.num")).to_have_text(re.compile(r"^1"))
    assert faults == []


def test_recording_with_the_picker(desk: str, browser_page: Page) -> None:
    page = browser_page
    sign_in(page, desk)
    page.get_by_role("link", name="登记", exact=True).first.click()
    page.get_by_role("link", name="车辆登记").first.click()
    page.locator("#area").fill("")
    page.locator("#area").press_sequentially("village")
    page.locator(".picked button").first.click()
    expect(page.locator("#area")).to_have_value(EAST)
    page.locator("label:has([name='body.post'])", has_text="East gate").click()
    page.locator("label", has_text="进").first.click()
    page.locator("label", has_text="放行").first.click()
    page.locator("#subject").fill("鲁M12345")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".receipt")).to_contain_text("已计入")
    catch_up()
    page.goto(f"{desk}/figures/checkpoint.vehicles/?as_of=2020-02-29")
    expect(page.locator(".value a.num")).to_have_text(re.compile(r"^4"))


def test_the_next_car_takes_its_plate_and_three_taps(desk: str, browser_page: Page) -> None:
    page = browser_page
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, desk)
    page.goto(f"{desk}/record/checkpoint.vehicle/?area={EAST}")
    expect(page.locator("#area")).to_be_hidden()
    page.locator("label:has([name='body.post'])", has_text="East gate").click()
    for number in range(3):
        page.locator("#subject").fill(f"鲁M1000{number}")
        page.locator("label:has([name='body.direction'][value='in'])").click()
        page.locator("label:has([name='body.outcome'][value='passed'])").click()
        page.get_by_role("button", name="保存").click()
        expect(page.locator(".receipt")).to_contain_text(f"鲁M1000{number}")
        expect(page.locator("#subject")).to_be_focused()
        expect(page.get_by_role("radio", name="East gate")).to_be_checked()
    fits(page, "the next form")
    tappable(page, ".button, .chips span, .box", "the next form")
    catch_up()
    page.goto(f"{desk}/figures/checkpoint.vehicles/?as_of=2020-02-29")
    expect(page.locator(".value a.num")).to_have_text(re.compile(r"^6"))


def test_the_situation_follows_by_itself(desk: str, browser_page: Page) -> None:
    page = browser_page
    page.clock.install()
    sign_in(page, desk)
    shown = page.locator(".head", has_text="登记车辆").locator("a.num")
    expect(shown).to_have_text(re.compile(r"^3"))
    with page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true") as quiet:
        page.clock.run_for(10_500)
    assert quiet.value.status == 304
    with clock.standing_at(NOW):
        send(_car(70, at(4)))
        catch_up()
    with page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true") as fresh:
        page.clock.run_for(10_500)
    assert fresh.value.status == 200
    expect(shown).to_have_text(re.compile(r"^4"))


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_no_page_is_wider_than_the_screen(desk: str, browser_page: Page, width: int, height: int) -> None:
    page = browser_page
    page.set_viewport_size({"width": width, "height": height})
    sign_in(page, desk)
    for path in (
        "/",
        f"/areas/{COUNTY}/",
        "/figures/",
        "/figures/checkpoint.vehicles/",
        "/ledger/",
        "/domains/checkpoint/",
        "/documents/",
        "/documents/bulletins/situation/",
        "/documents/forms/daily-report/",
        "/search/?q=a",
        "/record/checkpoint.person/",
    ):
        page.goto(desk + path)
        fits(page, path)
        if width < 500:
            tappable(page, ".tabs a, .button, .chips span, .box", path)


def test_a_stroke_leads_to_anything(desk: str, browser_page: Page) -> None:
    page = browser_page
    sign_in(page, desk)
    page.keyboard.press("/")
    page.keyboard.type("登记车辆")
    page.locator(".find .picked a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("登记车辆")


def test_a_bulletin_is_issued(desk: str, browser_page: Page) -> None:
    page = browser_page
    sign_in(page, desk)
    page.goto(f"{desk}/documents/")
    page.locator("a[href*='/documents/bulletins/situation/']").click()
    expect(page.locator(".paper")).to_contain_text("草稿")
    page.get_by_label("签发人").fill("Wang Wu")
    page.get_by_role("button", name="签发本通报").click()
    expect(page.locator(".paper")).to_contain_text("Wang Wu")
    expect(page.locator(".paper")).not_to_contain_text("草稿")


def test_it_can_be_used_without_scripts(desk: str, chromium: object) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")  # type: ignore[attr-defined]
    page = context.new_page()
    sign_in(page, desk)
    expect(page.locator(".tile").first).to_be_visible()
    page.goto(f"{desk}/figures/checkpoint.vehicles/")
    expect(page.locator(".chart rect.col").first).to_be_attached()
    page.goto(f"{desk}/ledger/")
    page.locator("select[name=outcome]").select_option("accepted")
    page.get_by_role("button", name="筛选").click()
    assert "outcome=accepted" in page.url
    context.close()
