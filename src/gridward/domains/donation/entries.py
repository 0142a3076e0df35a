"""The entries of donations: gifts of money and goods, and how they were used (coverage.md §3.12).

A receipt into a store refers to the gift that it comes from (`supplies.receipt`, source donation, source entry).
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec

from gridward.domains.donation.rules import doubles
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link
from gridward.policy.items import countable


class DonorKind(Choice):
    """Who gave."""

    PERSON = "person", Text("个人", "Person")
    ENTERPRISE = "enterprise", Text("企业", "Enterprise")
    ORGANISATION = "organisation", Text("社会组织", "Organisation")
    ANONYMOUS = "anonymous", Text("匿名", "Anonymous")


class Channel(Choice):
    """Through whom the gift came."""

    CHARITY_FEDERATION = "charity_federation", Text("慈善总会", "Charity federation")
    VILLAGE = "village", Text("村（社区）", "Village or community")
    CHECKPOINT = "checkpoint", Text("卡口", "Checkpoint")
    TOWN = "town", Text("镇街", "Town")
    ONLINE = "online", Text("网络", "Online")


class Publish(Choice):
    """What the donor agreed to have published."""

    NAMED = "named", Text("公开姓名", "By name")
    ANONYMOUS = "anonymous", Text("匿名公开", "Without name")
    NO = "no", Text("不公开", "Not at all")


class Goods(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One kind of goods in a gift."""

    item: Annotated[str, Field(label=Text("物资", "Item"), options="item")]
    qty: Annotated[Decimal, Field(label=Text("数量", "Quantity"), scale=3, low=0)]
    unit: Annotated[str, Field(label=Text("单位", "Unit"), options="unit")]
    value: Annotated[Decimal | None, Field(label=Text("折价", "Value"), unit="元", scale=2, low=0)] = None


class Used(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Goods that were used."""

    item: Annotated[str, Field(label=Text("物资", "Item"), options="item")]
    qty: Annotated[Decimal, Field(label=Text("数量", "Quantity"), scale=3, low=0)]
    unit: Annotated[str, Field(label=Text("单位", "Unit"), options="unit")]


class Gift(Body, frozen=True, kw_only=True):
    """A gift of money, goods or both (S1-15, S2-31)."""

    donor_kind: Annotated[DonorKind, Field(label=Text("捐赠者类别", "Kind of donor"))]
    money: Annotated[Decimal | None, Field(label=Text("金额", "Money"), unit="元", scale=2, low=0)] = None
    items: Annotated[tuple[Goods, ...], Field(label=Text("捐赠物资", "Goods"))] = ()
    channel: Annotated[Channel, Field(label=Text("接收渠道", "Channel"))]
    received_at: Annotated[Link, Field(label=Text("接收地点", "Received at"), names="place", place=True)]
    receipt_no: Annotated[str, Field(label=Text("收据号", "Receipt no."), longest=50)] = ""
    wish: Annotated[str, Field(label=Text("捐赠意向", "Wish"), personal=True, longest=200)] = ""
    publish: Annotated[Publish, Field(label=Text("公示", "Publish"))]


class Use(Body, frozen=True, kw_only=True):
    """How money or goods from gifts were used, for disclosure."""

    purpose: Annotated[str, Field(label=Text("用途", "Purpose"), longest=200)]
    money: Annotated[Decimal | None, Field(label=Text("金额", "Money"), unit="元", scale=2, low=0)] = None
    items: Annotated[tuple[Used, ...], Field(label=Text("物资", "Goods"))] = ()
    recipient: Annotated[Link | None, Field(label=Text("受助单位或地点", "Recipient"), names="place area")] = None
    used_on: Annotated[date, Field(label=Text("使用日期", "Used on"))]
    approved_by: Annotated[str, Field(label=Text("批准人", "Approved by"), personal=True, longest=50)] = ""


_DOUBLE = Reason(
    code="possible_double",
    field="body.channel",
    text=Text(
        "channel：同一捐赠者近日由另一渠道登记了相同的捐赠，已计入。如属重复请作废一笔。",
        "channel: the same gift of this donor came through another channel; both count. If it is one gift, void one.",
    ),
)


def twice_told(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """The same gift told by two channels counts twice and is listed (Q56)."""
    return (_DOUBLE,) if doubles(entry, timeline) else ()


def _counts(body: Gift | Use) -> tuple[Reason, ...]:
    return tuple(reason for one in body.items for reason in countable(one.item, one.qty, one.unit))


GIFT = EntryKind(
    name="donation.gift",
    label=Text("捐赠", "Gift"),
    body=Gift,
    about=("person", "organisation"),
    opens_matter=True,
    needs=_counts,
    flags=Flags(of=("donation.gift",), rule=twice_told),
)
USE = EntryKind(
    name="donation.use",
    label=Text("捐赠使用", "Use of gifts"),
    body=Use,
    about=("area", "entry"),
    needs=_counts,
)
KINDS = (GIFT, USE)
