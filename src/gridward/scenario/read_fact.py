"""Reads one [[fact]] of a scenario file."""

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gridward.kit.errors import Refusal
from gridward.plug.figure import Figure, Member
from gridward.plug.imagine import Fact
from gridward.scenario.scenario import Known, Stated
from gridward.scenario.table import Faults, Table, shown

_KEYS = ("figure", "member", "value", "share", "unit", "qualifier", "as_of", "as_of_source", "source", "text")
QUALIFIERS = ("=", ">=", ">", "~")
AS_OF_SOURCES = ("stated", "inferred", "publication")
LARGEST = 10**15


def read_fact(
    values: Mapping[str, Any], *, row: int, span: tuple[int | None, int | None], known: Known, faults: Faults
) -> Stated | None:
    """The fact in row `row` (from 1), or None after its faults were noted. `span` is the scenario's start and end."""
    source = values.get("source")
    where = f"fact[{row}]" + (f"({shown(source)})" if isinstance(source, str) and source else "")
    table, before = Table(values, keys=_KEYS, faults=faults, where=where), len(faults.reasons)
    found = _figure(table, known)
    qualifier = table.choice("qualifier", QUALIFIERS, "=")
    as_of = _as_of(table, span)
    as_of_source = table.choice("as_of_source", AS_OF_SOURCES, "stated")
    text, source = table.text("text"), table.text("source")
    number, share = _number(table), _share(table)
    if "value" in values and "share" in values:
        table.fault("both", "share", zh="value 与 share 只能写一个。", en="write either value or share, not both.")
    elif "value" not in values and "share" not in values:
        table.missing("value", zh="请写 value = 14858，或 share = 1.0。", en="Write value = 14858, or share = 1.0.")
    if found is None:
        return None
    figure, member = found
    if share is not None and number is None and not _whole(figure):
        table.fault(
            "no_whole",
            "share",
            zh=f"{figure.name} 没有应达到的总数，无从谈占比。请写 value。",
            en=f"{figure.name} is not counted against any whole, so there is no share of it. Write a value.",
        )
    of = member if member and member.unit else figure
    unit, scale = of.unit, of.scale
    factor = _unit(table, unit, known)
    value = None if number is None or factor is None else _scaled(table, number * factor, scale, unit)
    if len(faults.reasons) > before:
        return None
    fact = Fact(
        figure=figure.name,
        member=member.code if member else "",
        value=value,
        share=share,
        unit=unit,
        qualifier=qualifier,
        as_of=as_of,
        source=source,
        text=text,
    )
    return Stated(fact, row, as_of_source)


def _whole(figure: Figure) -> bool:
    """Whether a share of the figure means anything: what only counts who has reported beside it is no part of them."""
    return bool(figure.expected) and (figure.share or figure.distinct or not figure.reported)


def _figure(table: Table, known: Known) -> tuple[Figure, Member | None] | None:
    if "figure" not in table.values:
        table.missing(
            "figure", zh="请写指标名；./run figures 列出全部。", en="Write a figure; ./run figures shows them all."
        )
        return None
    name, code = table.text("figure"), table.text("member")
    if not isinstance(table.values["figure"], str):
        return None
    if name.endswith("]") and "[" in name and not code:
        name, _, code = name[:-1].partition("[")
    key = "figure"
    try:
        figure = known.catalogue.figure(name)
        key = "member"
        member = known.catalogue.member(figure, code)
    except Refusal as refusal:
        reason = refusal.reasons[0]
        table.fault(reason.code, key, zh=reason.text.zh, en=reason.text.en)
        return None
    if member is None and figure.members and not figure.total:
        options = ", ".join(member.code for member in figure.members[:12])
        table.missing(
            "member",
            zh=f"{name} 各分项单位不同，没有合计；请写 member，例如：{options}。",
            en=f"The members of {name} have different units and no total; write a member, such as: {options}.",
        )
        return None
    return figure, member


