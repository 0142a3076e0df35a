"""Sheets are no way around the second person: what is taken in from a workbook meets the same rule as anything else."""

from typing import Any

import pytest

from gridward.account.models import Account
from gridward.exchange.sheet.memory import remembered
from gridward.exchange.sheet.plan import Plan, run
from gridward.exchange.sheet.reading import open_book
from gridward.exchange.sheet.row import Usual
from gridward.exchange.sheet.verdict import Verdict
from gridward.kit.clock import standing_at
from gridward.ledger.stored import by_uuid
from gridward.plug.catalogue import CATALOGUE
from tests.duty.test_second_person import officers
from tests.exchange.books import book
from tests.toy.node import EAST, NOW, at, entry, send

__all__ = ["officers"]

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

ORDERS = ["姓名", "身份证号", "管控措施", "起算依据", "起算日期", "隔离地点", "村", "日期"]
CONTACTS = ["姓名", "身份证号", "接触类型", "病例或来源人员", "末次接触", "村", "日期"]
PEOPLE = "甲乙丙丁戊己庚"


@pytest.fixture(autouse=True)
def appointed(officers: None) -> None:
    """The doctor of the village and its leader hand sheets in."""
    for number, (name, role) in enumerate((("lead", "village_lead"), ("nurse", "village_doctor"))):
        Account.objects.create(username=name)
        body = {"office": role, "holder": name, "from": "2020-02-01"}
        send(entry(60 + number, "grid.appointment", EAST, at(1), body))


def taken(kind: str, head: list[str], *rows: list[Any], by: str) -> list[Verdict]:
    opened = open_book(book([head, *rows]), CATALOGUE.kinds[kind], remembered(), list(CATALOGUE.kinds.values()))
    account = Account.objects.get(username=by)
    with standing_at(NOW):
        return list(run(Plan(opened, account, usual=Usual(area=EAST, day="2020-03-01"), source="made up"), dry=False))


def orders(*names: str, by: str = "nurse") -> list[Verdict]:
    order = ["居家隔离医学观察", "下达之日", "2020-03-01", EAST, EAST, "2020-03-01 08:00"]
    return taken("followup.order", ORDERS, *([f"张{name}", number(name), *order] for name in names), by=by)


def number(name: str) -> str:
    """A made-up resident id with a check digit that fits."""
    digits = f"37168119900101{PEOPLE.index(name):03d}"
    return digits + "10X98765432"[sum(int(one) * pow(2, 17 - n, 11) for n, one in enumerate(digits)) % 11]


def counts(verdict: Verdict) -> bool:
    (found,) = by_uuid([verdict.uuid] if verdict.uuid is not None else [])
    return found.counts_from is not None


def approved(order: Verdict, by: str) -> str:
    row = [str(order.uuid), "同意", "经核实", EAST, "2020-03-01 09:00"]
    (found,) = taken("duty.approval", ["记录", "意见", "证据", "村", "日期"], row, by=by)
    return str(found.code)


def test_whom_no_rule_entitles_to_restrict_waits() -> None:
    (one,) = orders("甲")
    assert (one.code, one.reasons[0].code) == ("held", "second_person_missing")
    assert not counts(one)


def test_who_hands_in_the_order_agrees_to_nothing_and_who_may_does() -> None:
    one, other = orders("甲", "乙")
    assert approved(one, "nurse") != "accepted"
    assert not counts(one)
    assert approved(one, "leader") == "accepted"
    assert (counts(one), counts(other)) == (True, False)


def test_of_seven_whom_a_rule_entitles_to_restrict_two_wait_in_however_many_workbooks() -> None:
    rows = [
        [f"张{name}", number(name), "密切接触者", "张某", "2020-03-01", EAST, "2020-03-01 07:00"] for name in PEOPLE
    ]
    assert {one.code for one in taken("tracing.contact", CONTACTS, *rows, by="doctor")} == {"accepted"}
    assert [one.code for one in orders(*PEOPLE[:3])] == ["accepted"] * 3
    found = orders(*PEOPLE[3:])
    assert [one.code for one in found] == ["accepted", "accepted", "held", "held"]
    assert "5" in found[-1].reasons[0].text.en
