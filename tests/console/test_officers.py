"""Who is in my area: inviting, the slip, opening the link, ending offices, switching off; and who may not."""

import re

import pytest
from django.test import Client

from gridward.account import devices, factors, invitations
from gridward.account.models import Account, Invitation, SecondFactor
from gridward.grid.book import book
from tests.console.cast import EAST, FAR, TOWN, WEST, Cast, page, signed_in
from tests.toy.node import at, entry, send

WORDS = "mist over seven hills"


def form(**more: str) -> dict[str, str]:
    return {
        "name_zh": "演示-王",
        "username": "wang.q",
        "area": EAST,
        "role": "grid_worker",
        "from": "2020-02-03",
        "to": "",
        "acting": "",
    } | more


def link_on(html: str) -> str:
    found = re.search(r"data-address>http://testserver(/welcome/[\w-]+/)<", html)
    assert found is not None
    return found[1]


def invited(client: Client, **more: str) -> str:
    answer = client.post("/officers/invite/", form(**more))
    assert answer.status_code == 200, answer.content.decode()
    return link_on(answer.content.decode())


def test_from_the_invitation_to_the_first_page(cast: Cast) -> None:
    link = invited(cast.chen)
    assert "已邀请" in page(cast.chen, "/officers/wang.q/")
    somebody = Client()
    found = page(somebody, link)
    assert "wang.q" in found
    assert "网格员" in found
    answer = somebody.post(
        link, {"name": "演示-王晓", "language": "en", "new_password1": WORDS, "new_password2": WORDS}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")
    account = Account.objects.get(username="wang.q")
    assert (account.name_zh, account.language, account.check_password(WORDS)) == ("演示-王晓", "en", True)
    assert "Situation" in page(somebody, "/")
    assert [one.role for one in book().of_name("wang.q")] == ["grid_worker"]
    assert "This link is over" in page(somebody, link, 410)
    assert "已经用过" in page(Client(), link, 410)
    assert "演示-王晓" in page(cast.chen, f"/areas/{EAST}/")


def test_a_link_is_shown_once_and_kept_as_a_fingerprint(cast: Cast) -> None:
    token = invited(cast.chen).split("/")[2]
    assert token not in page(cast.chen, "/officers/wang.q/")
    assert token not in str(Invitation.objects.values().get())
    again = link_on(cast.chen.post("/officers/wang.q/link/").content.decode())
    assert "已被撤回" in page(Client(), f"/welcome/{token}/", 410)
    page(Client(), again)
    assert cast.chen.post("/officers/wang.q/withdraw/").status_code == 302
    assert "已被撤回" in page(Client(), again, 410)
    assert "没有这个链接" in page(Client(), "/welcome/nothing/", 404)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name_zh": "  "}, "“姓名”未填"),
        ({"name_zh": "x" * 65}, "最多 64 个字"),
        ({"username": "X Y"}, "小写字母"),
        ({"username": "chen"}, "已有人用"),
        ({"area": "nowhere"}, "不是您职责范围内"),
        ({"area": FAR}, "不是您职责范围内"),
        ({"role": ""}, "您不能在"),
        ({"role": "operator"}, "“系统管理员”：您不能在"),
        ({"role": "village_lead"}, "您不能在"),
        ({"from": "soon"}, "“soon”不是日期"),
        ({"to": "2020-02-01"}, "“止”早于“起”"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_stays(cast: Cast, wrong: dict[str, str], words: str) -> None:
    answer = cast.chen.post("/officers/invite/", form(**wrong))
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Account.objects.filter(username="wang.q").exists()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("first", [("abc", "abc"), (WORDS, "other words 12"), ("1234567890", "1234567890"), ("", "")])
def test_a_weak_password_is_not_taken(cast: Cast, first: tuple[str, str]) -> None:
    link = invited(cast.chen)
    fields = {"name": "演示-王", "language": "zh", "new_password1": first[0], "new_password2": first[1]}
    answer = Client().post(link, fields)
    assert answer.status_code == 200
    assert "fault" in answer.content.decode()
    assert not Account.objects.get(username="wang.q").has_usable_password()
    page(Client(), link)


def test_an_office_ends_through_the_ledger(cast: Cast) -> None:
    invited(cast.lin)
    held = book().of_name("wang.q")[0]
    assert cast.fang.post("/officers/wang.q/end/", {"office": held.office}).status_code == 404
    assert cast.chen.post("/officers/wang.q/end/", {"office": "999999"}).status_code == 404
    assert cast.chen.post("/officers/wang.q/end/", {"office": held.office}).status_code == 302
    assert book().of_name("wang.q")[0].to_at is not None
    assert "任职/包联" in page(cast.lin, "/ledger/grid.appointment/")
    assert "现无职务" in page(cast.lin, "/officers/?q=wang.q")
    assert cast.chen.post("/officers/wang.q/end/", {"office": held.office}).status_code == 404


def test_another_office_for_the_same_person(cast: Cast) -> None:
    invited(cast.lin)
    answer = cast.lin.post("/officers/wang.q/office/", form(area=WEST, role="village_doctor", acting="1"))
    assert answer.status_code == 302
    assert [(one.role, one.acting) for one in book().of_name("wang.q")] == [
        ("grid_worker", False),
        ("village_doctor", True),
    ]


def test_switching_off_ends_everything_at_once(cast: Cast) -> None:
    link = invited(cast.chen)
    browser = Client()
    browser.post(link, {"name": "演示-王", "language": "zh", "new_password1": WORDS, "new_password2": WORDS})
    _device, token = devices.add("phone of wang", Account.objects.get(username="wang.q"))
    head = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    assert Client().get("/api/v1/head", **head).status_code == 200
    assert "phone of wang" in page(cast.chen, "/officers/wang.q/")
    assert cast.chen.post("/officers/wang.q/off/").status_code == 302
    assert browser.get("/").status_code == 302
    assert Client().get("/api/v1/head", **head).status_code == 401
    answer = Client().post("/sign-in/", {"username": "wang.q", "password": WORDS})
    assert answer.status_code == 200
    assert cast.chen.post("/officers/wang.q/link/").status_code == 400
    assert cast.chen.post("/officers/wang.q/on/").status_code == 302
    assert Client().post("/sign-in/", {"username": "wang.q", "password": WORDS}).status_code == 302


def test_a_forgotten_password_and_a_lost_phone(cast: Cast) -> None:
    link = invited(cast.chen)
    Client().post(link, {"name": "演示-王", "language": "zh", "new_password1": WORDS, "new_password2": WORDS})
    account = Account.objects.get(username="wang.q")
    SecondFactor.objects.create(account=account, kind="passkey", name="x", secret=b"x", credential=b"y")
    reset = link_on(cast.chen.post("/officers/wang.q/link/").content.decode())
    found = page(Client(), reset)
    assert "设置新密码" in found
    assert 'name="name"' not in found
    browser = Client()
    answer = browser.post(reset, {"new_password1": "another hill 77", "new_password2": "another hill 77"})
    assert answer["Location"] == "/sign-in/second/", "the second factor is still asked for"
    assert browser.get("/").status_code == 302
    assert cast.chen.post("/officers/wang.q/forget/").status_code == 302
    assert factors.kinds_of(account) == frozenset()


def test_nobody_manages_who_answers_for_more_than_they_can_give(cast: Cast) -> None:
    invited(cast.lin, username="head", area=TOWN, role="command_head")
    cast.lin.post("/officers/head/office/", form(area=EAST, role="grid_worker"))
    assert "head" in page(cast.chen, "/officers/")
    for deed in ("off", "on", "link", "withdraw", "forget", "revoke", "nothing"):
        assert cast.chen.post(f"/officers/head/{deed}/").status_code == 404, deed
        assert cast.chen.post(f"/officers/chen/{deed}/").status_code == 404, deed
        assert cast.chen.post(f"/officers/fang/{deed}/").status_code == 404, deed
        assert cast.chen.post(f"/officers/nobody/{deed}/").status_code == 404, deed
    assert cast.chen.get("/officers/head/off/").status_code == 405
    assert Account.objects.get(username="head").is_active


def test_nobody_is_seen_beyond_ones_own_area(cast: Cast) -> None:
    found = page(cast.chen, "/officers/")
    assert "chen" in found
    assert "fang" not in found
    page(cast.chen, "/officers/fang/", 404)
    page(cast.chen, f"/officers/?area={FAR}", 404)
    page(cast.zhou, "/officers/", 404)
    send(entry(900, "grid.appointment", EAST, at(2), {"office": "grid_worker", "holder": "zhou", "from": "2020-02-01"}))
    page(signed_in("zhou"), "/officers/", 404)
    page(signed_in("zhou"), "/officers/invite/", 404)


def test_filters_and_vacancies(cast: Cast) -> None:
    invited(cast.chen)
    assert "wang.q" in page(cast.lin, "/officers/?role=grid_worker&state=invited")
    assert "wang.q" not in page(cast.lin, "/officers/?role=village_lead")
    assert "wang.q" not in page(cast.lin, "/officers/?state=active")
    assert "wang.q" in page(cast.lin, "/officers/?q=王")
    assert "wang.q" not in page(cast.lin, f"/officers/?area={WEST}")
    for strange in ("role=x", "state=x", "page=-3", "page=x", "page=99999", "q=%00", "show=x"):
        page(cast.lin, f"/officers/?{strange}")
    vacant = page(cast.lin, "/officers/?show=vacant")
    assert f"role=village_doctor&amp;area={EAST}" in vacant
    assert f"role=village_lead&amp;area={EAST}" not in vacant
    assert f"role=village_lead&amp;area={WEST}" in vacant
    assert f"area={WEST}" not in page(cast.chen, "/officers/?show=vacant")


def test_a_withdrawn_link_can_be_sent_again(cast: Cast) -> None:
    invited(cast.chen)
    cast.chen.post("/officers/wang.q/withdraw/")
    assert "已撤回" in page(cast.chen, "/officers/wang.q/")
    page(Client(), link_on(cast.chen.post("/officers/wang.q/link/").content.decode()))
    assert invitations.latest([Account.objects.get(username="wang.q").pk])
