"""Rows in bulk: appended and read as plain tuples on Django's default connection, inside its open transaction.

The same on both databases: placeholders are `%s` (a literal percent sign is `%%`), UUID columns come back as UUID,
bytea as bytes, JSON columns as their text. What the databases do differently is in rows_pg and rows_sqlite.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

from gridward.kit import rows_pg, rows_sqlite
from gridward.kit.table import Table, Type

__all__ = ["Table", "Type", "among", "among_pairs", "append", "as_ids", "as_texts", "digits", "execute", "put", "rows"]


def append(table: Table, rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows whose values stand in the order of `table.columns`; returns how many.

    COPY on PostgreSQL, executemany on SQLite. JSON values are given as text. Raises django.db.IntegrityError.
    """
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            return rows_pg.append(_raw(), table, rows)
        return rows_sqlite.append(_raw(), table, rows)


def put(table: Table, rows: Sequence[Sequence[Any]], *, key: int) -> None:
    """As `append`, but a row whose first `key` columns, which are unique together, are there gets the other values."""
    if not rows:
        return
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            rows_pg.put(_raw(), table, rows, key)
        else:
            rows_sqlite.put(_raw(), table, rows, key)


def rows(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            return rows_pg.rows(_raw(), sql, params)
        return rows_sqlite.rows(_raw(), sql, params)


def execute(sql: str, params: Sequence[Any] = ()) -> int:
    """Run a statement that changes rows; returns how many it changed."""
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            return rows_pg.execute(_raw(), sql, params)
        return rows_sqlite.execute(_raw(), sql, params)


def among(column_sql: str, values: Collection[Any], type: Type) -> tuple[str, list[Any]]:
    """Condition and parameters for "the column is one of these values": one parameter, however many values.

    `column_sql` is code, never input. No value: the condition is never met. UUIDs may be given by their 32 digits.
    """
    if connection.vendor == "postgresql":
        return rows_pg.among(column_sql, values, type)
    return rows_sqlite.among(column_sql, values, type)


def among_pairs(
    columns_sql: tuple[str, str], values: Collection[tuple[int, int]], types: tuple[Type, Type]
) -> tuple[str, list[Any]]:
    """As `among`, for two columns that are one of these pairs of whole numbers."""
    if connection.vendor == "postgresql":
        return rows_pg.among_pairs(columns_sql, values, types)
    return rows_sqlite.among_pairs(columns_sql, values)


def digits(column_sql: str) -> str:
    """The expression that reads a UUID column as the id's 32 digits, for who has no use for UUIDs."""
    return rows_pg.digits(column_sql) if connection.vendor == "postgresql" else rows_sqlite.digits(column_sql)


def as_ids(packed: Sequence[bytes]) -> Sequence[Any]:
    """Ids, given by their 16 bytes, as `append` takes them for a column of type `id`."""
    return rows_pg.as_ids(packed) if connection.vendor == "postgresql" else rows_sqlite.as_ids(packed)


def as_texts(utf8: Sequence[bytes]) -> Sequence[Any]:
    """Texts, given in UTF-8, as `append` takes them for a column of type `utf8`."""
    return rows_pg.as_texts(utf8) if connection.vendor == "postgresql" else rows_sqlite.as_texts(utf8)


def _raw() -> Any:
    connection.validate_no_broken_transaction()
    connection.ensure_connection()
    return connection.connection
