"""Reports due, household coverage, releases, the strip of a person, phone numbers of officers."""

import re

from gridward.account.models import Account
from gridward.kit import clock
from gridward.ledger.listing import Wanted, count
from gridward.roll.models import AccessLog
from tests.console.cast import Cast, Tags, page
from tests.console.duties import NOW, asked, house, reading, report, rules
from tests.toy.node import EAST, FAR, WEST, at, entry, send, toy

__all__ = ["asked", "rules", "toy"]


def sums(html: str) -> list[int]:
    """The numbers of the first line of sums."""
    first = re.search(r'<ul class="sums">(.*?)</ul>', html, re.S)
    assert first is not None
    return [int(one) for one in re.findall(r'<b class="num"[^>]*>(\d+)</b>', first[1])]


def test_reports_add_up_and_nil_is_not_silence(asked: Cast) -> None:
    send(report(300, EAST, at(5, 9)), report(301, WEST, at(5, 11), nil=False), when=NOW)
    expected, on_time, late, missing, nil, some, silent = sums(page(asked.lin, "/reports/"))
    assert (expected, on_time, late, missing) == (3, 1, 1, 1)
    assert (nil, some, silent) == (1, 1, 1)
    assert on_time + late + missing == expected


def test_who_has_not_reported_is_copied_for_the_group_chat(asked: Cast) -> None:
    assert "还差 3 个" in page(asked.lin, "/reports/")
    send(*(report(300 + number, where, at(5, 9)) for number, where in enumerate((EAST, WEST, FAR))), when=NOW)
    assert "复制到工作群" not in page(asked.lin, "/reports/")


def test_a_report_before_its_deadline_is_not_late(asked: Cast) -> None:
    with clock.standing_at(at(5, 8)):
        html = page(asked.lin, "/reports/")
        assert sums(html)[:4] == [3, 0, 0, 3]
        assert "其中 3 个未到时限" in html
        assert "现在报" in html


def test_reports_of_others_are_not_told(asked: Cast) -> None:
    assert sums(page(asked.fang, "/reports/"))[0] == 1
    page(asked.fang, f"/reports/?area={EAST}", 404)


def test_coverage_counts_households_of_the_round(asked: Cast) -> None:
    visit = {"purpose": "round", "result": "cooperative"}
    send(entry(300, "screening.visit", EAST, at(5, 9), visit, subject=house("1")), when=NOW)
    html = page(asked.lin, "/coverage/")
    covered, missing, households = sums(html)[:3]
    assert (covered, missing, households) == (1, 2, 3)
    assert "50%" in html
    assert len(list(Tags(html).all("tr", **{"data-duty": "*"}))) == 2
    assert sums(page(asked.fang, "/coverage/"))[:3] == [0, 1, 1]
    page(asked.fang, f"/coverage/?area={EAST}", 404)


def test_who_is_due_is_released_with_a_notice(asked: Cast) -> None:
    html = page(asked.lin, "/releases/")
    ((row, _),) = Tags(html).all("input", name="who")
    assert row["checked"] == ""
    answer = asked.lin.post("/releases/", {"who": [row["value"]], "conditions": ["days_over"]}, follow=True)
    text = answer.content.decode()
    assert "已解除 1 人" in text
    assert "解除隔离医学观察通知书" in text
    assert count(Wanted(kinds=("followup.release",))) == 1
    assert "没有待解除人员" in page(asked.lin, "/releases/")


def test_a_condition_that_does_not_hold_asks_for_a_reason(asked: Cast) -> None:
    send(reading(300, at(5, 9), temperature=38.1), when=NOW)
    html = page(asked.lin, "/releases/")
    ((row, _),) = Tags(html).all("input", name="who")
    assert "checked" not in row
    refused = asked.lin.post("/releases/", {"who": [row["value"]]})
    assert refused.status_code == 400
    assert "请选择原因" in refused.content.decode()
    nobody = asked.lin.post("/releases/", {"reason": "other"})
    assert "请至少选择一人" in nobody.content.decode()
    taken = asked.lin.post("/releases/", {"who": [row["value"]], "reason": "medical_need"}, follow=True)
    assert "已解除 1 人" in taken.content.decode()


def test_names_on_notices_are_opened_with_a_trace(asked: Cast) -> None:
    ((row, _),) = Tags(page(asked.lin, "/releases/")).all("input", name="who")
    answer = asked.lin.post("/releases/", {"who": [row["value"]]}, follow=True)
    address = answer.redirect_chain[-1][0]
    before = AccessLog.objects.count()
    assert "Zhao of East" not in page(asked.lin, address)
    assert AccessLog.objects.count() == before
    assert asked.lin.post(address).status_code == 200
    assert asked.lin.post(f"{address}&{address.partition('?')[2]}").status_code == 200
    assert AccessLog.objects.count() == before + 2
    page(asked.fang, address, 404)


def test_nobody_releases_where_they_may_not(asked: Cast) -> None:
    assert "没有待解除人员" in page(asked.fang, "/releases/")
    assert asked.zhou.post("/releases/", {"who": "1.1"}).status_code == 404


def test_the_page_of_a_person_shows_days_and_standing(asked: Cast) -> None:
    send(reading(300, at(4, 9)), reading(301, at(5, 9), status="unavailable", temperature=None), when=NOW)
    html = page(asked.lin, "/missing/?clause=made-up:reading")
    href = next(
        attrs["href"] for attrs, _ in Tags(html).all("a", href="*") if re.match(r"^/people/\d+/$", attrs["href"])
    )
    shown = page(asked.lin, href)
    assert "居家隔离医学观察" in shown
    assert "2020-02-05" in shown
    states = [
        attrs["class"].split()[-1] for attrs, _ in Tags(shown).all(**{"class": "*"}) if "box-state" in attrs["class"]
    ]
    assert {"heard_late", "missed", "tried"} <= set(states)
    assert "可以解除" in shown


def test_an_officer_keeps_a_number_and_odd_ones_are_refused(asked: Cast) -> None:
    asked.chen.post("/me/phone/", {"phone": " 0543  123-4567 "})
    assert Account.objects.get(username="chen").phone == "0543 123-4567"
    refused = asked.chen.post("/me/phone/", {"phone": "call me"})
    assert refused.status_code == 400
    assert "0543-123 4567" in refused.content.decode()
    asked.lin.post("/officers/chen/phone/", {"phone": "13800000000"})
    assert Account.objects.get(username="chen").phone == "13800000000"
    assert "tel:13800000000" in page(asked.lin, "/officers/chen/")
    assert asked.fang.post("/officers/chen/phone/", {"phone": "1"}).status_code == 404
