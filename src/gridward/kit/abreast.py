"""The same work for many things, side by side: in forks of this process, which know all that it has loaded."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from django.db import connection, connections

from gridward.kit.orphan import begin_fork

HANDS = 2
"""Processes at once: where each writes for half of its time more of them would only wait for the pen."""
WORTH = 4
"""Things for each process from which forking costs less than it saves."""

Thing = TypeVar("Thing")


def abreast(work: Callable[[Thing], object], things: Sequence[Thing], *, hands: int = HANDS) -> Iterator[None]:
    """Do the work for each thing; yields as often as one is done. Raises what the first of them raised; none is begun
    after that, or once this generator is closed.

    `work` and the things must be such as pickle. This process does it alone where there is little to do, and where a
    fork would not be safe.
    """
    if hands < 2 or len(things) < WORTH * hands or not forkable():
        for thing in things:
            work(thing)
            yield
        return
    connections.close_all()  # a fork must not find one that it shares
    pool = ProcessPoolExecutor(hands, get_context("fork"), initializer=begin_fork)
    try:
        for done in [pool.submit(work, thing) for thing in things]:
            done.result()
            yield
    finally:
        pool.shutdown(cancel_futures=True)


def forkable() -> bool:
    """Whether a fork of this process would be safe and of use: not in an open transaction, whose rows it does not see,
    and not beside other threads.
    """
    return not connection.in_atomic_block and threading.active_count() == 1
