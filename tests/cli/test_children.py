"""Child processes are started again when they die, and are all gone when the parent is told to end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PARENT = """
import sys
from gridward.cli.children import Children
folder = sys.argv[1]
note = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\\\n'); "
Children({
    "short": [sys.executable, "-c", note, folder + "/short"],
    "long": [sys.executable, "-c", note + "time.sleep(600)", folder + "/long"],
    "deaf": [sys.executable, "-c", "import signal; signal.signal(15, signal.SIG_IGN); " + note + "time.sleep(600)",
             folder + "/deaf"],
}).run()
"""


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until it is so; the limit is only for a test that fails."""
    until = time.monotonic() + 30
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)


def numbers(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]


@pytest.mark.no_database
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_dead_start_again_and_all_end_with_the_parent(tmp_path: Path, sign: signal.Signals) -> None:
    patience = PARENT.replace("folder = ", "import gridward.cli.children as c; c.PATIENCE = 0.5; folder = ")
    parent = subprocess.Popen([sys.executable, "-c", patience, str(tmp_path)], stderr=subprocess.PIPE, text=True)
    try:
        wait_for(lambda: len(numbers(tmp_path / "short")) >= 2 and bool(numbers(tmp_path / "deaf")))
        assert len(numbers(tmp_path / "long")) == 1
        parent.send_signal(sign)
        _, said = parent.communicate(timeout=120)
    finally:
        parent.kill()
    assert parent.returncode == 0
    assert "Traceback" not in said
    assert "short" in said
    started = [number for name in ("short", "long", "deaf") for number in numbers(tmp_path / name)]
    wait_for(lambda: not any(alive(number) for number in started))
