"""The figures of donations (figures.md S1-15, S2-31; coverage.md F13, F14, Q55, Q56)."""

from collections.abc import Iterable, Sequence

from gridward.domains.donation import rules
from gridward.domains.donation.entries import Channel, DonorKind
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line
from gridward.plug.kind import Entry
from gridward.policy.items import items

_UNITS = {"person": "人", "enterprise": "家", "organisation": "个"}
DONOR_KINDS = tuple(
    Member(code=one.value, label=one.label, unit=_UNITS[one.value]) for one in DonorKind if one.value in rules.NAMED
)
CHANNELS = tuple(Member(code=one.value, label=one.label) for one in Channel)
ITEMS = tuple(
    Member(code=item.code, label=item.label, unit=item.unit, scale=item.scale, parent=item.parent)
    for item in items().values()
)


def donors(entries: Sequence[Entry]) -> Iterable[Line]:
    """The donor, for every gift; whoever gives twice is one."""
    for entry in entries:
        key = rules.donor_of(entry)
        if key is not None:
            yield line(entry, member=entry.body.donor_kind.value, key=key)


def money(entries: Sequence[Entry]) -> Iterable[Line]:
    """Money given, by channel."""
    return [
        line(entry, amount, member=entry.body.channel.value)
        for entry in entries
        if (amount := rules.cents(entry.body.money))
    ]


def goods(entries: Sequence[Entry]) -> Iterable[Line]:
    """Goods given or used, by item."""
    return [line(entry, amount, member=item) for entry in entries for item, amount in rules.goods(entry.body) if amount]


def money_used(entries: Sequence[Entry]) -> Iterable[Line]:
    """Money used."""
    return [line(entry, amount) for entry in entries if (amount := rules.cents(entry.body.money))]


DONORS = Figure(
    name="donation.donors",
    label=Text("捐赠者", "Donors"),
    unit="",
    of=("donation.gift",),
    lines=donors,
    distinct=True,
    members=DONOR_KINDS,
    total=False,
)
MONEY = Figure(
    name="donation.money",
    label=Text("捐款", "Money given"),
    unit="元",
    scale=2,
    of=("donation.gift",),
    lines=money,
    members=CHANNELS,
    headline=44,
)
GOODS = Figure(
    name="donation.items",
    label=Text("捐赠物资", "Goods given"),
    unit="",
    of=("donation.gift",),
    lines=goods,
    members=ITEMS,
    total=False,
)
MONEY_USED = Figure(
    name="donation.money_used",
    label=Text("捐款使用", "Money used"),
    unit="元",
    scale=2,
    of=("donation.use",),
    lines=money_used,
    at_most="donation.money",
)
GOODS_USED = Figure(
    name="donation.items_used",
    label=Text("捐赠物资使用", "Goods used"),
    unit="",
    of=("donation.use",),
    lines=goods,
    members=ITEMS,
    total=False,
    at_most="donation.items",
)
FIGURES = (DONORS, MONEY, GOODS, MONEY_USED, GOODS_USED)
