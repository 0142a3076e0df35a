"""The page of an area for everybody: what was published and nothing else, and what anybody may hand in."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.test import Client

from gridward.account.models import Account
from gridward.grid import offices
from gridward.grid.published import switch
from gridward.grid.tree import tree
from gridward.kit.clock import HOUR, iso, standing_at
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from gridward.ledger.content import decode
from gridward.ledger.listing import Wanted
from gridward.ledger.listing import page as listed
from gridward.public import handing_in
from gridward.roll.models import AccessLog
from tests.console.cast import EAST, FAR, PASSWORD, TOWN, Cast, page, signed_in
from tests.toy.node import NOW, at, entry, send, uuid

HERE, QUESTION, RUMOUR = f"/public/{TOWN}/", 800, 801
TELL = {"what": "clue.tip", "area": EAST, "text": "后院每晚聚餐三桌", "reach": "13800001111"}


@pytest.fixture
def open_page(cast: Cast) -> Cast:
    """The town's page is on."""
    switch(tree().need(TOWN), on=True)
    return cast


def body(name: str, phone: str, **more: Any) -> dict[str, Any]:
    said = {"name_zh": name, "type": "command", "heads": [], "duty_phone": phone, "from": "2020-02-01"}
    return said | more


def gift(number: int, who: str, publish: str, money: int, kind: str = "person") -> dict[str, Any]:
    said = {"donor_kind": "person", "money": money, "channel": "town", "publish": publish}
    said |= {"received_at": {"kind": "place", "ref": "town hall"}}
    about = {"kind": kind, "ref": who}
    return entry(number, "donation.gift", TOWN, at(6), said, subject=about)


def heard(number: int, nature: str, text: str, **more: Any) -> dict[str, Any]:
    said = {"nature": nature, "heard_at": iso(at(7)), "text": text} | more
    return entry(number, "publicity.rumour", EAST, at(7), said, subject={"kind": "area", "ref": EAST})


def told(kind: str) -> list[Any]:
    """The entries of a kind that are here."""
    return listed(Wanted(kinds=(kind,))).rows


def test_a_page_that_is_not_on_does_not_exist(cast: Cast) -> None:
    assert page(cast.nobody, HERE, 404)
    assert page(cast.nobody, "/public/", 404)
    assert switch(tree().need(TOWN), on=True)
    assert not switch(tree().need(TOWN), on=True)
    assert page(cast.nobody, "/public/", 302) == ""
    assert page(cast.nobody, HERE)
    assert page(cast.nobody, f"/public/{EAST}/", 404)
    switch(tree().need(TOWN), on=False)
    assert page(cast.nobody, HERE, 404)


def test_only_published_phones_of_what_stands_are_shown(open_page: Cast) -> None:
    for number, (name, phone, more) in enumerate(
        (
            ("指挥部", "0543-1111111", {"public_hotline": True}),
            ("专班", "0543-2222222", {}),
            ("旧专班", "0543-3333333", {"public_hotline": True, "to": "2020-02-05"}),
        ),
        810,
    ):
        send(
            entry(number, "command.body", TOWN, at(6), body(name, phone, **more), subject={"kind": "body", "ref": name})
        )
    html = page(open_page.nobody, HERE)
    assert "0543-1111111" in html
    assert "0543-2222222" not in html
    assert "0543-3333333" not in html


def test_a_donor_is_named_only_who_agreed_and_an_unknown_one_by_nothing(open_page: Cast) -> None:
    people = [
        {"id": str(uuid(900 + number)), "kind": "person", "identity": {"name": name}}
        for number, name in enumerate(("赵同意", "钱匿名", "孙不公开"))
    ]
    gifts = [
        gift(820 + number, "", publish, 100 * (number + 1)) | {"subject": {"kind": "person", "id": one["id"]}}
        for number, (one, publish) in enumerate(zip(people, ("named", "anonymous", "no"), strict=True))
    ]
    send(*gifts, gift(830, "37168119900101001X", "named", 7), roll=people)
    html = page(open_page.nobody, HERE)
    assert "赵同意" in html
    assert "200.00 元" in html
    for never in ("钱匿名", "孙不公开", "300.00", "37168119900101001X"):
        assert never not in html
    assert "Anonymous" in page(open_page.nobody, HERE, HTTP_COOKIE="language=en")


