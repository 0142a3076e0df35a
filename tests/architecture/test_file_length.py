"""A file of more than 400 lines has more than one thing to say."""

from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files, new_repository

pytestmark = pytest.mark.no_database

LIMIT = 400
CODE = (".py", ".ts", ".vue", ".css", ".html", ".sh")


def too_long(root: Path) -> list[str]:
    counted = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in files(*CODE, root=root)
        if "migrations" not in path.parts
    }
    return [f"{path.relative_to(root)}: {lines} lines" for path, lines in counted.items() if lines > LIMIT]


def test_no_file_is_longer_than_the_limit() -> None:
    assert too_long(ROOT) == []


def test_a_longer_file_is_found(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    (root / "fits.py").write_text("pass\n" * LIMIT)
    (root / "long.ts").write_text("//\n" * (LIMIT + 1))
    assert too_long(root) == [f"long.ts: {LIMIT + 1} lines"]
