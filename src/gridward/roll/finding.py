"""Things found by what somebody says exactly: a name, an id number, a phone, a plate, or the node's number."""

from collections.abc import Collection
from typing import NamedTuple

from gridward.kit.rows import among, rows
from gridward.roll.blind import CERTAIN, SHARED, digest, mark, normal
from gridward.roll.keys import keys
from gridward.roll.things import known_by, marked

KINDS = ("person", "household", "vehicle")
"""The kinds that are looked for."""
MOST = 200
"""How many are found at most: a common name of a county is no answer."""


class Standing(NamedTuple):
    """A thing as it stands, without saying who it is."""

    id: int
    kind: str
    area: int | None
    holder: int | None
    provisional: bool
    erased_at: int | None


def found(text: str) -> list[int]:
    """The numbers of the things that are called so, certain names first; nothing for an empty text."""
    text = text.strip()
    if not text:
        return []
    index = keys().index
    own = {digest(index, kind, said) for kind in KINDS for said in _spoken(text, kind)}
    shared = {mark(index, kind, part, said) for kind in KINDS for part in SHARED if (said := normal(part, text))}
    numbers = list(known_by(list(own)).values())
    numbers += [thing for things in marked(shared).values() for thing in things]
    if text.removeprefix("#").isdecimal() and len(text) < 10:
        numbers += [one.id for one in standing([int(text.removeprefix("#"))])]
    return list(dict.fromkeys(numbers))[:MOST]


def standing(numbers: Collection[int]) -> list[Standing]:
    """Things by their numbers; a number that was never given is left out."""
    condition, params = among("id", numbers, "int8")
    sql = f"SELECT id, kind, area, holder, provisional, erased_at FROM roll_thing WHERE {condition} ORDER BY id"  # noqa: S608
    return [Standing(number, kind, area, holder, bool(provisional), erased) for
            number, kind, area, holder, provisional, erased in rows(sql, params)]  # fmt: skip


def held_by(numbers: Collection[int]) -> list[Standing]:
    """What belongs to these things: the members of a household, the vehicles of a person."""
    condition, params = among("holder", numbers, "int8")
    return standing([number for (number,) in rows(f"SELECT id FROM roll_thing WHERE {condition}", params)])  # noqa: S608


def _spoken(text: str, kind: str) -> set[str]:
    """How a text may stand in the blind index."""
    return {text, normal("phone", text), normal(CERTAIN.get(kind, "name"), text)} - {""}
