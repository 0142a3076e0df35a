"""The rows that lists and screens read: derived again for every touched subject, never patched."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from django.db.models import Field, JSONField

from gridward.grid.tree import Tree
from gridward.kit.pen import writing
from gridward.kit.rows import Table, Type, among, append, execute
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.pen import Row
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import Stored, about, between, counting, of_chains
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.domain import State
from gridward.plug.kind import key_of, thing_of

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
STEP = 2000
_encoder = msgspec.json.Encoder()


def derive(rows: Sequence[Row | Stored], tree: Tree, until: int) -> None:
    """Bring the states of every subject in line that these entries are about, or that what they correct was about."""
    touched: dict[int, tuple[State, set[int]]] = {}
    corrected = {row.root: row for row in rows if row.root and row.counts_from is not None}
    before = of_chains(corrected) if corrected else []
    counted = [(row.kind, row.subject, row.root or row.position) for row in rows if row.counts_from is not None]
    for kind, subject, chain in [*counted, *((one.kind, one.subject, one.chain) for one in before)]:
        for state in CATALOGUE.states_of.get(kind_name(kind), ()):
            key = _group_of(subject, chain, matter=state.matter)
            if key is not None:
                touched.setdefault(id(state), (state, set()))[1].add(key)
    if not touched:
        return
    active = counting(_told(list(touched.values())), until)
    places = Places(tree)
    places.expect(one.area for one in active)
    for state, found in touched.values():
        _write(state, found, active, places, until)


def again(tree: Tree, until: int, progress: Callable[[int, int], None] = lambda done, whole: None) -> None:
    """Derive the states of everything that entries up to a position are about; for states that are new to a node."""
    for first in range(1, until + 1, STEP):
        last = min(first + STEP - 1, until)
        with writing():
            derive(between(first, last), tree, until)
        progress(last, until)


def _told(touched: Sequence[tuple[State, set[int]]]) -> list[Stored]:
    """Every entry about these subjects; of matters also the entries that opened them."""
    keys = {key for _, found in touched for key in found}
    openers = {thing_of(key).id for state, found in touched if state.matter for key in found}
    kinds = kind_numbers(tuple({name: None for state, _ in touched for name in state.of}))
    told = {one.position: one for one in about(keys, kinds)}
    told |= {one.position: one for one in (of_chains(openers) if openers else [])}
    return list(told.values())


def _group_of(subject: int | None, chain: int, *, matter: bool) -> int | None:
    """Whose row an entry belongs to: its subject's; as a matter that of the entry it is about, or its own."""
    if not matter:
        return subject
    thing = None if subject is None else thing_of(subject)
    return subject if thing is not None and thing.kind == "entry" else key_of("entry", chain)


def _write(state: State, keys: set[int], active: Sequence[Stored], places: Places, until: int) -> None:
    """Write the rows of one state for these subjects."""
    of = set(kind_numbers(state.of))
    timelines: dict[int, list[Stored]] = {key: [] for key in keys}
    for one in active:
        key = _group_of(one.subject, one.chain, matter=state.matter)
        if one.kind in of and key in timelines:
            timelines[key].append(one)
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
