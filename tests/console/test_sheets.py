"""Sheets on the pages: templates, exports, files looked at and taken in, in both languages and for its own people."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gridward.console.records import upload
from gridward.exchange.models import Matched, Upload
from gridward.exchange.sheet.memory import forget
from gridward.exchange.sheet.workbook import sheets
from gridward.kit import clock
from gridward.ledger.listing import Wanted, count
from tests.console.cast import EAST, WEST, Cast, Tags, in_english, page
from tests.exchange.books import book
from tests.toy.node import NOW

CARS = [
    ["日期", "村", "count", "辆次备注"],
    ["2月5日", EAST, 12, ""],
    ["2月5日", EAST, "many", ""],
    ["2月6日", "", 9, "x"],
]


def sent(client: Client, data: bytes, **said: str) -> Any:
    file = SimpleUploadedFile("cars.xlsx", data)
    return client.post("/sheets/", {"kind": "toy.cars", "area": EAST, "day": "", **said, "file": file})


def up(client: Client, rows: Any = None) -> str:
    """The page of a file that was just sent."""
    answer = sent(client, book(rows or CARS))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def cars() -> int:
    return count(Wanted(kinds=("toy.cars",)))


def test_the_page_of_sheets_in_both_languages(cast: Cast) -> None:
    chinese, english = page(cast.lin, "/sheets/?kind=toy.cars"), page(in_english(cast.lin), "/sheets/")
    assert "导入文件" in chinese and "模板" in chinese and "/sheets/toy.cars/template/" in chinese
    assert "Take in a file" in english and "导入" not in english
    assert cast.nobody.get("/sheets/").status_code == 302
    page(cast.zhou, "/sheets/", 404)


def test_a_template_is_downloaded_in_the_readers_language(cast: Cast) -> None:
    chinese = next(iter(sheets(body(cast.lin.get("/sheets/toy.cars/template/")))))
    english = next(iter(sheets(body(in_english(cast.lin).get("/sheets/toy.cars/template/")))))
    assert "发生时间*" in chinese.rows[0] and "Happened at*" in english.rows[0]
    page(cast.chen, "/sheets/toy.cars/template/", 404)
    page(cast.lin, "/sheets/ledger.released/template/", 404)


def test_a_file_is_looked_at_before_anything_is_taken_in(cast: Cast) -> None:
    before = cars()
    address = up(cast.lin)
    found = page(cast.lin, address)
    assert "待修改" in found and "可接收" in found and "应为数字" in found
    assert "导入 2 行" in found and "辆次备注" in found
    assert "to be mended" in page(in_english(cast.lin), address)
    assert cars() == before


def test_what_is_ready_is_taken_in_and_the_rest_comes_back(cast: Cast) -> None:
    before = cars()
    address = up(cast.lin)
    done = cast.lin.post(f"{address}take/")
    assert (done.status_code, done["Location"]) == (302, address)
    assert cars() == before + 2
    found = page(cast.lin, address)
    assert "文件已导入" in found and "此前已接收" in found
    (sheet,) = sheets(body(cast.lin.get(f"{address}answer/")))
    assert [str(row[-1])[:3] for row in sheet.rows] == ["导入结", "此前已", "待修改", "此前已"]
    cast.lin.post(f"{address}take/")
    assert cars() == before + 2


def test_a_long_file_is_taken_in_by_portions(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gridward.exchange.sheet.plan.SLICE", 2)
    monkeypatch.setattr(upload, "PORTION", -1.0)
    before = cars()
    address = up(cast.lin, [CARS[0], *(["2月5日", EAST, number, ""] for number in range(1, 6))])
    first = cast.lin.post(f"{address}take/").content.decode()
    assert "已处理 2 / 5 行" in first and "停止" in first
    part = cast.lin.post(f"{address}take/", headers={"HX-Request": "true", "HX-Target": "taking"}).content.decode()
    assert "已处理 4 / 5 行" in part and "<html" not in part
    cast.lin.post(f"{address}take/", headers={"HX-Request": "true", "HX-Target": "taking"})
    last = cast.lin.post(f"{address}take/", headers={"HX-Request": "true", "HX-Target": "taking"})
    assert last["HX-Redirect"] == address
    assert cars() == before + 5


def test_a_heading_said_once_is_remembered(cast: Cast) -> None:
    rows = [["日期", "村", "辆数"], ["2月5日", EAST, 12]]
    address = up(cast.lin, rows)
    assert "文件中没有的列" in page(cast.lin, address)
    cast.lin.post(address, {"heading.0.text": "辆数", "heading.0": "body.count"})
    assert "导入 1 行" in page(cast.lin, address)
    assert Matched.objects.get().column == "body.count"
    assert "导入 1 行" in page(cast.lin, up(cast.lin, [*rows, []]))


def test_the_file_is_kept_sealed_for_its_sender_and_for_a_day(cast: Cast) -> None:
    address = up(cast.lin)
    kept = Upload.objects.get()
    assert kept.data.startswith("~n:")
    for other in (cast.chen, cast.fang, cast.zhou):
        for path in (address, f"{address}answer/"):
            page(other, path, 404)
        assert other.post(f"{address}take/").status_code == 404
    with clock.standing_at(NOW + clock.DAY + 1):
        page(cast.lin, address, 404)
        up(cast.lin)
    assert Upload.objects.count() == 1
    assert cast.lin.post(f"/sheets/{Upload.objects.get().id}/drop/").status_code == 302
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), book([["x"]])])
def test_what_is_no_sheet_is_refused_on_the_page(cast: Cast, data: bytes) -> None:
    answer = sent(cast.lin, data)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    assert Upload.objects.count() == 0


def test_too_many_rows_for_a_page_are_a_commands(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MOST", 2)
    assert "./run sheet import" in sent(cast.lin, book(CARS)).content.decode()
    monkeypatch.setattr(upload, "LARGEST", 100)
    assert "./run sheet import" in sent(cast.lin, book(CARS)).content.decode()


def test_the_filtered_list_leaves_as_a_file(cast: Cast) -> None:
    found = page(cast.lin, f"/ledger/toy.cars/?area={EAST}")
    href = next(attrs["href"] for attrs, text in Tags(found).all("a") if text == "导出")
    assert "只有" not in page(cast.lin, href)
    (sheet,) = sheets(body(cast.lin.post(href)))
    assert len(sheet.rows) == 4, "two passages in East"
    assert all(WEST not in str(row) for row in sheet.rows)
    again = sent(cast.lin, body(cast.lin.post(href)))
    assert "未改动" in page(cast.lin, again["Location"])


def test_people_are_masked_without_a_purpose(cast: Cast) -> None:
    href = "/ledger/toy.stay/export/"
    assert "用途" in page(cast.lin, href)
    assert "Li" not in str(next(sheets(body(cast.lin.post(href)))).rows[2][2])
    assert "Li" in str(next(sheets(body(cast.lin.post(href, {"purpose": "call"})))).rows[2])


def test_who_may_not_take_people_out_is_told(cast: Cast) -> None:
    assert "您的职务不能导出个人信息" in page(cast.chen, "/ledger/toy.stay/export/")
    rows = next(sheets(body(cast.chen.post("/ledger/toy.stay/export/", {"purpose": "curious"})))).rows
    assert "Li" not in str(rows[2][2])
    page(cast.zhou, "/ledger/toy.stay/export/", 404)


@pytest.mark.parametrize("path", ["/sheets/", "/ledger/toy.cars/export/"])
def test_pages_have_labels_for_their_fields(cast: Cast, path: str) -> None:
    tags = Tags(page(cast.lin, path))
    labelled = {attrs["for"] for attrs, _text in tags.all("label", **{"for": "*"})}
    ids = {
        attrs["id"]
        for tag in ("input", "select")
        for attrs, _text in tags.all(tag, id="*")
        if attrs.get("class") == "box"
    }
    assert ids <= labelled


def test_a_small_file_that_unpacks_to_a_large_one_is_not_opened_by_a_page(cast: Cast) -> None:
    bloated = BytesIO()
    with ZipFile(BytesIO(book(CARS))) as before, ZipFile(bloated, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data + b" " * (130 << 20) if name == "xl/worksheets/sheet1.xml" else data)
    assert len(bloated.getvalue()) < 1 << 20
    answer = sent(in_english(cast.lin), bloated.getvalue())
    assert answer.status_code == 400
    assert "128 MB unpacked" in answer.content.decode()


def test_a_sheet_with_a_cell_in_a_far_corner_is_not_opened_by_a_page(cast: Cast) -> None:
    far = [*CARS, *[[]] * 40_000, [""] * 30 + ["x"]]
    answer = sent(in_english(cast.lin), book(far))
    assert answer.status_code == 400
    assert "1,000,000 cells" in answer.content.decode()


def test_a_file_goes_after_a_day_though_nobody_sends_another(cast: Cast) -> None:
    up(cast.lin)
    forget()
    assert Upload.objects.count() == 1
    Upload.objects.update(at=clock.now() - clock.DAY - 1)
    forget()
    assert Upload.objects.count() == 0
