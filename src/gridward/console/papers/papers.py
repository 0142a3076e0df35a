"""Bulletins and forms as a reader may have them: which there are, what they are called, how one stands on a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.document import colophon, draft, template
from gridward.document.bulletin import Bulletin, Run
from gridward.document.form import draft as form_draft
from gridward.document.form import template as form_template
from gridward.document.form.template import Form
from gridward.document.models import Issued
from gridward.document.order import ordinal
from gridward.document.render import FORMATS
from gridward.document.template import Prose, Stamp
from gridward.grid.tree import Node
from gridward.kit import clock
from gridward.kit.errors import Refusal
from gridward.kit.text import Lang, Text
from gridward.policy.wording import joined
from gridward.scenario.models import Loaded

FIRST = "situation"
"""The bulletin that fits any place."""
SHOWN = 30
"""Issued documents that the list shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A bulletin or form that can be had."""

    name: str
    title: Text
    href: str
    about: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An issued bulletin in the list."""

    title: Text
    href: str
    area: Text
    as_of: int
    issued_at: int
    issued_by: Text
    lang: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a sentence on a page; a number has the address of its figure and the number of its footnote."""

    text: str
    words: str
    note: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A section on a page."""

    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A bulletin as a page shows it, in the language that it is to be read in."""

    sender: str
    masthead: str
    title: str
    opening: tuple[Piece, ...]
    chapters: tuple[Chapter, ...]
    heads: tuple[str, ...]
    rows: tuple[colophon.Row, ...]
    lines: tuple[tuple[str, str], ...]
    issued: bool


def bulletins(node: Node, standing: Standing) -> list[Paper]:
    """The bulletin templates, the one of this node's own place first; those with a fault are left out."""
    loaded = [one.scenario for one in Loaded.objects.all()]
    found = []
    for name in template.names(draft.folder()):
        try:
            words = template.read(name, folder=draft.folder())
        except Refusal:
            continue
        href = address.bulletin(name, standing, area=node.code)
        about = joined((_plain(one.title, node) for one in words.sections), zh=" · ", en=" · ")
        found.append(Paper(name=name, title=_plain(words.title, node), href=href, about=about))
    return sorted(found, key=lambda one: (not _told_of(one.name, loaded), one.name != FIRST, one.name))


def _told_of(name: str, loaded: Sequence[str]) -> bool:
    """Whether a template is named after the scenario of this node: wangxian, of wangxian-2020."""
    return any(one.startswith(name) for one in loaded)


def forms(node: Node, seen: Sight, standing: Standing) -> list[Paper]:
    """The forms whose every kind the reader may look at here; those with a fault are left out."""
    found = []
    for name in form_template.names(form_draft.folder()):
        try:
            form = form_template.read(name, folder=form_draft.folder())
        except Refusal:
            continue
        if may_have(form, node, seen):
            href = address.form(name, standing, area=node.code)
            found.append(Paper(name=name, title=form.title, href=href, about=ROWS[form.rows]))
    return found


ROWS = {
    "areas": Text("按区域", "a row for each area"),
    "entries": Text("逐条记录", "a row for each entry"),
    "subjects": Text("按人员或事物", "a row for each person or thing"),
}
"""What stands in the rows of a form."""


def may_have(form: Form, node: Node, seen: Sight) -> bool:
    """Whether the reader may look at everything that a form shows, everywhere in an area."""
    kinds = form.kinds_read()
    return not kinds or seen.areas_for(node, kinds) == seen.areas_below(node)


def issued(node: Node, seen: Sight) -> list[Copy]:
    """What was issued for an area and the areas in it, the last first."""
    areas = seen.areas_below(node)
    found = Issued.objects.order_by("-issued_at")
    if areas is not None:
        found = found.filter(area_id__in=areas)
    return [_copy(one, seen) for one in found[:SHOWN]]


def sheet(bulletin: Bulletin, lang: Lang) -> Sheet:
    """A bulletin as it stands on a page."""
    links = {number.note: number.link for number in bulletin.numbers}
    return Sheet(
        sender=colophon.sender(bulletin, lang),
        masthead=bulletin.masthead.say(lang),
        title=bulletin.title.say(lang),
        opening=_pieces(bulletin.opening.say(lang), links),
        chapters=tuple(
            Chapter(title=ordinal(number, lang) + one.title.say(lang), pieces=_pieces(one.runs(lang), links))
            for number, one in enumerate(bulletin.sections, start=1)
        ),
        heads=tuple(head.say(lang) for head in colophon.HEADS),
        rows=tuple(colophon.rows(bulletin, lang)),
        lines=tuple(colophon.lines(bulletin, lang)),
        issued=bulletin.issued_at is not None,
    )


def file_name(title: str, as_of: int, fmt: str) -> str:
    """What a document is called as a file: 王岘镇疫情防控工作情况-2020-02-17.docx."""
    return f"{title}-{clock.date_of(clock.day_of(as_of)).isoformat()}.{fmt}"


def formats() -> Iterable[str]:
    """The formats in which a bulletin can be had."""
    return FORMATS


def _pieces(runs: Sequence[Run], links: dict[int, str]) -> tuple[Piece, ...]:
    return tuple(Piece(text=run.text, words=run.words, note=run.note, href=links.get(run.note, "")) for run in runs)


def _plain(prose: Prose, node: Node) -> Text:
    """A heading of a template with the area's name in it, without moments."""
    return Text(_joined(prose.zh, node.name.zh), _joined(prose.en, node.name.en))


def _joined(pieces: Sequence[object], area: str) -> str:
    words = [
        area if isinstance(one, Stamp) and one.name == "area" else one if isinstance(one, str) else "" for one in pieces
    ]
    return "".join(words)


def _copy(one: Issued, seen: Sight) -> Copy:
    title, by = one.content["title"], one.content["issued_by"] or {"zh": "", "en": ""}
    return Copy(
        title=Text(title["zh"], title["en"]),
        href=address.issued(one.pk),
        area=seen.tree.by_id(one.area_id).name,
        as_of=one.as_of,
        issued_at=one.issued_at,
        issued_by=Text(by["zh"], by["en"]),
        lang=one.lang,
        position=one.position,
    )
