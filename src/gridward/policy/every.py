"""Everything wrong with all policy data: units, items, lists, each pack with what it extends. Asked before serving."""

from collections.abc import Iterator, Mapping
from typing import Any

from gridward.kit.errors import Reason, Refusal
from gridward.kit.text import Text
from gridward.plug.catalogue import Catalogue
from gridward.policy.check import faults
from gridward.policy.clause_check import clause_faults
from gridward.policy.fault import fault, unknown
from gridward.policy.frame import frame
from gridward.policy.items import items
from gridward.policy.lists import lists
from gridward.policy.shelf import folder, read
from gridward.policy.units import units

Tables = Mapping[str, Any]


def every_fault(catalogue: Catalogue) -> Iterator[Reason]:
    """Every fault, each naming its file."""
    for data in (units, items, lists):
        try:
            data()
        except Refusal as refusal:
            yield from refusal.reasons
    found: dict[str, Tables] = {}
    misframed: list[Reason] = []
    for path in sorted(folder().glob("*.toml")):
        try:
            tables: Tables = read(path)
        except Refusal as refusal:
            yield from refusal.reasons
            continue
        if "effective_from" in tables:
            found[path.name] = tables
            misframed += [_of_file(path.name, one) for one in frame(tables)]
    yield from misframed
    if misframed:
        return  # what builds on such a pack would only say so once more
    by_id = {tables["id"]: tables for tables in found.values() if isinstance(tables.get("id"), str)}
    for name, tables in found.items():
        said = [*faults(tables), *_named(tables, by_id), *clause_faults(tables, catalogue, line=_line(tables, by_id))]
        for one in dict.fromkeys(said):
            yield _of_file(name, one)


def _of_file(name: str, one: Reason) -> Reason:
    return Reason(code=one.code, field=one.field, text=Text(f"{name}:{one.text.zh}", f"{name}: {one.text.en}"))


def _named(tables: Tables, by_id: Mapping[str, Tables]) -> Iterator[Reason]:
    """Packs that it names."""
    if "extends" in tables and tables["extends"] not in by_id:
        yield unknown("extends", tables["extends"], by_id)
    elif "extends" in tables and any(one.get("id") == tables.get("id") for one in _line(tables, by_id)):
        yield fault("extends", "方案包互相扩展，成了圈", "the packs extend one another in a ring")
    for row in tables.get("transition", ()):
        if "from" in row and row["from"] not in by_id:
            yield unknown(f"transition[{row.get('name')}].from", row["from"], by_id)


def _line(tables: Tables, by_id: Mapping[str, Tables]) -> list[Tables]:
    """What it extends, what that extends …; a ring is gone through once. Nothing where one is missing: that one
    fault is enough.
    """
    found: list[Tables] = []
    while (above := by_id.get(tables.get("extends", ""))) is not None and above not in found:
        found.append(above)
        tables = above
    return found if "extends" not in tables or tables["extends"] in by_id else []
