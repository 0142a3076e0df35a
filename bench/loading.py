"""Loading a whole town from its scenario: imagine, intake, fold, in one go; and what pages take on such a node."""

import json
import subprocess
import sys
import time
from typing import Any

from bench.homes import ROOT, home
from bench.rounds import Result

GOAL = 5000.0
COUNTY = ROOT / "bench" / "county"
"""A made-up county of 300,000 people and two million entries, on the map of Zouping."""


def run(database: str) -> Result:
    """Entries a second of one loading of Changshan on a fresh node, figures included."""
    with home(database) as env:
        command = [sys.executable, "-m", "gridward.config", "scenario", "load", "changshan", "--json"]
        prepare = [sys.executable, "-m", "gridward.config", "ledger", "verify"]
        subprocess.run(prepare, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        began = time.perf_counter()
        subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        spent = time.perf_counter() - began
        counted = "from gridward.config import boot\nfrom gridward.ledger.head import stand\nprint(stand().position)"
        position = subprocess.run(
            [sys.executable, "-c", counted], cwd=ROOT, env=env, stdout=subprocess.PIPE, check=True, text=True
        ).stdout
    rate = int(position) / spent
    return Result("load", database, "Changshan, entries a second", [rate], GOAL, absolute={"seconds": f"{spent:.0f}"})


def pages(database: str, *, full: bool) -> dict[str, Any]:
    """What pages take on a node with a whole town, or with the county; see bench.pages."""
    with home(database) as env:
        command = [sys.executable, "-m", "gridward.config", "scenario", "load", str(COUNTY) if full else "changshan"]
        subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        asked = [sys.executable, "-m", "bench.pages", "--json"]
        done = subprocess.run(asked, cwd=ROOT, env=env, stdout=subprocess.PIPE, check=False)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
