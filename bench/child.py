"""Runs benchmarks on the database of the environment: `python -m bench.child [--full] NAME…`; JSON on stdout."""

import sys
from time import monotonic

import msgspec

import gridward.config.boot  # noqa: F401
from bench import duties, figures, intake, listing, rosters, sheets
from bench.machine import database, machine
from bench.town import FULL, SMOKE, build

BENCHMARKS = {
    "intake": intake.run,
    "figures": figures.run,
    "list": listing.run,
    "grown": intake.grown,
    "duties": duties.run,
    "sheets": sheets.run,
    "rosters": rosters.run,
    "response": intake.response,
}


def main() -> None:
    """The results of the named benchmarks, and what they ran on."""
    arguments = sys.argv[1:]
    names = [name for name in arguments if name in BENCHMARKS] or list(BENCHMARKS)
    began = monotonic()
    town = build(FULL if "--full" in arguments else SMOKE)
    _say(f"the town stands after {monotonic() - began:.0f} s")
    found = []
    for name in names:
        began = monotonic()
        found += [result.wire() for result in BENCHMARKS[name](town)]
        _say(f"{name}: {monotonic() - began:.0f} s")
    answer = {"machine": machine() | {"database": database()}, "results": found}
    sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")


def _say(text: str) -> None:
    sys.stderr.write(f"[{database()}] {text}\n")


if __name__ == "__main__":
    main()
