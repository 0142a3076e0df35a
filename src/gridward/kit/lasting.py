"""How soon a commit outlives a power cut: at once, or a little later while much is written that could be again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

CHECKPOINT = 8000
"""Pages (32 MB) of SQLite's log before it is copied into the file: what changes again meanwhile is copied once."""


@contextmanager
def later() -> Iterator[None]:
    """Inside the block this connection's commits do not wait for the disk. They keep their order, and never tear: what
    a power cut takes is the latest of them. The first commit after the block outlives one, with all before it.
    """
    before, after = _words()
    _say(before)
    try:
        yield
    finally:
        _say(after)


def _words() -> tuple[list[str], list[str]]:
    if connection.in_atomic_block:  # somebody else's transaction, somebody else's commit
        return [], []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW synchronous_commit")
            return ["SET synchronous_commit = off"], [f"SET synchronous_commit = {cursor.fetchone()[0]}"]
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        if journal != "wal":  # any other journal may tear when it does not wait
            return [], []
        sync = cursor.execute("PRAGMA synchronous").fetchone()[0]
        pages = cursor.execute("PRAGMA wal_autocheckpoint").fetchone()[0]
    return (
        ["PRAGMA synchronous = NORMAL", f"PRAGMA wal_autocheckpoint = {CHECKPOINT}"],
        [f"PRAGMA synchronous = {sync}", f"PRAGMA wal_autocheckpoint = {pages}"],
    )


def _say(words: list[str]) -> None:
    with connection.cursor() as cursor:
        for word in words:
            cursor.execute(word)
