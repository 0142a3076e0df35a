"""Whether what bodies say can be counted with and is plausible: a field of a whole group of entries at a time."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from gridward.intake import faults
from gridward.intake.coming import Coming
from gridward.plug.kind import EntryKind
from gridward.plug.shape import LARGEST_VALUE, BodyField, shape_of


def measure(kind: EntryKind, group: Sequence[Coming]) -> None:
    """Hold or flag those of one kind, all with a body, whose numbers or texts are out of bounds."""
    shape = shape_of(kind.body)
    bodies = [coming.body for coming in group]
    for one in shape.measured:
        if not all(_usual(one, value) for value in _different(map(one.get, bodies))):
            for coming in group:
                _look_at(coming, one, one.get(coming.body))
    for one in shape.nested:
        for coming in group:
            if not _countable(one.get(coming.body)):
                coming.hold(faults.out_of_bounds(f"body.{one.name}"))
    if kind.needs is not None:
        for coming in group:
            for reason in kind.needs(coming.body):
                coming.hold(reason)


def _different(column: Iterable[Any]) -> Collection[Any]:
    """Each value once: most fields of many entries say few different things."""
    values = list(column)
    try:
        return set(values)
    except TypeError:  # a list, or a Decimal that signals
        return values


def _usual(one: BodyField, value: Any) -> bool:
    """Whether nobody needs to look at it."""
    if value is None:
        return True
    said = type(value)
    if said is str:
        return len(value) <= one.longest
    return (said is int or (said is Decimal and value.is_finite())) and one.least <= value <= one.most


def _look_at(coming: Coming, one: BodyField, value: Any) -> None:
    low, high = one.field.low, one.field.high
    if isinstance(value, str):
        if len(value) > one.longest:
            text = (
                f"body.{one.name}：有 {len(value)} 字，最多 {one.field.longest} 字。请缩短。",
                f"body.{one.name}: {len(value)} characters, at most {one.field.longest}. Shorten it.",
            )
            coming.hold(faults.reason("too_long", f"body.{one.name}", *text))
        return
    if not isinstance(value, int | Decimal):
        return
    if not _countable(value):
        coming.hold(faults.out_of_bounds(f"body.{one.name}"))
    elif (low is not None and value < low) or (high is not None and value > high):
        coming.flag(faults.out_of_range(f"body.{one.name}", value, low, high))


def _countable(value: Any) -> bool:
    """Whether every number in a value is finite and of a size that can be counted with."""
    if isinstance(value, msgspec.Struct):
        return all(_countable(getattr(value, name)) for name in value.__struct_fields__)
    if isinstance(value, tuple | list):
        return all(_countable(item) for item in value)
    if isinstance(value, Decimal) and not value.is_finite():
        return False
    return not isinstance(value, int | Decimal) or -LARGEST_VALUE < value < LARGEST_VALUE
