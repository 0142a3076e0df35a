"""What a gift amounts to, and when two are perhaps one. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from gridward.kit.clock import DAY
from gridward.plug.kind import Entry
from gridward.policy.items import to_base

NEAR = 7 * DAY
"""Gifts further apart than this are two gifts."""
NAMED = ("person", "enterprise", "organisation")
"""Donors who are counted; an anonymous one cannot be told from another."""


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
