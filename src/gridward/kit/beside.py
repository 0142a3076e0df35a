"""Tables beside the real ones: whoever derives everything again writes there, with the code that writes every day."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from gridward.kit.rows import execute, rows
from gridward.kit.table import Table


@contextmanager
def beside(tables: Sequence[Table], indexes: Sequence[str]) -> Iterator[str]:
    """Inside the block the plain names of these tables mean fresh, empty temporary ones; the real ones are in the
    schema given. An index is the statement that makes it, `{at}` standing before its name.
    """
    on_postgres = connection.vendor == "postgresql"
    main = str(rows("SELECT current_schema()")[0][0]) if on_postgres else "main"
    for table in tables:
        execute(f"CREATE TEMP TABLE {table.name} AS SELECT * FROM {main}.{table.name} WHERE 1 = 0")  # noqa: S608
    for index in indexes:
        execute(index.format(at="" if on_postgres else "temp."))
    try:
        _forget_plans()
        yield main
    finally:
        for table in tables:
            execute(f"DROP TABLE {'pg_temp' if on_postgres else 'temp'}.{table.name}")
        _forget_plans()


def _forget_plans() -> None:
    """A statement that PostgreSQL has prepared goes on using the table that it knew by a name until it must plan again:
    it would read the real tables, and write into them.
    """
    if connection.vendor == "postgresql":
        execute("DISCARD PLANS")
