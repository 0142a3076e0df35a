"""What a body says in a field, as conditions and clocks of packs ask for it. Pure."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from gridward.kit.clock import ZONE, day_number, first_moment, micros
from gridward.plug.kind import Body, Entry, Ref
from gridward.plug.shape import BodyField, fields_of, shape_of, worked_out


@cache
def _fields(body: type[Body]) -> dict[str, BodyField]:
    return {one.name: one for one in (*worked_out(body), *fields_of(body))}


def said(body: Body, name: str) -> Any:
    """The value of a field: choices by their code, decimals in whole smallest units, links by their keys, rows by how
    many there are; None for a field that is absent or says nothing.
    """
    one = _fields(type(body)).get(name)
    if one is not None and one in shape_of(type(body)).rows:
        return len(one.get(body) or ())
    return None if one is None else _plain(one.get(body), one)


def asked(body: Body, name: str) -> Any:
    """What a condition looks at: what the field says; of one that names any number of things, how many it names."""
    one = _fields(type(body)).get(name)
    return len(one.get(body) or ()) if one is not None and one.link and one.many else said(body, name)


def instant(body: Body, name: str) -> int | None:
    """The moment that a field says, in microseconds; a date means its first moment."""
    one = _fields(type(body)).get(name)
    value = None if one is None else one.get(body)
    if isinstance(value, datetime):
        return micros(value if value.tzinfo else value.replace(tzinfo=ZONE))
    return first_moment(day_number(value)) if isinstance(value, date) else None


def says_a_day(body: type[Body]) -> bool:
    """Whether such a body names the day of which it speaks: a report of a day, however late it is made."""
    return "date" in _fields(body)


def links(entry: Entry) -> frozenset[int]:
    """The keys of everything that an entry refers to in its body."""
    return frozenset([ref.key for ref in refs(entry)])


def refs(entry: Entry) -> list[Ref]:
    """Everything that an entry refers to in its body, as it is stored."""
    body: Body = entry.body
    found: list[Any] = []
    for one in shape_of(type(body)).links:
        value = one.get(body)
        if value and one.many:
            found += value
        elif value:
            found.append(value)
    return [ref for ref in found if isinstance(ref, Ref) and ref.id.isdecimal()]


def _plain(value: Any, one: BodyField) -> Any:
    if isinstance(value, Enum):  # before texts: the choices of a field are often both
        return value.value
    if isinstance(value, bool | int | str) or value is None:
        return value
    if isinstance(value, Decimal):
        return int(value.scaleb(one.field.scale))
    if isinstance(value, Ref):
        return value.key if value.id.isdecimal() else None
    if isinstance(value, tuple | list):
        return tuple(_plain(each, one) for each in value)
    return value.isoformat() if isinstance(value, date) else None
