"""The rows that lists and screens read: derived again for every touched subject, never patched."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from django.db.models import Field, JSONField

from gridward.grid.tree import Tree
from gridward.kit.rows import Table, Type, among, append, execute
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.pen import Row
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.sameness import MERGE
from gridward.ledger.stored import Stored, about, counting, of_chains
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.domain import State

_TYPES: dict[str, Type] = {
    "BigIntegerField": "int8",
    "IntegerField": "int4",
    "SmallIntegerField": "int2",
    "CharField": "text",
    "TextField": "text",
    "BooleanField": "bool",
    "DateField": "date",
    "JSONField": "json",
    "UUIDField": "uuid",
}
_encoder = msgspec.json.Encoder()


def derive(rows: Sequence[Row | Stored], tree: Tree, until: int) -> None:
    """Bring the states of every subject in line that these entries are about, or that what they correct was about."""
    touched: dict[int, tuple[State, set[int]]] = {}
    corrected = {row.root: row for row in rows if row.root and row.counts_from is not None}
    before = of_chains(corrected) if corrected else []
    for kind, subject in [*((row.kind, row.subject) for row in rows if row.counts_from is not None),
                          *((one.kind, one.subject) for one in before)]:  # fmt: skip
        for state in CATALOGUE.states_of.get(kind_name(kind), ()):
            if subject is not None:
                touched.setdefault(id(state), (state, set()))[1].add(subject)
    places = Places(tree)
    if any(kind_name(row.kind) == MERGE for row in rows):
        joined = {key for row in (*rows, *before) if kind_name(row.kind) == MERGE and row.subject is not None
                  for key in places.same.family(row.subject)}  # fmt: skip
        for state in CATALOGUE.states:
            touched.setdefault(id(state), (state, set()))[1].update(joined)
    if not touched:
        return
    if places.same.any:
        touched = {one: (state, {other for key in found for other in places.same.family(key)})
                   for one, (state, found) in touched.items()}  # fmt: skip
    keys = {key for _, found in touched.values() for key in found}
    kinds = kind_numbers(tuple({name: None for state, _ in touched.values() for name in state.of}))
    active = counting(about(keys, kinds), until)
    places.expect(one.area for one in active)
    for state, found in touched.values():
        _write(state, found, active, places, until)


def _write(state: State, keys: set[int], active: Sequence[Stored], places: Places, until: int) -> None:
    """Write the rows of one state for these subjects."""
    of = set(kind_numbers(state.of))
    timelines: dict[int, list[Stored]] = {key: [] for key in keys}
    for one in active:
        subject = None if one.subject is None else places.same.of(one.subject, until)
        if one.kind in of and subject in timelines:
            timelines[subject].append(one)
    table, fields = _columns(state)
    fresh = []
    for key, found in timelines.items():
        told = state.row(to_entries(found, places, until)) if found else None
        if told is not None:
            told = {"subject": key, **told}
            fresh.append([_stored(field, told) for field in fields])
    condition, params = among("subject", keys, "int8")
    execute(f"DELETE FROM {table.name} WHERE {condition}", params)  # noqa: S608
    append(table, fresh)


@cache
def _columns(state: State) -> tuple[Table, tuple[Field[Any, Any], ...]]:
    """The table of a state as bulk writing knows it."""
    known = state.model._meta  # noqa: SLF001  (documented by Django, underscore or not)
    fields = tuple(known.local_concrete_fields)
    types = tuple(_TYPES[field.get_internal_type()] for field in fields)
    return Table(known.db_table, tuple(str(field.column) for field in fields), types), fields


def _stored(field: Field[Any, Any], told: Mapping[str, Any]) -> Any:
    """What is written of a field: what was told, or its default; JSON as text."""
    value = told[field.name] if field.name in told else field.get_default()
    return _encoder.encode(value).decode() if isinstance(field, JSONField) and value is not None else value
