"""A file taken apart: its kind, its sheets with their headings, and which headings nobody knows yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gridward.exchange.sheet.cell import plain
from gridward.exchange.sheet.column import ENTRY, Column, columns
from gridward.exchange.sheet.heading import SOUGHT, Heading, Index, find
from gridward.exchange.sheet.printed import printed
from gridward.exchange.sheet.table import Raw, records
from gridward.exchange.sheet.workbook import Sheet, sheets
from gridward.intake.kernel import NODES_OWN
from gridward.kit.errors import Refusal, refuse
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind

LISTS = Text("选项", "Answers")
NOTES = Text("填表说明", "How to fill in")
"""The pages that a template has beside the one to be filled in: the same headings, and nothing is told there."""
_ASIDE = frozenset((LISTS.zh, LISTS.en, NOTES.zh, NOTES.en))

Memory = Mapping[str, Mapping[str, str]]
"""Headings matched before, by kind: heading → column key."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet with a heading."""

    sheet: Sheet
    heading: Heading
    index: Index

    def rows(self) -> Iterator[Raw]:
        """Its records."""
        return records(self.sheet.numbered(), self.heading, self.index, self.sheet.merged)


@dataclass(frozen=True, slots=True)
class Book:
    """A file whose kind is known. `bare` are names of visible sheets in which no heading was found."""

    kind: EntryKind
    columns: tuple[Column, ...]
    pages: tuple[Page, ...]
    bare: tuple[str, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headings that nobody knows."""
        return tuple(dict.fromkeys(text for page in self.pages for _, text in page.heading.unknown))

    @property
    def missing(self) -> tuple[Column, ...]:
        """Columns that must be there and are on no page, or not on all."""
        found = {column.key: column for page in self.pages for column in page.heading.missing}
        return tuple(found.values())

    @property
    def total(self) -> int:
        """Rows below the headings, blank ones too: for progress."""
        return sum(max(len(page.sheet.rows) - page.heading.row - 1, 0) for page in self.pages)


def open_book(
    data: bytes, kind: EntryKind | None, memory: Memory, kinds: Sequence[EntryKind], *, holds: int | None = None
) -> Book:
    """Take a file apart. Without a kind it is the one that the file says it is, or that its headings fit best.

    `kinds` are those that the sender may mean, `holds` how many cells a sheet may have, if fewer than usual. Raises
    `Refusal` for a file that is none, or fits none of them, and for a form that this house has printed: it holds
    nothing new.
    """
    form = printed(data)
    if form is not None:
        raise form.refusal()
    found = [sheet for sheet in sheets(data, holds=holds) if sheet.name not in _ASIDE]
    if kind is None:
        kind = _said(found, kinds) or _fitting(found, kinds, memory)
    known = columns(kind)
    mine = memory.get(kind.name, {})
    index = Index(known, mine)
    pages, bare = list[Page](), list[str]()
    for sheet in found:
        heading = find(sheet.rows[: SOUGHT + 1], known, mine)
        if heading is not None:
            pages.append(Page(sheet, heading, index))
        elif sheet.rows:
            bare.append(sheet.name)
    if not pages:
        raise _no_heading(kind)
    return Book(kind, known, tuple(pages), tuple(bare))


def mark(kind: EntryKind) -> str:
    """What stands in the hidden row above the ids, so that a file says what it is."""
    return f"{ENTRY}@{kind.name}"


def _said(found: Sequence[Sheet], kinds: Sequence[EntryKind]) -> EntryKind | None:
    known = {mark(kind): kind for kind in kinds}
    for sheet in found:
        for row in sheet.rows[:SOUGHT]:
            for cell in row:
                if isinstance(cell, str) and plain(cell) in known:
                    return known[plain(cell)]
    return None


def _fitting(found: Sequence[Sheet], kinds: Sequence[EntryKind], memory: Memory) -> EntryKind:
    """The kind whose columns the headings name best, and no other as well."""
    scores: list[tuple[float, EntryKind]] = []
    for kind in kinds:
        if kind.name in NODES_OWN:
            continue
        known, mine = columns(kind), memory.get(kind.name, {})
        headings = [one for sheet in found if (one := find(sheet.rows[: SOUGHT + 1], known, mine)) is not None]
        scores += [(_score(one, known), kind) for one in headings]
    scores.sort(key=lambda pair: -pair[0])
    best = [kind for score, kind in scores if score == scores[0][0] and score > 0]
    if len({kind.name for kind in best}) == 1:
        return best[0]
    near = list(dict.fromkeys(kind.name for _, kind in scores))[:4]
    labels = [CATALOGUE.kinds[name].label for name in near if name in CATALOGUE.kinds]
    zh = f"可能是：{'、'.join(one.zh for one in labels)}。" if labels else ""
    en = f"It could be {', '.join(one.en for one in labels)}. " if labels else ""
    raise refuse(
        "unknown_kind",
        field="kind",
        zh=f"看不出这张表是哪一种记录。{zh}请选定种类，或使用下载的模板。",
        en=f"It cannot be told which kind of entry this sheet holds. {en}Choose the kind, or use the template.",
    )


def _score(heading: Heading, known: Sequence[Column]) -> float:
    """How well a heading fits: what it names, less what it lacks and what it does not know; 0 when that proves nothing.

    A kind of which the body's own columns are not there could be any.
    """
    own = [column for column in known if column.role == "body" and column.key != "body.note"]
    lacking = sum(column.role == "body" for column in heading.missing)
    named = sum(column.key in heading.keys for column in own)
    if named < min(2, len(own)) or lacking > named:
        return 0
    return max(0, len(heading.keys) + named - 2 * len(heading.missing) - len(heading.unknown) + 1)


def _no_heading(kind: EntryKind) -> Refusal:
    wanted = [column.label for column in columns(kind) if column.required][:5]
    return refuse(
        "no_heading",
        field="file",
        zh=f"没有找到“{kind.label.zh}”的表头。表头应含：{'、'.join(one.zh for one in wanted)}等；可下载模板对照。",
        en=f"No heading of “{kind.label.en}” was found. It should name {', '.join(one.en for one in wanted)} "
        "and so on; compare with the template.",
    )
