"""A broken packs/roles.toml ends the start with what is wrong, in both languages, and no traceback."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database
ROOT = Path(__file__).resolve().parents[2]
Break = Callable[[str], str]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda text: text + "[[role", "TOML"),
        (lambda text: text.replace('verbs = ["see"', 'verbs = ["fly"', 1), "“fly”"),
        (lambda text: text.replace("verbs = [", "verbs = 3 # [", 1), "operator.verbs"),
        (lambda text: text.replace("[everyone]", "everyone = 3\n[other]", 1), "everyone"),
        (lambda text: text.replace('zh = "系统管理员"', "zh = 7", 1), "operator.zh"),
    ],
)
def test_the_start_ends_with_one_line_a_fault(broken: Break, said: str, tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    shutil.copytree(ROOT / "packs", packs)
    roles = packs / "roles.toml"
    roles.write_text(broken(roles.read_text(encoding="utf-8")), encoding="utf-8")
    told = {"GRIDWARD_PACKS": str(packs), "GRIDWARD_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run(
        [sys.executable, "-m", "gridward.config", "kinds"], env={**os.environ, **told}, capture_output=True, text=True
    )
    assert ran.returncode == 2, ran.stderr
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert all(" / " in line for line in ran.stderr.splitlines())
    assert ran.stdout == ""
