"""A row nobody knows yet: the entry that it means, and everything that is wrong with it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from gridward.exchange.reading import missing
from gridward.exchange.sheet import cell as typed
from gridward.exchange.sheet.cell import Cell
from gridward.exchange.sheet.column import THINGS, Column
from gridward.exchange.sheet.person import Person, lost, person
from gridward.exchange.sheet.value import Reader, chosen
from gridward.exchange.sheet.within import Within
from gridward.grid.node import Node
from gridward.intake.look import look
from gridward.intake.wire import Newcomer
from gridward.kit import clock
from gridward.kit.errors import Reason, Refusal, refuse
from gridward.kit.ids import parsed, shaped7
from gridward.kit.text import Text
from gridward.plug.kind import EntryKind
from gridward.roll.blind import normal

_PLATE = re.compile(r"[\u4e00-\u9fff][A-Z][A-Z0-9]{4,6}[\u4e00-\u9fffA-Z0-9]?")
_encoder = msgspec.json.Encoder(order="sorted")


@dataclass(slots=True)
class Draft:
    """An entry about to be handed in; it may be when there are no errors. `flags` are what the door would remark,
    `remarks` what it would not: of whom the row names.
    """

    wire: dict[str, Any] = field(default_factory=dict)
    roll: list[Newcomer] = field(default_factory=list)
    errors: list[Reason] = field(default_factory=list)
    flags: list[Reason] = field(default_factory=list)
    remarks: list[Reason] = field(default_factory=list)
    uuid: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What holds for rows that do not say it: the area and the day, as they were typed."""

    area: str = ""
    day: str = ""


class Writer:
    """Writes drafts of one kind for one sender."""

    def __init__(self, kind: EntryKind, known: Sequence[Column], within: Within, usual: Usual) -> None:
        self.kind = kind
        self.known = known
        self.within = within
        self.usual = usual
        self.today = clock.date_of(clock.day_of(within.now))

    def draft(self, cells: Mapping[str, Cell], *, sheet: str, uuid: UUID | None = None) -> Draft:
        """The entry that a row means. Its id follows from what it says, unless it brings one."""
        found = Draft()
        node = attempt(found, lambda: self._area(cells.get("area")))
        at = attempt(found, lambda: self.moment(cells.get("happened_at")))
        reader = Reader(self.within, self.today, node.code if node else "")
        subject = attempt(found, lambda: self.subject(cells, reader, node))
        body = self._body(found, cells, reader)
        found.wire = {
            "kind": self.kind.name,
            "version": self.kind.version,
            "area": node.code if node else "",
            "happened_at": at or "",
            "body": body,
        }
        if subject is not None:
            found.wire["subject"] = subject
        self._finish(found, reader.people, sheet, uuid)
        return found

    def moment(self, cell: Cell) -> str:
        """When it happened, as ISO; a bare date is its first moment."""
        given = self.usual.day if typed.blank(cell) else cell
        if typed.blank(given):
            raise _empty("happened_at", Text("发生时间", "Happened at"))
        text = typed.moment(given, self.today)
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            raise refuse(
                "not_a_time",
                field="happened_at",
                zh=f"“发生时间”的“{text[:40]}”不是时间，请写成 2020-02-10 18:00。",
                en=f"“Happened at”: “{text[:40]}” is not a time; write 2020-02-10 18:00.",
            ) from None
        at = clock.micros(found if found.tzinfo else found.replace(tzinfo=clock.ZONE))
        if at > self.within.now + clock.MINUTE:
            raise refuse(
                "in_the_future",
                field="happened_at",
                zh=f"“发生时间”{text[:40]} 还没有到，请核对。",
                en=f"“Happened at” {text[:40]} is still to come; please check it.",
            )
        return clock.iso(min(at, self.within.now))

    def subject(self, cells: Mapping[str, Cell], reader: Reader, node: Node | None) -> dict[str, str] | None:
        """What the row is about; None for the area itself. Raises `Refusal` where it must be said and is not."""
        about = self.kind.about
        parts = {name: cells.get(f"subject.{name}") for name in ("name", "id_no", "phone")}
        somebody = "person" in about and any(not typed.blank(cell) for cell in parts.values())
        words = cells.get("subject")
        chosen_ = self._kind(cells.get("subject.kind"), about)
        if chosen_ == "person" or (not chosen_ and somebody and typed.blank(words)):
            if not somebody:
                raise _unsaid([])
            who = person(parts["name"], parts["id_no"], parts["phone"], area=reader.area, digest=self.within.digest)
            reader.people.append(who)
            return {"kind": "person", "id": who.ref.id}
        others = [one for one in about if one not in ("person", "area")]
        if typed.blank(words):
            if chosen_ in ("", "place") and "place" in about and node is not None and node.level == "place":
                return {"kind": "place", "ref": node.code}
            if chosen_ not in ("", "area") or (about and "area" not in about):
                raise _unsaid([chosen_] if chosen_ else others)
            return None
        return self._thing(chosen_ or others[0], words)

    def _thing(self, kind: str, cell: Cell) -> dict[str, str]:
        if typed.lost_digits(cell):
            raise lost("subject", typed.plain(cell))
        text = typed.plain(cell)[:200]
        if kind == "entry":
            return {"kind": kind, "id": self.within.entry(text, at="subject")}
        if kind == "place":
            return {"kind": kind, "ref": self.within.place(text) or text}
        if kind == "area":
            return {"kind": kind, "id": self.within.code(text, at="subject")}
        plate = normal("plate", text) if kind == "vehicle" else ""
        return {"kind": kind, "ref": plate if _PLATE.fullmatch(plate) else text}

    def _kind(self, cell: Cell, about: Sequence[str]) -> str:
        text = typed.plain(cell)
        if not text:
            return ""
        options = next(column.options for column in self.known if column.key == "subject.kind")
        found = chosen(text, options)
        if found in about:
            return found
        raise refuse(
            "not_an_option",
            field="subject.kind",
            zh=f"“对象类型”没有“{text[:40]}”这一项，可选：{'、'.join(one.label.zh for one in options)}。",
            en=f"“About what” has no answer “{text[:40]}”; choose from {', '.join(one.label.en for one in options)}.",
        )

    def _area(self, cell: Cell) -> Node:
        text = typed.plain(cell) or self.usual.area
        if not text:
            raise _empty("area", THINGS["area"])
        node = self.within.node(text)
        self.within.check(node)
        return node

    def _body(self, found: Draft, cells: Mapping[str, Cell], reader: Reader) -> dict[str, Any]:
        body: dict[str, Any] = {}
        for column in self.known:
            if column.shape is None:
                continue
            value = attempt(found, lambda one=column: self.field(one, cells, reader))  # type: ignore[misc]
            if value is not None:
                body[column.shape.name] = value
        return body

    def field(self, column: Column, cells: Mapping[str, Cell], reader: Reader) -> Any:
        """The value of one field of the body; None where nothing is said. Raises `Refusal`."""
        if column.shape is None:
            return None
        value = reader.value(column.shape, cells.get(column.key), column.key)
        if value is None and column.required:
            raise missing(column.shape, at=column.key)
        return value

    def _finish(self, found: Draft, people: Sequence[Person], sheet: str, uuid: UUID | None) -> None:
        if found.errors:
            return
        found.uuid = uuid or self.named(found.wire, people)
        by = None if self.within.account is None else self.within.account.username
        complete(found, people, by=by, sheet=sheet)

    def named(self, wire: Mapping[str, Any], people: Sequence[Person]) -> UUID:
        """The id that follows from what an entry says: the same row is the same entry, from whatever file it comes."""
        said = _encoder.encode([wire, [one.identity for one in people]]).decode()
        at = clock.parse(str(wire["happened_at"]))
        return shaped7(max(at, 0), self.within.digest(said)[:10])


