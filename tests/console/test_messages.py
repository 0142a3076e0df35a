"""Every sentence of the pages has its Chinese, and nothing is translated that no page says."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import gridward

pytestmark = pytest.mark.no_database

PAGES = [Path(gridward.__file__).parent / name for name in ("console", "public")]
PO = PAGES[0].parent / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
TRANSLATE = re.compile(r"""\{%\s*translate\s+(['"])(.+?)\1""")
CALL = re.compile(r"""\b_\(\s*(['"])(.+?)\1\s*\)""", re.S)
BLOCK = re.compile(r"\{%\s*blocktranslate\b[^%]*%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.S)


def said() -> set[str]:
    """What templates and views say."""
    found: set[str] = set()
    for path in (path for folder in PAGES for path in folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        found |= {match[1] for match in TRANSLATE.findall(text)} | {match[1] for match in CALL.findall(text)}
        found |= {re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", part) for part in BLOCK.findall(text)}
    for path in (path for folder in PAGES for path in folder.rglob("*.py")):
        found |= {match[1] for match in CALL.findall(path.read_text(encoding="utf-8"))}
    return {re.split(r"\{%\s*plural\s*%\}", one)[0] for one in found}


def translated() -> dict[str, str]:
    """The Chinese of each sentence."""
    with PO.open("rb") as file:
        catalogue = read_po(file)
    plain = {one.id[0] if isinstance(one.id, tuple) else one.id: one.string for one in catalogue if one.id}
    return {name: text[0] if isinstance(text, tuple) else str(text) for name, text in plain.items()}


def test_nothing_is_left_in_english() -> None:
    assert said() - translated().keys() == set()


def test_nothing_is_translated_in_vain() -> None:
    assert translated().keys() - said() == set()


def test_the_chinese_is_chinese_and_fills_in_the_same_values() -> None:
    for english, chinese in translated().items():
        assert re.search("[\u4e00-\u9fff]|、", chinese), english
        assert set(re.findall(r"%\((\w+)\)s", english)) == set(re.findall(r"%\((\w+)\)s", chinese)), english
