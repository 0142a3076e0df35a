"""Nobody reaches a table from behind: what a foreign key points at knows nothing of who points at it."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files, new_repository

pytestmark = pytest.mark.no_database

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def reverse_relations(root: Path) -> list[str]:
    found = []
    for path in files(".py", root=root):
        if not path.is_relative_to(root / "src") or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_bytes())):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            said = {word.arg: word.value for word in node.keywords}
            hidden = isinstance(said.get("related_name"), ast.Constant) and said["related_name"].value == "+"  # type: ignore[attr-defined]
            if name in RELATIONS and not hidden:
                found.append(f"{path.relative_to(root)}:{node.lineno}")
    return found


def test_no_model_is_reached_from_behind() -> None:
    assert reverse_relations(ROOT) == []


@pytest.mark.parametrize(
    "field", ["models.ForeignKey(Area, models.PROTECT)", 'ManyToManyField(Area, related_name="posts")']
)
def test_a_reverse_relation_is_found(tmp_path: Path, field: str) -> None:
    root = new_repository(tmp_path)
    (root / "src").mkdir()
    (root / "src" / "models.py").write_text(
        f"class Post:\n    area = {field}\n    other = models.ForeignKey(Area, related_name='+')\n"
    )
    assert reverse_relations(root) == ["src/models.py:2"]
