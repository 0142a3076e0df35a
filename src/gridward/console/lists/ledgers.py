"""The ledgers of a domain: how many entries of each kind there were lately, and what may be done with them."""

from dataclasses import dataclass

from gridward.console.numbers.spark import Spark, spark
from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.grid.tree import Node
from gridward.kit.text import Text
from gridward.ledger.tally import tally
from gridward.plug.domain import Domain
from gridward.plug.kind import EntryKind

DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One kind; `today` and `days` are None where its entries may not be looked at."""

    name: str
    label: Text
    href: str
    record_href: str
    export_href: str
    today: int | None
    days: int | None
    spark: Spark | None


def ledgers(domain: Domain, node: Node, seen: Sight, standing: Standing) -> list[Ledger]:
    """The ledgers of a domain that the reader may look at or write in."""
    kinds = [kind for kind in domain.kinds if seen.sees_kind(kind.name) or seen.may_record(kind)]
    counted = _counted([kind.name for kind in kinds if seen.sees_kind(kind.name)], node, seen, standing)
    return [_ledger(kind, counted.get(kind.name), node, seen) for kind in kinds]


def _counted(kinds: list[str], node: Node, seen: Sight, standing: Standing) -> dict[str, list[int]]:
    """The entries of each of the last days; kinds that are open in the same areas are counted together."""
    days = standing.days(DAYS)
    found: dict[str, list[int]] = {}
    together: dict[frozenset[int] | None, list[str]] = {}
    for kind in kinds:
        together.setdefault(seen.areas_for(node, (kind,)), []).append(kind)
    for areas, names in together.items():
        counts = tally(names, areas, first_day=days[0], last_day=days[-1])
        found |= {name: [counts.get((name, day), 0) for day in days] for name in names}
    return found


def _ledger(kind: EntryKind, days: list[int] | None, node: Node, seen: Sight) -> Ledger:
    sees = days is not None
    return Ledger(
        name=kind.name,
        label=kind.label,
        href=address.ledger(kind.name, area=node.code) if sees else "",
        record_href=address.record(kind.name, area=node.code if seen.may_record(kind, node.id) else "")
        if seen.may_record(kind)
        else "",
        export_href=address.export(kind.name, f"?area={node.code}") if sees else "",
        today=days[-1] if days else None,
        days=sum(days) if days else None,
        spark=spark(days) if days and any(days) else None,
    )
