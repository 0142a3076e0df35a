"""Every sentence of a page can be read in both languages: nothing stands outside a translation, none is missing."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.architecture.sources import ROOT, files, new_repository

pytestmark = pytest.mark.no_database

CATALOGUE = ROOT / "src" / "gridward" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"))
KEYWORDS |= dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
KEYWORDS |= dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))

INSIDE = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}|{%\s*comment\b.*?{%\s*endcomment\s*%}"
    r"|{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->|<(script|style|svg)\b.*?</\1>",
    re.DOTALL,
)
SAID = re.compile(
    r"\b(?:title|alt|placeholder|label|aria-(?:label|description|valuetext|roledescription))\s*=\s*([\"'])(.*?)\1"
)
TAG = re.compile(r"<[^>]*>", re.DOTALL)
ENTITY = re.compile(r"&\w+;|&#\w+;")
WORD = re.compile(r"[^\W\d_]{2,}")
OWN_NAMES = {"中文", "English"}
"""A language is called what its speakers call it."""


def templates(root: Path) -> list[Path]:
    return [path for path in files(".html", ".typ", root=root) if "templates" in path.parts]


def bare_words(root: Path) -> list[str]:
    """Words of templates that no translation reaches."""
    found = []
    for path in (path for path in templates(root) if path.suffix == ".html"):
        text = INSIDE.sub(" ", path.read_text(encoding="utf-8"))
        spoken = [value for _, value in SAID.findall(text)]
        for part in (*spoken, TAG.sub("\n", text)):
            found += [f"{path.relative_to(root)}: {word}" for word in WORD.findall(ENTITY.sub(" ", part))]
    return [one for one in found if one.split(": ")[1] not in OWN_NAMES]


def messages(root: Path) -> set[str]:
    """Every text that somebody asks the translations for."""
    found: set[str] = set()
    for path in files(".py", ".html", root=root):
        if not path.is_relative_to(root / "src"):
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = templatize(text, origin=str(path))
        for _, _, said, _ in extract_python(BytesIO(text.encode()), list(KEYWORDS), [], {}):
            first = said if isinstance(said, str) else next((one for one in said if one), None)
            if first:
                found.add(first)
    return found


def test_no_word_stands_outside_a_translation() -> None:
    assert bare_words(ROOT) == []


def test_every_text_has_its_chinese() -> None:
    with CATALOGUE.open("rb") as file:
        known = {_first(one.id): one for one in read_po(file, ignore_obsolete=True) if one.id}
    missing = sorted(text for text in messages(ROOT) if text not in known)
    assert missing == []
    empty = [text for text, one in known.items() if one.fuzzy or not all(_all(one.string))]
    assert empty == []


def test_no_translation_is_left_over() -> None:
    asked = messages(ROOT)
    with CATALOGUE.open("rb") as file:
        assert [_first(one.id) for one in read_po(file) if one.id and _first(one.id) not in asked] == []


def test_a_bare_word_is_found(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    folder = root / "src" / "templates"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text(
        '<p class="big">Hello {{ name }} &nbsp; 1 <b>{% translate "fine" %}</b></p><img alt="A gate">'
        '{% blocktranslate %}<i>also fine</i>{% endblocktranslate %}<a title="{% translate "fine" %}">·</a>'
    )
    assert [one.split(": ")[1] for one in bare_words(root)] == ["gate", "Hello"]
    assert messages(root) == {"fine", "<i>also fine</i>"}


def _first(said: str | tuple[str, ...] | list[str]) -> str:
    return said if isinstance(said, str) else said[0]


def _all(said: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
