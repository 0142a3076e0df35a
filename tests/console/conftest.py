"""A node with the toy domain, some days of entries, and the cast signed in."""

from collections.abc import Iterator

import pytest
from django.test import Client

from gridward.kit import clock
from tests.console.cast import Cast, gather, stir
from tests.toy.node import NOW, toy

__all__ = ["toy"]


@pytest.fixture
def cast(toy: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """The cast on a node where something has happened; it is the evening of all days."""
    with clock.standing_at(NOW):
        found = gather()
        stir()
        yield found


@pytest.fixture
def lin(cast: Cast) -> Client:
    """Who runs the node."""
    return cast.lin
