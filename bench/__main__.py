"""`python -m bench [NAME…] [--json] [--full] [--on sqlite|postgresql]`: every benchmark on both databases.

Exit status: 0 all goals are reached, 1 some are not, 2 wrong use.
"""

import argparse
import json
import subprocess
import sys
from typing import Any

from bench import loading
from bench.homes import DATABASES, ROOT, SetupError, home

NAMES = ("intake", "figures", "list", "grown", "duties", "sheets", "rosters", "response", "load", "pages")
LOADED = ("load", "pages")
"""These load a scenario on a node of their own."""


def main() -> int:
    """Run, then print a table or one JSON document."""
    asked = _arguments()
    inside = [name for name in asked.names or NAMES if name not in LOADED]
    found = {database: _run(database, inside, full=asked.full) for database in asked.on or DATABASES if inside}
    results = [result for one in found.values() for result in one["results"]]
    if "load" in (asked.names or NAMES):
        results += [loading.run(database).wire() for database in asked.on or DATABASES]
    if "pages" in (asked.names or NAMES):
        told = {database: loading.pages(database, full=asked.full) for database in asked.on or DATABASES}
        results += [result for one in told.values() for result in one["results"]]
        found = told | found
    if asked.json:
        machines = {database: one["machine"] for database, one in found.items()}
        print(json.dumps({"machine": machines, "results": results}, ensure_ascii=False))
    else:
        _show(found, results)
    return 0 if all(result["holds"] for result in results) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="基准测试 / benchmarks: " + ", ".join(NAMES))
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="NAME")
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出 / one JSON document on stdout")
    parser.add_argument("--full", action="store_true", help="完整规模 / as large as the goals say; takes long")
    parser.add_argument("--on", action="append", choices=DATABASES, help="只在此数据库上 / on this database only")
    return parser.parse_args()


def _run(database: str, names: list[str], *, full: bool) -> dict[str, Any]:
    with home(database) as env:
        command = [sys.executable, "-m", "bench.child", *(["--full"] if full else []), *names]
        done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def _show(found: dict[str, Any], results: list[dict[str, Any]]) -> None:
    for one in found.values():
        print(", ".join(f"{name}: {value}" for name, value in one["machine"].items()))
    for result in results:
        goal = "" if result["goal"] is None else f"{result['sense']} {result['goal']:g}"
        verdict = "" if not goal else "reached" if result["holds"] else "NOT REACHED"
        absolute = "; ".join(f"{name} {value}" for name, value in result["absolute"].items())
        print(f"{result['database']:<11}{result['what']:<68}{result['ratio']:>8.2f}  {goal:<14}{verdict:<12}{absolute}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SetupError as error:
        sys.exit(f"{error}")
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)  # it has said why
    except KeyboardInterrupt:
        sys.stderr.write("已中断。 / Interrupted.\n")
        sys.exit(130)
