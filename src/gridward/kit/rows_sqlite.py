"""Bulk rows on SQLite."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from sqlite3 import Connection
from typing import Any

import msgspec

from gridward.kit.table import Table, Type

_encode = msgspec.json.Encoder(uuid_format="hex").encode


@lru_cache(maxsize=1000)
def qmark(sql: str) -> str:
    """The statement with SQLite's placeholders."""
    return sql.replace("%%", "\0").replace("%s", "?").replace("\0", "%")


@lru_cache(maxsize=200)
def _insert(table: Table) -> str:
    return f"INSERT INTO {table.quoted} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608


def append(raw: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> int:
    """See kit.rows."""
    return raw.executemany(_insert(table), rows).rowcount


def put(raw: Connection, table: Table, rows: Sequence[Sequence[Any]], key: int) -> None:
    """See kit.rows."""
    raw.executemany(f"{_insert(table)} {table.overwriting(key)}", rows)


def rows(raw: Connection, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """See kit.rows."""
    return raw.execute(qmark(sql), params).fetchall()


def execute(raw: Connection, sql: str, params: Sequence[Any]) -> int:
    """See kit.rows."""
    return raw.execute(qmark(sql), params).rowcount


def among(column_sql: str, values: Collection[Any], type: Type) -> tuple[str, list[Any]]:
    """See kit.rows. JSON has no bytes: they travel as hex."""
    if type == "bytea":
        listed = ",".join([f'"{value.hex()}"' for value in values])
        return f"{column_sql} IN (SELECT unhex(value) FROM json_each(%s))", [f"[{listed}]"]  # noqa: S608
    return f"{column_sql} IN (SELECT value FROM json_each(%s))", [_encode(list(values)).decode()]  # noqa: S608


def among_pairs(columns_sql: tuple[str, str], values: Collection[tuple[int, int]]) -> tuple[str, list[Any]]:
    """See kit.rows."""
    pairs = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(%s)"
    return f"({', '.join(columns_sql)}) IN ({pairs})", [_encode(list(values)).decode()]


def digits(column_sql: str) -> str:
    """See kit.rows. An expression has no declared type, so nothing is converted."""
    return f"{column_sql} || ''"


def as_ids(packed: Sequence[bytes]) -> Sequence[str]:
    """See kit.rows."""
    return [one.hex() for one in packed]


def as_texts(utf8: Sequence[bytes]) -> Sequence[str]:
    """See kit.rows."""
    return [one.decode() for one in utf8]
