"""No page fetches anything from outside the node: not what we write, and not what is built of others' packages."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files, new_repository

pytestmark = pytest.mark.no_database

BUILT = ROOT / "src" / "gridward" / "console" / "static" / "console"
FETCH = re.compile(
    r"""(?: url\(\s*["']? | @import\s+["'] | \bsrc(?:set)?\s*=\s*["'] | <link\b[^>]*\bhref\s*=\s*["']
        | \b(?:fetch|import|importScripts|open)\(\s*["'`] | \bnew\ Worker\(\s*["'`] )
        (?:https?:)?//[^"')\s]+""",
    re.VERBOSE | re.IGNORECASE,
)


def fetches(paths: list[Path]) -> list[str]:
    return [
        f"{path.name}: {found.group()[:120]}"
        for path in paths
        for found in FETCH.finditer(path.read_text(encoding="utf-8"))
    ]


def test_no_source_fetches_from_outside() -> None:
    pages = [path for path in files(".html", ".css", ".ts", ".vue", ".js", ".svg") if "tests" not in path.parts]
    assert fetches(pages) == []


def test_nothing_built_fetches_from_outside() -> None:
    built = [path for path in BUILT.rglob("*") if path.suffix in {".js", ".css", ".svg"}]
    assert built, "the front end is not built: ./run builds it"
    assert fetches(built) == []


@pytest.mark.parametrize(
    "text",
    [
        "@font-face { src: url(https://cdn.example/a.woff2) }",
        "@import '//cdn.example/a.css';",
        '<script defer src="https://cdn.example/a.js"></script>',
        '<link rel="stylesheet" href="https://cdn.example/a.css">',
        "const a = await import('https://cdn.example/a.js')",
        "fetch(`https://cdn.example/a.json`)",
    ],
)
def test_a_fetch_from_outside_is_found(tmp_path: Path, text: str) -> None:
    root = new_repository(tmp_path)
    (root / "page.html").write_text(text)
    assert len(fetches(files(root=root))) == 1
