"""Child processes: started together, ended together, started again when one dies."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import FrameType

from gridward.cli.says import note
from gridward.kit.text import Text

PATIENCE = 10.0
"""Seconds in which a child may end by itself before it is made to."""
LONGEST_WAIT = 30.0
STEADY = 60.0
"""A child that lived so many seconds starts again at once."""


SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""What ends the whole."""


class Children:
    """Commands by name. `run` returns when a signal ends it, with every child ended."""

    def __init__(self, commands: Mapping[str, Sequence[str]]) -> None:
        self._commands = commands
        self._alive: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._wait: dict[str, float] = dict.fromkeys(commands, 0.5)
        self._due: dict[str, float] = {}
        """When those that died are started again."""
        self._ended = False

    def run(self) -> None:
        """Start all, look after them until SIGTERM or Ctrl-C, end all."""
        before = {number: signal.signal(number, self._end) for number in SIGNALS}
        try:
            for name in self._commands:
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
        """In a session of its own, so that Ctrl-C reaches this process alone, which then ends its children in order."""
        self._started[name] = time.monotonic()
        command = list(self._commands[name])
        self._alive[name] = subprocess.Popen(command, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: S603

    def _look(self) -> None:
        now = time.monotonic()
        for name, child in list(self._alive.items()):
            status, age = child.poll(), now - self._started[name]
            if status is None:
                continue
            if name not in self._due:
                wait = self._wait[name] = 0.5 if age > STEADY else min(LONGEST_WAIT, self._wait[name] * 2)
                self._due[name] = now + wait
                zh = f"{name} 已退出（状态 {status}）,{wait:.0f} 秒后重启。"
                note(Text(zh, f"{name} ended with status {status}; it starts again in {wait:.0f} s."))
            elif now >= self._due[name]:
                del self._due[name]
                self._start(name)

    def _end_all(self) -> None:
        for child in self._alive.values():
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + PATIENCE
        for child in self._alive.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, until - time.monotonic()))
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)  # its own children too: it leads their session
                child.wait()


def _die_with_parent() -> None:
    """On Linux a child is told when its parent is gone, even when that was killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
