"""Clauses as the commands of policy print them: for people line by line, or as plain data."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gridward.cli.says import line
from gridward.grid.levels import LEVELS
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.change import Change
from gridward.policy.force import Ruled
from gridward.policy.packs import Value
from gridward.policy.plain import told
from gridward.policy.plain_gate import row_told
from gridward.policy.vocabulary import Clause
from gridward.policy.wording import Wording, amount

WORDS = Wording(CATALOGUE, LEVELS)
TABLES: Mapping[str, Text] = {
    "measure": Text("措施", "Measures"),
    "duty": Text("任务", "Duties"),
    "team": Text("责任组", "Teams"),
    "supply": Text("储备", "Supplies"),
    "office": Text("职务", "Offices"),
    "fixture": Text("设施", "What must stand"),
    "checklist": Text("检查表", "Checklists"),
    "risk": Text("风险地区", "Risk areas"),
    "holiday": Text("放假", "Holidays"),
    "ask": Text("填报栏目", "Fields"),
    "burden": Text("工作量", "Burdens"),
    "transition": Text("新旧衔接", "Transitions"),
}
_UNVERIFIED = Text("〔未核对原文〕", " [not verified]")
_COLON = Text("：", ": ")
_FOR_ALL = Text("不专属某一职务", "Nobody's alone")
_NOTHING = Text("无", "nothing")
_VALUES = Text("数值", "Numbers")
_GATE = Text("卡口", "Gate")
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def print_clauses(found: Mapping[str, Mapping[str, Ruled]], pack: str) -> None:
    """Every clause in force under a pack; those of the packs that it extends say whose they are."""
    for table, rows in found.items():
        if rows:
            line(f"\n{TABLES[table]}")
        for ruled in rows.values():
            print_clause(ruled, pack)


def print_clause(ruled: Ruled, pack: str = "") -> None:
    """A clause with its parts."""
    clause = ruled.clause
    whose = "" if ruled.pack == pack else f" · {ruled.pack}"
    line(f"  {_said(clause)}{_mark(clause)} [{clause.name}{whose}]")
    if ruled.over:
        line(f"    {Text('取代', 'overrides')} {', '.join(ruled.over)}")
    for part in told(clause, WORDS):
        line(f"    {part.label}{_COLON}{part.text}")
    line(f"    {Text('出处', 'source')}{_COLON}{clause.source}")


def print_changes(found: list[Change]) -> None:
    """What is different, role by role: what they must do from now on, and the measures that concern everybody."""
    for role in sorted({one.who for one in found}):
        line(f"\n{WORDS.role(role) if role else _FOR_ALL}")
        for one in found:
            if one.who == role:
                _print_change(one)


def _print_change(one: Change) -> None:
    clause = one.clause
    line(f"{_SIGNS[one.what]} {TABLES[one.table]} · {_said(clause)}{_mark(clause)} [{one.name}]")
    for turn in one.turns:
        line(f"    {turn.label}{_COLON}{turn.before or _NOTHING} → {turn.after or _NOTHING}")
    if one.what == "added":
        for part in told(clause, WORDS):
            line(f"    {part.label}{_COLON}{part.text}")


def clauses_data(found: Mapping[str, Mapping[str, Ruled]]) -> dict[str, list[dict[str, Any]]]:
    """Every clause in force, as data."""
    return {table: [clause_data(one) for one in rows.values()] for table, rows in found.items() if rows}


def clause_data(ruled: Ruled) -> dict[str, Any]:
    """A clause as data."""
    clause = ruled.clause
    return {
        "name": clause.name, "label": _both(clause.label), "pack": ruled.pack, "overrides": list(ruled.over),
        "source": clause.source, "verified": clause.verified,
        "parts": [{"key": one.key, "label": _both(one.label), "text": _both(one.text)} for one in told(clause, WORDS)],
    }  # fmt: skip


def changes_data(found: list[Change]) -> Iterator[dict[str, Any]]:
    """What is different, as data."""
    for one in found:
        yield {
            "table": one.table, "name": one.name, "change": one.what, "role": one.who,
            "before": None if one.before is None else clause_data(one.before),
            "after": None if one.after is None else clause_data(one.after),
            "turns": [
                {
                    "key": turn.key, "label": _both(turn.label),
                    "before": turn.before and _both(turn.before), "after": turn.after and _both(turn.after),
                }
                for turn in one.turns
            ],
        }  # fmt: skip


def print_values(found: Mapping[str, Value]) -> None:
    """The numbers of a pack."""
    line(f"\n{_VALUES}")
    for one in found.values():
        line(f"  {one.label}{_mark(one)} = {_number(one)} [{one.name}]")


def print_numbers(before: Mapping[str, Value], after: Mapping[str, Value]) -> None:
    """The numbers that are different."""
    names = _differing(before, after)
    if names:
        line(f"\n{_VALUES}")
    for name in names:
        one = after.get(name) or before[name]
        line(f"~ {one.label}{_mark(one)}{_COLON}{_number(before.get(name))} → {_number(after.get(name))} [{name}]")


def print_gate(rows: Sequence[Mapping[str, Any]]) -> None:
    """The gate table, in the order in which it is asked."""
    if rows:
        line(f"\n{_GATE}")
    for number, row in enumerate(rows, 1):
        line(f"  {number}. {row_told(row)}")


def print_gates(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> None:
    """The rows that only one of two gates has; only the order may differ too."""
    if [*before] != [*after]:
        line(f"\n{_GATE}")
    for sign, rows, others in (("-", before, after), ("+", after, before)):
        for row in rows:
            if row not in others:
                line(f"{sign} {row_told(row)}")


def gates_data(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The rows that only one of two gates has, as data."""
    removed, added = ([row for row in one if row not in other] for one, other in ((before, after), (after, before)))
    return {"removed": [dict(row) for row in removed], "added": [dict(row) for row in added]}


def numbers_data(before: Mapping[str, Value], after: Mapping[str, Value]) -> list[dict[str, Any]]:
    """The numbers that are different, as data."""
    found = []
    for name in _differing(before, after):
        was, now = before.get(name), after.get(name)
        found.append({"name": name, "before": was and _both(_number(was)), "after": now and _both(_number(now))})
    return found


def _differing(before: Mapping[str, Value], after: Mapping[str, Value]) -> list[str]:
    return [name for name in dict.fromkeys((*after, *before)) if _number(before.get(name)) != _number(after.get(name))]


def _number(value: Value | None) -> Text:
    return amount(value.exact, value.unit) if value else _NOTHING


def _said(clause: Clause) -> Text:
    return Text(clause.label.zh, clause.label.en)


def _mark(one: Clause | Value) -> str:
    return "" if one.verified else str(_UNVERIFIED)


def _both(text: Any) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
