"""Files that are no workbook, are locked, damaged or would burst: one clear sentence in both languages."""

import struct
import zlib
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from gridward.exchange.sheet import workbook
from gridward.exchange.sheet.workbook import sheets
from gridward.kit.errors import Refusal
from tests.exchange.books import book

pytestmark = pytest.mark.no_database
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def package(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def lying() -> bytes:
    """A package whose directory says that a part of two megabytes has ten bytes."""
    whole = {"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>", "xl/bomb.xml": bytes(2_000_000)}
    data = package(whole)
    size, crc = struct.pack("<I", 2_000_000), struct.pack("<I", zlib.crc32(bytes(2_000_000)))
    short = struct.pack("<I", 10), struct.pack("<I", zlib.crc32(bytes(10)))
    return data.replace(size, short[0]).replace(crc, short[1])


POISON = {
    "empty": b"",
    "csv": "姓名,体温\n张甲,36.5\n".encode(),
    "old_format": OLE + bytes(5000),
    "locked": OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512),
    "not_xlsx": b"%PDF-1.7\0\0",
    "damaged": book([["a"]])[:600],
    "too_large": lying(),
}


@pytest.mark.parametrize(("code", "data"), POISON.items(), ids=POISON.keys())
def test_poison_is_refused_in_one_line(code: str, data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        list(sheets(data))
    (reason,) = refused.value.reasons
    assert reason.code == code
    assert reason.text.zh and reason.text.en and "\n" not in reason.text.zh + reason.text.en


@pytest.mark.parametrize(
    "data",
    [
        package({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}),
        package({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
        package({"xl/workbook.bin": b"x", "[Content_Types].xml": b"<a/>"}),
    ],
)
def test_other_packages_are_no_workbook(data: bytes) -> None:
    with pytest.raises(Refusal, match=r"\.xlsx"):
        list(sheets(data))


def test_a_workbook_of_nonsense_is_damaged() -> None:
    with pytest.raises(Refusal, match="damaged"):
        list(sheets(package({"[Content_Types].xml": b"<a", "xl/workbook.xml": b"nonsense"})))


def test_what_unpacks_to_too_much_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "UNPACKED", 20_000)
    with pytest.raises(Refusal, match="too large"):
        list(sheets(book([["x" * 3000] * 5] * 50)))


def test_a_sheet_of_too_many_cells_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "HOLDS", 100)
    with pytest.raises(Refusal, match="too large"):
        list(sheets(book([[1] * 20] * 10)))


def test_values_keep_their_types_and_rows_their_numbers() -> None:
    rows = [[], ["a", None, 36.5], [], [date(2020, 2, 10), datetime(2020, 2, 10, 8, 30), True]]  # noqa: DTZ001
    (found,) = sheets(book(rows))
    assert [list(row) for row in found.rows] == [
        ["", "", ""],
        ["a", "", 36.5],
        ["", "", ""],
        [date(2020, 2, 10), datetime(2020, 2, 10, 8, 30), True],  # noqa: DTZ001
    ]
