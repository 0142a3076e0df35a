"""A piece of work that is done in a fork of this process while this one goes on with something else."""

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from django.db import connections

from gridward.kit.abreast import forkable
from gridward.kit.orphan import begin_fork

LOOK = 0.2
"""Seconds between two words of how far it is."""

Found = TypeVar("Found")
Progress = Callable[[int, int], None]
Work = Callable[[Progress], Found]


class Left(Exception):
    """Nobody waits any longer for what is being worked out."""


class Died(Exception):
    """The process that worked was killed."""


class Meanwhile(Generic[Found]):
    """Work that is under way; where no fork was safe (`answer` is None), it is done when it is asked for."""

    def __init__(self, work: Work[Found], answer: Connection | None, far: Any) -> None:
        self._work = work
        self._answer = answer
        self._far = far

    def found(self, progress: Progress) -> Found:
        """What was worked out, when it is done; raises what the work raised, or `Died`."""
        if self._answer is None:
            return self._work(progress)
        while not self._answer.poll(LOOK):
            progress(self._far[0], self._far[1])
        try:
            done, told = self._answer.recv()
        except EOFError:
            raise Died from None
        if not done:
            raise told
        found: Found = told
        return found


@contextmanager
def meanwhile(work: Work[Found]) -> Iterator[Meanwhile[Found]]:
    """Begin the work. It is given a function to tell how far it is, which raises `Left` once this block is left.

    What it finds must be such as pickles; the work itself need not. This process's connections are closed. No thread is
    begun, beside which nothing else could be forked.
    """
    if not forkable():
        yield Meanwhile(work, None, None)
        return
    connections.close_all()  # a fork must not find one that it shares
    context = get_context("fork")
    far = context.RawArray("q", 3)
    answer, telling = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, answer, telling, far))
    process.start()
    telling.close()
    try:
        yield Meanwhile(work, answer, far)
    finally:
        far[2] = 1
        answer.close()
        process.join()


def _do(work: Work[Any], answer: Connection, telling: Connection, far: Any) -> None:
    answer.close()  # else the fork itself would keep open what nobody reads any longer

    def tell(done: int, whole: int) -> None:
        if far[2]:
            raise Left
        far[0], far[1] = done, whole

    begin_fork()
    told: tuple[bool, Any]
    try:
        told = True, work(tell)
    except Exception as error:
        error.add_note(traceback.format_exc())
        told = False, error
    with suppress(BrokenPipeError):  # nobody waits any longer
        telling.send(told)
