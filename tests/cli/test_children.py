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
import os, signal, sys, time
import gridward.config.boot
from gridward.cli import children

folder = sys.argv[1]
children.PATIENCE = 0.5

def noted(name):
    with open(f"{folder}/{name}", "a") as file:
        file.write(f"{os.getpid()}\\n")

def short():
    if not os.fork():
        noted("left")
        time.sleep(600)
    noted("short")

def wrong():
    noted("wrong")
    raise ValueError("nobody foresaw this")

def long():
    noted("long")
    time.sleep(600)

def deaf():
    signal.signal(15, signal.SIG_IGN)
    noted("deaf")
    time.sleep(600)

children.Children({"short": short, "wrong": wrong, "long": long, "deaf": deaf}).run()
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
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)], stderr=subprocess.PIPE, text=True)
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
    assert "wrong failed: ValueError: nobody foresaw this" in said
    started = [number for name in ("short", "left", "wrong", "long", "deaf") for number in numbers(tmp_path / name)]
    wait_for(lambda: not any(alive(number) for number in started))
