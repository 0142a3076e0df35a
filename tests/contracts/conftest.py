"""A node with the domains that are installed, and a small county."""

import pytest

from gridward.account.models import Account
from tests.toy.node import begin, forget, open_map


@pytest.fixture
def node(db: None) -> None:
    """The county of the toy tests, open, with one account."""
    forget()
    begin()
    open_map()
    Account.objects.create(username="somebody")
