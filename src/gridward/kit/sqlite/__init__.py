"""Django's SQLite back end as Gridward needs it: WAL, full syncs, one writer at a time, UUIDs as UUIDs everywhere."""