def _as_of(table: Table, span: tuple[int | None, int | None]) -> int:
    """The as-of in microseconds; 0 after a fault."""
    as_of = table.time("as_of", last=True)
    if "as_of" not in table.values:
        table.missing(
            "as_of", zh="请写截止日期，例如 as_of = 2020-02-10。", en="Write the date, such as as_of = 2020-02-10."
        )
    if as_of is None:
        return 0
    start, end = span
    if start is not None and as_of < start:
        table.fault(
            "out_of_range",
            "as_of",
            zh=f"“{table.values['as_of']}”早于场景的 start。请改正，或把 start 提前。",
            en=f"“{table.values['as_of']}” lies before the scenario's start. Correct it, or set start earlier.",
        )
    elif end is not None and as_of > end:
        table.fault(
            "out_of_range",
            "as_of",
            zh=f"“{table.values['as_of']}”晚于场景的 end。请改正，或把 end 推后。",
            en=f"“{table.values['as_of']}” lies after the scenario's end. Correct it, or set end later.",
        )
    return as_of


def _number(table: Table) -> Fraction | None:
    value = table.values.get("value")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        table.wrong_type(
            "value", zh="请写数字，不加引号、逗号和单位。", en="Write a number without quotes, commas or unit."
        )
        return None
    if isinstance(value, float) and not math.isfinite(value):
        table.fault(
            "not_a_number",
            "value",
            zh=f"“{value}”不是确定的数。请写数字。",
            en=f"“{value}” is no definite number. Write a number.",
        )
        return None
    if value < 0:
        table.fault(
            "negative",
            "value",
            zh=f"“{shown(value)}”是负数。请写 0 或以上；有结余的，请改写实际库存等数量。",
            en=f"“{shown(value)}” is negative. Write 0 or more; of what is to spare, state how much there is.",
        )
        return None
    if value > LARGEST:
        table.fault(
            "out_of_range",
            "value",
            zh=f"大于 {LARGEST}，不可信。请核对位数和单位。",
            en=f"is larger than {LARGEST}, which is not plausible. Check digits and unit.",
        )
        return None
    return Fraction(value if isinstance(value, int) else Decimal(repr(value)))


def _share(table: Table) -> float | None:
    value = table.values.get("share")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        table.wrong_type(
            "share", zh="请写 0 到 1 之间的数，例如 share = 1.0。", en="Write a number from 0 to 1: share = 1.0."
        )
        return None
    if not 0 <= value <= 1:
        table.fault(
            "out_of_range",
            "share",
            zh=f"“{shown(value)}”不在 0 到 1 之间（100% 写作 1.0）。",
            en=f"“{shown(value)}” does not lie between 0 and 1 (100 % is 1.0).",
        )
        return None
    if table.values.get("qualifier", "=") != "=":
        table.fault(
            "both", "qualifier", zh='占比只能用 "="。请删去 qualifier。', en='a share is always "=". Remove qualifier.'
        )
    return float(value)


def _unit(table: Table, unit: str, known: Known) -> Fraction | None:
    """How many of the figure's unit one stated unit is; None after a fault."""
    stated = table.text("unit")
    if not stated or stated == unit:
        return Fraction(1)
    factor = known.convert(stated, unit)
    if factor is None:
        table.fault(
            "wrong_unit",
            "unit",
            zh=f"“{shown(stated)}”与该指标的单位“{unit}”不符。请写“{unit}”或它的别名，或删去 unit。",
            en=f"“{shown(stated)}” does not measure what the figure's “{unit}” does. Write that, an alias or no unit.",
        )
    return factor


def _scaled(table: Table, number: Fraction, scale: int, unit: str) -> int | None:
    """The value in whole units of 10**-scale."""
    whole = number * 10**scale
    if whole.denominator != 1:
        places = f"最多 {scale} 位小数" if scale else "整数"
        decimals = f"at most {scale} decimals" if scale else "whole numbers"
        table.fault(
            "too_fine",
            "value",
            zh=f"“{shown(table.values['value'])}”太细：该指标以{unit or '个'}计，取{places}。",
            en=f"“{shown(table.values['value'])}” is too fine: the figure counts {decimals} of {unit or 'its unit'}.",
        )
        return None
    return int(whole)
