"""Every kind travels: taken in, kept as sent, listed, corrected, voided, and in the end nothing counts."""

from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.figure.fold import catch_up
from gridward.figure.models import Series
from gridward.figure.value import Value, every_pair, values
from gridward.grid.tree import tree
from gridward.intake.kernel import NODES_OWN
from gridward.intake.wire import Receipt
from gridward.kit.clock import parse
from gridward.ledger.bodies import read_body
from gridward.ledger.content import decode
from gridward.ledger.head import stand
from gridward.ledger.listing import Wanted, page
from gridward.ledger.outcome import Outcome
from gridward.ledger.stored import Stored, by_uuid, counting, of_chains
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind, Ref
from gridward.plug.shape import fields_of
from tests.contracts.bodies import Wire, bodies, subjects
from tests.toy.node import COUNTY, EAST, TOWN, at, entry, example, send, uuid

pytestmark = pytest.mark.django_db


KINDS = [kind for kind in CATALOGUE.kinds.values() if kind.name not in NODES_OWN]
TRIED = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
ANCHOR, FIRST, SECOND, VOID = 50, 51, 52, 53


def told(data: st.DataObject, kind: EntryKind, number: int, **more: Any) -> Wire:
    """A drawn entry of a kind."""
    anchor = str(uuid(ANCHOR))
    body = data.draw(bodies(kind, entries=[anchor]), label="body")
    if kind.about and kind.about[0] != "area" and kind.name != "grid.area":
        more["subject"] = data.draw(subjects(data.draw(st.sampled_from(kind.about)), entries=[anchor]), label="subject")
    return entry(number, kind.name, TOWN if kind.name == "grid.area" else EAST, at(9, number / 60), body, **more)


def put(one: Wire) -> Receipt:
    (receipt,) = send(one)
    assert receipt.outcome in ("accepted", "flagged"), receipt
    return receipt


def in_the_clear(one: Wire, kind: EntryKind) -> str:
    """What of an entry may stand where anybody reads it; a drawn text such as 0000 may be in it by chance."""
    personal = {field.name for field in fields_of(kind.body) if field.field.personal}
    body = {name: value for name, value in one["body"].items() if name not in personal}
    return msgspec.json.encode(one | {"body": body}).decode()


def stored(number: int) -> Stored:
    (found,) = by_uuid([uuid(number)])
    return found


def active(number: int) -> list[UUID]:
    return [one.uuid for one in counting(of_chains([stored(number).chain]), stand().position)]


def fed(kind: EntryKind) -> list[Value]:
    """Every figure that entries of this kind feed."""
    catch_up()
    declared = {(one.name, code) for one in CATALOGUE.figures.values() for code in ("", *(m.code for m in one.members))}
    booked = set(Series.objects.values_list("figure", "member"))
    assert booked <= declared, f"booked for what is not declared, so that no total has it: {booked - declared}"
    names = {figure.name for figure in CATALOGUE.figures_of.get(kind.name, ())}
    pairs = [pair for pair in every_pair() if pair[0] in names]
    return values(pairs, area=tree().need(COUNTY).id, as_of=parse("2020-03-01"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.usefixtures("node")
@TRIED
@given(data=st.data())
def test_every_kind_travels(kind: EntryKind, data: st.DataObject) -> None:
    with example():
        put(entry(ANCHOR, "roll.household", EAST, at(1), {}, subject={"kind": "household", "ref": "anchor"}))
        before = fed(kind)

        first = put(told(data, kind, FIRST))
        assert active(FIRST) == [uuid(FIRST)]
        listed = page(Wanted(kinds=(kind.name,))).rows
        assert first.position in [row.position for row in listed]

        put(told(data, kind, SECOND, replaces=str(uuid(FIRST)), reason="typed wrong"))
        assert active(FIRST) == [uuid(SECOND)]

        put(entry(VOID, kind.name, "", at(9), None, replaces=str(uuid(SECOND))))
        assert active(FIRST) == []
        assert fed(kind) == before

        listed = page(Wanted(kinds=(kind.name,))).rows
        assert {uuid(FIRST), uuid(SECOND), uuid(VOID)} <= {row.uuid for row in listed}, "nothing is lost"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.usefixtures("node")
@TRIED
@given(data=st.data())
def test_what_is_kept_is_what_was_sent(kind: EntryKind, data: st.DataObject) -> None:
    with example():
        put(entry(ANCHOR, "roll.household", EAST, at(1), {}, subject={"kind": "household", "ref": "anchor"}))
        one = told(data, kind, FIRST)
        put(one)
        row = stored(FIRST)
        content = decode(row.content)
        sent = msgspec.json.decode(msgspec.json.encode(one["body"]), type=kind.body)
        kept = read_body(kind, content.version, content.body)
        clear = in_the_clear(one, kind)
        for field in fields_of(kind.body):
            here, there = getattr(sent, field.attribute), getattr(kept, field.attribute)
            if not here:
                assert there == here, field.name
            elif field.link:
                links = there if field.many else (there,)
                assert all(isinstance(link, Ref) and link.id.isdigit() for link in links), field.name
            elif field.field.personal:
                assert there != here, f"{field.name} stands in the clear"
                assert len(here) < 4 or here in clear or here not in row.content, f"{field.name} stands in the clear"
            else:
                assert there == here, field.name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.usefixtures("node")
def test_what_is_broken_is_kept_and_held(kind: EntryKind) -> None:
    (receipt,) = send(entry(FIRST, kind.name, EAST, at(9), {"surely_no_field": 1}))
    assert receipt.outcome == "held"
    assert receipt.reasons
    assert all(reason.text.zh and reason.text.en for reason in receipt.reasons)
    assert stored(FIRST).outcome == Outcome.HELD
