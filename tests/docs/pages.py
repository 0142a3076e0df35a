"""The hand-written and the generated pages, and what stands in them."""

import re
from pathlib import Path

from tests.architecture.sources import ROOT, files

FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def pages() -> list[Path]:
    """Every Markdown page of the checkout."""
    return files(".md")


def written() -> list[Path]:
    """Those written by hand."""
    return [path for path in pages() if path.parent != ROOT / "docs" / "reference"]


def text(path: Path | str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def blocks(path: Path | str, language: str) -> list[str]:
    """The code blocks of a page that are in one language ("" for plain ones)."""
    return [body for name, body in FENCE.findall(text(path)) if name == language]
