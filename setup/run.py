"""`./run ARGS`: set up, then hand the process over to `python -m gridward.config ARGS` (no ARGS: serve)."""

import os
import sys

from prepare import PYTHON, prepare
from system import SetupError, say


def main() -> None:
    """Never returns."""
    try:
        prepare(checks=sys.argv[1:2] == ["bench"])  # the peers that it measures against are tools of the tests
    except (SetupError, OSError) as error:
        say(f"准备未完成 / set-up failed: {error}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    env = {**os.environ, "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
    os.execve(PYTHON, [str(PYTHON), "-m", "gridward.config", *(sys.argv[1:] or ["serve"])], env)  # noqa: S606


if __name__ == "__main__":
    main()
