"""Bulletin templates, packs/bulletins/NAME.toml: the officer's words, in which figures stand by their names.

Prose may name `{figure[member]|words}`, `{area}`, `{as_of}` (date and hour) and `{when}` (without the year). A digit
typed into prose is refused: every number comes from a figure.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from gridward.document.wording import Wording, wording
from gridward.kit.errors import Refusal, refuse

_HOLE = re.compile(r"\{([^{}]*)\}")
_SLOT = re.compile(r"^([a-z_]+\.[a-z_0-9]+)(?:\[([^\[\]|]+)\])?(?:\|(.*))?$", re.DOTALL)
_NAMED = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
"""Words that may hold digits: COVID-19, N95, H1N1."""
_DIGIT = re.compile(r"\d+")
STAMPS = ("area", "as_of", "when")


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a figure in a sentence."""

    figure: str
    member: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Stamp:
    """The place of the area's name or of the moment in a sentence."""

    name: str


Piece = str | Slot | Stamp


@dataclass(frozen=True, slots=True)
class Prose:
    """One text in both languages, cut into words and places."""

    zh: tuple[Piece, ...]
    en: tuple[Piece, ...]

    def slots(self) -> Iterator[Slot]:
        """The figures of both languages."""
        return (piece for piece in (*self.zh, *self.en) if isinstance(piece, Slot))


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its heading and its sentences."""

    name: str
    title: Prose
    sentences: tuple[Prose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A bulletin template."""

    name: str
    version: int
    masthead: Prose
    title: Prose
    opening: Prose
    sections: tuple[Part, ...]

    def prose(self) -> Iterator[Prose]:
        """The running text, in order."""
        yield self.opening
        for section in self.sections:
            yield from section.sentences


def names(folder: Path) -> list[str]:
    """The bulletins there are."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def read(name: str, *, folder: Path) -> Template:
    """The template of this name; raises `Refusal` for an unknown name, broken TOML, or a fault in the text."""
    known = names(folder)
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.4) or known
        raise refuse(
            "unknown_bulletin",
            zh=f"没有名为“{name[:60]}”的通报模板。现有：{'、'.join(near)}。",
            en=f"There is no bulletin template “{name[:60]}”. There are: {', '.join(near)}.",
            field="name",
        )
    return parse((folder / f"{name}.toml").read_text(encoding="utf-8"), name=name)


def parse(source: str, *, name: str) -> Template:
    """A template from its TOML text; raises `Refusal` naming the field and the remedy."""
    try:
        found = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise refuse(
            "broken_template",
            zh=f"通报模板 {name} 不是合法的 TOML：{error}。",
            en=f"Bulletin template {name} is not valid TOML: {error}.",
            field=name,
        ) from error
    version = found.get("version")
    if not isinstance(version, int):
        raise _fault(f"{name}.version", "要有整数版本号。", "needs a whole version number.")
    return Template(
        name=name,
        version=version,
        masthead=_prose(found, "masthead", at=name, figures=False),
        title=_prose(found, "title", at=name, figures=False),
        opening=_prose(found, "opening", at=name),
        sections=tuple(_part(row, at=f"{name}.section") for row in found.get("section", ())),
    )


def _part(row: Mapping[str, Any], *, at: str) -> Part:
    name = row.get("name")
    if not isinstance(name, str) or not name:
        raise _fault(f"{at}.name", "每一节要有英文短名。", "every section needs a short name.")
    sentences = tuple(
        _prose({"sentence": sentence}, "sentence", at=f"{at}[{name}]") for sentence in row.get("sentence", ())
    )
    return Part(name, _prose(row, "title", at=f"{at}[{name}]", figures=False), sentences)


def _prose(row: Mapping[str, Any], key: str, *, at: str, figures: bool = True) -> Prose:
    field, text = f"{at}.{key}", row.get(key)
    if not isinstance(text, Mapping) or not all(isinstance(text.get(lang), str) for lang in ("zh", "en")):
        raise _fault(field, "要有 zh 和 en 两种文字。", "needs both zh and en.")
    prose = Prose(
        *(tuple(_pieces(text[lang], field=f"{field}.{lang}")) for lang in ("zh", "en")),
    )
    if not figures and any(prose.slots()):
        raise _fault(field, "标题中不能放指标；请写进句子。", "a heading cannot hold figures; put them in a sentence.")
    only_one_side = _named(prose.zh) ^ _named(prose.en)
    if only_one_side:
        odd = ", ".join(sorted(only_one_side))
        raise _fault(field, f"中英文引用的指标不一致：{odd}。", f"zh and en name different figures: {odd}.")
    return prose


def _named(pieces: Iterable[Piece]) -> set[str]:
    slots = [piece for piece in pieces if isinstance(piece, Slot)]
    return {f"{slot.figure}[{slot.member}] {slot.wording.at}".replace("[]", "").strip() for slot in slots}


def _pieces(text: str, *, field: str) -> Iterator[Piece]:
    for number, part in enumerate(_HOLE.split(text.strip())):
        if number % 2:
            yield _hole(part.strip(), field=field)
        elif part:
            _refuse_stray(part, field=field)
            yield part


def _hole(text: str, *, field: str) -> Piece:
    if text in STAMPS:
        return Stamp(text)
    found = _SLOT.match(text)
    if not found:
        raise _fault(
            field,
            f"看不懂“{{{text[:60]}}}”。请写 {{指标名[分项]|用词}}、{{area}} 或 {{as_of}}。",
            f"cannot read “{{{text[:60]}}}”. Write {{figure[member]|words}}, {{area}} or {{as_of}}.",
        )
    return Slot(found[1], (found[2] or "").strip(), wording(found[3] or "", field=field))


def _refuse_stray(text: str, *, field: str) -> None:
    digit = _DIGIT.search(_NAMED.sub("", text))
    if digit:
        raise _fault(
            field,
            f"文字中有数字“{digit[0]}”。数字只能来自指标：请写 {{指标名}}；不是统计数的请用汉字数字。",
            f"the text holds the number “{digit[0]}”. Numbers come from figures only: write {{figure}}, or spell it "
            "out when it counts nothing.",
        )
    if "{" in text or "}" in text:
        raise _fault(field, "花括号没有成对。", "a brace is not closed.")


def _fault(field: str, zh: str, en: str) -> Refusal:
    return refuse("template_fault", zh=f"{field}：{zh}", en=f"{field}: {en}", field=field)
