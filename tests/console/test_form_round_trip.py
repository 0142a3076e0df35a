"""What a form of any kind shows of a stored body is, posted back unchanged, that body again."""

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gridward.exchange.form import PREFIX, controls, parse
from gridward.exchange.shape import shapes_of
from gridward.exchange.words import posted_of, refs, unanswered, words
from gridward.intake.kernel import NODES_OWN
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind, Ref
from gridward.plug.shape import fields_of
from tests.contracts.bodies import bodies
from tests.toy.domain import KINDS

ALL = [kind for kind in (*CATALOGUE.kinds.values(), *KINDS) if kind.name not in NODES_OWN]
AN_ENTRY = "018f3a5e-0000-7000-8000-000000000001"


def naming(ref: Ref) -> Text:
    return Text(f"{ref.kind} {ref.id}", f"{ref.kind} {ref.id}")


def stored(kind: EntryKind, body: Any) -> Any:
    """The body with its references as the ledger keeps them, and without sealed text, which forms never show."""
    changed: dict[str, Any] = {}
    for one in fields_of(kind.body):
        value = getattr(body, one.attribute)
        if one.link and value:
            changed[one.attribute] = tuple(map(_kept, value)) if one.many else _kept(value)
        if one.field.personal and value:
            changed[one.attribute] = ""
    return msgspec.structs.replace(body, **changed)


def _kept(link: Any) -> Ref:
    return Ref(kind=link.kind, id="7") if isinstance(link, Ref) else Ref(kind="area", id="7")


def code_of(ref: Ref) -> str:
    return f"37168110{ref.id}"


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_round_trip(kind: EntryKind, data: st.DataObject) -> None:
    wire = data.draw(bodies(kind, entries=[AN_ENTRY]))
    body = stored(kind, msgspec.json.decode(msgspec.json.encode(wire), type=kind.body))
    assume(all(getattr(body, shape.attribute) not in ("", ()) for shape in shapes_of(kind) if shape.required))
    assume(not any(_blank(getattr(body, shape.attribute)) for shape in shapes_of(kind) if shape.required))
    assume(not any(_blank(value) for value in msgspec.structs.astuple(body) if value != ""))
    posted = posted_of(body, naming=naming, code_of=code_of, prefix=PREFIX)
    found, errors = parse(kind, posted)
    assert errors == ()
    again = msgspec.convert(found, kind.body)
    assert _plain(again) == _plain(body)


def _plain(value: Any) -> Any:
    """A value with every reference written one way and without what says nothing."""
    if isinstance(value, Ref):
        return code_of(value) if value.kind in ("area", "place") else (value.kind, value.id, value.ref)
    if isinstance(value, msgspec.Struct):
        told = {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
        return {name: one for name, one in told.items() if one not in (None, "", [])}
    if isinstance(value, list | tuple):
        return [one for one in map(_plain, value) if one != ""]
    return value.strip() if isinstance(value, str) else value


def _blank(value: Any) -> bool:
    """A text of blanks is no answer."""
    return isinstance(value, str) and not value.strip()


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_every_answer_is_said_in_words(kind: EntryKind, data: st.DataObject) -> None:
    wire = data.draw(bodies(kind, entries=[AN_ENTRY]))
    body = stored(kind, msgspec.json.decode(msgspec.json.encode(wire), type=kind.body))
    said = {word.name: word for word in words(body, naming=naming)}
    for shape in shapes_of(kind):
        value = getattr(body, shape.attribute)
        assert (shape.name in said) is not unanswered(value), shape.name
    assert all(word.text.zh and word.text.en for word in said.values())
    assert [ref for word in said.values() for ref in word.refs] == list(refs(body))


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_an_empty_form_asks_for_what_must_be_known(kind: EntryKind) -> None:
    found, errors = parse(kind, {})
    assert found == {}
    assert {error.field for error in errors} == {PREFIX + shape.name for shape in shapes_of(kind) if shape.required}
    drawn = controls(kind, {}, errors=errors)
    assert {control.post for control in drawn if control.errors} == {error.field for error in errors}