def test_an_answer_becomes_public_with_one_click_and_keeps_the_link(open_page: Cast) -> None:
    answer = {"answered_at": iso(at(8)), "answer": "每日两次,在村口登记。"}
    send(heard(QUESTION, "question", "去哪里测体温?", **answer), heard(RUMOUR, "rumour", "听说封路一个月", **answer))
    assert "去哪里测体温" not in page(open_page.nobody, HERE)
    click = f"/entries/{uuid(QUESTION)}/publish/"
    assert open_page.fang.post(click).status_code == 404
    assert open_page.nobody.post(click).status_code == 302
    shown = open_page.chen.post(f"/entries/{uuid(QUESTION)}/open/", {"purpose": "答复"}).content.decode()
    assert "公开这条答复" in shown and click in shown
    answered = open_page.chen.post(click)
    assert answered.status_code == 302
    assert open_page.chen.post(click).status_code == 409
    assert open_page.chen.post(f"/entries/{uuid(RUMOUR)}/publish/").status_code == 302
    html = page(open_page.nobody, HERE)
    assert html.index("答疑") < html.index("去哪里测体温？") < html.index("辟谣") < html.index("听说封路一个月")
    assert "每日两次,在村口登记。" in html
    assert answered["Location"] in page(open_page.chen, f"/entries/{uuid(QUESTION)}/")


def publicity() -> Client:
    """Bai of the town's publicity group, signed in."""
    bai = Account.objects.create_user("bai", PASSWORD, name_zh="bai", name_en="bai")
    town = tree().need(TOWN).id
    with writing():
        offices.appoint(
            offices.Appointment(
                source=repeatable("bai"), role="publicity_group", area=town, from_at=at(1), account=bai.pk
            )
        )
    return signed_in("bai")


def test_the_publicity_group_publishes_answers_and_opens_nothing_else(open_page: Cast) -> None:
    answer = {"answered_at": iso(at(8)), "answer": "每日两次,在村口登记。", "note": "电话里的人姓佟"}
    send(heard(QUESTION, "question", "去哪里测体温?", **answer))
    send(entry(950, "clue.tip", EAST, at(5), {"channel": "hotline", "text": "东头仓库聚餐", "reporter": "佟"}))
    bai, href = publicity(), f"/entries/{uuid(QUESTION)}/"
    assert "去哪里测体温" not in page(bai, href)
    assert bai.post(f"{href}open/", {"purpose": ""}).status_code == 400
    shown = bai.post(f"{href}open/", {"purpose": "答复咨询"}).content.decode()
    assert "去哪里测体温" in shown and "每日两次" in shown and "公开这条答复" in shown
    assert "电话里的人姓佟" not in shown
    assert bai.post(f"/entries/{uuid(950)}/open/", {"purpose": "核查"}).status_code == 404
    assert bai.post(f"{href}publish/").status_code == 302
    assert "每日两次,在村口登记。" in page(open_page.nobody, HERE)
    looks = list(AccessLog.objects.order_by("id").values_list("purpose", flat=True))
    assert [one.partition("· ")[2] for one in looks] == ["答复咨询", "公开这条答复"]
    send(heard(802, "question", "邻镇的问题", **answer) | {"area": FAR, "subject": {"kind": "area", "ref": FAR}})
    assert bai.post(f"/entries/{uuid(802)}/open/", {"purpose": "答复咨询"}).status_code == 404


def test_a_question_without_answer_cannot_be_published(open_page: Cast) -> None:
    send(heard(QUESTION, "question", "去哪里测体温?"))
    assert open_page.chen.post(f"/entries/{uuid(QUESTION)}/publish/").status_code == 404


