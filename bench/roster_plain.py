"""The tables of the two other ways of taking a roster in; they stand while the benchmark runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models

from gridward.kit.rows import execute

PLACES = range(12)


class Plain(models.Model):
    """A person in clear, found by number and phone."""

    c0, c1, c2, c3 = (models.CharField(max_length=80) for _ in range(4))
    c4 = models.CharField(max_length=80, db_index=True)
    c5, c6 = (models.CharField(max_length=80) for _ in range(2))
    c7 = models.CharField(max_length=80, db_index=True)
    c8, c9, c10, c11 = (models.CharField(max_length=80) for _ in range(4))
    valid = models.BooleanField()

    class Meta:
        app_label = "bench"
        db_table = "bench_plain"


@contextmanager
def table() -> Iterator[None]:
    """Both tables, gone afterwards."""
    with connection.schema_editor() as editor:
        editor.create_model(Plain)
    execute(f"CREATE TABLE bench_roster ({', '.join(f'c{place} text' for place in PLACES)})")
    execute("CREATE INDEX bench_roster_id ON bench_roster (c4)")
    execute("CREATE INDEX bench_roster_phone ON bench_roster (c7)")
    try:
        yield
    finally:
        execute("DROP TABLE bench_roster")
        with connection.schema_editor() as editor:
            editor.delete_model(Plain)
