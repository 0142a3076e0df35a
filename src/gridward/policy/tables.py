"""What is wrong with the shape of lists.toml, items.toml and units.toml: said before anything is made of them."""

from collections.abc import Callable, Iterator, Mapping, Set
from fractions import Fraction
from typing import Any

from gridward.kit.errors import Reason, Refusal
from gridward.policy.fault import fault
from gridward.policy.shelf import folder, read

Known = Mapping[str, Callable[[object], bool]]


def rows_of(file: str, table: str, said: Callable[[str, Any], Iterator[Reason]]) -> Any:
    """The table of a file, once `said` finds nothing wrong with it; raises `Refusal` with every fault."""
    tables = read(folder() / file)
    faults = [
        fault(f"{file} {name}", f"不认识这张表；只能有 {table}", f"no such table here; only {table} may stand here")
        for name in sorted(tables.keys() - {table})
    ]
    faults += said(file, tables.get(table))
    if faults:
        raise Refusal(*faults)
    return tables[table]


def lists_of(file: str, found: Any) -> Iterator[Reason]:
    """Faults of the lists: `[[list]]` with a name, both labels and options, no name and no code twice."""
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        yield fault(f"{file} list", "每个列表应写成 [[list]]", "every list is written as [[list]]")
        return
    names = [row.get("name") for row in found]
    rows = [row.get("option") for row in found]
    codes = {option.get("code") for options in rows if _options(options) for option in options}
    for number, row in enumerate(found, 1):
        where = f"{file} list[{row.get('name') or number}]"
        yield from _row(where, row, {"name": _text, "zh": _text, "en": _text, "option": _options}, {})
        if number > 1 and row.get("name") in names[: number - 1]:
            yield fault(where, "这一名称出现了两次", "this name appears twice")
        if _options(row.get("option")):
            yield from _answers(where, row["option"], codes)


def items_of(file: str, found: Any) -> Iterator[Reason]:
    """Faults of the items: `[item.code]` with both labels, a class and a unit."""
    need: Known = {"zh": _text, "en": _text, "class": _text, "unit": _text}
    may: Known = {"scale": _whole, "parent": _text, "units": _ratios}
    yield from _by_code(file, "item", found, need, may)
    codes = found.keys() if isinstance(found, dict) else ()
    for code in codes:
        parent = found[code].get("parent") if isinstance(found[code], dict) else None
        if isinstance(parent, str) and parent not in codes:
            yield fault(f"{file} item[{code}].parent", f"没有物资“{parent}”", f"there is no item “{parent}”")
    yield from _circles(f"{file} item", found, lambda row: row.get("parent"))


def units_of(file: str, found: Any) -> Iterator[Reason]:
    """Faults of the units: `[unit.code]` with both labels."""
    yield from _by_code(file, "unit", found, {"zh": _text, "en": _text}, {"aliases": _texts, "is": _ratios})
    yield from _circles(f"{file} unit", found, lambda row: next(iter(row.get("is") or ()), None))


def _circles(where: str, found: Any, above: Callable[[Mapping[str, Any]], object]) -> Iterator[Reason]:
    """Whatever leads back to itself by its parent, or by what it is measured in."""
    rows = found if isinstance(found, dict) else {}
    for code in rows:
        met, name = {code}, code
        while isinstance(rows.get(name), dict) and isinstance(name := above(rows[name]), str) and name not in met:
            met.add(name)
        if name == code:
            yield fault(f"{where}[{code}]", "逐级推算又回到自身", "leads back to itself")


def _by_code(file: str, table: str, found: Any, need: Known, may: Known) -> Iterator[Reason]:
    if not isinstance(found, dict):
        yield fault(f"{file} {table}", f"应写成 [{table}.代码]", f"is written as [{table}.code]")
        return
    for code, row in found.items():
        where = f"{file} {table}[{code}]"
        if isinstance(row, dict):
            yield from _row(where, row, need, may)
        else:
            yield fault(where, f"应写成 [{table}.{code}]", f"is written as [{table}.{code}]")


def _answers(where: str, options: list[dict[str, Any]], known: Set[object]) -> Iterator[Reason]:
    codes = [option.get("code") for option in options]
    for number, option in enumerate(options, 1):
        place = f"{where}.option[{option.get('code') or number}]"
        yield from _row(place, option, {"code": _text, "zh": _text, "en": _text}, {"parent": _text, "places": _texts})
        if number > 1 and option.get("code") in codes[: number - 1]:
            yield fault(place, "这一代码出现了两次", "this code appears twice")
        if isinstance(parent := option.get("parent"), str) and parent not in known:
            yield fault(f"{place}.parent", f"各列表里都没有“{parent}”", f"no list has “{parent}”")


def _row(where: str, row: Mapping[str, Any], need: Known, may: Known) -> Iterator[Reason]:
    for name, right in need.items():
        if name not in row:
            yield fault(f"{where}.{name}", "缺少该项，请补上", "is missing; add it")
        elif not right(row[name]):
            yield _wrong(where, name)
    for name in row.keys() - need.keys():
        if name not in may:
            known = ", ".join((*need, *may))
            yield fault(f"{where}.{name}", f"不认识这一项；可用：{known}", f"is not known; use {known}")
        elif not may[name](row[name]):
            yield _wrong(where, name)


def _wrong(where: str, name: str) -> Reason:
    zh, en = _SHAPES[name]
    return fault(f"{where}.{name}", f"应为{zh}", f"must be {en}")


_WORDS = ("不为空的文字，写在引号里", "a text in quotation marks, not empty")
_SHAPES: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("name", "code", "zh", "en", "class", "unit", "parent"), _WORDS),
    **dict.fromkeys(("aliases", "places"), ('文字的列表，写成 ["…"]', 'a list of texts, written ["…"]')),
    **dict.fromkeys(
        ("units", "is"), ("名称对大于零的数，写成 { … = 10 }", "names with numbers above zero, { … = 10 }")
    ),
    "option": ("答案的列表，每个写成 { code, zh, en }", "a list of answers, each written { code, zh, en }"),
    "scale": ("0 到 6 的整数", "a whole number from 0 to 6"),
}


def _text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(_text(one) for one in value)


def _whole(value: object) -> bool:
    return type(value) is int and 0 <= value <= 6


def _options(value: object) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(one, dict) for one in value)


def _ratios(value: object) -> bool:
    return isinstance(value, dict) and all(_above_zero(one) for one in value.values())


def _above_zero(value: object) -> bool:
    try:
        return not isinstance(value, bool) and Fraction(str(value)) > 0
    except (ValueError, ZeroDivisionError):
        return False