def test_anybody_can_hand_in_a_tip_and_who_did_is_hidden_from_the_area_concerned(open_page: Cast) -> None:
    answered = open_page.nobody.post(HERE, TELL)
    assert answered.status_code == 302
    assert "已收到" in page(open_page.nobody, answered["Location"].partition("#")[0])
    (tip,) = told("clue.tip")
    assert tip.area == tree().need(EAST).id
    told_of = decode(tip.content)
    assert (told_of.by, told_of.means) == ("", "self")
    assert "13800001111" not in tip.content
    seen = open_page.chen.post(f"/entries/{tip.uuid}/open/", {"purpose": "核查"}).content.decode()
    assert "后院每晚聚餐三桌" in seen
    assert "13800001111" not in seen
    assert page(open_page.fang, f"/entries/{tip.uuid}/", 404)


def test_a_question_keeps_nothing_of_who_asked(open_page: Cast) -> None:
    assert open_page.nobody.post(HERE, TELL | {"what": "publicity.rumour"}).status_code == 302
    (asked,) = told("publicity.rumour")
    assert b"reach" not in bytes(decode(asked.content).body)
    assert "13800001111" not in asked.content


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"what": "donation.gift"}, "类型"),
        ({"what": ""}, "类型"),
        ({"text": "  hi "}, "内容"),
        ({"text": "长" * 1_001}, "内容"),
        ({"text": "长" * 501, "what": "publicity.rumour"}, "内容"),
        ({"reach": "1" * 101}, "联系方式"),
        ({"area": FAR}, "地点"),
        ({"area": "x' OR 1=1"}, "地点"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(open_page: Cast, change: dict[str, str], code: str) -> None:
    answered = open_page.nobody.post(HERE, TELL | change)
    assert answered.status_code == 400
    html = answered.content.decode()
    assert f"{code}：" in html
    assert (TELL | change)["text"].strip() in html
    assert told("clue.tip") == []


def test_a_machine_that_fills_in_everything_hands_in_nothing(open_page: Cast) -> None:
    assert open_page.nobody.post(HERE, TELL | {"website": "x"}).status_code == 302
    assert told("clue.tip") == []


def test_too_much_from_one_address_within_an_hour_is_not_taken(open_page: Cast) -> None:
    taken = [open_page.nobody.post(HERE, TELL).status_code for _ in range(handing_in.FROM_ONE + 1)]
    assert taken == [302] * handing_in.FROM_ONE + [429]
    assert Client().post(HERE, TELL, REMOTE_ADDR="10.1.2.3").status_code == 302
    with standing_at(NOW + HOUR + 1):
        assert open_page.nobody.post(HERE, TELL).status_code == 302
    assert len(told("clue.tip")) == handing_in.FROM_ONE + 2


def test_behind_a_named_proxy_the_limit_counts_readers(open_page: Cast, settings: Any) -> None:
    def told_by(reader: str) -> int:
        answered = Client().post(HERE, TELL, REMOTE_ADDR="10.9.9.9", HTTP_X_FORWARDED_FOR=reader)
        return int(answered.status_code)

    settings.GRIDWARD_PROXIES = [ip_network("10.0.0.0/8")]
    assert [told_by(f"203.0.113.{one}") for one in range(handing_in.FROM_ONE + 1)] == [302] * (handing_in.FROM_ONE + 1)
    assert [told_by("203.0.113.0") for _ in range(handing_in.FROM_ONE)] == [302] * (handing_in.FROM_ONE - 1) + [429]
    settings.GRIDWARD_PROXIES = []
    taken = [told_by(f"198.51.100.{one}") for one in range(handing_in.FROM_ONE + 1)]
    assert taken == [302] * handing_in.FROM_ONE + [429]


def test_no_form_is_taken_from_elsewhere(open_page: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(HERE, TELL).status_code == 403


def test_the_page_speaks_both_languages_and_loads_nothing_from_outside(open_page: Cast) -> None:
    reader = Client()
    assert reader.get(f"{HERE}?lang=en").status_code == 302
    html = page(reader, HERE)
    assert "Hand it in" in html and 'lang="en"' in html
    assert "http://" not in html and "https://" not in html
    assert "提交" in page(Client(), HERE)
