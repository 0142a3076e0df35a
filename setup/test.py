"""`./test`: set up, then every check and every test, and one table at the end.

`./test ARGS` leaves the checks out and passes ARGS to pytest, once on SQLite and once on a private PostgreSQL.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from postgres import private_server
from prepare import PYTHON, VENV, node_path, npm, prepare
from stamps import ROOT
from system import SetupError, apt, say

BIN = VENV / "bin"
TEMPLATES = ("src/gridward/**/templates/**/*.html",)
Outcome = Literal["passed", "FAILED", "not run"]


@dataclass
class Report:
    """What was run, in order, with its outcome and seconds."""

    rows: list[tuple[str, Outcome, float, str]] = field(default_factory=list)

    def run(
        self, name: str, command: Sequence[str | Path], *, env: dict[str, str] | None = None, empty: int = 0
    ) -> None:
        """Run one check, its output going to the terminal; exit status `empty` also counts as passed."""
        print(f"\n── {name} " + "─" * max(0, 90 - len(name)), flush=True)
        start = time.monotonic()
        status = subprocess.run(
            [str(part) for part in command], cwd=ROOT, env={**os.environ, **(env or {})}, check=False
        )
        outcome: Outcome = "passed" if status.returncode in {0, empty} else "FAILED"
        self.rows.append((name, outcome, time.monotonic() - start, ""))

    def skip(self, name: str, why: str) -> None:
        """This could not be run here."""
        self.rows.append((name, "not run", 0.0, why))

    def show(self) -> int:
        """Print the table; 1 if anything failed."""
        print("\n" + "═" * 94)
        for name, outcome, seconds, why in self.rows:
            print(f"{name:<34} {outcome:<8} {seconds:7.1f} s  {why}")
        print(f"{'':<34} {'':<8} {sum(row[2] for row in self.rows):7.1f} s", flush=True)
        return int(any(outcome == "FAILED" for _, outcome, _, _ in self.rows))


def checks(report: Report) -> None:
    """Everything that does not run the program."""
    report.run("ruff check", [BIN / "ruff", "check", "."])
    report.run("ruff format", [BIN / "ruff", "format", "--check", "."])
    report.run("mypy", [BIN / "mypy"])
    report.run("import-linter", [BIN / "lint-imports"])
    templates = [path for pattern in TEMPLATES for path in ROOT.glob(pattern)]
    if templates:
        report.run("djade", [BIN / "djade", "--check", "--target-version", "5.2", *templates])
    front_end(report)


def front_end(report: Report) -> None:
    """TypeScript, and its tests when there are any."""
    report.run("tsc", [*npm(), "run", "--silent", "check"], env=node_path())
    sources = [ROOT / "phone", ROOT / "src" / "gridward" / "console" / "assets"]
    if any(True for folder in sources for _ in folder.rglob("*.test.ts")):
        report.run("vitest", [*npm(), "run", "--silent", "test"], env=node_path())


def tests(report: Report, arguments: list[str]) -> None:
    """pytest on SQLite, then on a private PostgreSQL."""
    pytest: list[str | Path] = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal", *(arguments or ["-q"])]
    report.run("pytest, SQLite", pytest, env={"GRIDWARD_TEST_DATABASE_URL": ""})
    with ExitStack() as stack:
        try:
            url = stack.enter_context(private_server())
        except SetupError as error:
            report.skip("pytest, PostgreSQL", str(error))
            return
        nothing_collected = 5
        env = {"GRIDWARD_TEST_DATABASE_URL": url}
        report.run("pytest, PostgreSQL", pytest, env=env, empty=nothing_collected)


def main() -> int:
    """Exit status: 0 all passed, 1 something failed or the set-up did."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.environ.update(PYTHONUTF8="1", GRIDWARD_HOME="", GRIDWARD_DATABASE_URL="")
    os.environ.pop("GRIDWARD_TEST_HOME", None)
    arguments = sys.argv[1:]
    report = Report()
    try:
        prepare(checks=True)
    except (SetupError, OSError) as error:
        say(f"准备未完成 / set-up failed: {error}")
        return 1
    if not shutil.which("chromium") and not apt("chromium"):
        report.skip("browser tests", "apt-get install chromium")
    if not arguments:
        checks(report)
    tests(report, arguments)
    return report.show()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
