"""Beside a loading the figures follow in a process of their own, which never outlives it."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from gridward.cli.folding import folding
from gridward.figure.fold import catch_up, watermark
from gridward.figure.rebuild import check
from gridward.ledger.head import stand
from tests.cli.test_children import alive, wait_for
from tests.toy.node import EAST, WEST, at, entry, send, uuid
from tests.toy.phones import ROOT

pytestmark = pytest.mark.usefixtures("toy_live")

BESIDE = (sys.executable, "-m", "tests.toy.folder")
PARENT = f"""
import time
import gridward.config.boot
from gridward.cli import folding
folding.COMMAND = {BESIDE}
with folding.folding() as child:
    print(child.pid, flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process finds the test's node."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(ROOT / "src"), str(ROOT))))
    monkeypatch.setenv("TOY_DATABASE", str(connection.settings_dict["NAME"]))
    monkeypatch.setattr("gridward.cli.folding.COMMAND", BESIDE)


def stir() -> None:
    """Thirty batches, half of them corrections."""
    for number in range(100, 160, 2):
        send(entry(number, "toy.cars", EAST, at(2), {"count": 3}))
        send(entry(number + 1, "toy.cars", WEST, at(2), {"count": number}, replaces=str(uuid(number))))


def test_the_figures_follow_beside_and_are_what_the_entries_say() -> None:
    with folding() as child:
        stir()
        wait_for(lambda: watermark() == stand().position)
    assert not alive(child.pid)
    assert check() == []


def test_what_comes_last_is_folded_once_by_whoever_comes_first() -> None:
    with folding():
        stir()
        assert catch_up(size=5) == stand().position
    assert check() == []


def test_that_it_stopped_early_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    why = "import sys; sys.stderr.write('first\\nthe disk is full\\n'); sys.exit(1)"
    monkeypatch.setattr("gridward.cli.folding.COMMAND", (sys.executable, "-c", why))
    with folding() as child:
        wait_for(lambda: child.poll() is not None)
    (told,) = capsys.readouterr().err.splitlines()
    assert "the disk is full" in told


def test_it_ends_when_the_loading_is_killed() -> None:
    stir()
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        wait_for(lambda: watermark() == stand().position)
        assert alive(child)
        parent.kill()
    wait_for(lambda: not alive(child))
