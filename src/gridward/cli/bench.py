"""`bench`: the benchmarks beside the package, in processes and on databases of their own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

from gridward.cli.asking import AsJson


def bench(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]…", help="intake figures list load")] = None,
    json: AsJson = False,  # noqa: FBT002
    full: Annotated[bool, typer.Option("--full", help="完整规模，耗时较长 / as large as the goals say")] = False,  # noqa: FBT002
    on: Annotated[str, typer.Option("--on", help="sqlite | postgresql")] = "",
) -> int:
    """性能基准：与原始上限和同类做法同场比较 / benchmarks against raw limits and peers, in the same run"""
    root = Path(settings.GRIDWARD_BASE_DIR)
    options = [*(["--json"] if json else []), *(["--full"] if full else []), *(["--on", on] if on else [])]
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "bench", *(names or []), *options],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    )
    return done.returncode
