"""Names that say nothing are where a house begins to rot; logic in save() runs where nobody looks for it."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files, new_repository

pytestmark = pytest.mark.no_database

EMPTY_WORDS = {"base", "common", "core", "helper", "helpers", "manager", "managers", "misc", "service", "services"}
EMPTY_WORDS |= {"util", "utils", "utilities", "signals"}
REQUIRED_BY_DJANGO = {"src/gridward/kit/sqlite/base.py"}


def empty_names(root: Path) -> list[str]:
    found = [path.relative_to(root) for path in files(".py", ".ts", ".vue", root=root)]
    return [
        path.as_posix()
        for path in found
        if EMPTY_WORDS & {word for part in path.parts for word in part.split(".")[0].split("_")}
        and path.as_posix() not in REQUIRED_BY_DJANGO
    ]


def own_saves(root: Path) -> list[str]:
    found = []
    for path in files(".py", root=root):
        if not path.is_relative_to(root / "src"):
            continue
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ClassDef):
                names = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
                found += [f"{path.relative_to(root)}: {node.name}.{name}" for name in names & {"save", "delete"}]
    return found


def test_every_file_has_a_name_that_says_something() -> None:
    assert empty_names(ROOT) == []


def test_an_empty_name_is_found(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    for name in ("src/utils/dates.py", "src/text_helpers.ts", "src/gate.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    assert empty_names(root) == ["src/text_helpers.ts", "src/utils/dates.py"]


def test_no_model_overrides_save_or_delete() -> None:
    assert own_saves(ROOT) == []


def test_an_own_save_is_found(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    (root / "src").mkdir()
    (root / "src" / "models.py").write_text("class Gate:\n    def save(self):\n        pass\n")
    assert own_saves(root) == ["src/models.py: Gate.save"]
