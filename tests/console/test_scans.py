"""No page reads a large table from end to end, however it is asked: every statement of every page is explained.

SQLite knows nothing here of how many rows there are, on a small node as on one of two million entries, so it answers
as it would there.
"""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from bench import addresses
from bench.addresses import pages
from gridward.ledger.models import Entry
from tests.console.cast import Cast
from tests.console.duties import asked, rules

__all__ = ["asked", "rules"]

pytestmark = pytest.mark.sqlite_only

LARGE = ("ledger_entry", "duty_duty", "figure_posting", "figure_total", "figure_first", "duty_mention", "ledger_seal")
ENOUGH = re.compile(r"ORDER BY position (DESC|ASC) LIMIT \d+$|LIMIT \d+\) AS capped$")
"""Read in its own order until there are enough: nearly every entry is one of those that are looked for."""
_LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+\b")


def scans(client: Client) -> Iterator[tuple[str, str]]:
    """What is read from end to end, and by which statement."""
    statements: dict[str, str] = {}
    connection.connection.set_trace_callback(lambda sql: statements.setdefault(_LITERAL.sub("?", sql), sql))
    seen = {page.what.partition(" ")[0] for page in pages(client)}
    connection.connection.set_trace_callback(None)
    assert len(seen) > 25
    for sql in statements.values():
        if sql.lstrip().upper().startswith(("SELECT", "WITH")) and not ENOUGH.search(sql):
            for *_, step in connection.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall():
                if step.startswith("SCAN") and step.split()[1] in LARGE:
                    yield step, sql


@pytest.fixture(autouse=True)
def a_few_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each page that has a name in its address a few, in each way in which they are asked."""
    for name, value in (("NAMING", ()), ("FEW", 2), ("MOST", 12)):
        monkeypatch.setattr(addresses, name, value)


@pytest.mark.parametrize("who", ["lin", "chen"])
def test_nothing_large_is_read_whole(asked: Cast, who: str) -> None:
    assert sorted(set(scans(getattr(asked, who)))) == []


def test_reading_whole_is_seen(asked: Cast) -> None:
    plan = connection.connection.execute("EXPLAIN QUERY PLAN SELECT * FROM ledger_entry WHERE day > 1").fetchall()
    assert plan[0][-1] == f"SCAN {Entry._meta.db_table}"
