"""Plausible bodies of any kind, drawn from its declaration: what a phone might send."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec
from hypothesis import strategies as st

from gridward.exchange.lists import options
from gridward.exchange.shape import Shape, shapes_of
from gridward.kit.clock import ZONE
from gridward.plug.kind import EntryKind
from gridward.policy.items import items
from gridward.policy.packs import packs
from gridward.policy.units import units

Wire = dict[str, Any]

LETTERS = "张王李赵东西南北甲乙丙ABCxyz019 ,。-/'\"<&%\\"
FIRST, LAST = date(2020, 1, 20), date(2020, 2, 20)
MOST = 900
"""Counts without an upper bound stay below this: plausible for one entry of one officer."""

TOLD: Mapping[str, Mapping[str, st.SearchStrategy[Any]]] = {
    "grid.area": {
        "action": st.just("open"),
        "code": st.just("371681102.village7"),
        "name_zh": st.sampled_from(["东村", "西村"]),
        "parent": st.just("371681102"),
        "level": st.just("village"),
        **dict.fromkeys(("new_code", "kind", "heir"), st.just("")),
        "members": st.just([]),
        **dict.fromkeys(("latitude", "longitude"), st.none()),  # both or neither: tests/duty/test_rings.py
    },
    "roll.household": {"position": st.sampled_from(["", "36.801234,117.812345"])},
    "roll.merge": {
        "same": st.lists(
            st.integers(1, 4).map(lambda number: {"kind": "person", "ref": f"person {number}"}),
            min_size=1,
            max_size=2,
            unique_by=lambda ref: ref["ref"],
        ),
    },
    "grid.appointment": {
        "office": st.just("village_lead"),
        "holder": st.just("somebody"),
        "from": st.dates(FIRST, LAST).map(str),
        "to": st.none(),
    },
    "policy.response": {
        "pack": st.sampled_from(sorted(packs())),
        "from": st.dates(FIRST, LAST).map(str),
        "to": st.none(),
    },
}
"""Kernel kinds whose plain texts mean something that the type cannot say."""


def bodies(kind: EntryKind, *, entries: Sequence[str] = (), answered: bool = False) -> st.SearchStrategy[Wire]:
    """Bodies as they go on the wire; `entries` are ids of entries that a field may refer to. With `answered`, as a form
    lets them through: every list that must be told has something in it, and no text is blanks.
    """
    drawn = _fields(shapes_of(kind), TOLD.get(kind.name, {}), Drawn(tuple(entries), answered))
    return drawn.filter(_countable(kind))


class Drawn(NamedTuple):
    """How the fields of one body are drawn."""

    entries: tuple[str, ...]
    answered: bool


def _countable(kind: EntryKind) -> Callable[[Wire], bool]:
    def holds(body: Wire) -> bool:
        return kind.needs is None or not kind.needs(msgspec.json.decode(msgspec.json.encode(body), type=kind.body))

    return holds


def _fields(
    shapes: tuple[Shape, ...], told: Mapping[str, st.SearchStrategy[Any]], how: Drawn
) -> st.SearchStrategy[Wire]:
    drawn = {
        shape.name: told[shape.name] if shape.name in told else _value(shape, how)
        for shape in shapes
        if shape.required or _reachable(shape, how)
    }
    needed = {shape.name for shape in shapes if shape.required or shape.name in told}
    body = st.fixed_dictionaries(
        {name: one for name, one in drawn.items() if name in needed},
        optional={name: one for name, one in drawn.items() if name not in needed},
    )
    lists = {shape.field.options for shape in shapes}
    return body.flatmap(_measured) if {"item", "unit"} <= lists else body


def _measured(body: Wire) -> st.SearchStrategy[Wire]:
    """A quantity of an item in a unit in which that item can be counted."""
    item = items()[body["item"]]
    known = [unit for unit in (item.unit, *item.units) if unit in units()]
    return st.sampled_from(known).map(lambda unit: body | {"unit": unit})


def _reachable(shape: Shape, how: Drawn) -> bool:
    return bool(how.entries) or shape.type != "link" or shape.field.names.split()[:1] != ["entry"]


def _value(shape: Shape, how: Drawn) -> st.SearchStrategy[Any]:
    one = _one(shape, how)
    if how.answered and shape.type == "text":
        one = one.filter(lambda text: bool(text.strip()))
    least = int(how.answered and shape.required)
    return st.lists(one, min_size=least, max_size=3, unique_by=_key) if shape.many else one


def _key(value: Any) -> Any:
    return msgspec.json.encode(value)


def _one(shape: Shape, how: Drawn) -> st.SearchStrategy[Any]:
    listed = shape.options or options(shape.field.options)
    if shape.type == "rows":
        return _fields(shape.rows, {}, how)
    if shape.type == "link":
        return _link(shape, how.entries)
    if listed:
        return st.sampled_from([option.code for option in listed])
    if shape.type in ("whole", "number"):
        return _number(shape)
    return _SIMPLE[shape.type](shape)


def _link(shape: Shape, entries: tuple[str, ...]) -> st.SearchStrategy[Any]:
    kind = (shape.field.names.split() or ["area"])[0]
    if kind == "entry":
        return st.sampled_from(entries) if entries else st.nothing()
    if kind == "area":
        return st.just("371681102")
    return subjects(kind)


def subjects(kind: str, *, entries: Sequence[str] = ()) -> st.SearchStrategy[Wire]:
    """A thing of this kind that an entry may be about: one of a few, so that entries meet."""
    if kind == "area":
        return st.sampled_from(["371681102", "371681102203"]).map(lambda code: {"kind": "area", "id": code})
    if kind == "entry":
        return st.sampled_from(tuple(entries)).map(lambda uuid: {"kind": "entry", "id": uuid})
    return st.integers(1, 4).map(lambda number: {"kind": kind, "ref": f"{kind} {number}"})


def _number(shape: Shape) -> st.SearchStrategy[Any]:
    low = max((one for one in (shape.least, shape.field.low) if one is not None), default=0)
    high = min((one for one in (shape.most, shape.field.high) if one is not None), default=max(low, 0) + MOST)
    if shape.type == "whole" or shape.field.scale == 0 or high - low > 100:
        return st.integers(math.ceil(low), math.floor(high))
    return st.decimals(low, high, places=shape.field.scale, allow_nan=False).map(lambda value: Decimal(f"{value:f}"))


def _text(shape: Shape) -> st.SearchStrategy[str]:
    return st.text(LETTERS, max_size=min(shape.longest or 12, 12))


def _moment(shape: Shape) -> st.SearchStrategy[str]:
    first, last = datetime.combine(FIRST, datetime.min.time()), datetime.combine(LAST, datetime.min.time())
    moments = st.datetimes(first, last, timezones=st.sampled_from([ZONE, UTC]))
    return moments.map(lambda moment: moment.replace(microsecond=0).isoformat())


_SIMPLE: dict[str, Callable[[Shape], st.SearchStrategy[Any]]] = {
    "text": _text,
    "yes_no": lambda shape: st.booleans(),
    "date": lambda shape: st.dates(FIRST, LAST).map(str),
    "moment": _moment,
    "choice": _text,
}
