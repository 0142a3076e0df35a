"""How often a page asks the database: a number that does not grow with the map, the entries or the figures."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from gridward.figure.fold import catch_up
from tests.console.cast import EAST, TOWN, page
from tests.toy.node import at, entry, opening, send, uuid

MOST = {
    "/": 28,
    f"/areas/{TOWN}/": 27,
    f"/areas/{EAST}/": 25,
    "/figures/": 25,
    "/figures/toy.cars/": 25,
    "/figures/toy.covered/": 25,
    "/ledger/": 20,
    "/ledger/toy.cars/": 20,
    "/ledger/held/": 20,
    f"/entries/{uuid(101)}/": 21,
    f"/entries/{uuid(101)}/correct/": 25,
    "/record/": 12,
    f"/record/toy.cars/?area={EAST}": 14,
    "/pick/areas/?area=37": 8,
    "/search/?q=a": 10,
    f"/domains/toy/?area={TOWN}": 25,
    "/domains/command/": 40,
    "/documents/": 16,
    "/documents/bulletins/situation/": 30,
}


pytestmark = pytest.mark.sqlite_only


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement, also those that go past Django's cursors."""
    asked: list[str] = []
    connection.connection.set_trace_callback(asked.append)
    yield asked
    connection.connection.set_trace_callback(None)


def test_pages_ask_little(lin: Client) -> None:
    asked = {address: _asks(lin, address) for address in MOST}
    assert {address: number for address, number in asked.items() if number > MOST[address]} == {}


def test_they_ask_no_more_when_there_is_more(lin: Client) -> None:
    before = {address: _asks(lin, address) for address in MOST}
    villages = [f"{TOWN}{number}" for number in range(300, 340)]
    send(*(opening(2000 + number, code, "village", TOWN) for number, code in enumerate(villages)))
    send(*(entry(3000 + number, "toy.cars", code, at(6), {"count": 1}) for number, code in enumerate(villages)))
    catch_up()
    after = {address: _asks(lin, address) for address in MOST}
    assert {
        address: (before[address], after[address]) for address in MOST if after[address] > before[address] + 1
    } == {}


def _asks(client: Client, address: str) -> int:
    page(client, address)
    with counted() as asked:
        page(client, address)
    return len([sql for sql in asked if sql.lstrip().upper().startswith(("SELECT", "UPDATE", "INSERT", "DELETE"))])


def test_counting_sees_every_statement(lin: Client) -> None:
    with counted() as asked:
        page(lin, "/ledger/")
    assert any("ledger_entry" in sql for sql in asked)
    assert any("django_session" in sql for sql in asked)
