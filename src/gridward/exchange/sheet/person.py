"""Who somebody is, as a row tells it: for the roll, never for a body."""

import re
from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from gridward.exchange.sheet.cell import Cell, folded, lost_digits, plain
from gridward.kit.errors import Refusal, refuse
from gridward.kit.ids import shaped7
from gridward.plug.kind import Ref
from gridward.roll.blind import normal

Digest = Callable[[str], bytes]
"""A keyed digest of a text: who has the database and not the key cannot try names."""

_ID = re.compile(r"(?<![0-9A-Za-z])(\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)")


class Person(NamedTuple):
    """A person of a row: how the entry refers to them, and what the roll is told (nothing when there is no more)."""

    ref: Ref
    identity: dict[str, str]


def person(name: Cell, id_no: Cell, phone: Cell, *, area: str, digest: Digest, at: str = "subject") -> Person:
    """The person of three cells. Two with one name in one area are one; an id number tells more than a name, and under
    another name it is somebody else until somebody has compared the two.

    Raises `Refusal` where a spreadsheet has dropped the last digits of a number.
    """
    for part, cell in (("id_no", id_no), ("phone", phone)):
        if lost_digits(cell):
            raise lost(f"{at}.{part}", plain(cell))
    told = {"name": plain(name), "id_no": compact(plain(id_no)).upper(), "phone": compact(plain(phone))}
    identity = {part: text for part, text in told.items() if text}
    whose = f"name {folded(told['name'])} {told['phone'] or area}"
    known = f"id {told['id_no']} {normal('name', told['name'])}" if told["id_no"] else whose
    return Person(Ref(kind="person", id=str(_uuid(digest(f"person {known}")))), identity)


def said(text: str, *, area: str, digest: Digest, at: str) -> Person:
    """A person in one cell: a name, with an id number and a phone where they stand beside it."""
    if lost_digits(text):
        raise lost(at, text)
    id_no, phone = _ID.search(text), _PHONE.search(_ID.sub(" ", text))
    name = _ID.sub(" ", text)
    if phone is not None:
        name = name.replace(phone[0], " ")
    return person(
        re.sub(r"^[\W_]+|[\W_]+$", "", name),
        id_no[1] if id_no else "",
        phone[1] if phone else "",
        area=area,
        digest=digest,
        at=at,
    )


def lost(at: str, text: str) -> Refusal:
    """The refusal of a number whose end a spreadsheet has dropped."""
    return refuse(
        "digits_lost",
        field=at,
        zh=f"“{text[:30]}”的末几位已被表格软件丢掉，无法还原。请把该列设为“文本”后重新填写完整号码。",
        en=f"The last digits of “{text[:30]}” were dropped by the spreadsheet and cannot be restored. "
        "Make the column text and write the whole number again.",
    )


def compact(text: str) -> str:
    """A number without blanks and lines between its digits; any other text as it is."""
    if text.isascii() and text.isalnum():
        return text.casefold()
    return re.sub(r"[\s\-·]+", "", folded(text)) if any(sign.isdigit() for sign in text) else text


def _uuid(digest: bytes) -> UUID:
    return shaped7(0, digest[:10])
