"""A row that is an entry of this node again: unchanged it adds nothing, changed it becomes a correction."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from gridward.exchange.reading import missing
from gridward.exchange.shape import Shape
from gridward.exchange.sheet import cell as typed
from gridward.exchange.sheet.cell import Cell
from gridward.exchange.sheet.column import Column, asks_what
from gridward.exchange.sheet.person import Person, person
from gridward.exchange.sheet.row import Draft, Writer, complete
from gridward.exchange.sheet.stored import Kept, Teller
from gridward.exchange.sheet.value import Reader, chosen
from gridward.kit import clock
from gridward.kit.digits import plain
from gridward.kit.errors import Refusal, refuse
from gridward.kit.text import Lang
from gridward.plug.kind import Ref

REASON = "表格更正 / corrected by a sheet"
_LANGS: tuple[Lang, Lang] = ("zh", "en")
_ENVELOPE = ("subject.kind", "subject", "subject.name", "subject.id_no", "subject.phone")


class Changes:
    """What rows change of entries that are here."""

    def __init__(self, writer: Writer, teller: Teller) -> None:
        self._writer = writer
        self._teller = teller

    def of(self, one: Kept, cells: Mapping[str, Cell], asked: Iterable[Column]) -> list[Column]:
        """The columns of the file that say something else than the entry."""
        return [column for column in asked if not self._same(one, column, cells.get(column.key))]

    def draft(self, one: Kept, cells: Mapping[str, Cell], changed: Sequence[Column], *, sheet: str) -> Draft:
        """The correction that a changed row means; whatever is not changed stays, also what is masked in the file."""
        found, writer = Draft(), self._writer
        try:
            found.wire = self._again(one)
        except Refusal as refusal:
            found.errors += refusal.reasons
            return found
        reader = Reader(writer.within, writer.today, one.content.area)
        keys = {column.key for column in changed}
        steps: list[Any] = []
        if "area" in keys:
            steps.append(lambda: self._move(found, cells, reader))
        if "happened_at" in keys:
            steps.append(lambda: found.wire.update(happened_at=writer.moment(cells.get("happened_at"))))
        if keys & set(_ENVELOPE):
            steps.append(lambda: self._about(found, one, cells, reader))
        steps += [lambda at=column: self._field(found, at, cells, reader) for column in changed if column.shape]
        for step in steps:
            try:
                step()
            except Refusal as refusal:
                found.errors += refusal.reasons
        if found.errors:
            return found
        found.uuid = writer.named(found.wire, reader.people)
        username = None if writer.within.account is None else writer.within.account.username
        found.wire |= {"by": one.content.by or username, "entered_by": username, "reason": REASON}
        complete(found, reader.people, by=username, sheet=sheet)
        return found

    def _same(self, one: Kept, column: Column, cell: Cell) -> bool:
        forms = ((lang, clear) for clear in (True, False) for lang in _LANGS)
        said = ""
        for number, (lang, clear) in enumerate(forms):
            kept = self._teller.cell(one, column, lang=lang, clear=clear)
            if kept == cell or (typed.blank(kept) and typed.blank(cell)):
                return True
            said = self._canonical(column, cell) if number == 0 else said
            if said == self._canonical(column, kept):
                return True
        return False

    def _canonical(self, column: Column, cell: Cell) -> str:
        """What a cell says, however it is written."""
        text, shape = typed.plain(cell), column.shape
        if not text:
            said = ""
        elif column.role == "moment":
            said = typed.moment(cell, self._writer.today)
        elif column.role == "area":
            said = self._writer.within.place(text) or text
        elif column.options:
            parts = typed.parts(text) if shape is not None and shape.many else [text]
            said = "\n".join(chosen(part, column.options) for part in parts)
        elif shape is None or shape.many:
            said = "".join(typed.folded(text).split())
        else:
            said = self._value(shape, cell, text)
        return said

    def _value(self, shape: Shape, cell: Cell, text: str) -> str:
        """What the cell of one field says; texts count as they are written."""
        match shape.type:
            case "whole" | "number":
                text = _number(text)
            case "yes_no":
                text = typed.yes_no(text)
            case "date":
                text = typed.day(cell, self._writer.today)
            case "moment":
                text = typed.moment(cell, self._writer.today)
        return text

    def _again(self, one: Kept) -> dict[str, Any]:
        """An entry as it would be sent once more, in a correction of itself."""
        content = one.content
        body = {} if one.body is None else msgspec.to_builtins(one.body)
        for column in self._writer.known:
            if column.shape is None or column.shape.name not in body or one.body is None:
                continue
            value = getattr(one.body, column.shape.attribute)
            if column.personal:
                body[column.shape.name] = self._teller.opened(one, column.shape, str(value)) if value else ""
            elif column.shape.type == "link" and value:
                items = [self._named(item) for item in (value if column.shape.many else (value,))]
                body[column.shape.name] = items if column.shape.many else items[0]
        wire = {
            "kind": one.kind.name,
            "version": one.kind.version,
            "area": content.area,
            "happened_at": clock.iso(one.stored.at),
            "replaces": str(one.stored.uuid),
            "group": content.group,
            "asked": content.asked,
            "files": msgspec.to_builtins(content.files),
            "response": int(content.response) if content.response and content.response.isdecimal() else None,
            "body": body,
        }
        about = self._teller.apart(one)
        if about is not None:
            wire["subject"] = self._named(about)
        return wire

    def _named(self, ref: Ref) -> dict[str, str]:
        """A stored reference as it can be sent."""
        number = int(ref.id)
        if ref.kind in ("area", "place"):
            code = self._writer.within.map.by_id(number).code
            return {"kind": ref.kind, "id" if ref.kind == "area" else "ref": code}
        if ref.kind == "entry" and number in self._teller.entries:
            return {"kind": "entry", "id": self._teller.entries[number]}
        known = self._teller.things.get(number)
        if known is None or known.ref is None:
            raise refuse(
                "no_longer_named",
                field="subject",
                zh="原来的对象已不可用，请在系统内更正这条记录。",
                en="What it was about is no longer known; correct this entry on the node.",
            )
        named: dict[str, str] = msgspec.to_builtins(known.ref)
        return named

    def _move(self, found: Draft, cells: Mapping[str, Cell], reader: Reader) -> None:
        node = self._writer.within.node(typed.plain(cells.get("area")))
        self._writer.within.check(node)
        found.wire["area"] = reader.area = node.code
        if not asks_what(self._writer.kind) and found.wire.get("subject", {}).get("kind") == "area":
            del found.wire["subject"]

    def _about(self, found: Draft, one: Kept, cells: Mapping[str, Cell], reader: Reader) -> None:
        """Somebody else, or more of the same; what is still masked stays what it is."""
        columns = [column for column in self._writer.known if column.key in _ENVELOPE]
        unchanged = {
            column.key: self._teller.cell(one, column, lang="zh", clear=True)
            for column in columns
            if column.key not in cells or self._same(one, column, cells[column.key])
        }
        said = {**cells, **unchanged}
        if self._more(one, said, unchanged, reader):
            return
        node = self._writer.within.map.by_code(found.wire["area"])
        subject = self._writer.subject(said, reader, node)
        found.wire.pop("subject", None)
        if subject is not None:
            found.wire["subject"] = subject

    def _more(self, one: Kept, said: Mapping[str, Cell], unchanged: Mapping[str, Cell], reader: Reader) -> bool:
        """The same person with a phone, a number or a name set right: told to the roll, the entry stays about them."""
        if one.about is None or one.about.kind != "person" or "subject.kind" in said.keys() - unchanged.keys():
            return False
        known = self._teller.things.get(int(one.about.id))
        if known is None or known.ref is None:
            return False
        had_number = bool(known.identity.get("id_no"))
        same_number = "subject.id_no" in unchanged
        if not ((same_number and had_number) or ("subject.name" in unchanged and (same_number or not had_number))):
            return False
        parts = {part: said.get(f"subject.{part}") for part in ("name", "id_no", "phone")}
        if all(typed.blank(parts[part]) for part in ("name", "id_no")):
            return False
        digest = self._writer.within.digest
        who = person(parts["name"], parts["id_no"], parts["phone"], area=reader.area, digest=digest)
        fresh = {part: text for part, text in who.identity.items() if f"subject.{part}" not in unchanged}
        reader.people.append(Person(known.ref, fresh))
        return True

    def _field(self, found: Draft, column: Column, cells: Mapping[str, Cell], reader: Reader) -> None:
        if column.shape is None:
            return
        value = reader.value(column.shape, cells.get(column.key), column.key)
        if value is not None:
            found.wire["body"][column.shape.name] = value
        elif column.required:
            raise missing(column.shape, at=column.key)
        else:
            found.wire["body"].pop(column.shape.name, None)


def _number(text: str) -> str:
    try:
        return plain(Decimal(typed.number(text)))
    except InvalidOperation:
        return text
