"""A piece of work that is done in a fork of this process while this one goes on with something else."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from django.db import connections

from gridward.kit.abreast import forkable
from gridward.kit.orphan import begin_fork

LOOK = 0.2
"""Seconds between two words of how far it is."""

Found = TypeVar("Found")
Progress = Callable[[int, int], None]
Work = Callable[[Progress], Found]

_mine: Any = None
"""In the fork: its work and how far that is."""


class Left(Exception):
    """Nobody waits any longer for what is being worked out."""


class Meanwhile(Generic[Found]):
    """Work that is under way; where no fork was safe, it is done when it is asked for."""

    def __init__(self, work: Work[Found], pool: ProcessPoolExecutor | None, far: Any) -> None:
        self._work = work
        self._far = far
        self._pool = pool
        self._future: Future[Found] | None = pool.submit(_do) if pool is not None else None

    def found(self, progress: Progress) -> Found:
        """What was worked out, when it is done; raises what the work raised."""
        if self._future is None or self._pool is None:
            return self._work(progress)
        while not wait([self._future], timeout=LOOK).done:
            progress(self._far[0], self._far[1])
        self._pool.shutdown()  # with it goes its thread, beside which nothing else can be forked
        return self._future.result()


@contextmanager
def meanwhile(work: Work[Found]) -> Iterator[Meanwhile[Found]]:
    """Begin the work. It is given a function to tell how far it is, which raises `Left` once this block is left.

    What it finds must be such as pickles; the work itself need not. This process's connections are closed.
    """
    if not forkable():
        yield Meanwhile(work, None, None)
        return
    connections.close_all()  # a fork must not find one that it shares
    context = get_context("fork")
    far = context.RawArray("q", 3)
    pool = ProcessPoolExecutor(1, context, initializer=_begin, initargs=(work, far))
    try:
        yield Meanwhile(work, pool, far)
    finally:
        far[2] = 1
        pool.shutdown()


def _begin(*mine: Any) -> None:
    global _mine
    begin_fork()
    _mine = mine


def _do() -> Any:
    work, far = _mine

    def tell(done: int, whole: int) -> None:
        if far[2]:
            raise Left
        far[0], far[1] = done, whole

    return work(tell)
