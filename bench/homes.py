"""Private databases, gone when the block ends. Both keep what they acknowledge: that is part of what is measured."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "setup"))

from postgres import private_server  # noqa: E402
from system import SetupError  # noqa: E402

__all__ = ["DATABASES", "ROOT", "SetupError", "home"]

DATABASES = ("sqlite", "postgresql")


@contextmanager
def home(database: str) -> Iterator[dict[str, str]]:
    """The environment of a process that works on a fresh node with this kind of database."""
    folder = tempfile.mkdtemp(prefix="gridward-bench-")
    env = {
        **os.environ,
        "GRIDWARD_HOME": folder,
        "GRIDWARD_DATABASE_URL": "",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),  # what is measured is the tree that we stand in
        "PYTHONUTF8": "1",
    }
    env.pop("PYTHONSAFEPATH", None)
    try:
        if database == "sqlite":
            yield env
        else:
            with private_server(durable=True) as url:
                yield env | {"GRIDWARD_DATABASE_URL": url}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
