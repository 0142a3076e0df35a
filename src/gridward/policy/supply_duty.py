"""The duty that a supply clause makes where it says whose it is: what is short must be asked for or filled up. Pure."""

from collections.abc import Iterator

from gridward.policy.items import items
from gridward.policy.vocabulary import Duty, Label, Supply

SUPPLY = "supply"
"""What the names of these duties begin with; the name of the clause follows after a dot, which no pack can write."""
BY = ("supplies.request", "supplies.receipt")


class SupplyDuty(Duty, frozen=True, kw_only=True):
    """A duty that follows from a supply clause."""

    supply: Supply


def supply_duties(supply: Supply) -> Iterator[SupplyDuty]:
    """The duty of a clause; nothing where it names nobody."""
    if not supply.who:
        return
    yield SupplyDuty(
        name=f"{SUPPLY}.{supply.name}",
        label=Label(zh=f"申请或补足：{supply.label.zh}", en=f"Ask for or fill up: {supply.label.en}"),
        source=supply.source,
        verified=supply.verified,
        by=BY,
        who=supply.who,
        responsibility="unit",
        within=supply.within or "24h",
        supply=supply,
    )


def covers(supply: Supply, item: str) -> bool:
    """Whether a clause asks for stock of an item: the one it names, one of its kind, or one of its class."""
    if supply.class_:
        return item in items() and items()[item].group == supply.class_
    return supply.item in kinds_of(item)


def kinds_of(item: str) -> tuple[str, ...]:
    """An item and what it is a kind of: N95 masks are masks."""
    found: list[str] = []
    while item and item not in found:
        found.append(item)
        item = items()[item].parent if item in items() else ""
    return tuple(found)
