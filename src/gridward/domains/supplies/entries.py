"""The entries of stores (coverage.md §3.11). Quantities are kept as written and counted in the item's own unit."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import msgspec

from gridward.domains.supplies.rules import below_zero, free, item_of, slip_difference, uneven
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link
from gridward.policy.items import countable, items


class Source(Choice):
    """Where goods came from."""

    PURCHASE = "purchase", Text("采购", "Purchase")
    UPPER_ALLOCATION = "upper_allocation", Text("上级调拨", "Allocated from above")
    DONATION = "donation", Text("捐赠", "Donation")
    WORTHY = "worthy", Text("乡贤捐助", "Local worthy")
    ENTERPRISE = "enterprise", Text("企业支援", "Enterprise")
    SOCIETY = "society", Text("社会组织", "Society")
    TRANSFER = "transfer", Text("调入", "Transfer")
    RETURN = "return", Text("退回", "Return")


class Receipt(Body, frozen=True, kw_only=True):
    """Goods in."""

    item: Annotated[str, Field(label=Text("物资", "Item"), options="item")]
    quantity: Annotated[Decimal, Field(label=Text("数量", "Quantity"), scale=3, low=0)]
    unit: Annotated[str, Field(label=Text("单位", "Unit"), options="unit")]
    sent: Annotated[Decimal | None, Field(label=Text("随货单数量", "Sent, as its slip says"), scale=3, low=0)] = None
    source: Annotated[Source, Field(label=Text("来源", "Source"))]
    source_entry: Annotated[Link | None, Field(label=Text("来源记录", "Source entry"), names="entry")] = None
    request_line: Annotated[Link | None, Field(label=Text("对应申请", "Request"), names="entry")] = None
    batch: Annotated[str, Field(label=Text("批号", "Batch"), longest=50)] = ""
    expiry: Annotated[date | None, Field(label=Text("有效期", "Expiry"))] = None
    unit_price: Annotated[Decimal | None, Field(label=Text("单价", "Unit price"), unit="元", scale=2, low=0)] = None
    inspected_by: Annotated[str, Field(label=Text("验收人", "Inspected by"), personal=True, longest=50)] = ""


class Issue(Body, frozen=True, kw_only=True):
    """Goods out: handed to somebody, moved to another store, or destroyed."""

    item: Annotated[str, Field(label=Text("物资", "Item"), options="item")]
    quantity: Annotated[Decimal, Field(label=Text("数量", "Quantity"), scale=3, low=0)]
    unit: Annotated[str, Field(label=Text("单位", "Unit"), options="unit")]
    to: Annotated[Link, Field(label=Text("领取方", "To"), names="place person")]
    purpose: Annotated[str, Field(label=Text("用途", "Purpose"), longest=100)]
    request_line: Annotated[Link | None, Field(label=Text("对应申请", "Request"), names="entry")] = None
    received_by: Annotated[str, Field(label=Text("领取人", "Received by"), personal=True, longest=50)] = ""
    destroyed: Annotated[bool | None, Field(label=Text("报废销毁", "Destroyed"))] = None


class StockTake(Body, frozen=True, kw_only=True):
    """What was counted; the difference to the book is booked at that moment."""

    item: Annotated[str, Field(label=Text("物资", "Item"), options="item")]
    counted: Annotated[Decimal, Field(label=Text("实盘数", "Counted"), scale=3, low=0)]
    unit: Annotated[str, Field(label=Text("单位", "Unit"), options="unit")]
    reason: Annotated[str, Field(label=Text("差异原因", "Reason"), longest=200)] = ""
    counted_by: Annotated[tuple[str, ...], Field(label=Text("盘点人", "Counted by"))] = ()


class RequestLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line of a request."""

    item: Annotated[str, Field(label=Text("物资", "Item"), options="item")]
    qty: Annotated[Decimal, Field(label=Text("数量", "Quantity"), scale=3, low=0)]
    unit: Annotated[str, Field(label=Text("单位", "Unit"), options="unit")]


