"""A bulletin as one HTML file: nothing is fetched, the font's characters are inside, prints on A4, light and dark."""

from collections.abc import Sequence
from pathlib import Path

from django.template import Context, Engine

from gridward.document import colophon, fonts
from gridward.document.bulletin import Bulletin, Run
from gridward.document.order import ordinal
from gridward.kit.text import Lang

_ENGINE = Engine(dirs=[str(Path(__file__).parent / "templates")], autoescape=True)
_MARKS = "".join(chr(code) for code in range(0x20, 0x7F)) + "—…[]()"


def render(bulletin: Bulletin, lang: Lang) -> bytes:
    """UTF-8 HTML. Raises `Refusal` when the font is not installed."""
    face = fonts.faces()
    page: dict[str, object] = {
        "lang": "zh-Hans" if lang == "zh" else "en",
        "zh": lang == "zh",
        "bulletin": bulletin,
        "masthead": bulletin.masthead.say(lang),
        "title": bulletin.title.say(lang),
        "sender": colophon.sender(bulletin, lang),
        "as_of": colophon.lines(bulletin, lang)[0][1],
        "parts": [
            ("", _linked(bulletin, bulletin.opening.say(lang))),
            *(
                (f"{ordinal(number, lang)}{section.title.say(lang)}", _linked(bulletin, section.runs(lang)))
                for number, section in enumerate(bulletin.sections, start=1)
            ),
        ],
        "figures": colophon.FIGURES.say(lang),
        "heads": [head.say(lang) for head in colophon.HEADS],
        "rows": colophon.rows(bulletin, lang),
        "proof": colophon.PROOF.say(lang),
        "lines": colophon.lines(bulletin, lang),
        "seal": bulletin.proof.seal,
    }
    template = _ENGINE.get_template("document/bulletin.html")
    text = template.render(Context(page))
    for weight, path in (("regular", face.regular), ("bold", face.bold)):
        page[weight] = fonts.embedded(path, text + _MARKS)
    return template.render(Context(page)).encode()


def _linked(bulletin: Bulletin, runs: Sequence[Run]) -> list[tuple[Run, str]]:
    return [(run, bulletin.number(run.note).link if run.note else "") for run in runs]
