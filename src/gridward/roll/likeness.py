"""Whether two identities may be one person, scored and explained. Nothing is decided here."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from gridward.kit.text import Text
from gridward.roll.blind import normal, valid
from gridward.roll.resident import birth

ENOUGH = 50
"""From this score on a pair is shown to somebody."""


class Likeness(NamedTuple):
    """How alike two are, 0 to 100, and why; 0 where something says that they cannot be one."""

    score: int
    because: tuple[Text, ...] = ()


def likeness(one: Mapping[str, Any], other: Mapping[str, Any], *, together: bool) -> Likeness:
    """Compare two; `together` says that both are kept in one area."""
    one, other = _born(one), _born(other)
    same = {part for part in ("name", "id_no", "phone", "birth") if _same(part, one, other)}
    ids = [normal("id_no", whose.get("id_no")) for whose in (one, other)]
    if "id_no" not in same and all(valid("id_no", number) for number in ids):
        return Likeness(0)
    births = [whose.get("birth") for whose in (one, other)]
    if "id_no" not in same and all(births) and "birth" not in same:
        return Likeness(0)
    near = "name" in same or _near(one, other)
    found: list[tuple[int, Text]] = []
    if "id_no" in same:
        found.append((75 if near else 60, Text("身份证号相同", "the same ID number")))
    if "phone" in same and near:
        found.append((60, Text("电话相同且姓名相近", "the same phone and alike names")))
    if {"name", "birth"} <= same:
        found.append((55, Text("姓名与出生日期相同", "the same name and date of birth")))
    if "name" in same:
        found.append((35, Text("姓名相同", "the same name")))
    if not found:
        return Likeness(0)
    score, because = max(one[0] for one in found), tuple(text for _, text in found)
    if together:
        score, because = score + 20, (*because, Text("同一区域", "the same area"))
    if "id_no" in same and not near:
        because = (*because, Text("但姓名不同", "but other names"))
    return Likeness(min(score, 100), because)


def provisional(identity: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of somebody who was only spoken of: the words may be a name or a number."""
    text = str(identity.get("ref") or "")
    if "name" in identity or not text:
        return dict(identity)
    digits = normal("phone", text)
    if valid("id_no", normal("id_no", text)):
        return {"id_no": text}
    return {"phone": text} if digits.isdecimal() and len(digits) >= 7 else {"name": text}


def _born(identity: Mapping[str, Any]) -> Mapping[str, Any]:
    """With the day of birth that a valid number says, where none is given."""
    number = normal("id_no", identity.get("id_no"))
    if identity.get("birth") or not valid("id_no", number):
        return identity
    return {**identity, "birth": str(birth(number))}


def _same(part: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    mine = normal(part, one.get(part))
    return bool(mine) and mine == normal(part, other.get(part))


def _near(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two names may be one, written differently."""
    mine, theirs = normal("name", one.get("name")), normal("name", other.get("name"))
    if not mine or not theirs:
        return True
    return mine in theirs or theirs in mine or SequenceMatcher(None, mine, theirs).ratio() >= 0.6
