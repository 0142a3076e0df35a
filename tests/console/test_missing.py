"""The board of what is missing now: its counts add up, its rows say why and whose, and it shows one's own only."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from gridward.account.models import Account
from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from tests.console.cast import PASSWORD, Cast, Tags, fields, in_english, page, signed_in
from tests.console.duties import NOW, asked, reading, report, rules
from tests.toy.node import COUNTY, EAST, FAR, TOWN, at, send, toy

__all__ = ["asked", "rules", "toy"]


def number(html: str) -> int:
    """What is missing now, by the headline."""
    return int(next(Tags(html).all("b", **{"data-missing": "*"}))[0]["data-missing"])


def counts(html: str) -> list[list[int]]:
    """The numbers of each of the four counts."""
    found = re.findall(r'<section class="panel telling">(.*?)</section>', html, re.S)
    return [[int(text) for text in re.findall(r'<b class="num">(\d+)</b>', one)] for one in found]


def links(html: str, field: str) -> list[str]:
    """The addresses that narrow the board by a field."""
    hrefs = [unescape(attrs["href"]) for attrs, _ in Tags(html).all("a", href="*")]
    return [one for one in hrefs if field in parse_qs(urlsplit(one).query)]


def rows(html: str) -> list[str]:
    """The rows, each as text."""
    return [text for _attrs, text in Tags(html).all("tr", **{"data-duty": "*"})]


def test_four_counts_add_up_to_the_total(asked: Cast) -> None:
    html = page(asked.lin, "/missing/")
    total = number(html)
    assert total == 5  # three reports and two readings; the round of houses that ended at midnight is over
    assert [sum(one) for one in counts(html)] == [total] * 4
    assert len(rows(html)) == total


def test_windows_of_former_days_are_counted_apart(asked: Cast) -> None:
    earlier = page(asked.lin, "/missing/?show=earlier")
    assert number(earlier) == number(page(asked.lin, "/missing/"))
    found = rows(earlier)
    assert found
    assert not any("2020-02-05" in row for row in found)


def test_each_line_narrows_to_its_number(asked: Cast) -> None:
    html = page(asked.lin, "/missing/")
    for field in ("below", "clause", "who", "kind"):
        found = links(html, field)
        assert found, field
        assert sum(len(rows(page(asked.lin, one))) for one in found) == number(html), field


def test_a_row_says_whom_why_and_whose(asked: Cast) -> None:
    send(reading(300, at(5, 9), status="unavailable", temperature=None), when=NOW)
    html = page(asked.lin, "/missing/?clause=made-up:reading")
    tried = next(row for row in rows(html) if "已尝试" in row or "尝试" in row)
    assert "联系不上" in tried
    assert "隔离/健康监测" in tried
    assert "Zhao of East" not in html
    assert "村医" in tried
    assert "vacancy" in html


def test_an_entry_takes_its_row_away(asked: Cast) -> None:
    before = number(page(asked.lin, "/missing/"))
    send(report(300, EAST, at(5, 9)), when=NOW)
    assert number(page(asked.lin, "/missing/")) == before - 1


def test_a_reader_sees_their_own_ground_only(asked: Cast) -> None:
    html = page(asked.fang, "/missing/")
    assert number(html) == 1
    assert "village 371681102203" not in html
    page(asked.fang, f"/missing/?area={EAST}", 404)
    page(asked.chen, f"/missing/?area={TOWN}", 404)


def test_duties_of_kinds_that_one_may_not_read_are_not_told(asked: Cast) -> None:
    with writing():
        account = Account.objects.create_user("wei", PASSWORD)
        county = tree().need(COUNTY).id
        offices.appoint(
            offices.Appointment(
                source=repeatable("wei"), role="treatment_group", area=county, from_at=at(1), account=account.pk
            )
        )
    html = page(signed_in("wei"), "/missing/")
    assert "每日测温" in html
    assert "日报" not in " ".join(rows(html))


def test_a_holder_is_named_with_a_number_to_call(asked: Cast) -> None:
    Account.objects.filter(username="chen").update(phone="0543 123-4567")
    html = page(asked.lin, f"/missing/?area={EAST}&clause=made-up:daily_report")
    assert next(Tags(html).all("a", href="tel:05431234567"))
    assert "chen" in html


def test_the_button_opens_a_form_that_settles_it(asked: Cast) -> None:
    send(report(300, EAST, at(5, 9)), when=NOW)
    html = page(asked.lin, "/missing/?clause=made-up:reading")
    buttons = [
        attrs["href"] for attrs, _ in Tags(html).all("a", href="*") if "/record/followup.reading/" in attrs["href"]
    ]
    form = page(asked.lin, unescape(buttons[0]))
    posted = fields(form)
    assert posted["area"] == [EAST]
    assert posted["subject.kept"][0].startswith("person:")
    assert posted["body.status"] == ["cooperative"]
    before = number(page(asked.lin, "/missing/"))
    posted |= {
        "body.method": ["phone"],
        "happened_at": ["2020-02-05T20:10"],
        "body.slot": posted.get("body.slot", ["PM"]),
    }
    answer = asked.lin.post(unescape(buttons[0]), posted)
    assert "已计入" in answer.content.decode()
    assert number(page(asked.lin, "/missing/")) == before - 1


def test_the_form_goes_on_with_the_next_household_until_none_is_left(asked: Cast) -> None:
    (first, second) = [unescape(href) for href in links(page(asked.chen, "/"), "duty") if "every_house" in href]
    assert "还差 1 项" in _visited(asked, first)
    assert "回到我的任务" in _visited(asked, second)


def _visited(asked: Cast, href: str) -> str:
    """What is shown once a household was visited."""
    posted = fields(page(asked.chen, href)) | {"body.purpose": ["round"], "happened_at": ["2020-02-05T20:10"]}
    return asked.chen.post(href, posted).content.decode()


def test_a_form_does_not_take_whom_one_may_not_see(asked: Cast) -> None:
    html = page(asked.lin, "/missing/?clause=made-up:reading")
    about = parse_qs(urlsplit(links(html, "subject")[0]).query)["subject"][0]
    form = page(asked.fang, f"/record/followup.reading/?area={FAR}&subject={about}")
    assert "subject.kept" not in fields(form)
    posted = fields(form) | {
        "subject.kept": [about], "body.slot": ["AM"], "body.status": ["cooperative"], "body.method": ["phone"],
        "happened_at": ["2020-02-05T20:10"],
    }  # fmt: skip
    answer = asked.fang.post("/record/followup.reading/", posted)
    assert "请重新填写" in answer.content.decode()


def test_a_duty_is_excused_from_its_row(asked: Cast) -> None:
    html = page(asked.lin, f"/missing/?area={FAR}&clause=made-up:daily_report")
    form = waiver(html)
    assert "日报" in page(asked.lin, form)
    before = number(page(asked.lin, "/missing/"))
    refused = asked.lin.post(form, {"reason": "x", "until": "then", "last": "2019-01-01"})
    assert refused.status_code == 400
    for said in ("请选择理由", "请写明批准人", "六十天"):
        assert said in refused.content.decode()
    answer = asked.lin.post(form, {"reason": "unit_closed", "approved_by": "head"}, follow=True)
    assert "已免除" in answer.content.decode()
    assert number(page(asked.lin, "/missing/")) == before - 1


def test_a_duty_about_somebody_is_put_off(asked: Cast) -> None:
    form = waiver(page(asked.lin, "/missing/?clause=made-up:reading"))
    before = number(page(asked.lin, "/missing/"))
    early = asked.lin.post(form, {"reason": "unsafe", "approved_by": "x", "until": "2020-02-05T06:00"})
    assert "须晚于原时限" in early.content.decode()
    asked.lin.post(form, {"reason": "unsafe", "approved_by": "x", "until": "2020-02-05T23:00"})
    assert number(page(asked.lin, "/missing/")) == before - 1
    with clock.standing_at(at(5, 23.5)):
        assert number(page(asked.lin, "/missing/")) == before


def test_nobody_excuses_what_is_not_theirs_to_excuse(asked: Cast) -> None:
    html = page(asked.lin, f"/missing/?area={EAST}")
    page(asked.fang, waiver(html), 404)
    page(asked.lin, "/missing/999999/waive/", 404)


def waiver(html: str) -> str:
    """The page that excuses the first row."""
    return next(unescape(attrs["href"]) for attrs, _ in Tags(html).all("a", href="*") if "/waive/" in attrs["href"])


def test_it_is_not_sent_again_while_nothing_moved(asked: Cast) -> None:
    tag = asked.lin.get("/missing/")["ETag"]
    head = {"If-None-Match": tag, "HX-Request": "true"}
    assert asked.lin.get("/missing/", headers=head).status_code == 304
    send(report(300, EAST, at(5, 9)), when=NOW)
    live = asked.lin.get("/missing/", headers=head)
    assert live.status_code == 200
    assert b"<html" not in live.content
    with clock.standing_at(NOW + 2 * clock.MINUTE):
        assert asked.lin.get("/missing/", headers={"If-None-Match": live["ETag"]}).status_code == 200


def test_the_first_page_says_what_is_missing_and_what_is_mine(asked: Cast) -> None:
    html = page(asked.chen, "/")
    ((_, told),) = Tags(html).all("a", **{"class": "lacking"})
    assert told.startswith(f"{number(page(asked.chen, '/missing/'))}项缺漏")
    assert "今天的任务" in html
    assert "日报" in html
    send(report(300, EAST, at(5, 9)), when=NOW)
    assert "<s>日报</s>" in page(asked.chen, "/")


def test_in_english(asked: Cast) -> None:
    html = page(in_english(asked.lin), "/missing/")
    assert "nobody holds it" in html
    assert "Daily report" in html
    assert "任务" not in " ".join(rows(html))


@pytest.mark.parametrize(
    "query", ["show=x", "page=99999", "page=-1", "below=abc", "who=-", "clause=%00", "tried=1", "kind=x"]
)
def test_odd_addresses_are_answered(asked: Cast, query: str) -> None:
    page(asked.lin, f"/missing/?{query}")


def test_where_no_rules_hold_nothing_is_called_done(cast: Cast) -> None:
    for address in ("/missing/", "/"):
        html = page(cast.lin, address)
        assert "本区域尚未启用响应" in html
        assert "到期任务都已完成" not in html
        assert "/responses/new/" in html
    assert "/responses/new/" not in page(cast.chen, "/missing/")


def test_where_rules_hold_it_is_not_said(asked: Cast) -> None:
    assert "本区域尚未启用响应" not in page(asked.lin, "/missing/")
    assert "本区域尚未启用响应" in page(asked.lin, "/missing/?as_of=2019-06-01")
