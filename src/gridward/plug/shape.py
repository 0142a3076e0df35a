"""The fields of a body as data: what forms, checks and sealing go by, read once from the body's annotations."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from inspect import get_annotations
from operator import attrgetter
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec

from gridward.plug.kind import SUBJECT_KINDS, Body, Field, Ref

LARGEST_NUMBER = 2**62
"""No number may be as large as this."""
LARGEST_VALUE = 10**11
"""No number in a body may be as large as this: with decimals and units it still fits where figures add up."""


@dataclass(frozen=True, slots=True)
class BodyField:
    """One field of a body: its attribute, its name on the wire, its bare type and what was declared about it."""

    attribute: str
    get: Callable[[Any], Any]
    """What a body says in this field."""
    name: str
    type: Any
    field: Field
    required: bool
    default: Any
    link: bool
    many: bool
    longest: int
    """The longest text, the least and the greatest whole number that nobody needs to look at."""
    least: float
    most: float
    where: str
    """How a reason names it: `body.temperature`."""
    kinds: tuple[str, ...]
    """The kinds of things that a link may refer to."""


@cache
def fields_of(body: type[Body]) -> tuple[BodyField, ...]:
    """The fields of a body in their order, the common note last; raises TypeError for one without a `Field`."""
    hints = {name: hint for base in reversed(body.__mro__) for name, hint in get_annotations(base).items()}
    found = []
    for info in msgspec.structs.fields(body):
        hint = hints[info.name]
        declared = next((note for note in getattr(hint, "__metadata__", ()) if isinstance(note, Field)), None)
        if declared is None:
            raise TypeError(f"{body.__module__}.{body.__name__}.{info.name} has no Field")
        bare = get_args(hint)[0]
        found.append(
            BodyField(
                attribute=info.name,
                get=attrgetter(info.name),
                name=info.encode_name,
                type=bare,
                field=declared,
                required=info.required,
                default=None if info.required else info.default,
                link=_holds_ref(bare),
                many=_is_many(bare),
                longest=declared.longest or LARGEST_NUMBER,
                least=-LARGEST_VALUE + 1 if declared.low is None else declared.low,
                most=LARGEST_VALUE - 1 if declared.high is None else declared.high,
                where=f"body.{info.encode_name}",
                kinds=tuple(declared.names.split()) or SUBJECT_KINDS,
            )
        )
    return tuple(sorted(found, key=lambda one: one.name == "note"))


@cache
def worked_out(body: type[Body]) -> tuple[BodyField, ...]:
    """What a body works out from its fields, by its property and `Body.works_out`: asked for in conditions, never typed
    or sent.
    """
    return tuple(
        BodyField(
            attribute=name,
            get=attrgetter(name),
            name=name,
            type=int | None,
            field=declared,
            required=False,
            default=None,
            link=False,
            many=False,
            longest=LARGEST_NUMBER,
            least=-LARGEST_VALUE + 1,
            most=LARGEST_VALUE - 1,
            where=f"body.{name}",
            kinds=SUBJECT_KINDS,
        )
        for name, declared in body.works_out.items()
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a body by what must be done with them at the door; most bodies have few of each."""

    links: tuple[BodyField, ...]
    entries: tuple[BodyField, ...]
    places: tuple[BodyField, ...]
    personal: tuple[BodyField, ...]
    measured: tuple[BodyField, ...]
    nested: tuple[BodyField, ...]
    rows: tuple[BodyField, ...]


@cache
def shape_of(body: type[Body]) -> Shape:
    """The shape of a body."""
    found = fields_of(body)
    return Shape(
        links=tuple(one for one in found if one.link),
        entries=tuple(one for one in found if one.link and "entry" in one.field.names.split()),
        places=tuple(one for one in found if one.field.place),
        personal=tuple(one for one in found if one.field.personal),
        measured=tuple(one for one in found if not one.many and _is_measured(one)),
        nested=tuple(one for one in found if one.many and not one.link and not _is_text(one.type)),
        rows=tuple(one for one in found if one.many and not one.link and _is_of_rows(one.type)),
    )


def _is_measured(one: BodyField) -> bool:
    declared = one.field
    bounded = declared.low is not None or declared.high is not None or declared.longest > 0
    return bounded or any(part in (int, Decimal) for part in _parts(one.type))


def _parts(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)


def _is_many(kind: Any) -> bool:
    return any(get_origin(part) in (tuple, list) for part in _parts(kind))


def _is_text(kind: Any) -> bool:
    return all(get_args(part)[:1] == (str,) for part in _parts(kind) if get_origin(part) in (tuple, list))


def _is_of_rows(kind: Any) -> bool:
    """Whether it holds rows with fields of their own, and not texts, numbers or choices."""
    inner = [one for part in _parts(kind) for one in get_args(part)[:1] if get_origin(part) in (tuple, list)]
    return any(isinstance(one, type) and issubclass(one, msgspec.Struct) for one in inner)


def _holds_ref(kind: Any) -> bool:
    for part in _parts(kind):
        inner = get_args(part) if get_origin(part) in (tuple, list) else (part,)
        if any(Ref in _parts(one) for one in inner):
            return True
    return False
