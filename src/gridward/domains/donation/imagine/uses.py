"""How money and goods were used, a few statements at a time."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gridward.domains.donation.imagine.town import Town
from gridward.kit.clock import date_of, day_of
from gridward.plug.course import shared
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft
from gridward.policy.items import items

PURPOSES = ("购置防护物资", "卡口值守人员生活保障", "隔离人员生活补助", "环境消杀药剂", "困难群众慰问")
MOST = 5
"""At most so many statements between two moments of a plan."""


def uses(town: Town) -> Iterator[Draft]:
    """Statements about use; nothing where nothing was used."""
    for number, (start, end) in enumerate(zip((town.start, *town.at), town.at, strict=False)):
        money = town.money_used[number] - (town.money_used[number - 1] if number else 0)
        goods = {
            item: course[number] - (course[number - 1] if number else 0) for item, course in town.goods_used.items()
        }
        goods = {item: amount for item, amount in goods.items() if amount > 0}
        count = min(MOST, max(1 if goods else 0, -(-money // 500_00)))
        late = start + (end - start) // 2
        weights = [town.random.uniform(0.5, 2) for _ in range(count)]
        for one, (at, part) in enumerate(
            zip(drawn(late, end, count, OFFICE, town.random), shared(money, weights, unit=100), strict=True)
        ):
            yield from _write(town, at, part, goods if one == 0 else {})


def _write(town: Town, at: int, money: int, goods: dict[str, int]) -> Iterator[Draft]:
    root = town.world.root.code
    body: dict[str, Any] = {
        "purpose": town.random.choice(PURPOSES),
        "recipient": {"kind": "area", "ref": town.random.choice(town.villages).code},
        "used_on": date_of(day_of(at)).isoformat(),
    }
    if money:
        body["money"] = Decimal(money).scaleb(-2)
    if goods:
        body["items"] = [
            {"item": item, "qty": Decimal(amount).scaleb(-items()[item].scale), "unit": items()[item].unit}
            for item, amount in sorted(goods.items())
        ]
    yield from town.hand.write("donation.use", root, at, body, subject=("area", root), device=f"donation-{root}")
