"""Entries of the ledger as cells of a sheet: in clear for whom it is allowed, else masked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from gridward.exchange.form import listed_of
from gridward.exchange.shape import Shape
from gridward.exchange.sheet.cell import LOST, Cell
from gridward.exchange.sheet.column import THINGS, Column, asks_what
from gridward.exchange.sheet.value import joined
from gridward.exchange.words import NO, YES, refs
from gridward.grid.tree import Tree
from gridward.kit.clock import here, moment
from gridward.kit.digits import plain
from gridward.kit.text import Lang, Text
from gridward.ledger.bodies import read_body
from gridward.ledger.content import Content, decode, understood
from gridward.ledger.names import kind_name
from gridward.ledger.outcome import Outcome
from gridward.ledger.stored import Stored, by_position
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Body, Choice, EntryKind, Ref, thing_of
from gridward.plug.shape import fields_of
from gridward.roll.called import Told, told
from gridward.roll.masking import ERASED, OPEN, mask, mask_code
from gridward.roll.sealing import NODE_MARK, Erased, unseal, unseal_node

SEALED = Text("(已加密)", "(sealed)")
LONGEST = 32_000
"""Characters that a cell takes, nearly."""
CUT = Text("(过长，请在系统内查看)", "(too long; look at it on the node)")
NO_ONE = Told(None, {}, erased=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An entry that could be understood; `body` None for a void."""

    stored: Stored
    kind: EntryKind
    content: Content
    body: Body | None

    @property
    def about(self) -> Ref | None:
        """What it is about, by the node's number."""
        if self.stored.subject is None:
            return None
        subject = thing_of(self.stored.subject)
        return Ref(kind=subject.kind, id=str(subject.id))


def kept(stored: Iterable[Stored]) -> list[Kept]:
    """Those of the entries that can be understood, in their order."""
    found = []
    for one in stored:
        kind = CATALOGUE.kinds.get(kind_name(one.kind))
        if kind is None or not understood(one.content):
            continue
        content = decode(one.content)
        body = None
        if bytes(content.body) != b"null":
            try:
                body = read_body(kind, content.version, content.body)
            except msgspec.ValidationError:
                continue
        found.append(Kept(stored=one, kind=kind, content=content, body=body))
    return found


