"""Tables of duties beside the real ones: what is planned inside the block stands in temporary tables of their names."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from gridward.duty.book import DUTY, PASSING, STANDING
from gridward.kit.rows import execute, rows


@contextmanager
def beside() -> Iterator[str]:
    """Inside the block the plain tables are fresh and empty; the real ones are in the schema given."""
    on_postgres = connection.vendor == "postgresql"
    main = str(rows("SELECT current_schema()")[0][0]) if on_postgres else "main"
    for table in (DUTY, STANDING, PASSING):
        execute(f"CREATE TEMP TABLE {table.name} AS SELECT * FROM {main}.{table.name} WHERE 1 = 0")
    at = "" if on_postgres else "temp."
    execute(f"CREATE UNIQUE INDEX {at}duty_again ON duty_duty (subject, clause, opens)")
    execute(f"CREATE INDEX {at}duty_again_owner ON duty_duty (owner)")
    try:
        yield main
    finally:
        for table in (DUTY, STANDING, PASSING):
            execute(f"DROP TABLE {'pg_temp' if on_postgres else 'temp'}.{table.name}")
