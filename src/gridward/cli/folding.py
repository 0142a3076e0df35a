"""While much is taken in, a process of its own lets the figures follow, as the loop does of a node that serves."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from select import select

from gridward.cli.says import note
from gridward.figure.fold import catch_up
from gridward.kit.lasting import later
from gridward.kit.pen import Busy
from gridward.kit.text import Text
from gridward.scenario.load import SLICE

COMMAND = (sys.executable, "-m", "gridward.config", "fold")
PAUSE = 0.5
"""Seconds between two looks at the ledger: what has come by then is folded in one go."""


@contextmanager
def folding() -> Iterator[subprocess.Popen[str]]:
    """Inside the block what comes in is folded beside it; what is not when it ends is left to whoever folds next.

    The process may be killed anywhere, as every fold. It ends with this one, even if this one is killed: then its
    standard input ends.
    """
    pipe = subprocess.PIPE
    child = subprocess.Popen(COMMAND, stdin=pipe, stderr=pipe, text=True, start_new_session=True)  # noqa: S603
    try:
        yield child
    finally:
        failed = child.poll() is not None
        child.terminate()
        _, said = child.communicate()
    if failed:
        why = (said.strip().splitlines() or [f"status {child.returncode}"])[-1]
        note(Text(f"并行推算中途停止：{why}", f"folding beside stopped early: {why}"))


def fold() -> None:
    """推算陆续到来的记录，直到标准输入关闭 / fold what comes in until standard input ends"""
    with later():
        while not select([sys.stdin], [], [], PAUSE)[0]:
            try:
                catch_up(size=SLICE)
            except Busy:
                continue
