"""What pages ask about duties they find by an index: a county has a million of them."""

import pytest
from django.db import connection
from django.test import Client

from tests.console.cast import Cast, page
from tests.console.duties import asked, rules
from tests.console.test_queries import counted
from tests.toy.node import toy

__all__ = ["asked", "rules", "toy"]

pytestmark = pytest.mark.sqlite_only

PAGES = ("/", "/missing/", "/missing/?show=earlier", "/reports/", "/coverage/", "/figures/")


def test_no_page_reads_all_duties(asked: Cast) -> None:
    whole = {one for user in (asked.lin, asked.chen) for address in PAGES for one in _scans(user, address)}
    assert whole == set()


def _scans(client: Client, address: str) -> list[str]:
    with counted() as statements:
        page(client, address)
    about = [sql for sql in statements if sql.lstrip().startswith(("SELECT", "WITH")) and "duty_duty" in sql]
    return [f"{address}: {sql}" for sql in about if _whole(sql)]


def _whole(sql: str) -> bool:
    with connection.cursor() as cursor:
        plan = [row[3] for row in cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%")).fetchall()]
    return any(step.startswith("SCAN duty_duty") for step in plan)
