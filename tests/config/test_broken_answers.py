"""A broken packs/lists.toml, items.toml or units.toml ends the start as a broken roles.toml does: no traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database
ROOT = Path(__file__).resolve().parents[2]
LABELS = 'zh = "甲"\nen = "a"\n'


@pytest.mark.parametrize(
    ("file", "added", "said"),
    [
        ("lists.toml", "x = [", "TOML"),
        ("lists.toml", "[[list]]\nname = 5", "list[5].option"),
        ("lists.toml", f'[[list]]\nname = "category"\n{LABELS}option = [{{code = "a", zh = "a", en = "b"}}]', "twice"),
        ("lists.toml", f'[[list]]\nname = "q"\n{LABELS}option = [{{code = "a", zh = "", en = "b"}}]', "option[a].zh"),
        ("lists.toml", f'[[list]]\nname = "q"\n{LABELS}option = [{{code = "a", zh = "a", en = "b", x = 1}}]', "[a].x"),
        ("lists.toml", f'[[list]]\nname = "q"\n{LABELS}option = ["a"]', "list[q].option"),
        ("lists.toml", "[lists]\na = 1", "lists.toml lists"),
        ("items.toml", "[item.q]\nunit = 5\n", "item[q].unit"),
        ("items.toml", f'[item.q]\n{LABELS}class = "c"\nunit = "只"\nunits = {{ "箱" = "many" }}', "item[q].units"),
        ("items.toml", f'[item.q]\n{LABELS}class = "c"\nunit = "只"\nparent = "nothing"', "item[q].parent"),
        ("units.toml", f'[unit.q]\n{LABELS}aliases = "人"', "unit[q].aliases"),
        ("units.toml", f"[unit.q]\n{LABELS}is = {{ r = 1 }}\n[unit.r]\n{LABELS}is = {{ q = 1 }}", "leads back"),
    ],
)
def test_the_start_ends_with_one_line_a_fault(file: str, added: str, said: str, tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    shutil.copytree(ROOT / "packs", packs)
    with (packs / file).open("a", encoding="utf-8") as broken:
        broken.write(f"\n{added}\n")
    told = {"GRIDWARD_PACKS": str(packs), "GRIDWARD_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run(
        [sys.executable, "-m", "gridward.config", "kinds"], env={**os.environ, **told}, capture_output=True, text=True
    )
    assert ran.returncode == 2, ran.stderr
    assert said in ran.stderr
    assert file in ran.stderr
    assert "Traceback" not in ran.stderr
    assert all(" / " in line for line in ran.stderr.splitlines())
    assert ran.stdout == ""
