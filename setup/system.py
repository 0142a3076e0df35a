"""Runs other programs for the set-up: quiet while all is well, the tail of their output when not."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


class SetupError(Exception):
    """Cannot be set up; the text is for the person at the terminal, in Chinese and English."""


def say(text: str) -> None:
    """Everything about set-up goes to stderr: stdout belongs to the command."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Says what is being set up, and in the end how long it took."""
    start = time.monotonic()
    say(f"· {what} …")
    yield
    say(f"  {time.monotonic() - start:.1f} s")


def call(command: Sequence[str | Path], *, where: Path, env: dict[str, str] | None = None) -> None:
    """Raises SetupError with the last lines of its output when the program fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=where,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            close_fds=False,  # they hold the lock of stamps.alone()
            check=False,
        )
    except OSError as error:
        raise SetupError(f"{command[0]}: {error.strerror}") from None
    if done.returncode:
        tail = "\n".join(done.stdout.strip().splitlines()[-25:])
        raise SetupError(f"{' '.join(str(part) for part in command)}\n{tail}")


def output(command: Sequence[str | Path], *, where: Path) -> str:
    """What the program prints, empty when it fails."""
    done = subprocess.run([str(part) for part in command], cwd=where, capture_output=True, text=True, check=False)
    return "" if done.returncode else done.stdout.strip()


def apt(*packages: str) -> bool:
    """Install Debian packages where that is possible (root, apt-get); False where it is not or fails."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    with telling(f"apt-get install {' '.join(packages)}"):
        for command in (["apt-get", "update"], install):
            try:
                call(command, where=Path("/"), env=env)
            except SetupError as error:
                say(str(error))
                if command is install:
                    return False
    return True
