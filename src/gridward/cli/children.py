"""Child processes: started together, ended together, started again when one dies.

They are forks of the process that has loaded the house already: they work at once and share its memory.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from types import FrameType

from django.conf import settings
from django.db import connections

from gridward.cli.says import note, unforeseen
from gridward.kit.orphan import end_with_parent
from gridward.kit.text import Text

PATIENCE = 10.0
"""Seconds in which a child may end by itself before it is made to."""
LONGEST_WAIT = 30.0
STEADY = 60.0
"""A child that lived so many seconds starts again at once."""


SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""What ends the whole."""

Work = Callable[[], None]


class Children:
    """What each child does, by name. `run` returns when a signal ends it, with every child ended."""

    def __init__(self, works: Mapping[str, Work]) -> None:
        self._works = works
        self._alive: dict[str, ForkProcess] = {}
        self._started: dict[str, float] = {}
        self._wait: dict[str, float] = dict.fromkeys(works, 0.5)
        self._due: dict[str, float] = {}
        """When those that died are started again."""
        self._ended = False

    def run(self) -> None:
        """Start all, look after them until SIGTERM or Ctrl-C, end all. No connection to the database stays open here:
        a child must not find one that it shares.
        """
        connections.close_all()
        before = {number: signal.signal(number, self._end) for number in SIGNALS}
        try:
            for name in self._works:
                self._start(name)
            while not self._ended:
                time.sleep(0.2)
                self._look()
            note(Text("正在停止 …", "Stopping …"))
        finally:
            self._end_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _end(self, number: int, frame: FrameType | None) -> None:
        """Only noted: what a handler raises is lost where Python is just tidying up an object."""
        self._ended = True

    def _start(self, name: str) -> None:
        """No signal comes between the fork and the moment at which the child has let go of our handlers."""
        self._started[name] = time.monotonic()
        child = self._alive[name] = get_context("fork").Process(target=_child, args=(self._works[name], name))
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        child.start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)

    def _look(self) -> None:
        now = time.monotonic()
        for name, child in list(self._alive.items()):
            status, age = child.exitcode, now - self._started[name]
            if status is None:
                continue
            if name not in self._due:
                _kill_session(child)
                wait = self._wait[name] = 0.5 if age > STEADY else min(LONGEST_WAIT, self._wait[name] * 2)
                self._due[name] = now + wait
                zh = f"{name} 已退出（状态 {status}）,{wait:.0f} 秒后重启。"
                note(Text(zh, f"{name} ended with status {status}; it starts again in {wait:.0f} s."))
            elif now >= self._due[name]:
                del self._due[name]
                self._start(name)

    def _end_all(self) -> None:
        for child in self._alive.values():
            child.terminate()
        until = time.monotonic() + PATIENCE
        for child in self._alive.values():
            child.join(max(0.1, until - time.monotonic()))
            _kill_session(child)
            child.join()


def _child(work: Work, name: str) -> None:
    """In a session of its own, so that Ctrl-C reaches the parent alone, which then ends its children in order."""
    os.setsid()
    end_with_parent()
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    try:
        work()
    except Exception as error:
        if settings.DEBUG:
            raise
        why = unforeseen(error)
        note(Text(f"{name} 出错：{why}", f"{name} failed: {why}"))
        sys.exit(1)


def _kill_session(child: ForkProcess) -> None:
    """Kill it if it is still there, and the children that it left behind: it leads their session."""
    if child.pid:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
