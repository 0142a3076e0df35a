"""What the database itself can do with the same rows: the limit that intake is held against, and the usual way."""

from typing import Any

from django.db import connection, models, transaction

from gridward.ledger.models import Entry  # the one table that is written; only its columns are used here
from gridward.ledger.pen import ENTRY

LIMIT, USUAL = "bench_limit", "bench_usual"
_COLUMNS = ", ".join(ENTRY.columns)


class Usual(models.Model):
    """The same table for Django's own bulk_create."""

    for field in Entry._meta.local_fields:  # noqa: SLF001 - Django's documented way to a model's fields
        locals()[field.name] = field.clone()
    del field

    class Meta:
        app_label = "bench"
        managed = False
        db_table = USUAL


def make_tables() -> None:
    """Empty tables like that of the ledger, with the same indexes."""
    with connection.cursor() as cursor:
        for name in (LIMIT, USUAL):
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
            if connection.vendor == "postgresql":
                cursor.execute(f"CREATE TABLE {name} (LIKE ledger_entry INCLUDING ALL)")
                continue
            cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'ledger_entry' AND sql IS NOT NULL")
            for (sql,) in cursor.fetchall():
                fresh = sql.replace('"ledger_entry"', f'"{name}"')
                cursor.execute(fresh if "CREATE TABLE" in sql else fresh.replace('INDEX "', f'INDEX "{name}_', 1))


def fill() -> None:
    """Give the tables what the ledger holds and they do not."""
    with connection.cursor() as cursor:
        for name in (LIMIT, USUAL):
            cursor.execute(
                f"INSERT INTO {name} ({_COLUMNS}) SELECT {_COLUMNS} FROM ledger_entry"
                f" WHERE position NOT IN (SELECT position FROM {name})"
            )
            cursor.execute(f"ANALYZE {name}")


def alike() -> bool:
    """Whether the limit's table holds what the ledger holds of the same positions: the comparison is a fair one."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM (SELECT {_COLUMNS} FROM {LIMIT} EXCEPT SELECT {_COLUMNS} FROM ledger_entry) AS odd"
        )
        return cursor.fetchone()[0] == 0


def encoded(first: int, last: int) -> Any:
    """The rows of these positions, ready to be written: the bytes of a binary COPY, or tuples."""
    raw = _raw()
    select = f"SELECT {_COLUMNS} FROM ledger_entry WHERE position BETWEEN {first} AND {last} ORDER BY position"
    if connection.vendor == "sqlite":
        return [_plain(row) for row in raw.execute(select)]
    with raw.cursor() as cursor, cursor.copy(f"COPY ({select}) TO STDOUT (FORMAT BINARY)") as copy:
        return b"".join(bytes(piece) for piece in copy)


def write(rows: Any) -> None:
    """One COPY or executemany of rows that are encoded already, committed."""
    with transaction.atomic(durable=True):
        raw = _raw()
        if connection.vendor == "sqlite":
            marks = ", ".join("?" * len(ENTRY.columns))
            raw.executemany(f"INSERT INTO {LIMIT} ({_COLUMNS}) VALUES ({marks})", rows)
            return
        with raw.cursor() as cursor, cursor.copy(f"COPY {LIMIT} ({_COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(rows)


def plain(first: int, last: int) -> list[dict[str, Any]]:
    """The same rows as an application would have them."""
    return list(Entry.objects.filter(position__range=(first, last)).order_by("position").values())


def write_usual(rows: list[dict[str, Any]]) -> None:
    """The usual way: a model instance each, bulk_create, committed."""
    Usual.objects.bulk_create([Usual(**row) for row in rows], ignore_conflicts=True)


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """As SQLite binds it without asking any adapter: ids as text."""
    return (row[0], row[1].hex, *row[2:])


def _raw() -> Any:
    connection.ensure_connection()
    return connection.connection
