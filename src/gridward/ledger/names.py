"""Numbers for names of kinds and devices: given once, kept in memory."""

from contextlib import suppress
from functools import cache

from django.db import IntegrityError, transaction
from django.db.models import Max

from gridward.kit.rows import rows
from gridward.ledger.models import Kind, Source

TRIES = 20
"""How often a number is drawn again because somebody else was quicker."""
NODE = "node"
"""The node's own device: console, imports, commands. Its counter is the position."""


@cache
def kind_number(name: str) -> int:
    """The node's number of a kind; a new name gets the next one.

    The numbers are short, and a sequence would use them up: what is rolled back does not give its numbers back.
    """
    for _ in range(TRIES):
        found = Kind.objects.filter(name=name).values_list("id", flat=True).first()
        if found is not None:
            return found
        with suppress(IntegrityError), transaction.atomic():  # another writer may take the number or enter the name
            last = Kind.objects.aggregate(last=Max("id"))["last"] or 0
            return Kind.objects.create(id=last + 1, name=name).id
    raise RuntimeError(f"no number could be drawn for the kind {name}")


@cache
def kind_name(number: int) -> str:
    """The kind behind a number."""
    return Kind.objects.get(id=number).name


def kind_numbers(names: tuple[str, ...]) -> list[int]:
    """Numbers of several kinds."""
    return [kind_number(name) for name in names]


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
    for remembered in (kind_number, kind_name, source_number, source_name):
        remembered.cache_clear()
