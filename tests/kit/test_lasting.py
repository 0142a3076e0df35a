"""Commits that may wait, and the first one after them that does not."""

import pytest
from django.db import connection

from gridward.kit.lasting import later

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.kernel]


def _how() -> str:
    asked = "SHOW synchronous_commit" if connection.vendor == "postgresql" else "PRAGMA synchronous"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return str(cursor.fetchone()[0])


def test_commits_wait_for_the_disk_again_after_the_block() -> None:
    before = _how()
    with later():
        assert _how() in {"off", "1"}
    assert _how() == before in {"on", "off", "2"}


def test_also_when_the_block_is_interrupted() -> None:
    before = _how()
    with pytest.raises(KeyboardInterrupt), later():
        raise KeyboardInterrupt
    assert _how() == before


def test_a_block_within_a_block_leaves_it_as_it_was() -> None:
    with later():
        outside = _how()
        with later():
            pass
        assert _how() == outside
