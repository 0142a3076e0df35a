"""Responses: listed for whoever sees rules, switched, changed and ended by whoever may, previewed before that."""

import re

import pytest
from django.test import Client

from gridward.account.models import Account
from gridward.console.reader import standing
from gridward.duty.law import EVER
from gridward.duty.models import Duty
from gridward.duty.responses import law
from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from gridward.ledger.head import stand
from tests.console.cast import Cast, Tags, fields, in_english, page, signed_in
from tests.console.duties import asked, rules
from tests.toy.node import COUNTY, EAST, FAR, OTHER, TOWN, at, toy

__all__ = ["asked", "rules", "toy"]

LATER = {"pack": "board_two", "area": TOWN, "from": "2020-02-06"}


@pytest.fixture
def head(asked: Cast) -> Client:
    """Who commands the town."""
    account = Account.objects.create_user("head")
    with writing():
        offices.appoint(
            offices.Appointment(
                source=repeatable("head"), role="command_head", area=tree().need(TOWN).id, from_at=at(1),
                account=account.pk,
            )
        )  # fmt: skip
    return signed_in("head")


def previewed(client: Client, address: str, status: int = 200, **typed: str) -> str:
    """The page with the preview of what was typed."""
    answer = client.get(address, typed | {"preview": "1"})
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def confirmed(html: str) -> dict[str, str]:
    """What the button under a preview posts."""
    form = html[html.index('<form method="post" action="/responses/') :]
    return {name: texts[0] for name, texts in fields(form).items()}


def test_what_is_on_is_listed_for_whoever_sees_rules(asked: Cast) -> None:
    html = page(asked.fang, "/responses/")
    ((_, row),) = Tags(html).all("tr", **{"data-response": "running"})
    assert "看板规定" in row
    assert "2020-02-01" in row
    assert "未定" in row
    assert "/responses/new/" not in html
    assert "修改" not in row
    assert "Rules of the board" in page(in_english(asked.chen), "/responses/")
    page(asked.zhou, "/responses/", 404)


def test_who_may_not_switch_finds_no_form(asked: Cast, head: Client) -> None:
    (county,) = law(tree()).responses
    for client in (asked.chen, asked.fang, asked.zhou):
        page(client, "/responses/new/", 404)
        page(client, f"/responses/{county.position}/", 404)
        assert client.post("/responses/new/", LATER).status_code == 404
    page(head, "/responses/new/")
    page(head, f"/responses/{county.position}/", 404)
    page(head, "/responses/99999/", 404)
    assert Client().get("/responses/new/").status_code == 302


def test_a_preview_tells_what_changes_and_writes_nothing(asked: Cast, head: Client) -> None:
    before, duties = stand().position, list(Duty.objects.order_by("pk").values_list("pk", "state", "due"))
    html = previewed(head, "/responses/new/", **LATER)
    assert stand().position == before
    assert list(Duty.objects.order_by("pk").values_list("pk", "state", "due")) == duties
    assert len(law(tree()).responses) == 1
    assert re.search(r'data-created="\d+"', html)
    assert "看板规定" not in html[html.index("effect-title") :]
    assert "3天" in html
    assert "5天" in html
    assert "可能需要几秒至半分钟" in html


def test_a_confirmed_switch_counts_in_the_readers_name_and_once(asked: Cast, head: Client) -> None:
    posted = confirmed(previewed(head, "/responses/new/", **LATER, level="二级", basis="通知3号"))
    for _ in range(2):
        answer = head.post("/responses/new/", posted, follow=True)
        assert answer.redirect_chain[-1][0] == "/responses/"
    assert "任务与看板片刻后更新" in answer.content.decode()
    added = [one for one in law(tree()).responses if one.pack == "board_two"]
    assert [(one.area, one.begin, one.end) for one in added] == [(tree().need(TOWN).id, at(6), EVER)]
    ((_, row),) = Tags(page(head, "/responses/")).all("tr", **{"data-response": "coming"})
    assert "二级" in row
    assert "通知3号" in row
    assert "结束" not in row
    entry = next(attrs["href"] for attrs, _ in Tags(answer.content.decode()).all("a") if "/entries/" in attrs["href"])
    assert "head" in page(head, entry)
    assert "看板新规" not in page(asked.fang, "/responses/")


