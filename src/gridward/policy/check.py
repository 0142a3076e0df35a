"""What is wrong with a pack by itself: header, values, lists, gate, words of clauses; said in both languages."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from gridward.kit.errors import Reason
from gridward.policy.clause_shape import shape
from gridward.policy.fault import fault, unknown
from gridward.policy.frame import frame
from gridward.policy.gate import ACTS, ASKED
from gridward.policy.lists import lists

_HEADER: tuple[tuple[str, type], ...] = (
    ("id", str),
    ("jurisdiction", str),
    ("effective_from", date),
    ("source", str),
    ("verified", bool),
)


def faults(tables: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Everything wrong with the tables of a pack; empty when nothing is."""
    misframed = frame(tables)
    return misframed or (*_header(tables), *_values(tables), *_lists(tables), *_gate(tables), *shape(tables).faults)


def _header(tables: Mapping[str, Any]) -> Iterator[Reason]:
    for name, kind in _HEADER:
        value = tables.get(name)
        if type(value) is not kind or isinstance(value, datetime) or value == "":
            yield fault(name, f"应为 {kind.__name__} 且不可缺少", f"must be present and of type {kind.__name__}")
    yield from _label("label", tables.get("label"))
    known = {option.code for option in lists()["gate_check"]}
    for check in tables.get("checks", ()):
        if check not in known:
            yield unknown("checks", check, known)


def _values(tables: Mapping[str, Any]) -> Iterator[Reason]:
    for number, row in enumerate(tables.get("value", ()), 1):
        where = f"value[{row.get('name') or number}]"
        yield from _label(f"{where}.label", row.get("label"))
        if type(row.get("value")) is not int or type(row.get("scale", 0)) is not int:
            yield fault(f"{where}.value", "应为整数，小数位用 scale", "must be a whole number; decimals go into scale")
        if not row.get("name"):
            yield fault(where, "缺少 name", "has no name")
        yield from _origin(where, row)


def _lists(tables: Mapping[str, Any]) -> Iterator[Reason]:
    for row in tables.get("list", ()):
        name = row.get("name", "")
        if name not in lists():
            yield unknown("list.name", name, lists())
            continue
        known = {option.code for option in lists()[name]}
        for code in row.get("codes", ()):
            if code not in known:
                yield unknown(f"list[{name}].codes", code, known)


def _gate(tables: Mapping[str, Any]) -> Iterator[Reason]:
    if "gate" not in tables:
        return
    yield from _origin("gate", tables["gate"])
    rows = tables["gate"].get("row", ())
    if not rows or rows[-1].get("if") != {}:
        yield fault(
            "gate.row", "最后一行的 if 应为空，以收下其余的人", "the last row needs an empty `if`, for whoever is left"
        )
    for number, row in enumerate(rows, 1):
        where = f"gate.row[{number}]"
        if row.get("do") not in ACTS:
            yield unknown(f"{where}.do", str(row.get("do")), ACTS)
        for name, want in row.get("if", {}).items():
            if name not in ASKED:
                yield unknown(f"{where}.if", name, ASKED)
            elif not _fits(want, ASKED[name]):
                yield fault(f"{where}.if.{name}", f"条件“{want}”不合类型", f"the condition {want!r} is not of its type")


def _fits(want: Any, kind: type) -> bool:
    if isinstance(want, Mapping):
        return (
            kind is int
            and bool(want)
            and want.keys() <= {"min", "max"}
            and all(type(one) is int for one in want.values())
        )
    return all(type(one) is kind for one in (want if isinstance(want, list) else [want]))


def _label(where: str, label: Any) -> Iterator[Reason]:
    if not (isinstance(label, Mapping) and label.get("zh") and label.get("en")):
        yield fault(where, "需要 zh 和 en 两种文字", "needs both zh and en")


def _origin(where: str, row: Mapping[str, Any]) -> Iterator[Reason]:
    if not row.get("source"):
        yield fault(f"{where}.source", "需要出处", "needs its source")
    if type(row.get("verified")) is not bool:
        yield fault(f"{where}.verified", "需写明 true 或 false", "must say true or false")
