"""A bulletin as PDF through typst, with the node's font inside; the same bytes for the same bulletin."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typst

from gridward.document import colophon, fonts
from gridward.document.bulletin import Bulletin, Json, Run
from gridward.document.order import ordinal
from gridward.kit import clock
from gridward.kit.text import Lang

_TEMPLATE = Path(__file__).parent / "templates" / "document" / "bulletin.typ"


def render(bulletin: Bulletin, lang: Lang) -> bytes:
    """A tagged PDF on A4. Raises `Refusal` when the font is not installed."""
    face = fonts.faces()
    page = _page(bulletin, lang) | {"family": face.family}
    return typst.compile(
        _TEMPLATE.read_bytes(),
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(face.folder)]),
        sys_inputs={"bulletin": json.dumps(page, ensure_ascii=False)},
        format="pdf",
        timestamp=datetime.fromtimestamp(bulletin.as_of // clock.SECOND, UTC),
    )


def _page(bulletin: Bulletin, lang: Lang) -> Json:
    lines = colophon.lines(bulletin, lang)
    parts = [("", bulletin.opening.say(lang))]
    parts += [
        (f"{ordinal(number, lang)}{section.title.say(lang)}", section.runs(lang))
        for number, section in enumerate(bulletin.sections, start=1)
    ]
    return {
        "lang": lang,
        "masthead": bulletin.masthead.say(lang),
        "title": bulletin.title.say(lang),
        "area": bulletin.area_name.say(lang),
        "from": colophon.sender(bulletin, lang),
        "when": lines[0][1],
        "parts": [{"heading": heading, "runs": _runs(runs)} for heading, runs in parts],
        "figures": colophon.FIGURES.say(lang),
        "heads": [head.say(lang) for head in colophon.HEADS],
        "rows": [row._asdict() for row in colophon.rows(bulletin, lang)],
        "lines": lines,
    }


def _runs(runs: Sequence[Run]) -> list[Json]:
    return [{"text": run.text, "note": run.note or None, "words": run.words} for run in runs]
