"""Nothing is left lying about: no printing from inside the house, no notes to oneself."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files, new_repository

pytestmark = pytest.mark.no_database

NOTE = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
WRITTEN = (".py", ".ts", ".vue", ".css", ".html", ".sh", ".toml", ".md", ".txt", ".po")
LOCKS = ("requirements.txt", "requirements-dev.txt")


def notes(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{number}"
        for path in files(*WRITTEN, root=root)
        if path.name not in LOCKS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if NOTE.search(line)
    ]


def prints(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in files(".py", root=root)
        if path.is_relative_to(root / "src")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


def test_no_note_to_oneself_is_left() -> None:
    assert notes(ROOT) == []


def test_nothing_prints() -> None:
    assert prints(ROOT) == []


def test_a_leftover_is_found(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    (root / "src").mkdir()
    (root / "src" / "gate.py").write_text(f"# {'TO' + 'DO'}: later\nprint('here')\nfootprint = 1\n")
    (root / "notes.md").write_text("hackles and todos\n")
    assert notes(root) == ["src/gate.py:1"]
    assert prints(root) == ["src/gate.py:2"]
