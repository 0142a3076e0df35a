"""What leaves the node as a sheet, what is masked in it, and what a changed row does when it comes back."""

from io import BytesIO
from typing import Any

import pytest

from gridward.account.models import Account
from gridward.exchange.sheet import export as exporting
from gridward.exchange.sheet.export import Reader, export
from gridward.exchange.sheet.plan import Plan, run
from gridward.exchange.sheet.reading import open_book
from gridward.exchange.sheet.verdict import Verdict
from gridward.exchange.sheet.workbook import sheets
from gridward.grid.offices import install_operator
from gridward.grid.tree import tree
from gridward.kit.errors import Refusal
from gridward.ledger.content import body_of, decode
from gridward.ledger.listing import Wanted, page
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import thing_of
from gridward.roll.called import told
from gridward.roll.models import AccessLog
from tests.exchange.books import book
from tests.toy.node import COUNTY, EAST, FAR, at, entry, send, uuid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filled")]
KIND = CATALOGUE.kinds["checkpoint.person"]
PERSON = "0190c1a0-0000-7000-8000-000000000001"
WHO = {
    "id": PERSON,
    "kind": "person",
    "identity": {"name": "张小甲", "id_no": "11010519491231002X", "phone": "13800000000"},
}


@pytest.fixture
def filled(node: None) -> None:
    """Two passages in East, one in Far."""
    gate = {"kind": "place", "ref": "east gate"}
    plain = {"post": gate, "direction": "in", "outcome": "admitted", "temperature": 36.5}
    receipts = send(
        entry(1001, KIND.name, EAST, at(5, 8), plain | {"purpose": "=HYPERLINK(1)", "note": "coughs"}, subject=_who()),
        entry(1002, KIND.name, EAST, at(5, 9), plain, subject={"kind": "person", "ref": "李乙"}),
        entry(1003, KIND.name, FAR, at(5, 9), plain | {"post": {"kind": "place", "ref": "far gate"}}, subject=_who()),
        roll=[WHO],
    )
    assert [one.outcome for one in receipts] == ["accepted"] * 3, receipts


def _who() -> dict[str, str]:
    return {"kind": "person", "id": PERSON}


@pytest.fixture
def operator(filled: None) -> Account:
    return install_operator(tree().need(COUNTY).id)


def given_out(account: Account | None = None, purpose: str = "", **more: Any) -> list[list[Any]]:
    (sheet,) = sheets(file(account, purpose, **more))
    return [list(row) for row in sheet.rows]


def file(account: Account | None = None, purpose: str = "", **more: Any) -> bytes:
    out = BytesIO()
    export(KIND, Wanted(), Reader(account=account, lang="zh", purpose=purpose), out=out, **more)
    return out.getvalue()


def changed(rows: list[list[Any]], number: int, **cells: Any) -> list[list[Any]]:
    """The rows with some cells of a record changed; columns by their codes (`__` for a dot)."""
    codes = [code.partition("@")[0] for code in rows[1]]
    rows = [list(row) for row in rows]
    for name, value in cells.items():
        rows[number + 2][codes.index(name.replace("__", "."))] = value
    return rows


def taken(rows: list[list[Any]], account: Account | None = None) -> list[Verdict]:
    opened = open_book(book(rows), None, {}, list(CATALOGUE.kinds.values()))
    assert opened.kind is KIND
    return list(run(Plan(opened, account, source="t"), dry=False))


def test_without_a_purpose_everybody_is_masked(operator: Account) -> None:
    text = str(given_out(operator))
    assert "张*甲" in text and "(已加密)" in text
    for secret in ("张小甲", "11010519491231002X", "13800000000", "coughs"):
        assert secret not in text
    assert AccessLog.objects.count() == 0


def test_with_a_purpose_and_the_right_it_is_clear_and_written_down(operator: Account) -> None:
    text = str(given_out(operator, "call back"))
    for secret in ("张小甲", "11010519491231002X", "13800000000", "coughs", "李乙"):
        assert secret in text
    assert {(one.who, one.purpose) for one in AccessLog.objects.all()} == {(operator.pk, "call back")}
    assert AccessLog.objects.count() == 2


def test_who_may_not_export_gets_masks_whatever_the_purpose(chen: Account) -> None:
    assert "张小甲" not in str(given_out(chen, "curious"))
    assert AccessLog.objects.count() == 0


