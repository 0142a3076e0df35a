"""A node with the domains that are installed, and a small county."""

from dataclasses import replace

import pytest

from gridward.account.models import Account
from gridward.plug.catalogue import CATALOGUE
from tests.toy.node import begin, forget, open_map


@pytest.fixture
def node(db: None) -> None:
    """The county of the toy tests, open, with one account."""
    forget()
    begin()
    open_map()
    Account.objects.create(username="somebody")


@pytest.fixture(autouse=True)
def everything_admitted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a desk may decide depends on what others did, and what begins later is closed: here entries stand alone."""
    for name, kind in CATALOGUE.kinds.items():
        if kind.admits is not None or kind.closed_until is not None:
            monkeypatch.setitem(CATALOGUE.kinds, name, replace(kind, admits=None, closed_until=None))
