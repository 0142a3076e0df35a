"""The Chinese of the pages is Chinese and says the same values; that none is missing: tests/architecture."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import gridward

pytestmark = pytest.mark.no_database

PO = Path(gridward.__file__).parent / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def translated() -> dict[str, str]:
    """The Chinese of each sentence."""
    with PO.open("rb") as file:
        catalogue = read_po(file)
    plain = {one.id[0] if isinstance(one.id, tuple) else one.id: one.string for one in catalogue if one.id}
    return {name: text[0] if isinstance(text, tuple) else str(text) for name, text in plain.items()}


def test_the_chinese_is_chinese_and_fills_in_the_same_values() -> None:
    for english, chinese in translated().items():
        assert re.search("[\u4e00-\u9fff]|、", chinese), english
        assert set(re.findall(r"%\((\w+)\)s", english)) == set(re.findall(r"%\((\w+)\)s", chinese)), english
