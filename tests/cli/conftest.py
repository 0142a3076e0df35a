"""Commands run in this process, on a node with the toy domain."""

import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gridward.cli.main import run
from tests.toy.node import toy, toy_bare, toy_live

__all__ = ["toy", "toy_bare", "toy_live"]


class Ran(NamedTuple):
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """A GRIDWARD_HOME of the test's own."""
    settings.GRIDWARD_HOME = tmp_path
    return tmp_path


@pytest.fixture
def command(
    home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Ran]]:
    """Runs ./run ARGS, without a process beside: that one would not see what the test has not committed."""
    monkeypatch.setattr("gridward.cli.scenario.folding", nullcontext)

    def ran(*arguments: str) -> Ran:
        monkeypatch.setattr("sys.argv", ["./run", *arguments])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            run()
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return Ran(int(ended.value.code or 0), out, err)

    yield ran
