"""Looking at the console as somebody else: reading only, noted, and never more than one's own office sees."""

import pytest
from django.test import Client

from gridward.account.models import Account, Viewing
from gridward.kit import clock
from tests.console.cast import EAST, FAR, TOWN, WEST, Cast, in_english, page, signed_in
from tests.toy.node import at, entry, send, uuid

WHY = {"reason": "what does the village see?"}


def appointed(number: int, name: str, role: str, area: str) -> Client:
    Account.objects.get_or_create(username=name)
    body = {"office": role, "holder": name, "from": "2020-02-01"}
    assert send(entry(number, "grid.appointment", area, at(1), body))[0].outcome == "accepted"
    return signed_in(name)


def looks(client: Client, **what: str) -> int:
    return client.post("/view-as/", WHY | what).status_code


def test_an_account_is_seen_as_it_sees_itself(cast: Cast) -> None:
    assert looks(cast.lin, account="chen") == 302
    found = page(cast.lin, "/")
    assert "停止查看" in found
    assert "您（系统管理员）正以 <b>chen</b> 的身份查看" in found
    for address in (f"/areas/{TOWN}/", f"/areas/{FAR}/", f"/entries/{uuid(104)}/", "/view-as/", "/officers/fang/"):
        page(cast.lin, address, 404)
    page(cast.lin, f"/areas/{EAST}/")
    assert cast.lin.post("/view-as/stop/").status_code == 302
    page(cast.lin, f"/areas/{FAR}/")
    assert "停止查看" not in page(cast.lin, "/")


def test_a_role_over_an_area_is_seen_though_nobody_holds_it(cast: Cast) -> None:
    assert looks(cast.lin, role="gate_guard", area=WEST) == 302
    page(cast.lin, f"/areas/{WEST}/")
    page(cast.lin, f"/areas/{EAST}/", 404)
    page(cast.lin, f"/entries/{uuid(103)}/", 404)  # a kind that gate guards do not look at
    assert "Stop viewing" in page(in_english(cast.lin), "/")


def test_nothing_can_be_sent_and_nothing_private_opened(cast: Cast) -> None:
    looks(cast.lin, account="chen")
    for address in (
        "/record/toy.cars/",
        f"/entries/{uuid(101)}/void/",
        "/language/",
        "/password/",
        "/officers/invite/",
    ):
        answer = cast.lin.post(address, {})
        assert answer.status_code == 403, address
        assert "只能看，不能提交" in answer.content.decode()
    for address in ("/me/", "/me/second-factor/"):
        assert "只有本人能看" in page(cast.lin, address, 403)
    assert Account.objects.get(username="chen").language == "zh"


def test_it_is_noted_and_oversight_sees_it(cast: Cast) -> None:
    looks(cast.lin, account="chen")
    cast.lin.post("/view-as/stop/")
    looks(cast.lin, role="village_lead", area=FAR)
    noted = Viewing.objects.order_by("id")
    assert [(one.by.username, one.account and one.account.username, one.role, one.reason) for one in noted] == [
        ("operator", "chen", "", WHY["reason"]),
        ("operator", None, "village_lead", WHY["reason"]),
    ]
    assert noted[0].ended_at is not None
    eye = appointed(902, "eye", "oversight", TOWN)
    found = page(eye, "/view-as/log/")
    assert "chen" in found
    assert WHY["reason"].replace("?", "") in found
    assert "village_lead" not in found, "that was in another town"
    assert FAR not in found
    page(cast.chen, "/view-as/log/", 404)


def test_it_ends_by_itself(cast: Cast) -> None:
    looks(cast.lin, account="chen")
    with clock.standing_at(clock.now() + 61 * clock.MINUTE):
        page(cast.lin, f"/areas/{FAR}/")
    assert Viewing.objects.get().ended_at is not None


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"account": "chen", "reason": " "}, "“理由”未填"),
        ({"account": "nobody"}, "没有这个账号或职务"),
        ({"account": "operator"}, "没有这个账号或职务"),
        ({"account": "zhou"}, "没有这个账号或职务"),
        ({"role": "village_lead", "area": TOWN}, "不设在乡镇一级"),
        ({"role": "nonsense", "area": TOWN}, "没有这个账号或职务"),
        ({"role": "village_lead", "area": "nowhere"}, "不是您职责范围内的区域"),
        ({}, "“区域”未填"),
    ],
)
def test_what_is_wrong_is_said(cast: Cast, what: dict[str, str], words: str) -> None:
    answer = cast.lin.post("/view-as/", WHY | what)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Viewing.objects.exists()


def test_only_within_the_area_that_one_configures(cast: Cast) -> None:
    admin = appointed(903, "admin", "admin", TOWN)
    assert looks(admin, account="fang") == 400
    assert looks(admin, account="operator") == 400
    assert looks(admin, role="village_lead", area=FAR) == 400
    assert looks(admin, account="chen") == 302
    page(cast.chen, "/view-as/", 404)
    assert cast.chen.post("/view-as/", WHY | {"account": "chen"}).status_code == 404


def test_people_stay_closed_to_whoever_may_not_open_them(cast: Cast) -> None:
    admin = appointed(904, "admin", "admin", TOWN)
    looks(admin, account="chen")
    mine = page(cast.chen, f"/why/?area={EAST}")
    theirs = page(admin, f"/why/?area={EAST}")
    assert "查看" in theirs
    assert "因任村（社区）书记" in mine
    assert "因任村（社区）书记" in theirs
    answer = admin.get(f"/areas/{EAST}/")
    lent = answer.wsgi_request.user.lent
    assert lent.without == frozenset({"see_person"})
    looks(cast.lin, account="chen")
    assert cast.lin.get("/").wsgi_request.user.lent.without == frozenset()


def test_an_office_that_ends_meanwhile_ends_the_looking(cast: Cast) -> None:
    looks(cast.lin, account="chen")
    Account.objects.filter(username="chen").update(is_active=False)
    page(cast.lin, f"/areas/{FAR}/")
    assert Viewing.objects.get().ended_at is not None
