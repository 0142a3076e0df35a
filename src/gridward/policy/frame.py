"""Whether a pack has its tables at all: rows where rows must stand, texts and lists of texts where those must.

Asked first: of a pack that is not even framed nothing else can be said.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from gridward.kit.errors import Reason
from gridward.policy.fault import fault, unknown
from gridward.policy.vocabulary import TABLES

_TEXTS = ("id", "jurisdiction", "source", "disease", "extends")
_LISTED = ("drops", "checks")
_LIST = ("name", "codes")


def frame(tables: Mapping[str, Any]) -> tuple[Reason, ...]:
    """What of a pack stands in no shape to be read further; empty when all does."""
    return (*_texts(tables), *_rows(tables), *_gate(tables))


def _texts(tables: Mapping[str, Any]) -> Iterator[Reason]:
    for name in _TEXTS:
        if not isinstance(tables.get(name, ""), str):
            yield fault(name, "应为文字，写在引号里", "must be a text in quotation marks")
    for name in _LISTED:
        if not _all_texts(tables.get(name, [])):
            yield fault(name, '应为文字的列表，写成 ["…"]', 'must be a list of texts, written ["…"]')


def _rows(tables: Mapping[str, Any]) -> Iterator[Reason]:
    for table in (*TABLES, "value", "list"):
        rows = tables.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            yield fault(table, f"每行应写成 [[{table}]]", f"every row is written as [[{table}]]")
            continue
        for number, row in enumerate(rows, 1):
            if not isinstance(row.get("name", ""), str):
                yield fault(f"{table}[{number}].name", "应为文字，写在引号里", "must be a text in quotation marks")
            elif table == "list":
                yield from _list(f"list[{row.get('name') or number}]", row)


def _list(where: str, row: Mapping[str, Any]) -> Iterator[Reason]:
    for name in sorted(row.keys() - set(_LIST)):
        yield unknown(f"{where}.{name}", name, _LIST)
    if not _all_texts(row.get("codes")):
        yield fault(f"{where}.codes", '应为代码的列表，写成 ["…"]', 'must be a list of codes, written ["…"]')


def _gate(tables: Mapping[str, Any]) -> Iterator[Reason]:
    gate = tables.get("gate", {})
    rows = gate.get("row", []) if isinstance(gate, dict) else None
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and isinstance(row.get("if", {}), dict) for row in rows
    ):
        yield fault(
            "gate",
            '应写成 [gate],row 的每一行写成 { if = { … }, do = "…" }',
            'is written as [gate]; each line of row is written { if = { … }, do = "…" }',
        )


def _all_texts(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(one, str) for one in found)
