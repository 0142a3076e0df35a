"""A row of a roster read: who it names, their household and what is remarkable. Nothing is looked up but the area."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gridward.exchange.roster.block import Row
from gridward.exchange.roster.column import AREA, COLUMNS, HEADS, STATUSES
from gridward.exchange.sheet import cell as typed
from gridward.exchange.sheet.cell import Cell
from gridward.exchange.sheet.person import compact, lost, person
from gridward.grid.node import Node
from gridward.intake.kernel import HouseStatus
from gridward.kit.errors import Reason, Refusal
from gridward.kit.ids import told7
from gridward.kit.text import Text
from gridward.roll.blind import normal
from gridward.roll.resident import birth, checks, male

LABELS = {column.key: column.label for column in COLUMNS}
_SEXES = {
    "男": "male",
    "男性": "male",
    "m": "male",
    "male": "male",
    "女": "female",
    "女性": "female",
    "f": "female",
    "female": "female",
}
NAMING = ("id_no", "phone", "household", "name")
"""What a row is known again by: a number whose end is lost, or something masked, would make it another."""
_PLATE = re.compile(r"[\u4e00-\u9fff][A-Z][A-Z0-9]{4,6}[\u4e00-\u9fffA-Z0-9]?")
_SEXES_ZH = {"male": "男", "female": "女"}


@dataclass(slots=True)
class Line:
    """What a row says. With `errors` it is not taken; `flags` are remarked and kept."""

    number: int
    errors: list[Reason] = field(default_factory=list)
    flags: list[Reason] = field(default_factory=list)
    area: Node | None = None
    person: dict[str, Any] | None = None
    """The item for the roll."""
    household: dict[str, Any] | None = None
    status: HouseStatus | None = None
    residents: int | None = None
    things: list[dict[str, Any]] = field(default_factory=list)
    """Vehicles and herds."""


class Lines:
    """Reads rows in order: a member without household number or door belongs to the household of the row above.

    `find` gives the area that a text means, and raises `Refusal`; `digest` keys the ids, which follow from what a row
    says, so that the same row is the same person and household in whatever file it comes.
    """

    def __init__(self, find: Callable[[str], Node], digest: Callable[[str], bytes], today: date, *, usual: str) -> None:
        self._find = find
        self._digest = digest
        self._today = today
        self._usual = usual
        self._areas: dict[str, Node | Refusal] = {}
        self._above: tuple[int, dict[str, Any]] | None = None
        self._last_home = ("", "")
        self._days: dict[str, str] = {}
        self._seen: dict[str, tuple[int, str]] = {}

    def read(self, row: Row) -> Line:
        """One row."""
        found, texts = Line(row.number), row.texts
        for part in NAMING:
            text = texts.get(part, "")
            if text and (typed.lost_digits(text) or (row.odd and typed.lost_digits(row.odd.get(part)))):
                found.errors += lost(part, text).reasons
            elif "*" in text:
                found.errors.append(
                    _said("masked", part, text, "是遮盖后的内容；请填写完整内容。", "is masked; write it in full.")
                )
        found.area = self._area(texts.get("area", ""), found)
        if found.errors or found.area is None:
            return found
        name = texts.get("name", "")
        self._household(texts, found, found.area, name)
        if name:
            self._person(row, found, found.area)
        elif found.household is None:
            found.errors.append(_empty("name"))
        if not found.errors:
            self._things(texts, found, found.area)
        return found

    def _area(self, text: str, found: Line) -> Node | None:
        said = text or self._usual
        if not said:
            found.errors.append(_empty("area"))
            return None
        if said not in self._areas:
            try:
                self._areas[said] = self._find(said)
            except Refusal as refusal:
                self._areas[said] = refusal
        known = self._areas[said]
        if isinstance(known, Refusal):
            found.errors += known.reasons
            return None
        return known

    def _household(self, texts: Mapping[str, str], found: Line, area: Node, name: str) -> None:
        number, door, head = texts.get("household", ""), texts.get("door", ""), texts.get("head", "")
        relation = texts.get("relation", "")
        leads = bool(relation) and (relation in HEADS or typed.folded(relation) in HEADS)
        key = f"no {number}" if number else f"door {door}" if door else f"head {head or name}" if head or leads else ""
        if not key:
            if texts.get("relation") and self._above is not None and self._above[0] == area.id:
                found.household = self._above[1]
            return
        identity = {"name": head or (name if leads else ""), "no": number, "door": door}
        found.household = {
            "kind": "household",
            "id": self._home(f"household {area.code} {typed.folded(key)}"),
            "identity": {part: text for part, text in identity.items() if text},
            "area": area.id,
            "called": [f"{area.name.zh}{door}"] if door else [number] if number else [],
        }
        self._above = (area.id, found.household)
        found.status = self._status(texts.get("status", ""), found)
        found.residents = self._residents(texts.get("residents", ""), found)

    def _home(self, key: str) -> str:
        """The id of a household; its rows mostly stand together."""
        if key != self._last_home[0]:
            self._last_home = key, told7(self._digest(key)[:10])
        return self._last_home[1]

    def _status(self, text: str, found: Line) -> HouseStatus | None:
        if not text:
            return None
        status = STATUSES.get(text) or STATUSES.get(typed.folded(text))
        if status is None:
            labels = [one.label for one in HouseStatus]
            found.flags.append(
                _said(
                    "not_an_option", "status", text,
                    f"可选：{'、'.join(one.zh for one in labels)}；此项未记录。",
                    f"choose from {', '.join(one.en for one in labels)}; this was left out.",
                )
            )  # fmt: skip
        return status

    def _residents(self, text: str, found: Line) -> int | None:
        if not text:
            return None
        number = text if text.isdecimal() else typed.number(text, ("人", "口"))
        if number.isdecimal() and int(number) <= 50:
            return int(number)
        found.flags.append(
            _said(
                "not_a_number", "residents", text,
                "应为 0 到 50 的整数；此项未记录。", "should be a whole number from 0 to 50; this was left out.",
            )
        )  # fmt: skip
        return None

    def _person(self, row: Row, found: Line, area: Node) -> None:
        texts = row.texts
        name, phone = texts["name"], compact(texts.get("phone", ""))
        identity: dict[str, Any] = {"name": name}
        typed_no = texts.get("id_no", "")
        id_no = ""
        if typed_no:
            identity["id_no"] = compact(typed_no).upper()
            id_no = normal("id_no", identity["id_no"])
        if phone:
            identity["phone"] = phone
        told = texts.get("sex", "")
        sex = _SEXES.get(told) or _SEXES.get(typed.folded(told), "") if told else ""
        born = self._born(row.odd.get("birth") or texts["birth"]) if texts.get("birth") else ""
        if id_no and (sex or born) and checks(id_no):
            self._compare(found, id_no, sex, born)
        if sex:
            identity["sex"] = _SEXES_ZH[sex]
        if born:
            identity["birth"] = born
        if texts.get("relation"):
            identity["relation"] = texts["relation"][:40]
        holder = "" if found.household is None else str(found.household["id"])
        if id_no:
            uuid = told7(self._digest(f"person id {id_no} {normal('name', name)}")[:10])
        else:
            who = person(name, None, texts.get("phone"), area=area.code, digest=self._digest)
            uuid = self._told_apart(who.ref.id, f"{born} {holder}", found)
        found.person = {"kind": "person", "id": uuid, "identity": identity, "area": area.id}
        if holder:
            found.person["holder"] = holder

    def _born(self, cell: Cell) -> str:
        """A day of birth; a file holds each day many times."""
        if not isinstance(cell, str):
            return typed.day(cell, self._today)
        if _iso(cell):
            return cell
        known = self._days.get(cell)
        if known is None:
            known = self._days[cell] = typed.day(cell, self._today)
        return known

    def _told_apart(self, uuid: str, more: str, found: Line) -> str:
        """Two of one name in one village who live apart are two, though nothing else tells them apart."""
        row, first = self._seen.setdefault(uuid, (found.number, more))
        if first == more:
            return uuid
        found.flags.append(
            Reason(
                code="same_name",
                field="name",
                text=Text(
                    f"与第 {row} 行同村同名，住户或出生日期不同，按两人登记；请补身份证号。",
                    f"the same name in the same area as row {row}, of another household or birth: kept as two people. "
                    "Add the ID number.",
                ),
            )
        )
        return told7(self._digest(f"person apart {uuid} {more}")[:10])

    def _compare(self, found: Line, id_no: str, sex: str, born: str) -> None:
        """What a valid number says against what the row says."""
        day = birth(id_no)
        if born and day is not None and born != day.isoformat():
            found.flags.append(
                _said(
                    "differs", "birth", born,
                    "与身份证号中的出生日期不一致；请核对。", "is not the day of birth in the ID number; please check.",
                )
            )  # fmt: skip
        if sex and (sex == "male") != male(id_no):
            found.flags.append(
                _said(
                    "differs", "sex", _SEXES_ZH[sex],
                    "与身份证号中的性别不一致；请核对。", "is not the sex in the ID number; please check.",
                )
            )  # fmt: skip

    def _things(self, texts: Mapping[str, str], found: Line, area: Node) -> None:
        holder = found.person or found.household
        if holder is None:
            return
        for text in typed.parts(texts["plate"]) if texts.get("plate") else ():
            plate = normal("plate", text)
            if _PLATE.fullmatch(plate):
                found.things.append(_thing("vehicle", plate, {"plate": plate}, area, holder["id"]))
            else:
                found.flags.append(
                    _said(
                        "not_a_plate", "plate", text,
                        "不像车牌；此项未记录。", "does not look like a plate; this was left out.",
                    )
                )  # fmt: skip
        for text in typed.parts(texts["herd"]) if texts.get("herd") else ():
            sort = re.sub(r"[\d\s]+", "", text)
            uuid = told7(self._digest(f"herd {holder['id']} {sort}")[:10])
            found.things.append(_thing("herd", uuid, {"ref": text[:80]}, area, holder["id"]))


def _iso(text: str) -> bool:
    """Whether a text is a day as it is kept."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return False
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _thing(kind: str, name: str, identity: dict[str, Any], area: Node, holder: str) -> dict[str, Any]:
    return {"kind": kind, "id": name, "identity": identity, "area": area.id, "holder": holder}


def _said(code: str, where: str, text: str, zh: str, en: str) -> Reason:
    label = LABELS[where]
    return Reason(
        code=code, field=where, text=Text(f"“{label.zh}”的“{text[:30]}”{zh}", f"“{label.en}”: “{text[:30]}” {en}")
    )


def _empty(where: str) -> Reason:
    label = AREA.label if where == "area" else LABELS[where]
    return Reason(
        code="required",
        field=where,
        text=Text(f"“{label.zh}”未填，请填写。", f"“{label.en}” is empty; please fill it in."),
    )
