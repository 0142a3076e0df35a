"""Sealed texts of entries are opened for a purpose, which is written down; who gave a tip by few only."""

from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from gridward.account.models import Account
from gridward.console.records.opening import NOBODY
from gridward.exchange.sheet.export import Reader, export
from gridward.exchange.sheet.workbook import sheets
from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from gridward.ledger.listing import Wanted
from gridward.plug.catalogue import CATALOGUE
from gridward.roll.models import AccessLog
from tests.console.cast import PASSWORD, Cast, Tags, fields, page, signed_in
from tests.toy.node import EAST, TOWN, at, entry, send, uuid

TEXT, REPORTER = "东头仓库夜里聚餐", "测试举报人"
HREF = f"/entries/{uuid(950)}/"


@pytest.fixture
def tip(cast: Cast) -> Cast:
    """A tip about East; Duan is on duty in the town."""
    body = {"channel": "hotline", "text": TEXT, "reporter": REPORTER}
    (receipt,) = send(entry(950, "clue.tip", EAST, at(5), body))
    assert receipt.outcome == "accepted", receipt
    duan = Account.objects.create_user("duan", PASSWORD, name_zh="duan", name_en="duan")
    town = tree().need(TOWN).id
    with writing():
        offices.appoint(
            offices.Appointment(
                source=repeatable("duan"), role="duty_officer", area=town, from_at=at(1), account=duan.pk
            )
        )
    return cast


def opened(client: Client, **said: Any) -> str:
    response = client.post(f"{HREF}open/", said)
    assert response.status_code == (200 if any(text.strip() for text in said.values()) else 400)
    return str(response.content.decode())


def test_a_tip_leads_to_the_form_of_its_check(tip: Cast) -> None:
    """The form names the tip already, so that nobody types its id."""
    duan = signed_in("duan")
    (check,) = _checks(page(duan, HREF))
    assert fields(page(duan, unescape(check)))["subject.kept"][0].startswith("entry:")


def _checks(html: str) -> list[str]:
    return [attrs["href"] for attrs, _text in Tags(html).all("a") if "/record/clue.check/" in attrs["href"]]


def test_texts_are_closed_until_a_purpose_is_said(tip: Cast) -> None:
    found = page(tip.chen, HREF)
    assert TEXT not in found
    assert "查看加密内容" in found
    assert "须写明用途" in opened(tip.chen, purpose="", other=" ")
    assert not AccessLog.objects.exists()
    assert TEXT in opened(tip.chen, purpose="", other="核实线索")
    (look,) = AccessLog.objects.all()
    assert (look.thing, look.purpose.endswith(" · 核实线索")) == (NOBODY, True)
    assert TEXT not in page(tip.chen, HREF)


def test_the_area_concerned_never_learns_who_gave_the_tip(tip: Cast) -> None:
    for client in (tip.chen, tip.lin):
        found = opened(client, purpose="核实线索")
        assert TEXT in found
        assert REPORTER not in found
    assert REPORTER in opened(signed_in("duan"), purpose="回访")


def test_nor_does_a_file_tell_it(tip: Cast) -> None:
    cells = {}
    for name in ("chen", "operator", "duan"):
        out = BytesIO()
        reader = Reader(account=Account.objects.get(username=name), lang="zh", purpose="核实线索")
        export(CATALOGUE.kinds["clue.tip"], Wanted(), reader, out=out)
        cells[name] = str([row for sheet in sheets(out.getvalue()) for row in sheet.rows])
    assert [REPORTER in told for told in cells.values()] == [False, False, True]
    assert TEXT in cells["operator"]


def test_whoever_sees_no_persons_finds_nothing_to_open(tip: Cast) -> None:
    for client, status in ((tip.fang, 404), (tip.zhou, 404), (tip.nobody, 302)):
        assert client.post(f"{HREF}open/", {"purpose": "核实线索"}).status_code == status
    assert tip.chen.get(f"{HREF}open/").status_code == 405
    assert tip.chen.post(f"/entries/{uuid(101)}/open/", {"purpose": "x"}).status_code == 404
