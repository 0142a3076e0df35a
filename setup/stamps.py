"""What has been set up, from which sources: one stamp a step, written last and at once, under a lock."""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATE = ROOT / ".setup"


def digest(files: Iterable[Path], *more: str) -> str:
    """Of the names and contents of the files (in any order) and of further words; an absent file counts as such."""
    total = hashlib.sha256()
    for word in more:
        total.update(word.encode() + b"\0")
    for path in sorted(set(files)):
        content = path.read_bytes() if path.is_file() else b"absent"
        total.update(f"{path.relative_to(ROOT)}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def stamped(name: str) -> str:
    """The key the step was last finished with, empty if never."""
    try:
        return (STATE / f"{name}.stamp").read_text(encoding="ascii")
    except FileNotFoundError:
        return ""


def stamp(name: str, key: str) -> None:
    """The step is finished with this key."""
    fresh = STATE / f".{name}.{os.getpid()}"
    fresh.write_text(key, encoding="ascii")
    fresh.replace(STATE / f"{name}.stamp")


def unstamp(name: str) -> None:
    """The step is about to change its output: from here until `stamp` it counts as not done."""
    (STATE / f"{name}.stamp").unlink(missing_ok=True)


@contextmanager
def alone() -> Iterator[None]:
    """Waits until no other process is setting this checkout up.

    The programs that set-up calls hold the lock too, so that killing this process does not let another one in while
    they still write.
    """
    STATE.mkdir(exist_ok=True)
    with (STATE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.set_inheritable(lock.fileno(), True)  # noqa: FBT003
        yield