def test_a_file_holds_nothing_that_its_reader_may_not_see(chen: Account, fang: Account) -> None:
    assert [len(given_out(one)) for one in (None, chen, fang)] == [5, 4, 3]
    assert FAR not in str(given_out(chen))


def test_nothing_in_the_file_can_execute() -> None:
    rows = given_out()
    assert "'=HYPERLINK(1)" in rows[2]
    assert all(not str(cell).startswith(("=", "+", "@")) for row in rows for cell in row)


def test_more_than_a_sheet_takes_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "SHEET", 4)
    data = file()
    assert [len(sheet.rows) for sheet in sheets(data)] == [4, 3]
    opened = open_book(data, None, {}, list(CATALOGUE.kinds.values()))
    assert [one.code for one in run(Plan(opened, None), dry=False)] == ["same"] * 3


def test_more_than_a_page_can_wait_for_is_refused() -> None:
    with pytest.raises(Refusal, match="More than 2"):
        file(most=2)


def test_pages_of_the_ledger_are_read_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "READ", 1)
    assert len(given_out()) == 5


def test_a_changed_row_becomes_a_correction_and_keeps_the_rest() -> None:
    rows = changed(given_out(), 0, body__temperature=37.9)
    found = taken(rows)
    assert found[0].code in ("accepted", "flagged") and [one.code for one in found[1:]] == ["same"] * 2
    last = page(Wanted(kinds=(KIND.name,))).rows[0]
    content = decode(last.content)
    assert content.replaces == str(uuid(1001))
    assert content.means == "file"
    assert (str(body_of(last.content)["temperature"]), body_of(last.content)["purpose"]) == ("37.9", "=HYPERLINK(1)")
    first = page(Wanted(kinds=(KIND.name,)), rising=True).rows[0]
    assert (last.subject, last.at, last.area) == (first.subject, first.at, first.area)
    assert body_of(last.content)["note"].startswith("~1:"), "what was masked in the file is still there, sealed"
    assert [one.code for one in taken(rows)] == ["same"] * 3, "the changed file again adds nothing"


def test_who_has_changed_meanwhile_is_not_overwritten() -> None:
    rows = given_out()
    taken(changed(rows, 0, body__temperature=37.9))
    found = taken(changed(rows, 0, body__temperature=38.5))
    assert (found[0].code, found[0].reasons[0].code) == ("mend", "overtaken")


def test_a_phone_set_right_goes_to_the_roll(operator: Account) -> None:
    rows = changed(given_out(operator, "call back"), 0, subject__phone="13911111111")
    assert taken(rows, operator)[0].code in ("accepted", "flagged")
    row = page(Wanted(kinds=(KIND.name,)), rising=True).rows[0]
    assert row.subject is not None
    number = thing_of(row.subject).id
    assert told([number])[number].identity["phone"] == "13911111111"
    assert page(Wanted(kinds=(KIND.name,))).rows[0].subject == row.subject


def test_a_row_without_id_is_a_new_entry() -> None:
    rows = changed(given_out(), 1, kept__entry="", subject__name="王丙", subject__id_no="", subject__phone="")
    assert [one.code for one in taken(rows)][1] in ("accepted", "flagged")


def test_one_id_in_two_rows_is_asked_about() -> None:
    rows = given_out()
    found = taken([*rows, rows[2]])
    assert (found[-1].code, found[-1].reasons[0].code) == ("mend", "same_id")


def test_an_officer_corrects_in_the_own_village_only(chen: Account) -> None:
    rows = given_out()
    assert taken(changed(rows, 0, body__temperature=37.1), chen)[0].code == "accepted"
    found = taken(changed(rows, 2, body__temperature=37.1), chen)[2]
    assert (found.code, found.reasons[0].code) == ("mend", "not_yours")


def test_a_voided_entry_is_in_no_export_and_takes_no_change() -> None:
    rows = given_out()
    send(entry(1009, KIND.name, "", at(6), None, replaces=str(uuid(1001))))
    assert len(given_out()) == len(rows) - 1
    found = taken(changed(rows, 0, body__temperature=37.9))
    assert (found[0].code, found[0].reasons[0].code) == ("mend", "void")
