"""Signing in with two things: asked for, demanded by an office, spared for demonstration accounts of a scenario."""

import base64
import re
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client

from gridward.account import factors, recovery
from gridward.account.models import Account, RecoveryCode
from gridward.kit import clock
from tests.console.cast import PASSWORD, Cast, page


def code(seed: str, later: int = 0) -> str:
    return TOTP(base64.b32decode(seed), 6, SHA1(), 30).generate(clock.now() // clock.SECOND + later).decode()


def guarded(name: str) -> str:
    """The seed of an app that the account has set up a minute ago."""
    seed = factors.begin()
    with clock.standing_at(clock.now() - clock.MINUTE):
        factors.confirm(Account.objects.get(username=name), seed, code(seed))
    return seed


def typed(name: str, password: str = PASSWORD, **more: str) -> tuple[Client, Any]:
    browser = Client()
    return browser, browser.post("/sign-in/", {"username": name, "password": password, **more})


def test_whoever_has_one_is_asked_for_it(cast: Cast) -> None:
    seed = guarded("chen")
    browser, answer = typed("chen", next="/ledger/")
    assert answer["Location"] == "/sign-in/second/"
    assert browser.get("/").status_code == 302, "not in yet"
    assert "还差一步" in page(browser, "/sign-in/second/")
    wrong = browser.post("/sign-in/second/", {"code": "12345"})
    assert "验证码不对" in wrong.content.decode()
    answer = browser.post("/sign-in/second/", {"code": code(seed)})
    assert answer["Location"] == "/ledger/"
    page(browser, "/")
    again, _ = typed("chen")
    assert "已用过" in again.post("/sign-in/second/", {"code": code(seed)}).content.decode()


def test_a_paper_code_opens_the_door_once(cast: Cast) -> None:
    guarded("chen")
    paper = recovery.make(Account.objects.get(username="chen"))[0]
    browser, _ = typed("chen")
    assert browser.post("/sign-in/second/", {"code": paper}).status_code == 302
    page(browser, "/")
    browser, _ = typed("chen")
    assert browser.post("/sign-in/second/", {"code": paper}).status_code == 200


def test_without_the_password_there_is_no_second_step(cast: Cast) -> None:
    guarded("chen")
    assert Client().get("/sign-in/second/")["Location"] == "/sign-in/"
    assert Client().post("/sign-in/second/", {"code": "1"})["Location"] == "/sign-in/"
    browser, _ = typed("chen")
    for _attempt in range(8):
        browser.post("/sign-in/second/", {"code": "x"})
    assert browser.get("/sign-in/second/")["Location"] == "/sign-in/"
    browser, _ = typed("chen")
    with clock.standing_at(clock.now() + 11 * clock.MINUTE):
        assert browser.get("/sign-in/second/")["Location"] == "/sign-in/"


def test_an_office_that_demands_one_opens_nothing_before(cast: Cast) -> None:
    account = Account.objects.get(username="operator")
    account.set_password(PASSWORD)
    account.save()
    browser, answer = typed("operator")
    assert answer["Location"] == "/me/second-factor/"
    for address in ("/", "/ledger/", "/me/", "/officers/"):
        assert browser.get(address)["Location"] == "/me/second-factor/"
    found = page(browser, "/me/second-factor/")
    seed = re.search(r'class="seed">([^<]+)<', found)
    assert seed is not None
    typed_seed = seed[1].replace(" ", "")
    assert "不对" in browser.post("/me/second-factor/", {"code": "000000"}).content.decode()
    codes = browser.post("/me/second-factor/", {"code": code(typed_seed)}).content.decode()
    assert len(re.findall(r"<li>\w{4}-\w{4}-\w{4}</li>", codes)) == 10
    page(browser, "/")
    answer = browser.post("/me/second-factor/remove/", {"factor": "1", "password": PASSWORD})
    assert answer.status_code == 400
    assert "最后一种方式不能移除" in answer.content.decode()


def test_demonstration_accounts_are_spared_only_on_a_loaded_scenario(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = Account.objects.get(username="operator")
    account.set_password(PASSWORD)
    account.demonstration = True
    account.save()
    assert typed("operator")[1]["Location"] == "/me/second-factor/", "no scenario is loaded"
    monkeypatch.setattr("gridward.console.people.entering.loaded", lambda: object())
    browser, answer = typed("operator")
    assert answer["Location"] == "/"
    assert "演示账号" in page(browser, "/me/")
    assert "演示账号" in page(Client(), "/sign-in/")
    settings.GRIDWARD_DEMO_SECOND_FACTOR = True
    assert typed("operator")[1]["Location"] == "/me/second-factor/"
    assert "演示账号" not in page(Client(), "/sign-in/")
    settings.GRIDWARD_DEMO_SECOND_FACTOR = False
    Account.objects.filter(pk=account.pk).update(demonstration=False)
    assert typed("operator")[1]["Location"] == "/me/second-factor/", "somebody's own account"


def test_what_is_changed_asks_for_the_password_again(cast: Cast) -> None:
    guarded("chen")
    account = Account.objects.get(username="chen")
    number = factors.of(account)[0].pk
    for address, fields in (("remove", {"factor": str(number)}), ("codes", {}), ("", {"code": "123456"})):
        path = f"/me/second-factor/{address}/" if address else "/me/second-factor/"
        answer = cast.chen.post(path, fields | {"password": "wrong"})
        assert "密码不对" in answer.content.decode()
    assert cast.fang.post("/me/second-factor/codes/", {"password": PASSWORD}).status_code == 404
    assert cast.chen.post("/me/second-factor/remove/", {"factor": "abc", "password": PASSWORD}).status_code == 404
    assert cast.chen.post("/me/second-factor/codes/", {"password": PASSWORD}).status_code == 200
    assert RecoveryCode.objects.filter(account=account).count() == 10
    assert cast.chen.post("/me/second-factor/remove/", {"factor": number, "password": PASSWORD}).status_code == 302
    assert factors.kinds_of(account) == frozenset()


@pytest.mark.parametrize("answer", ["", "{}", "null", "[]", "x", '{"id": 1}', '{"rawId":"AA","response":{}}', "\x00"])
def test_a_broken_passkey_is_told_so(cast: Cast, answer: str) -> None:
    browser = Client()
    browser.post("/sign-in/passkey/options/")
    found = browser.post("/sign-in/passkey/", {"passkey": answer})
    assert found.status_code == 400
    assert "通行密钥没有通过验证" in found.content.decode()
    assert Client().post("/sign-in/passkey/", {"passkey": answer}).status_code == 400
    cast.chen.post("/me/second-factor/passkey/")
    found = cast.chen.post("/me/second-factor/", {"passkey": answer or "?"})
    assert "通行密钥没有通过验证" in found.content.decode()
