"""A file on its way in: kept sealed for a day, looked at as often as wanted, taken in by portions."""

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic
from typing import IO
from uuid import UUID

from django.http import Http404

from gridward.console.reader.search import area_named
from gridward.console.reader.sight import Sight
from gridward.exchange.models import Upload
from gridward.exchange.sheet.column import Column
from gridward.exchange.sheet.memory import forget, remembered
from gridward.exchange.sheet.plan import Plan, commit, run
from gridward.exchange.sheet.reading import Book, open_book
from gridward.exchange.sheet.row import Usual
from gridward.exchange.sheet.verdict import IN, READY, Verdict
from gridward.exchange.sheet.workbook import check
from gridward.kit import clock
from gridward.kit.errors import refuse
from gridward.kit.ids import uuid7
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind
from gridward.roll.sealing import seal_node, unseal_node

LARGEST = 16 * 1024 * 1024
"""Bytes of the largest file that a page takes; larger ones are a command's."""
UNPACKED = 8 * LARGEST
"""Bytes to which such a file may unpack: one of a megabyte can unpack to as much as the machine has memory."""
MOST = 10_000
"""Rows that a page takes."""
HOLDS = 100 * MOST
"""Cells of the largest sheet that a page takes."""
PORTION = 4.0
"""Seconds for which one request hands rows in."""
SHOWN = 200
"""Rows that a page lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A file with the verdict of every row: those that want something first, then the others."""

    upload: Upload
    kind: EntryKind
    matched: tuple[tuple[str, Column], ...]
    unknown: tuple[str, ...]
    missing: tuple[Column, ...]
    bare: tuple[str, ...]
    choices: tuple[Column, ...]
    counts: tuple[tuple[Text, str, int], ...]
    rows: tuple[Verdict, ...]
    total: int
    ready: int
    mend: int

    @property
    def more(self) -> int:
        """Rows that are not listed."""
        return self.total - len(self.rows)


def keep(file: IO[bytes] | None, seen: Sight, *, name: str, kind: str, area: str, day: str) -> Upload:
    """Take a file, look whether it can be read, and keep it; raises `Refusal`."""
    if file is None:
        raise refuse("no_file", field="file", zh="请选择一个 .xlsx 文件。", en="Choose an .xlsx file.")
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise refuse(
            "too_large",
            field="file",
            zh=f"网页上传的文件不超过 {LARGEST >> 20} MB，更大的请在服务器上用 ./run sheet import。",
            en=f"A page takes files up to {LARGEST >> 20} MB; use ./run sheet import on the server for larger ones.",
        )
    node = area_named(area, seen, field="area") if area else None
    kinds = seen.recordable()
    declared = next((one for one in kinds if one.name == kind), None)
    check(data, unpacked=UNPACKED)
    book = open_book(data, declared, remembered(), kinds, holds=HOLDS)
    if book.total > MOST:
        raise refuse(
            "too_many_rows",
            field="file",
            zh=f"网页一次最多接收 {MOST:,} 行。请拆成几个文件，或在服务器上用 ./run sheet import。",
            en=f"A page takes {MOST:,} rows at most. Split the file, or use ./run sheet import on the server.",
        )
    forget()
    return Upload.objects.create(
        id=uuid7(clock.now()),
        account=seen.account,
        kind=book.kind.name,
        name=name[-200:],
        data=seal_node(b64encode(data).decode()),
        digest=sha256(data).hexdigest(),
        area=node.code if node else "",
        day=day[:10],
        at=clock.now(),
    )


def fetch(uuid: UUID, seen: Sight) -> Upload:
    """The account's own upload; 404 for everybody else's."""
    found = Upload.objects.filter(id=uuid, account=seen.account, at__gte=clock.now() - clock.DAY).first()
    if found is None or found.kind not in CATALOGUE.kinds or not seen.may_record(CATALOGUE.kinds[found.kind]):
        raise Http404
    return found


def book_of(upload: Upload) -> Book:
    """The file taken apart, with what is known of its headings by now."""
    data = b64decode(unseal_node(upload.data))
    return open_book(data, CATALOGUE.kinds[upload.kind], remembered(), ())


def plan_of(upload: Upload, book: Book) -> Plan:
    """What its rows mean."""
    usual = Usual(area=upload.area, day=upload.day)
    return Plan(book, upload.account, usual=usual, source=upload.digest[:12])


def looked(upload: Upload) -> Looked:
    """Everything that the page of a file shows. Nothing is taken in."""
    book = book_of(upload)
    found = list(run(plan_of(upload, book), dry=True))
    places = {text: column for page in book.pages for place, text in page.heading.texts.items()
              if (column := page.heading.places[place]).role != "kept"}  # fmt: skip
    taken = {column.key for column in places.values()}
    return Looked(
        upload=upload,
        kind=book.kind,
        matched=tuple(places.items()),
        unknown=book.unknown,
        missing=book.missing,
        bare=book.bare,
        choices=tuple(column for column in book.columns if column.key not in taken),
        counts=_counts(found),
        rows=tuple(sorted(found, key=_urgency)[:SHOWN]),
        total=len(found),
        ready=sum(one.code in READY for one in found),
        mend=sum(one.code == "mend" for one in found),
    )


def take_portion(upload: Upload) -> bool:
    """Hand in rows for some seconds, from where the last portion ended; whether that was all."""
    plan = plan_of(upload, book_of(upload))
    until = monotonic() + PORTION
    for part in plan.slices(after=upload.done):
        commit(part)
        upload.done += len(part)
        upload.save(update_fields=["done"])
        if monotonic() > until:
            return False
    upload.done = 0
    upload.save(update_fields=["done"])
    return True


def _urgency(one: Verdict) -> int:
    order = ("mend", "conflict", "held", "twin", "flagged", "change", "new")
    code = "flagged" if one.code in READY and one.reasons else one.code
    return order.index(code) if code in order else len(order)


def _counts(found: Sequence[Verdict]) -> tuple[tuple[Text, str, int], ...]:
    labels = {one.code: one.label for one in found if not one.corrects} | {
        one.code: one.label for one in found if one.corrects and one.code in READY
    }
    counted = Counter(one.code for one in found)
    return tuple((labels.get(code, Text(code, code)), tone(code), number) for code, number in counted.most_common())


def tone(code: str) -> str:
    """The colour of a verdict."""
    if code in ("mend", "conflict"):
        return "conflict"
    if code in ("held", "twin", "flagged"):
        return code if code != "twin" else "duplicate"
    return "accepted" if code in IN or code in READY else ""
