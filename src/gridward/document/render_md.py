"""A bulletin as Markdown: every number has a footnote that leads to its entries."""

import re
from collections.abc import Sequence

from gridward.document import colophon
from gridward.document.bulletin import Bulletin, Run
from gridward.document.order import ordinal
from gridward.kit.text import Lang

_SPECIAL = re.compile(r"([\\`*_\[\]|<>])")


def render(bulletin: Bulletin, lang: Lang) -> bytes:
    """UTF-8 Markdown (CommonMark with footnotes and tables)."""
    parts = [f"# {_safe(bulletin.title.say(lang))}", _runs(bulletin.opening.say(lang))]
    for number, section in enumerate(bulletin.sections, start=1):
        parts.append(f"## {ordinal(number, lang)}{_safe(section.title.say(lang))}")
        parts.append(_runs(section.runs(lang)))
    parts.append("---")
    colon = colophon.COLON.say(lang)
    parts.append("\n".join(f"- {label}{colon}{_safe(text)}" for label, text in colophon.lines(bulletin, lang)))
    parts.append(f"## {colophon.FIGURES.say(lang)}")
    parts.append("\n".join(_table(bulletin, lang)))
    parts.append("\n".join(_notes(bulletin, lang)))
    return ("\n\n".join(parts) + "\n").encode()


def _runs(runs: Sequence[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    mark = f"[^{run.note}]" if run.note else ""
    return _safe(run.text) + mark + _safe(run.words) if run.text else _safe(run.words) + mark


def _table(bulletin: Bulletin, lang: Lang) -> list[str]:
    heads = [head.say(lang) for head in colophon.HEADS]
    found = [f"| {' | '.join(heads)} |", "|---:|---|---|---|---|"]
    for row in colophon.rows(bulletin, lang):
        cells = (str(row.note), row.label, row.exact, row.reported, row.as_of)
        found.append(f"| {' | '.join(_safe(cell) for cell in cells)} |")
    return found


def _notes(bulletin: Bulletin, lang: Lang) -> list[str]:
    colon = colophon.COLON.say(lang)
    return [
        f"[^{row.note}]: {_safe(row.label)}{colon}{_safe(row.exact)} [{_safe(row.name)}]({row.link})"
        for row in colophon.rows(bulletin, lang)
    ]


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", " ")
