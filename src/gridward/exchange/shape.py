"""What a body asks for, field by field: the one reading of a declaration that every face (form, schema, words) uses."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from gridward.kit.text import Text
from gridward.plug.kind import Choice, EntryKind, Field, Ref
from gridward.plug.shape import BodyField, fields_of

Type = Literal["text", "whole", "number", "yes_no", "choice", "date", "moment", "link", "rows"]


class Option(NamedTuple):
    """One answer of a closed list: its value on the wire and its label."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One field of a body, in Python called `attribute`. `many`: a list of them; `rows`: the fields of each row.

    `least` and `most` are hard limits of the value (of the declared Meta), `longest` the most characters; what is
    merely implausible is `field.low` and `field.high`.
    """

    name: str
    label: Text
    type: Type
    attribute: str = ""
    field: Field
    many: bool = False
    required: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple["Shape", ...] = ()
    least: int | float | None = None
    most: int | float | None = None
    longest: int | None = None
    default: Any = None


@cache
def shapes(body: Any) -> tuple[Shape, ...]:
    """The fields of a body type, or of the rows in one, in the order of declaration; the note of every body is last."""
    hints = get_type_hints(body, include_extras=True)
    return tuple(_shape(one, hints[one.attribute]) for one in fields_of(body))


def shapes_of(kind: EntryKind) -> tuple[Shape, ...]:
    """The fields of a kind's body."""
    return shapes(kind.body)


def _shape(one: BodyField, hint: Any) -> Shape:
    found = _typed(hint)
    for meta in (note for note in _notes(hint) if isinstance(note, msgspec.Meta)):
        found = replace(
            found,
            least=meta.ge if meta.ge is not None else meta.gt if meta.gt is not None else found.least,
            most=meta.le if meta.le is not None else meta.lt if meta.lt is not None else found.most,
        )
    return replace(
        found,
        name=one.name,
        attribute=one.attribute,
        label=one.field.label,
        field=one.field,
        required=one.required,
        default=one.default,
        longest=one.field.longest or None,
    )


def _typed(hint: Any) -> Shape:
    bare = Shape(name="", label=Text("", ""), type="text", field=Field(label=Text("", "")))
    parts = [part for part in _parts(hint) if part is not NoneType]
    if Ref in parts:
        return replace(bare, type="link")
    part = parts[0]
    if get_origin(part) in (tuple, list, frozenset, set):
        return replace(_typed(get_args(part)[0]), many=True)
    if get_origin(part) is Literal:
        return replace(bare, type="choice", options=tuple(Option(str(v), Text(str(v), str(v))) for v in get_args(part)))
    if issubclass(part, Enum):
        return replace(bare, type="choice", options=tuple(_options(part)))
    if issubclass(part, msgspec.Struct):
        return replace(bare, type="rows", rows=shapes(part))
    return replace(bare, type=_simple(part))


def _simple(part: type) -> Type:
    names: dict[type, Type] = {
        bool: "yes_no",
        int: "whole",
        float: "number",
        Decimal: "number",
        datetime: "moment",
        date: "date",
    }
    return names.get(part, "text")


def _options(choices: type[Enum]) -> Iterator[Option]:
    for member in choices:
        value = str(member.value)
        yield Option(value, member.label if isinstance(member, Choice) else Text(value, value))


def _parts(hint: Any) -> list[Any]:
    """The alternatives of a type, without annotations."""
    if get_origin(hint) is Annotated:
        return _parts(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        return [part for alternative in get_args(hint) for part in _parts(alternative)]
    return [hint]


def _notes(hint: Any) -> Iterator[Any]:
    """Everything that annotates a type, outermost first."""
    if get_origin(hint) is Annotated:
        inner, *notes = get_args(hint)
        yield from notes
        yield from _notes(inner)
    elif get_origin(hint) in (Union, UnionType, tuple, list, frozenset, set):
        for part in get_args(hint):
            yield from _notes(part)
