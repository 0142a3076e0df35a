"""Whoever stops a command is told so in one line, whenever that is."""

import os
import subprocess
import sys

import pytest

from gridward.cli import main

SAID = "已中断。 / Interrupted.\n"


def test_a_command_that_is_stopped_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gridward.cli.scenario.folder", stopped)
    assert main._status(["scenario", "list"]) == 130
    assert capsys.readouterr().err.endswith(SAID)


def test_whoever_stops_it_while_it_starts_sees_no_traceback() -> None:
    program = """
import builtins, os, runpy, signal
real = builtins.__import__
def stopping(name, *more, **named):
    if name == "gridward.config.boot":
        os.kill(os.getpid(), signal.SIGINT)
    return real(name, *more, **named)
builtins.__import__ = stopping
runpy.run_module("gridward.config", run_name="__main__")
"""
    found = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (found.returncode, found.stderr) == (130, SAID)


@pytest.mark.parametrize("group", ["scenario", "ledger", "sheet"])
def test_a_group_without_a_command_shows_which_there_are(group: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main._status([group]) == 2
    assert f"./run {group} [OPTIONS] COMMAND" in capsys.readouterr().err
