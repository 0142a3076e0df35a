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


class Ended(Exception):
    """Somebody asked the whole to end."""


class Children:
    """Commands by name. `run` returns when a signal ends it, with every child ended."""

    def __init__(self, commands: Mapping[str, Sequence[str]]) -> None:
        self._commands = commands
        self._alive: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._wait: dict[str, float] = dict.fromkeys(commands, 0.5)

    def run(self) -> None:
        """Start all, look after them until SIGTERM or Ctrl-C, end all."""
        before = {number: signal.signal(number, _end) for number in (signal.SIGTERM, signal.SIGHUP)}
        try:
            for name in self._commands:
                self._start(name)
            while True:
                time.sleep(0.2)
                self._look()
        except (Ended, KeyboardInterrupt):
            note(Text("正在停止 …", "Stopping …"))
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            self._end_all()

    def _start(self, name: str) -> None:
        """In a session of its own, so that Ctrl-C reaches this process alone, which then ends its children in order."""
        self._started[name] = time.monotonic()
        command = list(self._commands[name])
        self._alive[name] = subprocess.Popen(command, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: S603

    def _look(self) -> None:
        for name, child in list(self._alive.items()):
            status, age = child.poll(), time.monotonic() - self._started[name]
            if status is None:
                continue
            wait = 0.5 if age > STEADY else min(LONGEST_WAIT, self._wait[name] * 2)
            self._wait[name] = wait
            zh = f"{name} 已退出（状态 {status}）,{wait:.0f} 秒后重启。"
            note(Text(zh, f"{name} ended with status {status}; it starts again in {wait:.0f} s."))
            time.sleep(wait)
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


def _end(number: int, frame: FrameType | None) -> None:
    raise Ended


def _die_with_parent() -> None:
    """On Linux a child is told when its parent is gone, even when that was killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
