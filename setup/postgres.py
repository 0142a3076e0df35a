"""A private PostgreSQL, gone when the block ends: no network, no durability, its own folder, trust over a socket.

As a command, `python setup/postgres.py COMMAND …` runs COMMAND with GRIDWARD_DATABASE_URL and
GRIDWARD_TEST_DATABASE_URL naming such a server.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from system import SetupError, apt

OPTIONS = ("listen_addresses=", "shared_buffers=256MB")
CARELESS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
"""For tests, whose data nobody misses."""


def programs() -> Path | None:
    """The folder of the newest PostgreSQL's server programs on this machine."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    if found:
        return max(found, key=lambda path: float(path.parent.name))
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def _owner() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as the account Debian made for it, else as nobody."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = names.get("postgres") or names["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextmanager
def private_server(*, durable: bool = False) -> Iterator[str]:
    """Yields the URL of an empty database `gridward`; a `durable` one keeps what it acknowledges, as in service.

    Raises SetupError where PostgreSQL is not installed.
    """
    found = programs() or (programs() if apt("postgresql") else None)
    if not found:
        raise SetupError("未安装 PostgreSQL:apt-get install postgresql / PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="gridward-pg-"))
    owner = _owner()
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    quiet: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, **owner}
    try:
        subprocess.run(
            [
                found / "initdb",
                "-D",
                folder / "data",
                "-U",
                "gridward",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            check=True,
            **quiet,
        )
        options = OPTIONS if durable else (*OPTIONS, *CARELESS)
        settings = [word for option in (*options, f"unix_socket_directories={folder}") for word in ("-c", option)]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen([found / "postgres", "-D", folder / "data", *settings], stderr=log, **quiet)
        try:
            _wait(server, [str(found / "createdb"), "-h", str(folder), "-U", "gridward", "gridward"], folder / "log")
            yield f"postgresql://gridward@/gridward?host={folder}"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: subprocess.Popen[bytes], create: list[str], log: Path) -> None:
    deadline = time.monotonic() + 30
    while subprocess.run(create, stderr=subprocess.DEVNULL, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise SetupError(f"PostgreSQL did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")
        time.sleep(0.05)


def main() -> int:
    """Run the command line in the environment of a private server."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with private_server() as url:
        env = {**os.environ, "GRIDWARD_DATABASE_URL": url, "GRIDWARD_TEST_DATABASE_URL": url}
        return subprocess.run(sys.argv[1:], env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
