"""A file row by row: what would be taken, what is here already, what must be mended; and taking it in slices."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import get_args
from uuid import UUID

import msgspec

from gridward.account.models import Account
from gridward.exchange.sheet.change import Changes
from gridward.exchange.sheet.column import ENTRY, Column
from gridward.exchange.sheet.namesake import Namesakes
from gridward.exchange.sheet.reading import Book, Page
from gridward.exchange.sheet.row import Draft, Usual, Writer, attempt, known_id
from gridward.exchange.sheet.stored import Kept, Teller, kept
from gridward.exchange.sheet.table import Raw
from gridward.exchange.sheet.verdict import Code, Verdict
from gridward.exchange.sheet.within import Within
from gridward.intake.receive import take
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.ledger.active import tip
from gridward.ledger.names import kind_name
from gridward.ledger.stored import Stored, by_uuid, of_chains

SLICE = 500
"""Rows that are handed in at once."""
NOTHING_USUAL = Usual()


@dataclass(slots=True)
class Planned:
    """A row with its verdict, and the entry to hand in where there is one."""

    verdict: Verdict
    draft: Draft | None = None


@dataclass(slots=True)
class _Here:
    """An entry that rows name: as it stands in the file's version, and the one that counts now."""

    base: Kept | None
    last: Stored
    tip: Kept | None


