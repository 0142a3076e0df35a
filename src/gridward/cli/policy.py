"""`policy`: the packs, what is wrong with them, what is in them and how two differ."""

import json as plain_json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from gridward.cli.asking import AsJson
from gridward.cli.says import DOES_NOT, asked, document, end, line, note, reasons, table
from gridward.cli.told import (
    WORDS,
    changes_data,
    clause_data,
    clauses_data,
    gates_data,
    numbers_data,
    print_changes,
    print_clause,
    print_clauses,
    print_gate,
    print_gates,
    print_numbers,
    print_values,
)
from gridward.grid.roles import roles
from gridward.kit.errors import Reason, Refusal
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.change import changes, gate_of, in_pack, overridden, values_of
from gridward.policy.every import every_fault
from gridward.policy.fault import unknown
from gridward.policy.packs import pack, packs
from gridward.policy.vocabulary import TABLES

PackId = Annotated[str, typer.Argument(metavar="ID")]
app = typer.Typer(no_args_is_help=True, help="政策包 / policy packs")


@app.command("list")
def list_(json: AsJson = False) -> None:  # noqa: FBT002
    """所有政策包 / every pack"""
    found = packs().values()
    if json:
        document([
            {
                "id": one.id, "zh": one.label.zh, "en": one.label.en, "jurisdiction": one.jurisdiction,
                "effective_from": one.effective_from.isoformat(), "source": one.source, "verified": one.verified,
            }
            for one in found
        ])  # fmt: skip
        return
    table(
        ("id", str(Text("生效", "from")), str(Text("适用", "for")), ""),
        [(one.id, one.effective_from.isoformat(), one.jurisdiction, str(one.label)) for one in found],
    )


@app.command("check")
def check(json: AsJson = False) -> None:  # noqa: FBT002
    """检查全部政策数据 / check all policy data"""
    found = list(_faults())
    if json:
        document({"holds": not found, "faults": [fault.wire() for fault in found]})
    reasons(found)
    if found:
        end(DOES_NOT)
    if not json:
        note(Text("政策数据无误。", "The policy data are in order."))


@app.command("show")
def show(name: PackId, json: AsJson = False) -> None:  # noqa: FBT002
    """显示政策包：数值、卡口、条款 / show a pack: values, gate, clauses"""
    with asked():
        found = pack(name)
    clauses = in_pack(name)
    if json:
        document(_plain(found.tables) | {"clauses": clauses_data(clauses)})
        return
    for path, value in _flat(_plain(_rest(found.tables))):
        line(f"{path} = {value}")
    print_gate(gate_of(name))
    print_values(values_of(name))
    print_clauses(clauses, name)


@app.command("explain")
def explain(name: PackId, clause: Annotated[str, typer.Argument(metavar="CLAUSE")], json: AsJson = False) -> None:  # noqa: FBT002
    """一条规定出自哪个包、取代什么 / which pack a clause is from, and what it overrides"""
    with asked():
        pack(name)
        found = [rows[clause] for rows in in_pack(name).values() if clause in rows]
        if not found:
            raise Refusal(unknown("CLAUSE", clause, (one for rows in in_pack(name).values() for one in rows)))
    before = [one for ruled in found for one in overridden(ruled)]
    if json:
        document({"clauses": [clause_data(one) for one in found], "overridden": [clause_data(one) for one in before]})
        return
    for one in (*found, *before):
        line(one.pack)
        print_clause(one, one.pack)


@app.command("diff")
def diff(one: PackId, other: PackId, json: AsJson = False) -> None:  # noqa: FBT002
    """两个政策包的差别 / how two packs differ (1: they do)"""
    with asked():
        before, after = (dict(_flat(_plain(_rest(pack(name).tables)))) for name in (one, other))
    rest = [path for path in sorted(before.keys() | after.keys()) if before.get(path) != after.get(path)]
    found, numbers = list(changes(one, other, WORDS)), (values_of(one), values_of(other))
    gates = gate_of(one), gate_of(other)
    if json:
        other_rows = [{"path": path, "before": before.get(path), "after": after.get(path)} for path in rest]
        said = {"clauses": list(changes_data(found)), "gate": gates_data(*gates), "values": numbers_data(*numbers)}
        document(said | {"other": other_rows})
    else:
        print_changes(found)
        print_gates(*gates)
        print_numbers(*numbers)
        for path in rest:
            for sign, side in (("-", before), ("+", after)):
                if path in side:
                    line(f"{sign} {path} = {side[path]}")
    if found or rest or numbers[0] != numbers[1] or gates[0] != gates[1]:
        end(DOES_NOT)


def _rest(tables: Mapping[str, Any]) -> dict[str, Any]:
    """What a pack says beside its clauses, numbers and gate."""
    return {name: value for name, value in tables.items() if name not in {*TABLES, "value", "gate"}}


def _faults() -> Iterator[Reason]:
    try:
        roles()
    except Refusal as refusal:
        yield from refusal.reasons
        return
    yield from every_fault(CATALOGUE)


def _plain(value: Any) -> Any:
    return plain_json.loads(plain_json.dumps(value, default=str))


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every single value with the path to it; rows of a table are called by their names."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and all(isinstance(row, Mapping) for row in value):
        for number, row in enumerate(value, start=1):
            yield from _flat(row, f"{path}[{row.get('name', number)}]")
    else:
        yield path, plain_json.dumps(value, ensure_ascii=False)