class Teller:
    """Says the cells of some entries; what they refer to is fetched at once."""

    def __init__(self, entries: Sequence[Kept], areas: Tree) -> None:
        self._areas = areas
        mentioned = [ref for one in entries for ref in (*refs(one.body), *([one.about] if one.about else []))]
        things = {int(ref.id) for ref in mentioned if ref.kind not in ("area", "place", "entry") and ref.id.isdecimal()}
        others = {int(ref.id) for ref in mentioned if ref.kind == "entry" and ref.id.isdecimal()}
        self.things: Mapping[int, Told] = told(things)
        self.entries = {one.position: str(one.uuid) for one in by_position(others)} if others else {}

    def cell(self, one: Kept, column: Column, *, lang: Lang, clear: bool) -> Cell:
        """One cell."""
        match column.role:
            case "moment":
                said: Cell = local(moment(one.stored.at))
            case "area":
                said = self._area_coded(self._where(one), lang)
            case "about":
                about = self.apart(one)
                said = THINGS[about.kind].say(lang) if about else ""
            case "subject" | "part":
                said = self._subject(one, column, lang, clear)
            case "kept":
                said = _kept_cell(one, column.key, lang)
            case "body":
                said = self._field(one, column, lang, clear)
        return said

    def apart(self, one: Kept) -> Ref | None:
        """What an entry is about, None where that is the area that it names."""
        about = one.about
        if about is None or about.kind != "area" or "area" not in one.kind.about:
            return about
        return None if int(about.id) == self._areas.id_of(one.content.area) else about

    def _where(self, one: Kept) -> str:
        """The code of the area; of the one that it is about, where no other column can say that."""
        about = self.apart(one)
        if about is None or about.kind != "area" or asks_what(one.kind) or int(about.id) not in self._areas:
            return one.content.area
        return self._areas.by_id(int(about.id)).code

    def _field(self, one: Kept, column: Column, lang: Lang, clear: bool) -> Cell:  # noqa: FBT001
        if column.shape is None or one.body is None:
            return ""
        value = getattr(one.body, column.shape.attribute)
        if column.personal:
            return (self.opened(one, column.shape, str(value)) if clear else SEALED.say(lang)) if value else ""
        return _fitting(self._value(column.shape, value, lang, clear), lang)

    def opened(self, one: Kept, shape: Shape, sealed: str) -> str:
        """Personal text in clear; nothing of somebody who was erased."""
        context = f"{one.stored.uuid}:{shape.name}".encode()
        try:
            if sealed.startswith(NODE_MARK):
                return unseal_node(sealed, context)
            return unseal(int(one.about.id) if one.about else 0, sealed, context)
        except Erased:
            return ""

    def people(self, one: Kept) -> set[int]:
        """The numbers of everybody and everything that the cells of an entry name in clear."""
        named = [*refs(one.body), *([one.about] if one.about else [])]
        return {int(ref.id) for ref in named if ref.kind not in ("area", "place", "entry") and ref.kind not in OPEN}

    def _subject(self, one: Kept, column: Column, lang: Lang, clear: bool) -> str:  # noqa: FBT001
        about = self.apart(one)
        if about is None:
            return ""
        part = column.key.removeprefix("subject.")
        if about.kind == "person" and column.role == "part":
            return self._person(int(about.id), part, clear)
        if column.role == "part" or (about.kind == "person" and column.role == "subject"):
            return ""
        if about.kind in ("area", "place"):
            return self._area(int(about.id), lang)
        return self.name(about, lang, clear)

    def _person(self, number: int, part: str, clear: bool) -> str:  # noqa: FBT001
        known = self.things.get(number, NO_ONE)
        if part == "name":
            return self._thing("person", number, clear)
        text = str(known.identity.get(part) or "")
        return text if clear or not text else mask_code(text)

    def name(self, ref: Ref, lang: Lang, clear: bool) -> str:  # noqa: FBT001
        """What a reference is called."""
        if not ref.id.isdecimal():
            return ref.ref or ref.id
        number = int(ref.id)
        if ref.kind in ("area", "place"):
            return self._area(number, lang)
        if ref.kind == "entry":
            return self.entries.get(number, "")
        return self._thing(ref.kind, number, clear)

    def _thing(self, kind: str, number: int, clear: bool) -> str:  # noqa: FBT001
        known = self.things.get(number, NO_ONE)
        if known.erased:
            return ERASED.zh
        said = next((str(known.identity[part]) for part in ("name", "plate", "ref") if known.identity.get(part)), "")
        return said if clear and said else mask(kind, known.identity, number=number)

    def _area(self, number: int, lang: Lang) -> str:
        if number not in self._areas:
            return ""
        node = self._areas.by_id(number)
        return f"{node.name.say(lang)}({node.code})"

    def _area_coded(self, code: str, lang: Lang) -> str:
        number = self._areas.id_of(code)
        return code if number is None else f"{self._areas.by_id(number).name.say(lang)}({code})"

    def _value(self, shape: Shape, value: Any, lang: Lang, clear: bool) -> Cell:  # noqa: FBT001
        if value is None:
            return ""
        if shape.type == "rows":
            records = value if shape.many else (value,)
            return "\n".join(self._record(shape, one, lang, clear) for one in records)
        if not shape.many:
            return self._one(shape, value, lang, clear)
        items = [plain_text(self._one(shape, one, lang, clear)).replace("\n", " ") for one in value]
        text = "\n".join(items)
        return f"{text}\n" if len(items) == 1 and any(mark in text for mark in "\u3001,\uff0c;\uff1b") else text

    def _record(self, shape: Shape, record: Any, lang: Lang, clear: bool) -> str:  # noqa: FBT001
        cells = [self._value(field, getattr(record, field.attribute), lang, clear) for field in shape.rows]
        return joined([plain_text(cell) for cell in cells])

    def _one(self, shape: Shape, value: Any, lang: Lang, clear: bool) -> Cell:  # noqa: FBT001
        match value:
            case Ref():
                usual = (shape.field.names.split() or ["area"])[0]
                name = self.name(value, lang, clear)
                same = value.kind == usual or {value.kind, usual} <= {"area", "place"}
                said: Cell = name if same else f"{THINGS[value.kind].say(lang)}:{name}"
            case Choice():
                said = _label(shape, str(value.value), lang)
            case bool():
                said = (YES if value else NO).say(lang)
            case Decimal() | int() | float():
                said = _number(value)
            case datetime():
                said = local(value)
            case date():
                said = value
            case _:
                said = _label(shape, str(value), lang)
        return said


def local(value: datetime) -> datetime:
    """A moment as a spreadsheet keeps it: local, without a zone, to the second."""
    return here(value).replace(tzinfo=None, microsecond=0)


def _number(value: Decimal | float) -> Cell:
    """A number, as text where a spreadsheet would drop digits."""
    exact = Decimal(value) if isinstance(value, int | Decimal) else Decimal(repr(value))
    if abs(exact) >= LOST or len(exact.normalize().as_tuple().digits) > 15:
        return plain(exact)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def plain_text(cell: Cell) -> str:
    """A cell inside a list or a small record."""
    match cell:
        case datetime():
            return cell.isoformat(" ")
        case float():
            return format(Decimal(repr(cell)), "f")
        case None:
            return ""
    return str(cell)


def _label(shape: Shape, code: str, lang: Lang) -> str:
    """The label of an answer; its code where another answer is called the same."""
    listed = listed_of(shape)
    for option in listed:
        if option.code == code:
            label = option.label.say(lang)
            return label if sum(label in (one.label.zh, one.label.en, one.code) for one in listed) == 1 else code
    return code


def _kept_cell(one: Kept, key: str, lang: Lang) -> Cell:
    match key:
        case "kept.by":
            return one.content.by
        case "kept.outcome":
            return Outcome(one.stored.outcome).label.say(lang)
        case "kept.position":
            return one.stored.position
        case "kept.entry":
            return str(one.stored.uuid)
    return ""


def _fitting(cell: Cell, lang: Lang) -> Cell:
    return CUT.say(lang) if isinstance(cell, str) and len(cell) > LONGEST else cell


def personal_attributes(kind: EntryKind) -> frozenset[str]:
    """The attributes of a kind's body whose text is sealed."""
    return frozenset(one.attribute for one in fields_of(kind.body) if one.field.personal)
