"""How stores last: what there is of each item, what full load uses, for how many days that is enough, what is short."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridward.console.numbers.number import written
from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.rules.acting import clauses, rules_at
from gridward.duty.law import EVER
from gridward.duty.supplies import Cover, cover
from gridward.duty.supply_book import asked_of, read
from gridward.exchange.units import unit_label
from gridward.grid.levels import LEVELS
from gridward.grid.tree import Node
from gridward.kit.text import Text
from gridward.ledger.head import stand
from gridward.ledger.lately import for_reading
from gridward.policy.items import items
from gridward.policy.supply_duty import covers
from gridward.policy.vocabulary import Supply

MOST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """One item of one area or store. `days` are asked for by a clause (None: none asks), amounts written out."""

    area: Text
    level: Text
    href: str
    item: Text
    unit: Text
    on_hand: str
    daily_use: str
    lasts: str
    days: int | None
    target: str
    short: str
    width: int
    request_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """The board. `unasked`: rows for which no clause in force sets days; `clauses` what those that do are called, and
    `unstated` those of whose goods nobody has said what full load uses: how long they last is unknown.
    """

    rows: tuple[Stock, ...]
    short: int
    enough: int
    unasked: int
    clauses: tuple[Text, ...]
    unstated: tuple[Text, ...]
    target_href: str


def stores(node: Node, seen: Sight, stands: Standing) -> Stores:
    """Every area and store within that states what it uses, the shortest first."""
    asking = [one.clause for _, one in clauses(rules_at(node, seen, stands.as_of), "supply")]
    supplies = [one for one in asking if isinstance(one, Supply)]
    places = for_reading(seen.tree)
    until = stand().position if stands.known_at is None else stands.known_at
    inside = {node.id, *(one.id for one in seen.tree.descendants(node.id, stands.as_of))}
    rows: list[tuple[int, Stock]] = []
    stated: set[str] = set()
    if seen.may("see", node.id, "supplies.target"):
        for area in sorted(asked_of(places, EVER) & inside):
            for one in cover(read(area, places, until), stands.as_of):
                rows.append((one.tenths, _row(one, area, supplies, seen, stands)))
                stated.add(one.item)
    rows.sort(key=lambda pair: (not pair[1].short, pair[0]))
    may = seen.may("record", node.id, "supplies.target")
    told = {one.name: any(covers(one, item) for item in stated) for one in supplies}
    return Stores(
        rows=tuple(row for _, row in rows[:MOST]),
        short=sum(bool(row.short) for _, row in rows),
        enough=sum(row.days is not None and not row.short for _, row in rows),
        unasked=sum(row.days is None for _, row in rows),
        clauses=tuple(_called(one) for one in supplies if told[one.name]),
        unstated=tuple(_called(one) for one in supplies if not told[one.name]),
        target_href=address.record("supplies.target", area=node.code) if may else "",
    )


def _called(one: Supply) -> Text:
    return Text(one.label.zh, one.label.en)


def _row(one: Cover, area: int, supplies: Sequence[Supply], seen: Sight, stands: Standing) -> Stock:
    spot = seen.tree.by_id(area, stands.as_of)
    item = items().get(one.item)
    scale = item.scale if item is not None else 0
    days = max((supply.days for supply in supplies if covers(supply, one.item)), default=None)
    short = 0 if days is None else one.short(days)
    may = bool(short) and seen.may("record", area, "supplies.request")
    return Stock(
        area=spot.name,
        level=LEVELS[spot.level],
        href=address.area(spot.code, stands),
        item=item.label if item is not None else Text(one.item, one.item),
        unit=unit_label(item.unit) if item is not None else Text("", ""),
        on_hand=written(one.on_hand, scale),
        daily_use=written(one.daily_use, scale),
        lasts=written(one.tenths, 1),
        days=days,
        target="" if days is None else written(one.target(days), scale),
        short=written(short, scale) if short else "",
        width=100 if days is None else min(100, one.tenths * 10 // days),
        request_href=address.record("supplies.request", area=spot.code) if may else "",
    )
