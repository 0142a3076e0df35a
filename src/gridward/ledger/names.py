"""Numbers for names of kinds and devices: given once, kept in memory."""

from collections.abc import Collection
from contextlib import suppress
from functools import cache

from django.db import IntegrityError, transaction
from django.db.models import Max

from gridward.kit.rows import rows
from gridward.ledger.models import Kind, Source
from gridward.plug.catalogue import CATALOGUE

TRIES = 20
"""How often a number is drawn again because somebody else was quicker."""
NODE = "node"
"""The node's own device: console, imports, commands. Its counter is the position."""


@cache
def kind_number(name: str) -> int:
    """The node's number of a kind; a new name gets the next one, and so do all kinds that are declared."""
    for _ in range(TRIES):
        if name in _numbers():
            return _numbers()[name]
        number_all(name)
    raise RuntimeError(f"no number could be drawn for the kind {name}")


def number_all(*more: str) -> None:
    """Draw numbers for these names and for all kinds that are declared, where they have none.

    The numbers are short, and a sequence would use them up: what is rolled back does not give its numbers back.
    """
    fresh = [name for name in dict.fromkeys((*more, *CATALOGUE.kinds)) if name not in _numbers()]
    with suppress(IntegrityError), transaction.atomic():  # another writer may take a number or enter a name
        last = Kind.objects.aggregate(last=Max("id"))["last"] or 0
        Kind.objects.bulk_create(Kind(id=number, name=name) for number, name in enumerate(fresh, start=last + 1))
    _forget_numbers()


def _forget_numbers() -> None:
    _numbers.cache_clear()
    _names.cache_clear()


@cache
def _numbers() -> dict[str, int]:
    """All numbers given so far."""
    return dict(rows("SELECT name, id FROM ledger_kind"))


@cache
def _names() -> dict[int, str]:
    return {number: name for name, number in _numbers().items()}


@cache
def kind_name(number: int) -> str:
    """The kind behind a number. Raises KeyError."""
    if number not in _names():
        _forget_numbers()  # another process drew it
    return _names()[number]


def kind_numbers(names: tuple[str, ...]) -> list[int]:
    """Numbers of several kinds."""
    return [kind_number(name) for name in names]


def numbers_given(names: Collection[str]) -> list[int]:
    """Numbers of those of these kinds that have one: of others nothing was ever recorded."""
    if any(name not in _numbers() for name in names):
        _forget_numbers()  # another process may have drawn it
    known = _numbers()
    return [known[name] for name in names if name in known]


def every_number() -> list[int]:
    """The numbers of all kinds that have one."""
    return [number for (number,) in rows("SELECT id FROM ledger_kind ORDER BY id")]


@cache
def source_number(name: str) -> int:
    """The node's number of a device."""
    draw = "INSERT INTO ledger_source (name) VALUES (%s) ON CONFLICT (name) DO NOTHING RETURNING id"
    found = None
    while not found:
        found = rows("SELECT id FROM ledger_source WHERE name = %s", (name,)) or rows(draw, (name,))
    return int(found[0][0])


@cache
def source_name(number: int) -> str:
    """The device behind a number."""
    return Source.objects.get(id=number).name


def forget() -> None:
    """Drop what is remembered: for tests, and when a transaction that gave numbers was rolled back."""
    _forget_numbers()
    for remembered in (kind_number, kind_name, source_number, source_name):
        remembered.cache_clear()
