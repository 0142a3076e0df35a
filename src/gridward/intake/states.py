"""The rows that lists and screens read: derived again for every touched subject, never patched."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

import msgspec
from django.db.models import JSONField

from gridward.kit.afterwards import put_off
from gridward.kit.rows import Table, Type, among, execute, put
from gridward.ledger.answers import answering, matters_of, remember
from gridward.ledger.names import kind_number, kind_numbers
from gridward.ledger.pen import Row
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entry
from gridward.ledger.sameness import MERGE
from gridward.ledger.stored import Stored, about, counting, of_chains
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.domain import State
from gridward.plug.kind import Entry, thing_of

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

Touched = dict[int, tuple[State, set[int]]]
"""The subjects, or matters, of each state of which something was told; by the state's id()."""


def derive(came: Sequence[Row | Stored], places: Places, until: int) -> None:
    """Bring the states of every subject in line that these entries are about, or that what they correct was about."""
    remember(row for row in came if row.counts_from is not None)  # also where the lists are put off
    if put_off():
        return
    touched: Touched = {}
    states = {kind_number(name): found for name, found in CATALOGUE.states_of.items()}
    counted = [row for row in came if row.kind in states and row.counts_from is not None]
    corrected = {row.root for row in counted if row.root}
    before = of_chains(corrected) if corrected else []
    for one in (*counted, *before):
        for state in states.get(one.kind, ()):
            touched.setdefault(id(state), (state, set()))[1].update(_told_of(one, matter=state.matter))
    _join(came, touched, places)
    if touched:
        for found in derived(touched, places, until):
            found.write()


class Derived(NamedTuple):
    """What the rows of a state are for some subjects: those to be there, and of whom there is to be none."""

    table: Table
    fresh: list[list[Any]]
    gone: list[int]

    def write(self) -> None:
        """Write it; the caller holds the pen."""
        if self.gone:
            condition, params = among("subject", self.gone, "int8")
            execute(f"DELETE FROM {self.table.name} WHERE {condition}", params)  # noqa: S608
        put(self.table, self.fresh, key=1)


def derived(touched: Touched, places: Places, until: int) -> list[Derived]:
    """What the rows of these subjects are, by what counts up to a position; writes nothing."""
    if places.same.any:
        for state, found in touched.values():
            if not state.matter:
                found.update([other for key in found for other in places.same.family(key)])
    told = Told(counting(_told(list(touched.values())), until), places, until)
    return [_derived(state, found, told) for state, found in touched.values()]


def _told(touched: Sequence[tuple[State, set[int]]]) -> list[Stored]:
    """Every entry about these subjects; of matters also the entries that opened them."""
    keys = {key for _, found in touched for key in found}
    openers = {thing_of(key).id for state, found in touched if state.matter for key in found}
    kinds = kind_numbers(tuple({name: None for state, _ in touched for name in state.of}))
    told = {one.position: one for one in about(keys, kinds)}
    told |= {one.position: one for one in (of_chains(openers | answering(openers)) if openers else [])}
    return list(told.values())


def _told_of(one: Row | Stored, *, matter: bool) -> tuple[int, ...]:
    """Whose rows an entry belongs to: its subject's; as a matter see `matters_of`."""
    if matter:
        return matters_of(one)
    return () if one.subject is None else (one.subject,)


def _join(came: Sequence[Row | Stored], touched: Touched, places: Places) -> None:
    """Where things turn out to be one, or not to be, every state of theirs is touched."""
    merge = kind_number(MERGE)
    roots = {row.root for row in came if row.kind == merge and row.root}
    told = [*(row for row in came if row.kind == merge), *(of_chains(roots) if roots else ())]
    joined = {key for row in told if row.subject is not None for key in places.same.family(row.subject)}
    for state in (one for one in CATALOGUE.states if not one.matter) if joined else ():
        touched.setdefault(id(state), (state, set()))[1].update(joined)


class Told:
    """What was told of each subject, by time: an entry is read once, however many states it is told to."""

    def __init__(self, active: Sequence[Stored], places: Places, until: int) -> None:
        places.expect(one.area for one in active)
        self._active = active
        self._places = places
        self._until = until
        self._read: dict[int, Entry] = {}

    def of(self, state: State, keys: Iterable[int]) -> Iterator[tuple[int, list[Entry]]]:
        """The entries of a state's kinds about each of these subjects."""
        kinds = set(kind_numbers(state.of))
        told = self._of_matters if state.matter else self._of_subjects
        for key in keys:
            yield key, [self._entry(one) for one in told.get(key, ()) if one.kind in kinds]

    @cached_property
    def _of_subjects(self) -> Mapping[int | None, Sequence[Stored]]:
        same, until = self._places.same, self._until
        found: dict[int | None, list[Stored]] = {}
        for one in self._active:
            key = one.subject
            found.setdefault(same.of(key, until) if same.any and key is not None else key, []).append(one)
        return found

    @cached_property
    def _of_matters(self) -> Mapping[int | None, Sequence[Stored]]:
        found: dict[int | None, list[Stored]] = {}
        for one in self._active:
            for key in matters_of(one):
                found.setdefault(key, []).append(one)
        return found

    def _entry(self, one: Stored) -> Entry:
        found = self._read.get(one.position)
        if found is None:
            found = self._read[one.position] = to_entry(one, self._places, self._until)
        return found


def _derived(state: State, keys: set[int], told: Told) -> Derived:
    table, columns = _columns(state)
    fresh: list[list[Any]] = []
    gone: list[int] = []
    for key, found in told.of(state, keys):
        row = state.row(found) if found else None
        if row is None:
            gone.append(key)
        else:
            row = {"subject": key, **row}
            fresh.append([column.stored(row) for column in columns])
    return Derived(table, fresh, gone)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a state: JSON is written as text, and what is not told as the field's default."""

    name: str
    default: Callable[[], Any]
    json: bool

    def stored(self, told: Mapping[str, Any]) -> Any:
        """What is written of it."""
        value = told[self.name] if self.name in told else self.default()
        return _encoder.encode(value).decode() if self.json and value is not None else value


@cache
def _columns(state: State) -> tuple[Table, tuple[Column, ...]]:
    """The table of a state as bulk writing knows it."""
    known = state.model._meta  # noqa: SLF001  (documented by Django, underscore or not)
    fields = sorted(known.local_concrete_fields, key=lambda field: not field.primary_key)
    types = tuple(_TYPES[field.get_internal_type()] for field in fields)
    columns = tuple(Column(field.name, field.get_default, isinstance(field, JSONField)) for field in fields)
    return Table(known.db_table, tuple(str(field.column) for field in fields), types), columns
