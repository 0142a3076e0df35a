"""A list of entries as a page shows it: columns from the kind's fields, rows, and the way to the next page."""

from collections.abc import Mapping
from dataclasses import dataclass

from gridward.console.numbers.mosaic import Choice
from gridward.console.reader import address
from gridward.console.reader.leaf import SIZE
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.approving import approval_href
from gridward.console.records.asked import Asked, written
from gridward.console.records.rows import Row, rows
from gridward.exchange.shape import Shape, shapes_of
from gridward.kit.text import Text
from gridward.ledger.listing import MOST_COUNTED, count, page, replaced
from gridward.ledger.outcome import Outcome
from gridward.plug.kind import EntryKind

COLUMNS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A body field as a column."""

    name: str
    label: Text
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of entries. `approvals`: by position, where a held order can be agreed to by the reader."""

    asked: Asked
    rows: list[Row]
    columns: tuple[Column, ...]
    kinds: tuple[Choice, ...]
    outcomes: tuple[Outcome, ...]
    total: str
    before: str
    after: str
    by_at: str
    by_position: str
    record_href: str
    export_href: str
    sheets_href: str
    approvals: Mapping[int, str]


def listing(asked: Asked, seen: Sight, standing: Standing) -> Listing:
    """The page that was asked for."""
    found = page(
        asked.wanted,
        sort="at" if asked.sort == "at" else "position",
        rising=asked.rising,
        start=asked.start,
        backwards=asked.backwards,
        limit=SIZE,
    )
    gone = replaced(found.rows)
    total = count(asked.wanted)
    here = asked.kind.name if asked.kind else ""
    return Listing(
        asked=asked,
        rows=rows(found.rows, seen=seen, standing=standing, replaced=gone),
        columns=columns(asked.kind) if asked.kind else (),
        kinds=tuple(
            Choice(href=address.ledger(kind.name), label=str(kind.label), here=kind.name == here)
            for kind in seen.kinds()
        ),
        outcomes=(Outcome.ACCEPTED, Outcome.FLAGGED, Outcome.HELD),
        total=f"{MOST_COUNTED:,}+" if total > MOST_COUNTED else f"{total:,}",
        before=asked.query(before=written(found.before), page=str(asked.page - 1)) if found.before else "",
        after=asked.query(after=written(found.after), page=str(asked.page + 1)) if found.after else "",
        by_at=asked.sorted_by("at"),
        by_position=asked.sorted_by("position"),
        record_href=address.record(here, area=asked.node.code if asked.node else "")
        if asked.kind and seen.may_record(asked.kind)
        else "",
        export_href=address.export(here, asked.query()) if here else "",
        sheets_href=address.sheets(here) if asked.kind and seen.may_record(asked.kind) else "",
        approvals={one.position: approval_href(one, seen) for one in found.rows} if asked.wanted.held else {},
    )


def columns(kind: EntryKind) -> tuple[Column, ...]:
    """The fields that a list of this kind shows: short ones, required ones first."""
    short = [shape for shape in shapes_of(kind) if _fits(shape)]
    chosen = sorted(short, key=lambda shape: not shape.required)[:COLUMNS]
    listed = [shape for shape in short if shape in chosen]
    return tuple(
        Column(name=one.name, label=one.label, right=one.type in ("whole", "number") and not one.many) for one in listed
    )


def _fits(shape: Shape) -> bool:
    return shape.name != "note" and shape.type != "rows" and (shape.longest or 0) <= 120
