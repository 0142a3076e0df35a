"""Every kind of every domain: declared in full, with a valid schema, and of use to somebody."""

import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.exchange.schema import json_schema
from gridward.exchange.shape import Shape, shapes_of
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import SUBJECT_KINDS, Body, EntryKind
from gridward.policy.lists import lists
from gridward.policy.units import units
from tests.contracts.bodies import bodies

pytestmark = pytest.mark.no_database

USED_ELSEWHERE = {
    "roll.merge": "which things are one (ledger.sameness), for figures, states and pages",
    "grid.redrawn": "tells the fold that the map was redrawn",
    "policy.response": "says which pack a bulletin stands under",
    "duty.waiver": "excuses duties, or puts them off",
    "duty.handover": "offers what is asked to somebody else (duty.handover)",
    "duty.handover_answer": "accepts or returns that",
    "duty.handover_decision": "says whose it is after two returns",
    "duty.approval": "lets an order count that needs a second person",
    "ledger.conflict": "keeps what could not stand beside another entry",
    "ledger.unreadable": "keeps what could not be read",
    "ledger.released": "lets a held entry count",
}
"""Kinds of the kernel that need no figure and no state to be of use, and what they are for."""

KINDS = pytest.mark.parametrize("kind", CATALOGUE.kinds.values(), ids=lambda kind: kind.name)
NAME = re.compile(r"[a-z]+\.[a-z]+(_[a-z]+)*")
FIELD = re.compile(r"[a-z]+(_[a-z]+)*")
AN_ENTRY = "018f3a5e-0000-7000-8000-000000000001"


def in_both(text: Text) -> bool:
    return bool(text.zh.strip() and text.en.strip())


def every(shapes: tuple[Shape, ...]) -> Iterator[Shape]:
    for shape in shapes:
        yield shape
        yield from every(shape.rows)


def test_there_are_kinds() -> None:
    assert len(CATALOGUE.kinds) > len(USED_ELSEWHERE)


@KINDS
def test_names_and_labels(kind: EntryKind) -> None:
    assert NAME.fullmatch(kind.name)
    assert in_both(kind.label)
    assert kind.body.__doc__, "a body says what it holds"
    assert set(kind.about) <= set(SUBJECT_KINDS)
    assert issubclass(kind.body, Body)


@KINDS
def test_every_field_is_declared(kind: EntryKind) -> None:
    for shape in every(shapes_of(kind)):
        assert FIELD.fullmatch(shape.name), shape.name
        assert in_both(shape.label), shape.name
        assert not shape.field.unit or shape.field.unit in units(), shape.field.unit
        assert set(shape.field.names.split()) <= set(SUBJECT_KINDS), shape.field.names
        assert not shape.field.options or shape.field.options in lists(), shape.field.options
        assert shape.field.low is None or shape.field.high is None or shape.field.low < shape.field.high, shape.name


@KINDS
def test_texts_have_an_end(kind: EntryKind) -> None:
    if kind in CATALOGUE.domains["kernel"].kinds:
        return
    for shape in every(shapes_of(kind)):
        assert shape.type != "text" or shape.many or shape.longest or shape.field.options, f"{shape.name}: how long?"


@KINDS
def test_answers_have_labels(kind: EntryKind) -> None:
    for shape in every(shapes_of(kind)):
        for option in shape.options:
            assert in_both(option.label), (shape.name, option.code)
            assert option.label.zh != option.code, f"{shape.name}.{option.code}: is it a Choice with a label?"


@KINDS
def test_one_field_at_most_says_where(kind: EntryKind) -> None:
    places = [shape.name for shape in shapes_of(kind) if shape.field.place]
    assert len(places) <= 1
    assert kind.describes is None or places or "place" in kind.about, "what describes a place must name it"


@KINDS
def test_the_schema_is_valid(kind: EntryKind) -> None:
    jsonschema_rs.meta.validate(json_schema(kind))


@KINDS
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_the_type_reads_the_schema_allows(kind: EntryKind, data: st.DataObject) -> None:
    body = data.draw(bodies(kind, entries=[AN_ENTRY]))
    raw = msgspec.json.encode(body)
    read: Any = msgspec.json.decode(raw, type=kind.body)
    plain = msgspec.json.decode(raw)
    jsonschema_rs.validate(json_schema(kind), plain)
    assert msgspec.json.decode(msgspec.json.encode(read), type=kind.body) == read


@KINDS
def test_the_schema_refuses_what_the_type_refuses(kind: EntryKind) -> None:
    wrong = {"surely_no_field": 1}
    assert not jsonschema_rs.is_valid(json_schema(kind), wrong)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode(wrong), type=kind.body)


def test_every_kind_is_of_use() -> None:
    used = {*CATALOGUE.figures_of, *CATALOGUE.states_of}
    asked = {name for kind in CATALOGUE.kinds.values() if kind.flags for name in kind.flags.of}
    described = {name for name, kind in CATALOGUE.kinds.items() if kind.describes}
    idle = set(CATALOGUE.kinds) - used - asked - described
    assert idle <= set(USED_ELSEWHERE), "a kind that no figure and no state reads is a form for nothing"
