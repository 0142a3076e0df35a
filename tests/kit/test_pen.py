"""The pen: one writer at a time, nothing kept of what failed, nobody waits for ever, readers never wait."""

import fcntl
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from django.db import connection, transaction

from gridward.kit import pen
from gridward.kit.pen import Busy, held, writing
from gridward.kit.rows import execute, rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.kernel]


@pytest.fixture(autouse=True)
def tally() -> Iterator[None]:
    execute("CREATE TABLE pen_tally(n integer NOT NULL)")
    execute("INSERT INTO pen_tally VALUES (0)")
    yield
    execute("DROP TABLE pen_tally")


def _count() -> int:
    return int(rows("SELECT n FROM pen_tally")[0][0])


def _in_thread(pool: ThreadPoolExecutor, work: object) -> "Future[object]":
    def run() -> object:
        try:
            return work()  # type: ignore[operator]
        finally:
            connection.close()

    return pool.submit(run)


@contextmanager
def _another_writer() -> Iterator[None]:
    """For the block, another thread holds the pen and has written something not yet committed."""
    taken, enough = Event(), Event()

    def hold() -> None:
        with writing():
            execute("UPDATE pen_tally SET n = 100")
            taken.set()
            enough.wait(30)

    with ThreadPoolExecutor(1) as pool:
        other = _in_thread(pool, hold)
        assert taken.wait(30)
        try:
            yield
        finally:
            enough.set()
            other.result(30)


def test_what_is_written_is_there_afterwards() -> None:
    with writing():
        assert held() == "ledger"
        execute("UPDATE pen_tally SET n = 1")
    assert held() is None
    assert not connection.in_atomic_block
    assert _count() == 1


def test_nothing_of_a_failed_block_is_kept_and_the_pen_is_free_again() -> None:
    with pytest.raises(ValueError, match="of the block"), writing():
        execute("UPDATE pen_tally SET n = 1")
        raise ValueError("of the block")
    assert held() is None
    with writing():
        assert _count() == 0


def test_writing_inside_writing_is_an_error() -> None:
    with writing():
        with pytest.raises(RuntimeError), writing():
            pass
        with pytest.raises(RuntimeError), writing(lane="fold"):
            pass
        assert held() == "ledger"


def test_writing_inside_another_transaction_is_an_error() -> None:
    with pytest.raises(RuntimeError), transaction.atomic(), writing():
        pass
    assert held() is None


def test_who_does_not_get_the_pen_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    with _another_writer():
        monkeypatch.setattr(pen, "PATIENCE", 0.05)
        with pytest.raises(Busy) as refused, writing():
            execute("UPDATE pen_tally SET n = 1")
        assert 1 <= refused.value.retry_after <= 4
        assert held() is None
    assert _count() == 100


def test_a_reader_sees_the_last_commit_without_waiting() -> None:
    with _another_writer():
        assert _count() == 0
    assert _count() == 100


def test_writers_never_lose_each_others_work() -> None:
    def add() -> None:
        for _ in range(10):
            with writing():
                before = _count()
                execute("UPDATE pen_tally SET n = %s", [before + 1])

    with ThreadPoolExecutor(4) as pool:
        for done in [_in_thread(pool, add) for _ in range(4)]:
            done.result(60)
    assert _count() == 40


@pytest.mark.sqlite_only
def test_another_process_holds_the_lock_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pen, "PATIENCE", 0.05)
    handle = os.open(f"{connection.settings_dict['NAME']}.pen", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(Busy), writing():
        pass
    os.close(handle)
    with writing():
        execute("UPDATE pen_tally SET n = 1")
    assert _count() == 1


@pytest.mark.postgres_only
def test_the_fold_does_not_wait_for_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    with _another_writer():
        monkeypatch.setattr(pen, "PATIENCE", 0.05)
        with writing(lane="fold"):
            assert held() == "fold"


@pytest.mark.postgres_only
def test_a_lock_inside_is_not_waited_for_either(monkeypatch: pytest.MonkeyPatch) -> None:
    with _another_writer():
        monkeypatch.setattr(pen, "PATIENCE", 0.05)
        with pytest.raises(Busy), writing(lane="fold"):
            execute("UPDATE pen_tally SET n = 1")
    assert _count() == 100
    assert rows("SHOW lock_timeout") == [("0",)]
