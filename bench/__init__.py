"""Benchmarks of Gridward against what the database itself can do, in the same run on the same data.

`./run bench` runs them; `python -m bench` with the repository's root on the path does the same. Every benchmark makes
private databases that are gone afterwards: an SQLite file with synchronous=FULL and a PostgreSQL with fsync on.
"""
