"""The county of the toy tests with the domains that are installed, for sheets that are taken in."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from gridward.account.models import Account
from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit.clock import standing_at
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from gridward.plug.catalogue import CATALOGUE
from tests.toy.node import EAST, FAR, NOW, at, begin, forget, open_map


@pytest.fixture
def node(db: None) -> Iterator[None]:
    """The county, open; it is the evening of all days."""
    forget()
    with standing_at(NOW):
        begin()
        open_map()
        Account.objects.create(username="somebody")
        yield


@pytest.fixture
def chen(node: None) -> Account:
    """Who leads the village East."""
    return _leads("chen", EAST)


@pytest.fixture
def fang(node: None) -> Account:
    """Who leads the village Far."""
    return _leads("fang", FAR)


def _leads(name: str, area: str) -> Account:
    account = Account.objects.create_user(name)
    with writing():
        offices.appoint(
            offices.Appointment(
                source=repeatable(name),
                role="village_lead",
                area=tree().need(area).id,
                from_at=at(1),
                account=account.pk,
            )
        )
    return account


@pytest.fixture(autouse=True)
def everything_admitted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a desk may decide depends on what others did: a sheet is taken in row by row, each by itself."""
    for name, kind in CATALOGUE.kinds.items():
        if kind.admits is not None:
            monkeypatch.setitem(CATALOGUE.kinds, name, replace(kind, admits=None))
