"""The desk of duplicates: pairs with what speaks for and against, and the entry by which somebody decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from gridward.console.people.thing import PARTS, Thing, href
from gridward.console.reader.sight import Sight
from gridward.console.words.naming import SOMETHING
from gridward.intake.receive import submit
from gridward.intake.wire import Receipt
from gridward.kit import clock
from gridward.kit.errors import refuse
from gridward.kit.ids import uuid7
from gridward.kit.text import Text
from gridward.ledger.head import stand
from gridward.ledger.sameness import MERGE, Sameness
from gridward.plug.kind import key_of, thing_of
from gridward.roll.blind import normal
from gridward.roll.called import called
from gridward.roll.doubles import Pair, doubles
from gridward.roll.identity import peek
from gridward.roll.likeness import provisional
from gridward.roll.masking import mask_code, mask_name

SHOWN = 20
COMPARED = ("name", "id_no", "phone", "sex", "birth", "relation", "plate", "no", "door")
_MASKS: Mapping[str, Callable[[str], str]] = {
    "name": mask_name,
    "birth": lambda text: f"{text[:4]}***",
    "sex": str,
    "relation": str,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two, masked."""

    number: int
    href: str
    name: str
    area: Text | None
    registered: bool
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A part of both identities, masked, and whether it is the same."""

    label: Text
    one: str
    other: str
    same: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two things side by side."""

    pair: Pair
    sides: tuple[Side, Side]
    lines: tuple[Line, ...]


def proposals(seen: Sight) -> tuple[list[Compared], int]:
    """The likeliest pairs where the account may decide, and how many there are."""
    areas = None if seen.whole else sorted({one for home in seen.homes for one in seen.areas_below(home) or ()})
    settled = {(thing_of(one.one).id, thing_of(one.other).id) for one in Sameness().decided(stand().position)}
    found = doubles(areas, settled)
    shown: list[Compared] = []
    for pair in found:
        if len(shown) == SHOWN:
            break
        one = compared(pair, seen)
        if one is not None:
            shown.append(one)
    return shown, len(found)


def compared(pair: Pair, seen: Sight) -> Compared | None:
    """A pair side by side; None for whoever does not see both, or where they are one already."""
    try:
        one, other = Thing(pair.one, seen), Thing(pair.other, seen)
    except Http404:
        return None
    if one.number == other.number:
        return None
    known = peek([pair.one, pair.other])
    mine, theirs = (provisional(known.get(number, {})) for number in (pair.one, pair.other))
    lines = [_line(part, mine, theirs) for part in COMPARED if mine.get(part) or theirs.get(part)]
    return Compared(pair=pair, sides=(_side(one, pair.one), _side(other, pair.other)), lines=tuple(lines))


def decide(one: int, other: int, *, same: bool, reason: str, seen: Sight) -> Receipt:
    """Record whether two are one. Raises `Refusal` without a reason, Http404 where the account may not decide."""
    sides = [Thing(number, seen) for number in (one, other)]
    if not all(side.may("record", MERGE) for side in sides) or sides[0].kind != sides[1].kind or one == other:
        raise Http404
    if not reason.strip():
        raise refuse(
            "required",
            field="reason",
            zh="请写明理由，例如“同一证件，电话核实”。",
            en="Say why, for example “one document, asked by phone”.",
        )
    names = called([one, other])
    if len(names) != 2:
        raise Http404
    area = seen.tree.by_id(next((area for side in sides for area in side.grounds), seen.home.id))
    entry: Mapping[str, Any] = {
        "id": str(uuid7(clock.now())),
        "kind": MERGE,
        "area": area.code,
        "subject": _wire(names[one]),
        "happened_at": clock.iso(clock.now()),
        "means": "tap",
        "by": seen.account.username,
        "body": {
            "same": [_wire(names[other])],
            "verdict": "same" if same else "not_same",
            "reason": reason.strip()[:300],
        },
    }
    return submit([entry])[0]


def _wire(ref: Any) -> dict[str, str]:
    return {"kind": ref.kind, "id": ref.id} if ref.id else {"kind": ref.kind, "ref": ref.ref}


def _side(thing: Thing, number: int) -> Side:
    own = next(one for one in thing.standing if one.id == number)
    area = thing.seen.tree.by_id(own.area).name if own.area is not None and thing.seen.covers(own.area) else None
    key = key_of(thing.kind, number)
    return Side(
        number=number,
        href=href(number),
        name=thing.name if number == thing.number else f"{SOMETHING[thing.kind]} #{number}",
        area=area,
        registered=not own.provisional,
        entries=sum(entry.subject == key for entry in thing.entries),
    )


def _line(part: str, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Line:
    said = [str(whose.get(part) or "") for whose in (mine, theirs)]
    hide = _MASKS.get(part, mask_code)
    same = normal(part, said[0]) == normal(part, said[1]) if all(said) else None
    shown = [hide(text) if text else "" for text in said]
    return Line(label=PARTS[part], one=shown[0], other=shown[1], same=same)