def test_ending_is_previewed_and_keeps_its_reason(asked: Cast) -> None:
    (one,) = law(tree()).responses
    address = f"/responses/{one.position}/"
    html = page(asked.lin, f"{address}?end=1")
    assert "<h1>结束响应</h1>" in html
    assert "<h1>结束响应</h1>" in previewed(asked.lin, address, ending="1", to="2020-02-05", reason="疫情结束")
    assert "<h1>更改响应</h1>" in page(asked.lin, address)
    assert fields(html)["to"] == ["2020-02-05"]
    assert fields(html)["from"] == ["2020-02-01"]
    refused = previewed(asked.lin, address, 400, to="2020-02-05", basis="kept")
    assert "更改理由" in refused
    assert 'value="kept"' in refused
    html = previewed(asked.lin, address, to="2020-02-05", reason="疫情结束")
    withdrawn = re.search(r'data-withdrawn="(\d+)"', html)
    assert withdrawn is not None
    assert int(withdrawn[1]) > 0
    assert law(tree()).responses[0].end == EVER
    asked.lin.post(address, confirmed(html))
    (ended,) = law(tree()).responses
    assert (ended.position, ended.begin, ended.end) == (one.position, one.begin, at(6))
    html = previewed(asked.lin, address, to="2020-02-08", reason="延长")
    asked.lin.post(address, confirmed(html))
    assert law(tree()).responses[0].end == at(9)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"pack": "nothing"}, "请从列表中选择政策包"),
        ({"pack": ""}, "请从列表中选择政策包"),
        ({"from": "tomorrow"}, "“tomorrow”不是日期"),
        ({"from": "2020-02-31"}, "“2020-02-31”不是日期"),
        ({"from": "20200206"}, "不是日期"),
        ({"from": ""}, "请填写从哪天开始"),
        ({"to": "9999-99-99"}, "不是日期"),
        ({"to": "2020-02-05"}, "不能早于起"),
        ({"area": ""}, "请填写区域"),
        ({"area": FAR}, "不是您职责范围内的区域"),
        ({"area": COUNTY}, "不是您职责范围内的区域"),
        ({"area": "nowhere"}, "不是您职责范围内的区域"),
        ({"level": "x" * 41}, "最多 40 个字"),
        ({"basis": "x" * 301}, "最多 300 个字"),
    ],
)
def test_what_cannot_be_is_told_on_the_form_and_nothing_is_lost(
    asked: Cast, head: Client, typed: dict[str, str], said: str
) -> None:
    before = stand().position
    wanted = LATER | {"basis": "通知3号"} | typed
    html = previewed(head, "/responses/new/", 400, **wanted)
    assert said in html
    assert "effect-title" not in html
    assert fields(html)["basis"] == [wanted["basis"]]
    assert fields(html)["from"] == [wanted["from"]]
    assert head.post("/responses/new/", wanted).status_code == 400
    assert stand().position == before


def test_a_town_seen_but_not_commanded_is_out_of_reach(asked: Cast, head: Client) -> None:
    with writing():
        offices.appoint(
            offices.Appointment(
                source=repeatable("second office"), role="supervisor", area=tree().need(OTHER).id, from_at=at(1),
                account=Account.objects.get(username="head").pk,
            )
        )  # fmt: skip
    html = previewed(head, "/responses/new/", 400, **(LATER | {"area": FAR}))
    assert "您不能在" in html
    assert "看板新规" in page(head, "/policy/board_two/")


def test_a_form_begins_today_where_one_commands(asked: Cast, head: Client) -> None:
    found = fields(page(head, "/responses/new/"))
    assert found["area"] == [TOWN]
    assert found["from"] == [f"{clock.moment(clock.now()):%Y-%m-%d}"]
    assert f'href="/policy/?area={EAST}"' not in page(head, "/responses/")


def test_a_form_begins_on_the_last_day_where_all_is_over(head: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "last_end", lambda: at(3, 23))
    assert fields(page(head, "/responses/new/"))["from"] == ["2020-02-03"]
