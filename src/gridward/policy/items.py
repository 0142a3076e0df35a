"""What stores keep, and how a quantity becomes a whole number of the item's own unit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cache, lru_cache

from gridward.kit.errors import Reason, Refusal
from gridward.kit.text import Text
from gridward.policy.tables import items_of, rows_of
from gridward.policy.units import agree, canonical, convert

LARGEST = 2**53
"""A quantity beyond this (in counted units) is a slip of the finger, and would not survive JSON."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item: stock counts whole 10**-scale of `unit`; `units` says how many of `unit` one package holds."""

    code: str
    label: Text
    unit: str
    scale: int
    parent: str
    group: str
    units: Mapping[str, Fraction]


@cache
def items() -> Mapping[str, Item]:
    """Every item of packs/items.toml by its code."""
    found = {}
    for code, row in rows_of("items.toml", "item", items_of).items():
        found[code] = Item(
            code=code,
            label=Text(row["zh"], row["en"]),
            unit=row["unit"],
            scale=row.get("scale", 0),
            parent=row.get("parent", ""),
            group=row["class"],
            units={name: Fraction(str(ratio)) for name, ratio in row.get("units", {}).items()},
        )
    return found


@lru_cache(maxsize=4096)
def to_base(item: str, quantity: Decimal, unit: str) -> int:
    """`quantity` of `unit` in whole 10**-scale of the item's unit; raises `Refusal`: unknown, or too fine."""
    found = items().get(item)
    if found is None:
        raise Refusal(_unknown_item(item))
    ratio = _ratio(found, unit)
    if ratio is None:
        raise Refusal(_unknown_unit(found, unit))
    if not quantity.is_finite() or abs(quantity) > LARGEST:
        raise Refusal(_not_a_quantity(quantity))
    exact = Fraction(quantity) * ratio * 10**found.scale
    if abs(exact) > LARGEST:
        raise Refusal(_not_a_quantity(quantity))
    if exact.denominator != 1:
        raise Refusal(_too_fine(found, quantity, unit))
    return int(exact.numerator)


def countable(item: str, quantity: Decimal, unit: str) -> tuple[Reason, ...]:
    """What keeps a quantity from being counted; empty when nothing does."""
    try:
        to_base(item, quantity, unit)
    except Refusal as refusal:
        return refusal.reasons
    return ()


def _ratio(item: Item, unit: str) -> Fraction | None:
    for name in (unit.strip(), canonical(unit)):
        if name in item.units:
            return item.units[name]
    for name, ratio in item.units.items():
        if agree(name, unit) and not agree(item.unit, unit):
            return ratio
    return convert(unit, item.unit)


def _near(name: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(name, list(known), n=3, cutoff=0.4)


def _unknown_item(name: str) -> Reason:
    labels = {label: code for code, item in items().items() for label in (code, item.label.zh, item.label.en)}
    near = list(dict.fromkeys(labels[label] for label in _near(name, labels)))
    named = "、".join(f"{items()[code].label.zh}（{code}）" for code in near)
    zh = f"是不是：{named}?" if near else "请从物资清单中选择。"
    en = f"Did you mean {', '.join(near)}?" if near else "Choose one of packs/items.toml."
    text = Text(f"item：物资清单里没有“{name[:40]}”。{zh}", f"item: there is no item “{name[:40]}”. {en}")
    return Reason(code="unknown_item", field="body.item", text=text)


def _unknown_unit(item: Item, unit: str) -> Reason:
    known = "、".join((item.unit, *item.units))
    text = Text(
        f"unit:{item.label.zh}不能按“{unit[:20]}”计。可用：{known}。",
        f"unit: {item.code} cannot be counted in “{unit[:20]}”. Use one of {known}.",
    )
    return Reason(code="unknown_unit", field="body.unit", text=text)


def _too_fine(item: Item, quantity: Decimal, unit: str) -> Reason:
    least = Decimal(1).scaleb(-item.scale)
    text = Text(
        f"quantity:{quantity}{unit} 的{item.label.zh}不是 {least}{item.unit} 的整数倍。请按{item.unit}填写。",
        f"quantity: {quantity} {unit} of {item.code} is no multiple of {least} {item.unit}. State it in {item.unit}.",
    )
    return Reason(code="too_fine", field="body.quantity", text=text)


def _not_a_quantity(quantity: Decimal) -> Reason:
    text = Text(
        f"quantity:{quantity:.6g} 不是合理的数量。请核对。", f"quantity: {quantity:.6g} is no quantity. Check it."
    )
    return Reason(code="not_a_quantity", field="body.quantity", text=text)
