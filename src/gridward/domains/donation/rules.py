"""What a gift amounts to, and when two are perhaps one. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from gridward.kit.clock import DAY
from gridward.kit.digits import plain
from gridward.kit.text import Text
from gridward.plug.kind import Entry
from gridward.plug.public import Notice
from gridward.policy.items import items, to_base
from gridward.policy.units import canonical, units

NEAR = 7 * DAY
"""Gifts further apart than this are two gifts."""
NAMED = ("person", "enterprise", "organisation")
"""Donors who are counted; an anonymous one cannot be told from another."""
ANONYMOUS = Text("匿名捐赠", "Anonymous")


def cents(money: Decimal | None) -> int:
    """An amount in hundredths of a yuan."""
    return int((money * 100).to_integral_value(ROUND_HALF_UP)) if money is not None else 0


def goods(body: Any) -> Iterator[tuple[str, int]]:
    """Each item of a gift or use, counted in the item's own unit."""
    for one in body.items:
        yield one.item, to_base(one.item, one.qty, one.unit)


def donor_of(entry: Entry) -> int | None:
    """The key of a donor who is counted; None for one who is not known or wants not to be."""
    if entry.subject is None or entry.body.donor_kind.value not in NAMED:
        return None
    return entry.subject.key


def doubles(entry: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether the donor gave the same through another channel within a week (Q56)."""
    if entry.subject is None:
        return False
    return any(
        other.id != entry.id
        and abs(other.at - entry.at) <= NEAR
        and other.body.channel is not entry.body.channel
        and cents(other.body.money) == cents(entry.body.money)
        and sorted(goods(other.body)) == sorted(goods(entry.body))
        for other in timeline
    )


def published(gifts: Sequence[Entry], now: int) -> Iterator[Notice]:
    """Gifts as donors agreed to have them published: by name, without, or not at all; never how a donor lives."""
    for one in gifts:
        body = one.body
        if body.publish.value == "no" or one.at > now:
            continue
        named = body.publish.value == "named" and body.donor_kind.value in NAMED and one.subject is not None
        lines = [] if not body.money else [Text(f"{body.money:,.2f} 元", f"{body.money:,.2f} yuan")]
        lines += [_goods(gift) for gift in body.items]
        who = one.subject.id if named and one.subject is not None else 0
        yield Notice(at=one.at, title=ANONYMOUS, lines=tuple(lines), who=who)


def _goods(gift: Any) -> Text:
    label = items()[gift.item].label
    quantity = plain(gift.qty)
    known = units().get(canonical(gift.unit))
    single, _, many = (known.label.en if known else gift.unit).partition("|")
    unit = single if gift.qty == 1 else many or single
    return Text(f"{label.zh} {quantity} {gift.unit}", f"{label.en} {quantity} {unit}")


def donor_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of donors: what they gave, and what they agreed to have published."""
    if not entries:
        return None
    last = entries[-1]
    given: dict[str, int] = {}
    for entry in entries:
        for item, amount in goods(entry.body):
            given[item] = given.get(item, 0) + amount
    return {
        "area": last.area,
        "donor_kind": last.body.donor_kind.value,
        "gifts": len(entries),
        "money": sum(cents(entry.body.money) for entry in entries),
        "items": dict(sorted(given.items())),
        "last_at": last.at,
        "publish": last.body.publish.value,
    }
