"""The roll as a roster: one row a person, households without anybody on a row of their own.

Masked unless somebody who may export and see persons asks for it with a purpose; then every opening is written down.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import xlsxwriter
from django.conf import settings

from gridward.exchange.roster.column import COLUMNS
from gridward.exchange.sheet.safe import neutral
from gridward.grid.tree import tree
from gridward.intake.kernel import HouseStatus
from gridward.kit.rows import among, rows
from gridward.kit.text import Lang
from gridward.plug.kind import key_of
from gridward.roll.identity import note_opened
from gridward.roll.masking import mask_code, mask_name
from gridward.roll.sealing import ciphers_of, open_identity

SLICE = 5000
_STATUSES = {one.value: one.label for one in HouseStatus}
_SHOWN = ("name", "id_no", "sex", "birth", "phone", "relation")
_MASKED = {
    "name": mask_name,
    "id_no": mask_code,
    "phone": mask_code,
    "birth": lambda text: text[:4],
    "head": mask_name,
    "plate": mask_code,
}


class Asker:
    """Who asks, and for what purpose; without account or purpose everything is masked."""

    def __init__(self, who: int | None = None, purpose: str = "") -> None:
        self.who = who
        self.purpose = purpose.strip()

    @property
    def opens(self) -> bool:
        """Whether names are to stand there."""
        return self.who is not None and bool(self.purpose)


def export(areas: Sequence[int], asker: Asker, *, lang: Lang, out: BinaryIO) -> int:
    """Write everybody who is kept in these areas; returns how many rows."""
    made = xlsxwriter.Workbook(out, {"constant_memory": True, "tmpdir": str(settings.GRIDWARD_HOME)})
    sheet = made.add_worksheet("花名册" if lang == "zh" else "Roster")
    head = made.add_format({"bold": True, "bottom": 1})
    text = made.add_format({"num_format": "@"})
    for place, column in enumerate(COLUMNS):
        sheet.write_string(0, place, column.label.say(lang), head)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 14)
    done = 0
    for told in _told(areas, asker, lang):
        done += 1
        for place, column in enumerate(COLUMNS):
            said = str(told.get(column.key) or "")
            if said:
                masks = None if asker.opens else _MASKED.get(column.key)
                sheet.write_string(done, place, neutral(masks(said) if masks else said), text)
    made.close()
    return done


def _told(areas: Sequence[int], asker: Asker, lang: Lang) -> Iterator[Mapping[str, Any]]:
    """A row each for the people and empty households, by household."""
    condition, params = among("area", areas, "int4")
    last = 0
    while found := rows(
        f"SELECT id, kind, area, holder, identity FROM roll_thing WHERE {condition}"  # noqa: S608
        " AND kind IN ('household', 'person') AND erased_at IS NULL AND id > %s ORDER BY id LIMIT %s",
        [*params, last, SLICE],
    ):
        last = found[-1][0]
        yield from _slice(found, asker, lang)


def _slice(found: Sequence[tuple[Any, ...]], asker: Asker, lang: Lang) -> Iterator[Mapping[str, Any]]:
    people = [row for row in found if row[1] == "person"]
    homes = {row[3] for row in people if row[3]} | {row[0] for row in found if row[1] == "household"}
    held = _held({row[0] for row in people} | homes)
    known = _identities({row[0] for row in people} | homes | {one for ones in held.values() for one, _ in ones})
    houses = _houses(homes)
    if asker.opens and asker.who is not None:
        note_opened({row[0] for row in found}, who=asker.who, purpose=asker.purpose)
    map_now = tree()
    for number, kind, area, holder, _ in found:
        home = number if kind == "household" else holder
        if kind == "household" and any(which == "person" for _, which in held.get(number, ())):
            continue
        mine = known.get(number, {}) if kind == "person" else {}
        house = known.get(home, {}) if home else {}
        status, residents = houses.get(home, ("", None)) if home else ("", None)
        things = [(which, known.get(one, {})) for one, which in held.get(number, ())]
        yield {
            **{part: mine.get(part) for part in _SHOWN},
            "area": map_now.by_id(area).code,
            "household": house.get("no"),
            "head": house.get("name"),
            "door": house.get("door"),
            "status": _STATUSES[status].say(lang) if status else "",
            "residents": residents,
            "plate": "、".join(str(told.get("plate")) for which, told in things if which == "vehicle"),
            "herd": "、".join(str(told.get("ref")) for which, told in things if which == "herd"),
        }


def _held(holders: set[int]) -> dict[int, list[tuple[int, str]]]:
    """What belongs to these things."""
    condition, params = among("holder", holders, "int8")
    found: dict[int, list[tuple[int, str]]] = {}
    for number, kind, holder in rows(f"SELECT id, kind, holder FROM roll_thing WHERE {condition} ORDER BY id", params):  # noqa: S608
        found.setdefault(holder, []).append((number, kind))
    return found


def _identities(numbers: set[int]) -> dict[int, dict[str, Any]]:
    ciphers = ciphers_of(numbers)
    condition, params = among("id", numbers, "int8")
    found = rows(f"SELECT id, identity FROM roll_thing WHERE {condition}", params)  # noqa: S608
    return {
        number: open_identity(ciphers[number], sealed)
        for number, sealed in found
        if sealed is not None and number in ciphers
    }


def _houses(numbers: set[int]) -> dict[int, tuple[str, int | None]]:
    condition, params = among("subject", [key_of("household", number) for number in numbers], "int8")
    found = rows(f"SELECT subject, status, residents FROM roll_house WHERE {condition}", params)  # noqa: S608
    return {subject // 16: (status, residents) for subject, status, residents in found}