class Plan:
    """One file of one sender. `source` is what entries say of where they came from: a short digest of the file."""

    def __init__(self, book: Book, account: Account | None, *, usual: Usual = NOTHING_USUAL, source: str = "") -> None:
        self.book = book
        self._source = source
        self._within = Within(account, book.kind)
        self._writer = Writer(book.kind, book.columns, self._within, usual)
        self._seen: dict[UUID, int] = {}
        self._ids: dict[UUID, int] = {}
        self._namesakes = Namesakes()

    def check_usual(self) -> Iterator[Reason]:
        """What is wrong with what holds for rows that do not say it themselves: the area, the day."""
        usual, found = self._writer.usual, Draft()
        if usual.area:
            attempt(found, lambda: self._within.check(self._within.node(usual.area)))
        if usual.day:
            attempt(found, lambda: self._writer.moment(None))
        yield from found.errors

    def slices(self, *, after: int = 0) -> Iterator[list[Planned]]:
        """Every row that is not blank, some hundred at a time, in order; the first `after` of them are passed over."""
        for page in self.book.pages:
            rows = page.rows()
            after -= sum(1 for _ in islice(rows, after))
            while part := list(islice(rows, SLICE)):
                yield self._planned(page, part)

    def _planned(self, page: Page, rows: Sequence[Raw]) -> list[Planned]:
        here = self._here([uuid for row in rows if (uuid := known_id(row.cells.get(ENTRY))) is not None])
        told = [one for found in here.values() for one in (found.base, found.tip) if one is not None]
        changes = Changes(self._writer, Teller(told, self._within.map))
        planned = [self._tried(page, row, here, changes) for row in rows]
        self._namesakes.remark(one.draft for one in planned if one.draft is not None)
        for one in planned:
            if one.draft is not None and one.draft.remarks:
                one.verdict = replace(one.verdict, reasons=(*one.verdict.reasons, *one.draft.remarks))
        drafts = [one.draft.uuid for one in planned if one.draft is not None and one.draft.uuid is not None]
        known = {one.uuid: one for one in by_uuid(set(drafts))} if drafts else {}
        return [self._against(one, known) for one in planned]

    def _tried(self, page: Page, row: Raw, here: dict[UUID, _Here], changes: Changes) -> Planned:
        """A row; one with a value that nobody foresaw is to be mended and stops nothing."""
        try:
            return self._row(page, row, here, changes)
        except (ValueError, ArithmeticError):
            return Planned(_mend(page, row, _UNREADABLE))

    def _row(self, page: Page, row: Raw, here: dict[UUID, _Here], changes: Changes) -> Planned:
        where = {"sheet": page.sheet.name, "number": row.number}
        if row.remark:
            return Planned(Verdict(**where, code="foot"))  # type: ignore[arg-type]
        if row.baseless:
            return Planned(_mend(page, row, *(_nothing_above(column) for column in row.baseless)))
        source = f"{self._source}:{page.sheet.name[:40]}:{row.number}"
        uuid = known_id(row.cells.get(ENTRY))
        if uuid is not None and uuid in self._ids:
            return Planned(_mend(page, row, _twice(self._ids[uuid])))
        if uuid is not None:
            self._ids[uuid] = row.number
        if uuid is not None and uuid in here:
            return self._known(page, row, here[uuid], changes, source)
        draft = self._writer.draft(row.cells, sheet=source, uuid=uuid)
        return self._drafted(page, row, draft, corrects=False)

    def _known(self, page: Page, row: Raw, here: _Here, changes: Changes, source: str) -> Planned:
        """A row that names an entry of this node."""
        last, base = here.last, here.base
        if kind_name(last.kind) != self.book.kind.name or not self._within.sees(last):
            return Planned(_mend(page, row, _NOT_YOURS))
        if base is None or here.tip is None:
            return Planned(_mend(page, row, _NOT_READ if base is None else _VOID))
        asked = list({column.key: column for column in page.heading.places.values() if column.role != "kept"}.values())
        changed = changes.of(base, row.cells, asked)
        where = {"sheet": page.sheet.name, "number": row.number, "position": last.position, "uuid": last.uuid}
        if not changed or (here.tip is not base and not changes.of(here.tip, row.cells, asked)):
            return Planned(Verdict(**where, code="same"))  # type: ignore[arg-type]
        if here.tip.stored.position != base.stored.position:
            return Planned(_mend(page, row, _overtaken(last.position)))
        if not self._within.may_correct(base.stored, base.content):
            return Planned(_mend(page, row, _NOT_YOURS_TO_CORRECT))
        return self._drafted(page, row, changes.draft(base, row.cells, changed, sheet=source), corrects=True)

    def _drafted(self, page: Page, row: Raw, draft: Draft, *, corrects: bool) -> Planned:
        if draft.errors or draft.uuid is None:
            return Planned(_mend(page, row, *draft.errors))
        first = self._seen.setdefault(draft.uuid, row.number)
        if first != row.number:
            reason = _reason("same_row", f"与第 {first} 行相同，只计一次", f"the same as row {first}; it counts once")
            verdict = Verdict(sheet=page.sheet.name, number=row.number, code="twin", reasons=(reason,), uuid=draft.uuid)
            return Planned(verdict)
        verdict = Verdict(
            sheet=page.sheet.name,
            number=row.number,
            code="change" if corrects else "new",
            reasons=tuple(draft.flags),
            uuid=draft.uuid,
            corrects=corrects,
        )
        return Planned(verdict, draft)

    def _against(self, one: Planned, known: dict[UUID, Stored]) -> Planned:
        """A row whose entry has come before says so, with what became of it."""
        found = known.get(one.verdict.uuid) if one.draft is not None and one.verdict.uuid is not None else None
        if found is None:
            return one
        reasons = msgspec.json.decode(found.reasons) if found.reasons else []
        told = tuple(_reason(str(it.get("code")), str(it.get("zh")), str(it.get("en"))) for it in reasons)
        held = found.counts_from is None
        code: Code = "held" if held else "here"
        return Planned(replace(one.verdict, code=code, reasons=told, position=found.position))

    def _here(self, uuids: Sequence[UUID]) -> dict[UUID, _Here]:
        """The entries of this node that rows name, with what counts of them now."""
        found = by_uuid(set(uuids)) if uuids else []
        chains: dict[int, list[Stored]] = {}
        for one in of_chains({one.chain for one in found}) if found else []:
            chains.setdefault(one.chain, []).append(one)
        here: dict[UUID, _Here] = {}
        for one in found:
            last = tip([link for link in chains.get(one.chain, [one]) if link.counts_from is not None]) or one
            (base, *_) = [*kept([one]), None]
            same = base if last.position == one.position else next(iter(kept([last])), None)
            here[one.uuid] = _Here(base, last, same if same is not None and same.body is not None else None)
        return here


