"""Numbers for names of kinds and devices: given once, kept in memory."""

from functools import cache

from gridward.kit.rows import execute, rows
from gridward.ledger.models import Kind, Source

NODE = "node"
"""The node's own device: console, imports, commands. Its counter is the position."""


@cache
def kind_number(name: str) -> int:
    """The node's number of a kind; a new name gets the next one."""
    return Kind.objects.get_or_create(name=name)[0].id


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
    while not (found := rows("SELECT id FROM ledger_source WHERE name = %s", (name,))):
        execute("INSERT INTO ledger_source (name) VALUES (%s) ON CONFLICT (name) DO NOTHING", (name,))
    return int(found[0][0])


@cache
def source_name(number: int) -> str:
    """The device behind a number."""
    return Source.objects.get(id=number).name


def forget() -> None:
    """Drop what is remembered: for tests, and when a transaction that gave numbers was rolled back."""
    for remembered in (kind_number, kind_name, source_number, source_name):
        remembered.cache_clear()