class Commitment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What somebody promised for a line (counted from 1)."""

    qty: Annotated[Decimal, Field(label=Text("数量", "Quantity"), scale=3, low=0)]
    by: Annotated[str, Field(label=Text("承诺方", "By"), longest=100)] = ""
    on: Annotated[date | None, Field(label=Text("到货日期", "On"))] = None
    line: Annotated[int, Field(label=Text("对应行", "Line"), low=1)] = 1


class Request(Body, frozen=True, kw_only=True):
    """Goods asked for. A correction keeps it up to date: commitments, what was sent off, its state. What comes is told
    by the goods in that name it.
    """

    to_unit: Annotated[str, Field(label=Text("申请单位", "To unit"), longest=100)]
    lines: Annotated[tuple[RequestLine, ...], Field(label=Text("申请物资", "Lines"))]
    needed_by: Annotated[date | None, Field(label=Text("需用日期", "Needed by"))] = None
    commitments: Annotated[tuple[Commitment, ...], Field(label=Text("承诺", "Commitments"))] = ()
    in_transit: Annotated[
        Decimal | None,
        Field(
            label=Text("已发出数量（第一行物资，到货自动扣减）", "Sent off, of the first line; arrivals are taken off"),
            scale=3,
            low=0,
        ),
    ] = None
    status: Annotated[str, Field(label=Text("状态", "Status"), longest=30)] = ""


class Target(Body, frozen=True, kw_only=True):
    """What a unit uses in a day at full load."""

    item: Annotated[str, Field(label=Text("物资", "Item"), options="item")]
    daily_use: Annotated[Decimal, Field(label=Text("满负荷日用量", "Daily use"), scale=3, low=0)]
    unit: Annotated[str, Field(label=Text("单位", "Unit"), options="unit")]
    basis: Annotated[str, Field(label=Text("测算依据", "Basis"), longest=200)] = ""
    from_: Annotated[date, Field(label=Text("起始日期", "From"))] = msgspec.field(name="from")


class Allocation(Body, frozen=True, kw_only=True):
    """A promise of goods of this store to whoever asked: made at a desk, only while there is that much left."""

    item: Annotated[str, Field(label=Text("物资", "Item"), options="item")]
    quantity: Annotated[Decimal, Field(label=Text("数量", "Quantity"), scale=3, low=0)]
    unit: Annotated[str, Field(label=Text("单位", "Unit"), options="unit")]
    request: Annotated[Link, Field(label=Text("对应申请", "Request"), names="entry")]
    on: Annotated[date | None, Field(label=Text("到货日期", "On"))] = None


def not_left(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """More is promised than the store has left."""
    left = free(item_of(entry.body), timeline)
    if left >= 0:
        return ()
    item = items()[item_of(entry.body)]
    text = Text(
        f"quantity:{item.label.zh}可分配数量不足，未能分配。请减少数量或从其他库调拨。",
        f"quantity: the store has not that much {item.label.en} left to promise; held. Promise less or elsewhere.",
    )
    return (Reason(code="not_left", field="body.quantity", text=text),)


def overdrawn(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """More went out than the book held: kept and listed (Q51)."""
    if not below_zero(entry, timeline):
        return ()
    item = items()[item_of(entry.body)]
    text = Text(
        f"quantity:{item.label.zh}出库后账面为负，已计入。请盘点或补记入库。",
        f"quantity: the book of {item.label.en} is below zero; the entry counts. Take stock, or record what came in.",
    )
    return (Reason(code="below_zero", field="body.quantity", text=text),)


def differing(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """More or less came than was sent: kept and listed (Q52). A rest that comes later has nothing on its slip."""
    body = entry.body
    if not body.sent or not slip_difference(body):
        return ()
    text = Text(
        f"quantity：单上{body.sent}{body.unit}，实收{body.quantity}{body.unit}，已按实收计入。请向发出方核对。",
        f"quantity: the slip says {body.sent}, {body.quantity} came; what came counts. Clear it up with the sender.",
    )
    return (Reason(code="not_as_sent", field="body.quantity", text=text),)


def overpromised(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """More is promised than was asked for, or under way than was promised: kept and listed (Q53)."""
    field = uneven(entry.body)
    if not field:
        return ()
    more = {
        "commitments": ("承诺的多于申请的", "more is promised than was asked for"),
        "in_transit": ("发出的多于承诺的", "more was sent off than was promised"),
    }
    zh, en = more[field]
    text = Text(f"{field}:{zh}，已计入。请核对数量和单位。", f"{field}: {en}; the entry counts. Check the amounts.")
    return (Reason(code="overpromised", field=f"body.{field}", text=text),)


def _counts(body: Any) -> tuple[Reason, ...]:
    quantity = next(getattr(body, name) for name in ("quantity", "counted", "daily_use") if hasattr(body, name))
    return countable(body.item, quantity, body.unit)


def _receipt_counts(body: Receipt) -> tuple[Reason, ...]:
    sent = () if body.sent is None else countable(body.item, body.sent, body.unit)
    return (*_counts(body), *sent)


def _lines_count(body: Request) -> tuple[Reason, ...]:
    return tuple(reason for line in body.lines for reason in countable(line.item, line.qty, line.unit))


RECEIPT = EntryKind(
    name="supplies.receipt",
    label=Text("入库", "Goods in"),
    body=Receipt,
    about=("place",),
    answers=("source_entry", "request_line"),
    needs=_receipt_counts,
    flags=Flags(rule=differing),
)
ISSUE = EntryKind(
    name="supplies.issue",
    label=Text("领取/出库", "Goods out"),
    body=Issue,
    about=("place",),
    answers=("request_line",),
    needs=_counts,
    flags=Flags(of=("supplies.receipt", "supplies.issue", "supplies.stocktake"), rule=overdrawn),
)
STOCKTAKE = EntryKind(
    name="supplies.stocktake",
    label=Text("盘点", "Stock-take"),
    body=StockTake,
    about=("place",),
    needs=_counts,
)
REQUEST = EntryKind(
    name="supplies.request",
    label=Text("物资申请", "Supply request"),
    body=Request,
    about=("area", "place"),
    opens_matter=True,
    needs=_lines_count,
    flags=Flags(rule=overpromised),
)
TARGET = EntryKind(
    name="supplies.target",
    label=Text("储备需求", "Full-load daily use"),
    body=Target,
    about=("area", "place"),
    needs=_counts,
)
ALLOCATION = EntryKind(
    name="supplies.allocation",
    label=Text("物资分配", "Goods promised"),
    body=Allocation,
    about=("place",),
    needs=_counts,
    admits=Flags(of=("supplies.receipt", "supplies.issue", "supplies.stocktake", "supplies.allocation"), rule=not_left),
)
KINDS = (RECEIPT, ISSUE, STOCKTAKE, REQUEST, TARGET, ALLOCATION)