def commit(part: Sequence[Planned]) -> list[Verdict]:
    """Hand in the rows of a slice that are ready, as one batch; the verdict of every row, in order."""
    ready = [one.draft for one in part if one.draft is not None]
    if not ready:
        return [one.verdict for one in part]
    roll = [newcomer for draft in ready for newcomer in draft.roll]
    receipts = iter(take([msgspec.json.encode(draft.wire) for draft in ready], roll=roll))
    found = []
    for one in part:
        if one.draft is None:
            found.append(one.verdict)
            continue
        receipt = next(receipts)
        outcome = "flagged" if one.draft.remarks and receipt.outcome == "accepted" else receipt.outcome
        code = next(known for known in get_args(Code) if known == outcome)
        reasons = (*receipt.reasons, *one.draft.remarks)
        found.append(replace(one.verdict, code=code, reasons=reasons, position=receipt.position))
    return found


def run(plan: Plan, *, dry: bool, progress: Callable[[int], None] = lambda done: None) -> Iterator[Verdict]:
    """Every verdict in order; unless `dry`, each slice is handed in before the next is read.

    It may be stopped between slices and run again: what is in is found there.
    """
    done = 0
    for part in plan.slices():
        yield from [one.verdict for one in part] if dry else commit(part)
        done += len(part)
        progress(done)


def _mend(page: Page, row: Raw, *reasons: Reason) -> Verdict:
    return Verdict(sheet=page.sheet.name, number=row.number, code="mend", reasons=tuple(reasons))


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(code=code, text=Text(zh, en))


def _nothing_above(column: Column) -> Reason:
    label = column.label
    zh = f"“{label.zh}”写的是“同上”，但上面各行都没有内容。请填写完整。"
    en = f"“{label.en}” says as above, but nothing stands above. Write it in full."
    return Reason(code="nothing_above", field=column.key, text=Text(zh, en))


def _twice(first: int) -> Reason:
    zh = f"与第 {first} 行是同一条记录（编号相同）。新增一行时请清空“记录编号”。"
    return _reason("same_id", zh, f"The same entry id as row {first}. Clear “Entry id” in a row that is new.")


def _overtaken(position: int) -> Reason:
    return _reason(
        "overtaken",
        f"导出之后这条记录已被更正（账本位置 {position}）。请重新导出后再改。",
        f"This entry was corrected since the export (position {position}). Export again and change that.",
    )


_UNREADABLE = _reason(
    "unreadable",
    "这一行有无法读取的值，请检查后重填。",
    "A value in this row cannot be read; check it and write it again.",
)
_NOT_YOURS = _reason(
    "not_yours",
    "编号所指的记录不在您的职责范围内，或不是这一种记录。新增一行时请清空“记录编号”。",
    "The entry of this id is outside what your office covers, or of another kind. Clear “Entry id” in a new row.",
)
_NOT_YOURS_TO_CORRECT = _reason(
    "not_yours_to_correct",
    "您的职务不能更正这条记录。请由登记人或上级更正。",
    "Your office may not correct this entry. Ask who recorded it or an office above.",
)
_NOT_READ = _reason(
    "not_read",
    "这条记录尚未计入，不能用表格更正。请在系统内处理。",
    "This entry does not count yet; deal with it on the node.",
)
_VOID = _reason(
    "void", "这条记录已作废。新增一行时请清空“记录编号”。", "This entry was voided. Clear “Entry id” in a new row."
)
