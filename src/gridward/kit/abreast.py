"""The same work for many things, side by side: in forks of this process, which know all that it has loaded."""

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from django.db import connection, connections

from gridward.kit.orphan import end_with_parent

HANDS = 2
"""Processes at once: where each writes for half of its time more of them would only wait for the pen."""
WORTH = 4
"""Things for each process from which forking costs less than it saves."""

Thing = TypeVar("Thing")


def abreast(work: Callable[[Thing], object], things: Sequence[Thing], *, hands: int = HANDS) -> Iterator[None]:
    """Do the work for each thing; yields as often as one is done. Raises what the first of them raised; none is begun
    after that, or once this generator is closed.

    `work` and the things must be such as pickle. This process does it alone where there is little to do, and where a
    fork would not be safe: in an open transaction, whose rows a fork does not see, and beside other threads.
    """
    if hands < 2 or len(things) < WORTH * hands or connection.in_atomic_block or threading.active_count() > 1:
        for thing in things:
            work(thing)
            yield
        return
    connections.close_all()  # a fork must not find one that it shares
    pool = ProcessPoolExecutor(hands, get_context("fork"), initializer=_begin)
    try:
        for done in [pool.submit(work, thing) for thing in things]:
            done.result()
            yield
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Ctrl-C is the parent's business: what was begun is finished, nothing else is begun."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()
