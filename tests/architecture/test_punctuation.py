"""Chinese is written with the marks of Chinese: no half-width comma, colon or bracket beside a Chinese character."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.architecture.sources import ROOT, files, new_repository

pytestmark = pytest.mark.no_database

HAN = "\u4e00-\u9fff"
HALF = re.compile(rf"[{HAN}][”》」）]?[,;:?!](?![\d/])|[,;:?!][“《「（]?[{HAN}]|[{HAN}]\([^()]*[{HAN}]")
MARKUP = re.compile(r"{[^{}]*}")
"""What a bulletin's template asks for; its words are separated by commas."""
DATA = {
    "src/gridward/grid/official_name.py",  # words cut out of official names, with marks of our own between them
    "src/gridward/exchange/roster/column.py",  # headings as they are compared: half-width
    "src/gridward/exchange/sheet/column.py",
    "src/gridward/exchange/sheet/cell.py",  # patterns
}
TYPED = {
    "坐标应写成“纬度,经度”两个度数，如 36.801234,117.812345，请改正",
    "”应写成 位置:封印，如 81604:0123abcd…89ef4567。",
}
"""What is to be typed with a half-width mark."""


def texts(path: Path) -> Iterator[str]:
    """What a file says to people: strings of Python, values of TOML, translations."""
    if path.suffix == ".po":
        with path.open("rb") as file:
            for one in read_po(file):
                yield from [one.string] if isinstance(one.string, str) else one.string
    elif path.suffix == ".toml":
        yield from _values(tomllib.loads(path.read_text(encoding="utf-8")))
    else:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        english = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and _is_english(node.value)}
        yield from (
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in english
        )


def half_width(root: Path) -> list[str]:
    """Every text with a half-width mark beside a Chinese character."""
    found = []
    for path in files(".py", ".toml", ".po", root=root):
        name = path.relative_to(root).as_posix()
        if name.startswith(("src/", "packs/")) and name not in DATA:
            found += [
                f"{name}: {text}" for text in texts(path) if HALF.search(MARKUP.sub("", text)) and text not in TYPED
            ]
    return found


def _is_english(node: ast.expr) -> bool:
    """A docstring in English, in which there may be a Chinese word."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value[:1].isascii()


def _values(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _values(one)
    elif isinstance(value, list):
        for one in value:
            yield from _values(one)


def test_chinese_has_the_marks_of_chinese() -> None:
    assert half_width(ROOT) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("数量,请改", True),
        ("数量，请改", False),
        ("共3,其中2", True),
        ("第1:2", False),
        ("口罩(只)", True),
        ("口罩（只）", False),
    ],
)
def test_a_half_width_mark_is_found(text: str, found: bool, tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    (root / "src").mkdir()
    (root / "src" / "said.py").write_text(f"SAID = {text!r}\n", encoding="utf-8")
    assert bool(half_width(root)) is found
