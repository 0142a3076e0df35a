"""Opening a file somebody sent: what is no .xlsx, is locked, or would grow without end is refused in one line."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from gridward.exchange.sheet.cell import Cell
from gridward.exchange.sheet.table import Merged
from gridward.kit.errors import Refusal, refuse

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is opened."""
UNPACKED = 1024 * 1024 * 1024
"""Bytes to which its parts may unpack."""
PARTS = 2000
"""Parts of the largest package."""
HOLDS = 12_000_000
"""Cells of the largest sheet."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet: its rows with their numbers from 0, from the top."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Merged

    def numbered(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The rows with their numbers."""
        return enumerate(self.rows)


def sheets(data: bytes, *, holds: int | None = None) -> Iterator[Sheet]:
    """The visible sheets of a file, one after the other, each of at most `holds` cells; raises `Refusal` for what
    cannot be read.
    """
    check(data)
    holds = HOLDS if holds is None else holds
    try:
        with CalamineWorkbook.from_object(BytesIO(data)) as book:
            for meta in book.sheets_metadata:
                if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet:
                    found = book.get_sheet_by_name(meta.name)
                    if (found.total_height or 0) * (found.total_width or 0) > holds:
                        raise too_large(holds=holds)
                    rows = found.to_python(skip_empty_area=False)
                    yield Sheet(meta.name, rows, found.merged_cell_ranges or ())
    except CalamineError:
        raise damaged() from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own fault, which is no Exception
            raise damaged() from None
        raise


@dataclass(frozen=True, slots=True)
class Running:
    """A visible sheet whose rows are turned into values one after the other: for files of a million rows."""

    name: str
    height: int
    merged: Merged
    rows: Iterator[tuple[int, Sequence[Cell]]]
    """With their numbers from 0."""


def running(data: bytes, *, largest: int) -> Iterator[Running]:
    """The visible sheets of a file of at most so many bytes, each to be read before the next; raises `Refusal`."""
    check(data, largest=largest, unpacked=largest * 16)
    try:
        with CalamineWorkbook.from_object(BytesIO(data)) as book:
            for meta in book.sheets_metadata:
                if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet:
                    found = book.get_sheet_by_name(meta.name)
                    down, across = found.start or (0, 0)
                    rows = ((down + number, [None] * across + row) for number, row in enumerate(found.iter_rows()))
                    yield Running(meta.name, found.total_height or 0, found.merged_cell_ranges or (), rows)
    except CalamineError:
        raise damaged() from None


def check(data: bytes, *, largest: int | None = None, unpacked: int | None = None) -> None:
    """Look at a file before it is opened: of at most `largest` bytes, `unpacked` when unpacked, else the limits of
    every file; raises `Refusal`.
    """
    largest = LARGEST if largest is None else largest
    unpacked = UNPACKED if unpacked is None else unpacked
    if len(data) > largest:
        raise too_large(largest=largest)
    if data.startswith(_OLE):
        raise _locked() if _LOCKED in data else _old()
    if not data.startswith(b"PK\x03\x04"):
        raise _no_sheet(data)
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.bin" in names or ("xl/workbook.xml" not in names and "mimetype" in names):
                raise _other()
            if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
                raise _other()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > unpacked:
                raise too_large(unpacked=unpacked)
            left = unpacked
            for part in parts:
                left -= _unpacks_to(data, part, left)
    except (BadZipFile, zlib.error, ValueError, IndexError, NotImplementedError):
        raise damaged() from None


def _unpacks_to(data: bytes, part: ZipInfo, most: int) -> int:
    """How large a part really is: what the package says of itself is not believed."""
    if part.flag_bits & 1:
        raise _locked()
    if part.compress_type == 0:
        return part.compress_size
    if part.compress_type != zlib.DEFLATED:
        raise damaged()
    head = data[part.header_offset : part.header_offset + 30]
    start = part.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    unpack, size, rest = zlib.decompressobj(-15), 0, data[start : start + part.compress_size]
    while rest and not unpack.eof:
        size += len(unpack.decompress(rest, 1 << 20))
        rest = unpack.unconsumed_tail
        if size > min(most, part.file_size):
            raise too_large()
    return size


def too_large(*, largest: int | None = None, unpacked: int | None = None, holds: int | None = None) -> Refusal:
    """The refusal of a file that is too large, or would be once unpacked; the limits are those of every file where
    they are left out.
    """
    largest, unpacked, holds = largest or LARGEST, unpacked or UNPACKED, holds or HOLDS
    return refuse(
        "too_large",
        field="file",
        zh=f"文件太大（上限 {largest >> 20} MB，展开后 {unpacked >> 20} MB、每张表 {holds:,} 格）。请拆成几个文件。",
        en=f"The file is too large (at most {largest >> 20} MB, {unpacked >> 20} MB unpacked, {holds:,} cells "
        "a sheet). Split it into several files.",
    )


def damaged() -> Refusal:
    """The refusal of a file that cannot be read."""
    return refuse(
        "damaged",
        field="file",
        zh="文件已损坏，无法打开。请在表格软件里打开后重新“另存为 .xlsx”。",
        en="The file is damaged and cannot be opened. Open it in the spreadsheet program and save it again as .xlsx.",
    )


def _locked() -> Refusal:
    return refuse(
        "locked",
        field="file",
        zh="文件设有打开密码。请取消密码后再上传。",
        en="The file is protected by a password. Remove the password and upload it again.",
    )


def _old() -> Refusal:
    return refuse(
        "old_format",
        field="file",
        zh="这是旧的 .xls 格式。请在表格软件里“另存为 .xlsx”后再上传。",
        en="This is the old .xls format. Save it as .xlsx in the spreadsheet program and upload that.",
    )


def _other() -> Refusal:
    return refuse(
        "not_xlsx",
        field="file",
        zh="这不是 .xlsx 工作簿。请在表格软件里“另存为 .xlsx”后再上传。",
        en="This is no .xlsx workbook. Save it as .xlsx in the spreadsheet program and upload that.",
    )


def _no_sheet(data: bytes) -> Refusal:
    if not data.strip():
        return refuse(
            "empty", field="file", zh="文件是空的。请重新选择文件。", en="The file is empty. Choose another one."
        )
    head = data[:4096]
    if b"\0" not in head and (b"," in head or b"\t" in head or b";" in head):
        return refuse(
            "csv",
            field="file",
            zh="这是文本或 CSV 文件，会丢掉号码的末位和前面的零。请“另存为 .xlsx”后再上传。",
            en="This is a text or CSV file, which drops zeros and digits of numbers. Save it as .xlsx and upload that.",
        )
    return _other()
