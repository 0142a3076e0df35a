"""The clauses of a pack, read from its tables: what it says itself, and with what it extends. No Django."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from gridward.kit.errors import refuse
from gridward.policy.vocabulary import TABLES, Clause, Quiet

Own = Mapping[str, Mapping[str, Clause]]
"""Clauses by table and name."""

C = TypeVar("C", bound=Clause)


def read_clauses(tables: Mapping[str, Any]) -> Own:
    """The clauses that a pack's own file holds; raises `Refusal` naming table, row and what is wrong with it."""
    return {name: _rows(name, kind, tables.get(name, ())) for name, kind in TABLES.items()}


def read_quiet(tables: Mapping[str, Any]) -> Quiet | None:
    """The quiet hours that a pack sets."""
    told = tables.get("quiet")
    return None if told is None else _convert(told, Quiet, "quiet")


def _rows(table: str, kind: type[C], rows: Any) -> dict[str, C]:
    found: dict[str, C] = {}
    for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
        named = row.get("name") if isinstance(row, Mapping) else None
        where = f"{table}[{named or number}]"
        clause = _convert(row, kind, where)
        if clause.name in found:
            raise refuse(
                "bad_pack",
                field=where,
                zh=f"{where}：同名条款出现两次。请改名或合并。",
                en=f"{where}: two clauses have this name. Rename one or make them one.",
            )
        found[clause.name] = clause
    return found


def _convert(row: Any, kind: type[Any], where: str) -> Any:
    try:
        return msgspec.convert(row, kind)
    except msgspec.ValidationError as error:
        raise refuse(
            "bad_pack",
            field=where,
            zh=f"{where}：不合词汇表({error})。可用的写法见 docs/packs.md。",
            en=f"{where}: not in the vocabulary ({error}). See docs/packs.md for what can be said.",
        ) from error
