"""From the cells of a row to the values of a body on the wire. Every fault is a `Refusal` that names the column."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from gridward.exchange.form import listed_of
from gridward.exchange.reading import named, read
from gridward.exchange.shape import Option, Shape
from gridward.exchange.sheet import cell as typed
from gridward.exchange.sheet.cell import Cell
from gridward.exchange.sheet.column import THINGS
from gridward.exchange.sheet.person import Person, lost, said
from gridward.exchange.units import unit_label
from gridward.kit.errors import refuse
from gridward.kit.text import Text

LINE = "|"
"""What stands between the fields of a small record in a cell; its records stand one a line."""
LINES = (LINE, "\uff5c")
DEGREES = ("℃", "°c", "度", "摄氏度", "c")


class Finder(Protocol):
    """What words mean on this node, as far as the uploader may know."""

    def code(self, text: str, *, at: str) -> str:
        """The code of the area that a name or code means; raises `Refusal` with what it could be."""

    def place(self, text: str) -> str:
        """The code of a place by name or code; "" when none is called so."""

    def entry(self, text: str, *, at: str) -> str:
        """The id of the entry that an id or position means; raises `Refusal`."""

    def digest(self, text: str) -> bytes:
        """A keyed digest."""


@dataclass(slots=True)
class Reader:
    """Reads the values of one row: `area` is where it happened, `people` collects whom it names."""

    finder: Finder
    today: date
    area: str = ""
    people: list[Person] = field(default_factory=list)

    def value(self, shape: Shape, cell: Cell, at: str) -> Any:
        """The wire value of a cell; None for one that says nothing."""
        if typed.blank(cell):
            return None
        if shape.type == "rows":
            return self._records(shape, typed.plain(cell), at)
        if not shape.many:
            return self._one(shape, cell, at)
        found = [self._one(shape, one, at) for one in _items(typed.whole(cell), listed_of(shape))]
        return [one for one in found if one is not None] or None

    def _one(self, shape: Shape, cell: Cell, at: str) -> Any:
        text, listed = typed.plain(cell), listed_of(shape)
        if shape.type != "text" or listed:
            if typed.folded(text) in typed.NOTHING and not _is_answer(text, listed):
                return None
        elif typed.lost_digits(cell):
            raise lost(at, text)
        if shape.type == "link":
            return self.link(shape, text, at)
        text = chosen(text, listed) if listed else self._as_typed(shape, cell, text)
        if shape.type in ("whole", "number") and not shape.required and typed.folded(text) == "无":
            return None
        return read(shape, text, at=at, listed=listed) if text else None

    def _as_typed(self, shape: Shape, cell: Cell, text: str) -> str:
        match shape.type:
            case "whole" | "number":
                return typed.number(text, _units(shape))
            case "yes_no":
                return typed.yes_no(text)
            case "date":
                return typed.day(cell, self.today)
            case "moment":
                return typed.moment(cell, self.today)
        return text

    def link(self, shape: Shape, text: str, at: str) -> Any:
        """A reference: an area or place by name or code, an entry by id, anybody and anything else by words."""
        kinds = named(shape)
        kind, rest = _kind_said(text, kinds)
        if kind == "person":
            who = said(rest, area=self.area, digest=self.finder.digest, at=at)
            self.people.append(who)
            return {"kind": "person", "id": who.ref.id}
        if kind == "entry":
            found = self.finder.entry(rest, at=at)
            return found if kinds[0] == "entry" else {"kind": "entry", "id": found}
        if kind == "area" and "place" not in kinds:
            found = self.finder.code(rest, at=at)
        elif kind in ("area", "place"):
            found = self.finder.place(rest) or rest
        else:
            found = rest
        return read(shape, found, at=at, kind=kind)

    def _records(self, shape: Shape, text: str, at: str) -> Any:
        found = [self._record(shape.rows, line, at) for line in typed.parts(text, "lines")]
        return found if shape.many else (found[0] if found else None)

    def _record(self, shapes: Sequence[Shape], line: str, at: str) -> dict[str, Any]:
        cells, form = split(line), order(shapes)
        if len(cells) > len(shapes):
            raise refuse(
                "too_many_parts",
                field=at,
                zh=f"“{line[:40]}”有 {len(cells)} 段，最多 {len(shapes)} 段：{form.zh}。",
                en=f"“{line[:40]}” has {len(cells)} parts, at most {len(shapes)}: {form.en}.",
            )
        found: dict[str, Any] = {}
        for shape, text in zip(shapes, [*cells, *[""] * len(shapes)], strict=False):
            value = self.value(shape, text, at)
            if value is not None:
                found[shape.name] = value
            elif shape.required:
                raise refuse(
                    "required",
                    field=at,
                    zh=f"“{line[:40]}”缺“{shape.label.zh}”，格式：{form.zh}。",
                    en=f"“{line[:40]}” lacks “{shape.label.en}”; write {form.en}.",
                )
        return found


def order(shapes: Sequence[Shape]) -> Text:
    """How a small record is written on a line."""
    gap = f" {LINE} "
    return Text(gap.join(one.label.zh for one in shapes), gap.join(one.label.en for one in shapes))


def chosen(text: str, listed: Sequence[Option]) -> str:
    """The code of an answer, by code or label in either language; a text that is none comes back as it is."""
    said_ = _bare(text)
    for option in listed:
        if said_ == _bare(option.code):
            return option.code
    for option in listed:
        if said_ in (_bare(option.label.zh), _bare(option.label.en)):
            return option.code
    return text


def _is_answer(text: str, listed: Sequence[Option]) -> bool:
    said_ = _bare(text)
    return any(said_ in (_bare(one.code), _bare(one.label.zh), _bare(one.label.en)) for one in listed)


def _items(text: str, listed: Sequence[Option]) -> list[str]:
    """The items of a cell; commas within an answer (“体温计、口罩、消毒剂”) do not divide it."""
    most = max((len(typed.SIGNS.split(label)) for one in listed for label in (one.label.zh, one.label.en)), default=1)
    if "\n" in text or most == 1:
        return typed.parts(text)
    words = typed.SIGNS.split(text)  # every other one is a sign
    found, at = list[str](), 0
    while at < len(words):
        ends = range(min(at + most, len(words)), at, -2)
        end = next((end for end in ends if _is_answer("".join(words[at:end]), listed)), at + 1)
        found.append("".join(words[at:end]).strip())
        at = end + 1
    return [one for one in found if one]


def split(line: str) -> list[str]:
    """The parts of a small record; a backslash before the mark makes it a sign like any other."""
    parts, now, guarded = list[str](), "", False
    for sign in line:
        if guarded or (sign != "\\" and sign not in LINES):
            now += sign
            guarded = False
        elif sign == "\\":
            guarded = True
        else:
            parts.append(now.strip())
            now = ""
    return [*parts, now.strip()]


def joined(parts: Sequence[str]) -> str:
    """Parts as `split` takes them apart."""
    guarded = [one.replace("\\", "\\\\").replace("\n", " ") for one in parts]
    for mark in LINES:
        guarded = [one.replace(mark, "\\" + mark) for one in guarded]
    while guarded and not guarded[-1]:
        guarded.pop()
    return f" {LINE} ".join(guarded)


def _bare(text: str) -> str:
    return "".join(typed.folded(text).split())


def _units(shape: Shape) -> list[str]:
    unit = shape.field.unit
    if not unit:
        return []
    many, one = unit_label(unit), unit_label(unit, one=True)
    return [unit, many.zh, many.en, one.en, *(DEGREES if "℃" in (unit, many.zh) else ())]


def _kind_said(text: str, kinds: Sequence[str]) -> tuple[str, str]:
    """The kind that a text begins with (“人员：张三”), and the rest; the usual kind when it does not."""
    head, mark, rest = text.replace("\uff1a", ":", 1).partition(":")
    for kind in kinds if mark else ():
        if _bare(head) in (_bare(THINGS[kind].zh), _bare(THINGS[kind].en), kind):
            return kind, rest.strip()
    return kinds[0], text.strip()
