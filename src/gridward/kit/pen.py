"""The pen: who writes entries, or what follows from them, writes alone.

One write transaction at a time, in the order in which the pen was taken. Reading never takes it, not even when it
prepares a writing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import uniform
from threading import local
from typing import Literal

from django.db import OperationalError, connection, transaction

from gridward.kit.sqlite.turn import NotMyTurn, turn

Lane = Literal["ledger", "fold"]
"""What is written. On PostgreSQL the lanes do not wait for each other; SQLite has one writer for the whole file."""

PATIENCE = 5.0
"""Seconds to wait for the pen, and on PostgreSQL for any lock inside."""

_NAMESPACE = 0x47524944
_NUMBERS: dict[Lane, int] = {"ledger": 1, "fold": 2}
_BY_KEYS = "set_config('enable_seqscan', 'off', true)"
"""Asked for many keys at once PostgreSQL would otherwise read the whole table."""
_LOCKED = ("55P03", "40P01")  # lock_not_available, deadlock_detected
_mine = local()


class Busy(Exception):
    """The pen was not to be had in time; nothing has been kept. The caller answers 503 with `retry_after`."""

    def __init__(self) -> None:
        super().__init__("another write is still going on; try again shortly")
        self.retry_after = uniform(1, 4)  # noqa: S311  (spreads the callers, hides nothing)
        """Seconds, different for each caller, so that they do not all come back at once."""


@contextmanager
def preparing() -> Iterator[None]:
    """Reading a lot that a writing needs, before it takes the pen: by keys alone, as in `writing`."""
    if connection.vendor == "sqlite":  # each statement by itself: a transaction would be the one that writes
        yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {_BY_KEYS}")
            yield


@contextmanager
def writing(*, lane: Lane = "ledger") -> Iterator[None]:
    """The one write transaction: committed when the block ends, rolled back when it raises.

    Raises `Busy` when the pen cannot be had, RuntimeError inside `atomic()` or another `writing()` of the thread.
    """
    if held() is not None:
        raise RuntimeError("this thread is writing already: pass the work into the open transaction")
    try:
        if connection.vendor == "sqlite":
            with turn(_lock_file(), patience=PATIENCE), transaction.atomic(durable=True), _held(lane):
                yield
        else:
            with transaction.atomic(durable=True), _held(lane):
                _take_advisory_lock(lane)
                yield
    except NotMyTurn:
        raise Busy from None
    except OperationalError as error:
        if _was_locked(error):
            raise Busy from error
        raise


def held() -> Lane | None:
    """The lane in which this thread is writing, None when it is not."""
    found: Lane | None = getattr(_mine, "lane", None)
    return found


@contextmanager
def _held(lane: Lane) -> Iterator[None]:
    _mine.lane = lane
    try:
        yield
    finally:
        _mine.lane = None


def _take_advisory_lock(lane: Lane) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT set_config('lock_timeout', %s, true), {_BY_KEYS}, pg_advisory_xact_lock(%s, %s)",
            [f"{PATIENCE * 1000:.0f}ms", _NAMESPACE, _NUMBERS[lane]],
        )


def _lock_file() -> Path | None:
    """Beside the database file."""
    name = str(connection.settings_dict["NAME"])
    if name == ":memory:" or "mode=memory" in name:
        return None
    return Path(name.removeprefix("file:").partition("?")[0] + ".pen")


def _was_locked(error: OperationalError) -> bool:
    cause = error.__cause__
    return getattr(cause, "sqlstate", None) in _LOCKED or "is locked" in str(cause)
