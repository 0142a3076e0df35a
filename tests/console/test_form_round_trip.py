"""What a form of any kind shows of a stored body is, posted back unchanged, that body again."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.exchange.form import PREFIX, Control, controls, parse
from gridward.exchange.shape import shapes_of
from gridward.exchange.words import posted_of, refs, unanswered, words
from gridward.intake.kernel import NODES_OWN
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind, Ref
from gridward.plug.shape import fields_of
from tests.contracts.bodies import bodies
from tests.toy.domain import KINDS

pytestmark = pytest.mark.sqlite_only  # what is proved does not depend on the database

ALL = [kind for kind in (*CATALOGUE.kinds.values(), *KINDS) if kind.name not in NODES_OWN]
SEALED = "~sealed"
AN_ENTRY = "018f3a5e-0000-7000-8000-000000000001"


def naming(ref: Ref) -> Text:
    return Text(f"{ref.kind} {ref.id}", f"{ref.kind} {ref.id}")


def stored(kind: EntryKind, body: Any) -> Any:
    """The body with its references as the ledger keeps them, also in rows, and with its personal text sealed."""
    return _stored(body)


def _stored(body: Any) -> Any:
    changed: dict[str, Any] = {}
    for one in fields_of(type(body)):
        value = getattr(body, one.attribute)
        if one.link and value:
            changed[one.attribute] = tuple(map(_kept, value)) if one.many else _kept(value)
        if one.field.personal and value:
            changed[one.attribute] = SEALED
        if isinstance(value, msgspec.Struct) and not isinstance(value, Ref):
            changed[one.attribute] = _stored(value)
        elif one.attribute not in changed and isinstance(value, tuple):
            changed[one.attribute] = tuple(_stored(row) if isinstance(row, msgspec.Struct) else row for row in value)
    return msgspec.structs.replace(body, **changed)


def _kept(link: Any) -> Ref:
    return Ref(kind=link.kind, id="7") if isinstance(link, Ref) else Ref(kind="area", id="7")


def code_of(ref: Ref) -> str:
    return f"37168110{ref.id}"


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_round_trip(kind: EntryKind, data: st.DataObject) -> None:
    wire = data.draw(bodies(kind, entries=[AN_ENTRY], answered=True))
    body = stored(kind, msgspec.json.decode(msgspec.json.encode(wire), type=kind.body))
    posted = posted_of(body, naming=naming, code_of=code_of, prefix=PREFIX)
    found, errors = parse(kind, posted)
    assert errors == ()
    again = msgspec.convert(found | _sealed(body), kind.body)
    assert _plain(again) == _plain(body)


def _sealed(body: Any) -> dict[str, str]:
    """What a correction puts back itself."""
    return {one.name: SEALED for one in fields_of(type(body)) if getattr(body, one.attribute) == SEALED}


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


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_what_is_posted_is_drawn_again(kind: EntryKind, data: st.DataObject) -> None:
    wire = data.draw(bodies(kind, entries=[AN_ENTRY], answered=True))
    body = stored(kind, msgspec.json.decode(msgspec.json.encode(wire), type=kind.body))
    posted = posted_of(body, naming=naming, code_of=code_of, prefix=PREFIX)
    drawn = dict(_drawn(controls(kind, posted)))
    said = {name: texts for name, texts in posted.items() if texts not in ([], [""]) and "kept_label" not in name}
    assert {name: drawn.get(name) for name in said} == said


def _drawn(found: Iterable[Control]) -> Iterator[tuple[str, list[str]]]:
    """What the inputs of these controls hold: one answer each, but for those that take several."""
    for control in found:
        several = control.widget in ("several", "checks", "link")
        yield control.post, list(control.typed) if several else list(control.typed[:1])
        yield f"{control.post}.kept", list(control.kept)
        for row in control.rows:
            yield from _drawn(row)


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
