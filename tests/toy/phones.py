"""Phones that hand in batches at once: threads of this process, or processes that can be killed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Barrier
from typing import Any

from django.db import connection

from gridward.kit.pen import Busy

ROOT = Path(__file__).resolve().parents[2]


def at_once(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do everything at the same moment, each in a thread with a connection of its own."""
    start = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            start.wait(60)
            return patiently(work)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [done.result(120) for done in [pool.submit(run, work) for work in works]]


def patiently(work: Callable[[], Any]) -> Any:
    """As a phone does: what was not taken because the node was busy is handed in again."""
    while True:
        try:
            return work()
        except Busy:
            continue


class Phone:
    """A process that hands in batches."""

    def __init__(self) -> None:
        paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.toy.sender"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": paths, "TOY_DATABASE": str(connection.settings_dict["NAME"])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, line: str) -> None:
        """Hand something in without waiting for the answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        """The next answer; None when the process is no more."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        return json.loads(line) if line.endswith("\n") else None

    def kill(self) -> list[Any]:
        """End it at once, whatever it is doing; returns the answers that it had given already."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        if self.process.stdout.closed:
            return []
        self.process.kill()
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        answers = list(iter(self.hear, None))
        self.process.wait()
        self.process.stdout.close()
        return answers


@contextmanager
def phones(number: int) -> Iterator[list[Phone]]:
    """So many processes, ready; gone when the block ends."""
    started = [Phone() for _ in range(number)]
    try:
        assert [phone.hear() for phone in started] == ["ready"] * number
        yield started
    finally:
        for phone in started:
            phone.kill()
