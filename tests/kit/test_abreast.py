"""Work side by side: every thing once, in other processes; a failure is told and nothing is begun after it."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest
from django.db import transaction

from gridward.kit.abreast import abreast
from gridward.kit.pen import writing
from gridward.kit.rows import execute, rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.kernel]

THINGS = list(range(40))
BAD = 7


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # whoever runs the tests has threads of its own
    execute("CREATE TABLE abreast_done(thing integer NOT NULL, process integer NOT NULL)")
    yield
    execute("DROP TABLE abreast_done")


def note(thing: int) -> None:
    """Write down what was done, and where."""
    with writing():
        execute("INSERT INTO abreast_done VALUES (%s, %s)", (thing, os.getpid()))


def note_slowly(thing: int) -> None:
    """So slowly that somebody who stops listening is done long before all is."""
    time.sleep(0.1)
    note(thing)


def note_or_fail(thing: int) -> None:
    if thing == BAD:
        raise ValueError(thing)
    note_slowly(thing)


def note_or_die(thing: int) -> None:
    if thing == BAD:
        os.kill(os.getpid(), signal.SIGKILL)
    note(thing)


def _done() -> list[int]:
    return sorted(thing for (thing,) in rows("SELECT thing FROM abreast_done"))


def _processes() -> set[int]:
    return {process for (process,) in rows("SELECT process FROM abreast_done")}


def test_each_is_done_once_elsewhere() -> None:
    assert sum(1 for _ in abreast(note, THINGS)) == len(THINGS)
    assert _done() == THINGS
    assert os.getpid() not in _processes()


def test_few_things_are_done_here() -> None:
    assert sum(1 for _ in abreast(note, THINGS[:3])) == 3
    assert _done() == THINGS[:3]
    assert _processes() == {os.getpid()}


def test_one_hand_is_this_one() -> None:
    assert sum(1 for _ in abreast(note, THINGS, hands=1)) == len(THINGS)
    assert _processes() == {os.getpid()}


def test_nothing_is_forked_beside_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert sum(1 for _ in abreast(note, THINGS)) == len(THINGS)
    assert _processes() == {os.getpid()}


def test_nothing_is_forked_in_a_transaction() -> None:
    with transaction.atomic():
        assert sum(1 for _ in abreast(os.getpgid, [0] * len(THINGS))) == len(THINGS)
        execute("INSERT INTO abreast_done VALUES (1, 1)")  # the connection is still the one of the transaction
    assert _done() == [1]


def test_a_failure_is_told_and_the_rest_is_left() -> None:
    with pytest.raises(ValueError, match=str(BAD)):
        list(abreast(note_or_fail, THINGS))
    assert set(range(BAD)) <= set(_done()) < set(THINGS) - {BAD}


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(BrokenProcessPool):
        list(abreast(note_or_die, THINGS))
    assert BAD not in _done()


def test_who_stops_asking_stops_the_work() -> None:
    work = abreast(note_slowly, THINGS)
    next(work)
    work.close()
    assert 0 < len(_done()) < len(THINGS)
