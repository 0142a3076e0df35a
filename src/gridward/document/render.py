"""One bulletin in one format and language."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from gridward.document import render_docx, render_html, render_json, render_md, render_pdf
from gridward.document.bulletin import Bulletin
from gridward.document.draft import draft
from gridward.kit.errors import refuse
from gridward.kit.text import Lang

FORMATS: dict[str, Callable[[Bulletin, Lang], bytes]] = {
    "md": render_md.render,
    "html": render_html.render,
    "docx": render_docx.render,
    "pdf": render_pdf.render,
    "json": render_json.render,
}
T = TypeVar("T")
LANGS: dict[str, Lang] = {"zh": "zh", "en": "en"}


def rendered(bulletin: Bulletin, fmt: str, lang: str) -> bytes:
    """The bytes of `bulletin`; raises `Refusal` for another format or language, or a font that is not there."""
    return _one_of(FORMATS, fmt, field="format")(bulletin, _one_of(LANGS, lang, field="lang"))


def render(name: str, area: int | str, as_of: int, fmt: str, lang: str, *, known_at: int | None = None) -> bytes:
    """Draft and render: the same ledger position gives the same bytes. Raises as `draft` and `rendered`."""
    _one_of(FORMATS, fmt, field="format")
    _one_of(LANGS, lang, field="lang")
    return rendered(draft(name, area=area, as_of=as_of, known_at=known_at), fmt, lang)


def _one_of(known: Mapping[str, T], name: str, *, field: str) -> T:
    if name not in known:
        raise refuse(
            f"unknown_{field}",
            zh=f"{field}：不能用“{name[:20]}”。可用：{'、'.join(known)}。",
            en=f"{field}: “{name[:20]}” is not possible. There are: {', '.join(known)}.",
            field=field,
        )
    return known[name]
