"""A piece of work beside this process: found when it is asked for; who does not ask stops it; a failure is told."""

import os
import signal
import threading
import time
from functools import partial
from pathlib import Path

import pytest
from django.db import transaction

from gridward.kit.meanwhile import Died, Progress, meanwhile

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.kernel]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # whoever runs the tests has threads of its own


def nothing(done: int, whole: int) -> None:
    """No progress is wanted."""


def process(progress: Progress) -> int:
    return os.getpid()


def die(progress: Progress) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail(progress: Progress) -> None:
    raise ValueError("failed")


def last_long(noted: Path, progress: Progress) -> None:
    """A minute, unless nobody waits any longer; notes how far it came."""
    for number in range(600):
        noted.write_text(str(number))
        progress(number, 600)
        time.sleep(0.1)


def test_it_is_done_elsewhere() -> None:
    with meanwhile(process) as work:
        assert work.found(nothing) != os.getpid()


def test_the_work_need_not_pickle() -> None:
    lock = threading.Lock()
    with meanwhile(lambda progress: lock.locked()) as work:
        assert work.found(nothing) is False


def test_how_far_it_is_is_told() -> None:
    told: list[tuple[int, int]] = []

    def half(progress: Progress) -> None:
        progress(1, 2)
        time.sleep(0.7)

    with meanwhile(half) as work:
        work.found(lambda done, whole: told.append((done, whole)))
    assert (1, 2) in told


def test_who_leaves_stops_it(tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    with pytest.raises(KeyboardInterrupt), meanwhile(partial(last_long, noted)):
        while not noted.exists() or not noted.read_text():
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert int(noted.read_text()) < 599


def test_a_failure_is_told() -> None:
    with meanwhile(fail) as work, pytest.raises(ValueError, match="failed"):
        work.found(nothing)


def test_who_leaves_when_much_was_found_need_not_wait() -> None:
    with meanwhile(lambda progress: b"much" * 1_000_000):
        time.sleep(0.3)


def test_nothing_forbids_to_fork_once_more() -> None:
    before = threading.enumerate()
    with meanwhile(process) as work, meanwhile(process) as other:
        assert threading.enumerate() == before
        assert work.found(nothing) != other.found(nothing)


def test_a_process_that_dies_is_told() -> None:
    with meanwhile(die) as work, pytest.raises(Died):
        work.found(nothing)


def test_in_a_transaction_it_is_done_here() -> None:
    with transaction.atomic(), meanwhile(process) as work:
        assert work.found(nothing) == os.getpid()


def test_beside_another_thread_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    with meanwhile(process) as work:
        assert work.found(nothing) == os.getpid()
