"""Threads that come at once, as telephones do after a start, find every type known: else msgspec ends the process."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.no_database

TOGETHER = """
import sys, threading
import gridward.config.boot
from gridward.ledger.bodies import told_by
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.clauses import read_clauses
from gridward.policy.shelf import folder, read as toml

sys.setswitchinterval(1e-6)
THREADS = 4
kinds = list(CATALOGUE.kinds.values())
tables = [toml(path) for path in folder().glob('cn-*.toml')]
gate = threading.Barrier(THREADS)

def told():
    for kind in kinds:
        gate.wait()
        try:
            told_by(kind, '{"version":1,"body":{"note":"x"}}')
        except Exception:
            pass

def read():
    gate.wait()
    for one in tables:
        read_clauses(one)

for work in (told, read):
    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    [one.start() for one in threads]
    [one.join() for one in threads]
print("all there")
"""


def test_threads_that_read_a_type_for_the_first_time_together() -> None:
    ran = subprocess.run([sys.executable, "-c", TOGETHER], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "all there\n"), ran.stderr