def complete(found: Draft, people: Sequence[Person], *, by: str | None, sheet: str) -> None:
    """Put the envelope on a draft and look at it as the door will."""
    found.wire |= {
        "id": str(found.uuid),
        "recorded_at": clock.iso(clock.now()),
        "means": "file",
        "sheet": sheet,
        "by": found.wire.get("by", by),
    }
    found.roll = [
        Newcomer(id=one.ref.id or one.ref.ref, kind="person", identity=dict(one.identity))
        for one in people
        if one.identity
    ]
    (coming,) = look([msgspec.json.encode(found.wire)], received=clock.now())
    found.errors += coming.held
    found.flags += coming.flagged


def known_id(cell: Cell) -> UUID | None:
    """The id that a row brings along."""
    return parsed(typed.plain(cell)) if not typed.blank(cell) else None


def attempt(found: Draft, step: Callable[[], Any]) -> Any:
    """What a step gives; what it refuses is an error of the draft."""
    try:
        return step()
    except Refusal as refusal:
        found.errors += refusal.reasons
    return None


def _unsaid(kinds: Sequence[str]) -> Refusal:
    """The refusal of a row that does not say what it is about: one of these kinds, somebody when there are none."""
    if not kinds:
        return _empty("subject.name", Text("姓名", "Full name"))
    return _empty("subject", THINGS[kinds[0]] if len(kinds) == 1 else Text("对象", "About"))


def _empty(where: str, label: Text) -> Refusal:
    return refuse(
        "required",
        field=where,
        zh=f"“{label.zh}”未填，请填写。",
        en=f"“{label.en}” is empty; please fill it in.",
    )
