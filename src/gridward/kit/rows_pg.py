"""Bulk rows on PostgreSQL.

psycopg's C code packs a row of 18 columns in 0.8 µs, rows packed by hand took 2.5 µs: nothing of our own here.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from psycopg import Connection, Cursor
from psycopg.types.json import Jsonb

from gridward.kit.table import Table, Type

_ON_THE_WIRE = {"json": "jsonb", "id": "bytea", "utf8": "bytea"}
"""By which type a column is packed: in a binary COPY a UUID is nothing but its 16 bytes, and a text its UTF-8."""


@lru_cache(maxsize=200)
def _copy(table: Table) -> bytes:
    return f"COPY {table.quoted} FROM STDIN (FORMAT BINARY)".encode()


def append(raw: Connection[Any], table: Table, rows: Iterable[Sequence[Any]]) -> int:
    """See kit.rows."""
    with Cursor(raw) as cursor:
        with cursor.copy(_copy(table)) as copy:
            copy.set_types([_ON_THE_WIRE.get(type, type) for type in table.types])
            for row in _with_json(table, rows) if "json" in table.types else rows:
                copy.write_row(row)
        return cursor.rowcount


def put(raw: Connection[Any], table: Table, rows: Sequence[Sequence[Any]], key: int) -> None:
    """See kit.rows. Never executemany, which prepares: a prepared statement goes on writing into the table that it knew
    when a temporary one of the same name stands before it.
    """
    arrays = ", ".join(f"%s::{'jsonb' if type == 'json' else type}[]" for type in table.types)
    sql = f"INSERT INTO {table.quoted} SELECT * FROM unnest({arrays}) {table.overwriting(key)}"  # noqa: S608
    with Cursor(raw) as cursor:
        cursor.execute(sql.encode(), [list(column) for column in zip(*rows, strict=True)], prepare=False)


def rows(raw: Connection[Any], sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """See kit.rows."""
    with Cursor(raw) as cursor:
        return cursor.execute(sql.encode(), params).fetchall()


def execute(raw: Connection[Any], sql: str, params: Sequence[Any]) -> int:
    """See kit.rows."""
    with Cursor(raw) as cursor:
        return cursor.execute(sql.encode(), params).rowcount


def among(column_sql: str, values: Collection[Any], type: Type) -> tuple[str, list[Any]]:
    """See kit.rows. An array written out costs less than psycopg's dumping of each element."""
    listed: str | list[Any]
    if type == "uuid":
        listed = f"{{{','.join([value if isinstance(value, str) else value.hex for value in values])}}}"
    elif type == "bytea":
        listed = "{" + ",".join([f'"\\\\x{value.hex()}"' for value in values]) + "}"
    elif type.startswith("int"):
        listed = f"{{{','.join(map(str, values))}}}"
    else:
        listed = list(values)
    return f"{column_sql} = ANY(%s::{type}[])", [listed]


def among_pairs(
    columns_sql: tuple[str, str], values: Collection[tuple[int, int]], types: tuple[Type, Type]
) -> tuple[str, list[Any]]:
    """See kit.rows."""
    listed: list[Any] = [f"{{{','.join(map(str, column))}}}" for column in zip(*values, strict=True)]
    arrays = ", ".join(f"%s::{type}[]" for type in types)
    return f"({', '.join(columns_sql)}) IN (SELECT * FROM unnest({arrays}))", listed  # noqa: S608


def digits(column_sql: str) -> str:
    """See kit.rows."""
    return f"encode(uuid_send({column_sql}), 'hex')"


def as_ids(packed: Sequence[bytes]) -> Sequence[bytes]:
    """See kit.rows."""
    return packed


def as_texts(utf8: Sequence[bytes]) -> Sequence[bytes]:
    """See kit.rows."""
    return utf8


def _with_json(table: Table, rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """JSON comes as text and must not be dumped again."""
    as_json = [type == "json" for type in table.types]
    for row in rows:
        yield [
            Jsonb(value, dumps=str.encode) if wrap and value is not None else value
            for wrap, value in zip(as_json, row, strict=True)
        ]
