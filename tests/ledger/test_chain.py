"""The chain: no gaps, every seal hangs on the one before, and nothing can be changed afterwards without being seen."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F

from gridward.kit.clock import DAY
from gridward.ledger import seal
from gridward.ledger.head import seal_at, stand
from gridward.ledger.models import Entry, Head, Kind, Seal, Source
from gridward.ledger.verify import not_as_printed, verify
from tests.toy.node import EAST, LATE, OTHER, WEST, at, entry, example, opening, send, uuid

pytestmark = pytest.mark.kernel

LINKS = ("replaces", "root")
"""Columns that mean nothing while an entry is held; once it is freed, the release says what they are."""


@pytest.fixture(autouse=True)
def filled(toy: None) -> None:
    """A ledger with one of everything: counted, flagged, corrected, voided, held, freed, clashing and unreadable."""
    send(
        entry(20, "toy.cars", EAST, at(3), {"count": 5, "gate": "east gate"}, counter=1, device="phone"),
        entry(21, "toy.cars", EAST, at(3), {"count": 900}, counter=2, device="phone"),
        entry(22, "toy.stay", WEST, at(2), {"measure": "home"}, subject={"kind": "person", "ref": "p1"}),
    )
    send(
        entry(23, "toy.cars", WEST, at(3), {"count": 6}, replaces=str(uuid(20))),
        entry(24, "toy.cars", EAST, at(3), None, replaces=str(uuid(21))),
        entry(25, "toy.cars", LATE, at(4), {"count": 1}),
        entry(26, "toy.cars", "000000", at(4), {"count": 1}),
        entry(20, "toy.cars", EAST, at(3), {"count": 7}),
        {"id": "x", "kind": 5},
    )
    send(opening(27, LATE, "village", OTHER, when=at(1)))
    send(entry(28, "toy.cars", EAST, at(5), {"count": 2}))
    outcomes = set(Entry.objects.values_list("outcome", "counts_from"))
    assert len({outcome for outcome, _ in outcomes}) == 3
    assert Entry.objects.filter(outcome=2, counts_from__gt=F("position")).count() == 1


def test_positions_have_no_gaps_and_seals_link() -> None:
    positions = list(Entry.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))
    previous, last = seal.GENESIS, 0
    for number, link in enumerate(Seal.objects.order_by("number"), start=1):
        digests = [bytes(one) for one in _digests(link)]
        assert (link.number, link.first) == (number, last + 1)
        assert link.form == seal.WHOLE
        said = seal.seal(previous, link.epoch, link.first, link.last, digests, beside=beside(link))
        assert bytes(link.hash) == said
        previous, last = bytes(link.hash), link.last
    assert (last, previous.hex()) == stand()[:2]
    assert seal_at(1) == bytes(Seal.objects.get(number=1).hash).hex()
    assert seal_at(last + 1) == ""
    assert verify() == []


def test_a_batch_that_brings_nothing_new_leaves_no_seal() -> None:
    before = stand()
    assert send(entry(28, "toy.cars", EAST, at(5), {"count": 2}))[0].outcome == "duplicate"
    assert send() == []
    assert stand() == before


CHANGES: dict[str, Callable[[Any], Any]] = {
    "uuid": lambda _: uuid4(),
    "kind": lambda kind: kind + 1,
    "outcome": lambda outcome: (outcome + 1) % 3,
    "counts_from": lambda counts: 3 if counts is None else None,
    "area": lambda area: 1 if area is None else area % 3 + 1,
    "subject": lambda subject: 33 if subject is None else subject + 16,
    "at": lambda moment: moment - 2 * DAY,
    "day": lambda day: day - 1,
    "device": lambda device: device + 50,
    "counter": lambda counter: counter + 1000,
    "replaces": lambda replaces: 2 if replaces is None else None,
    "root": lambda root: 2 if root is None else None,
    "reasons": lambda reasons: "" if reasons is None else None,
    "print": lambda print: bytes(16),
    "salt": lambda salt: bytes(16),
    "digest": lambda digest: bytes(32),
    "content": lambda content: content[:-4] + ("x" if content[-4] != "x" else "y") + content[-3:],
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_value_is_seen_where_it_was_changed(column: str) -> None:
    for row in Entry.objects.order_by("position"):
        if column in LINKS and row.outcome == 2 and row.counts_from is None:
            continue
        with example():
            value = CHANGES[column](getattr(row, column))
            assert value != getattr(row, column)
            assert Entry.objects.filter(position=row.position).update(**{column: value}) == 1
            faults = verify()
            assert faults, f"{column} of {row.position} ({row.outcome}, {row.counts_from})"
            assert row.position in {fault.position for fault in faults}


def test_a_batch_is_not_received_before_what_is_in_it_happened() -> None:
    link = Seal.objects.order_by("-number")[0]
    Seal.objects.filter(number=link.number).update(received_at=at(4))
    assert {fault.position for fault in verify()} == {link.last}


def test_when_a_batch_came_cannot_be_changed_by_a_microsecond() -> None:
    for link in Seal.objects.all():
        for other in (link.received_at + 1, link.received_at - 1, link.received_at + DAY):
            with example():
                Seal.objects.filter(number=link.number).update(received_at=other)
                assert link.first in {fault.position for fault in verify()}


def test_a_device_cannot_be_called_otherwise_nor_two_change_their_names() -> None:
    (phone,) = Source.objects.filter(name="phone")
    (node,) = Source.objects.filter(name="node")
    with example():
        Source.objects.filter(id=phone.id).update(name="phonf")
        assert verify()
    with example():
        Source.objects.filter(id=phone.id).update(name="x")
        Source.objects.filter(id=node.id).update(name="phone")
        Source.objects.filter(id=phone.id).update(name="node")
        assert verify()


def test_a_seal_cannot_pass_for_one_of_the_other_form() -> None:
    for link in Seal.objects.all():
        with example():
            Seal.objects.filter(number=link.number).update(form=seal.BARE, received_at=link.received_at + DAY)
            assert verify()


def test_seals_of_the_bare_form_hold_beside_those_that_came_later() -> None:
    """A ledger that was begun before: its seals as they were, then whole ones upon them."""
    previous = seal.GENESIS
    for link in Seal.objects.order_by("number"):
        digests = [bytes(one) for one in _digests(link)]
        previous = seal.seal(previous, link.epoch, link.first, link.last, digests)
        Seal.objects.filter(number=link.number).update(form=seal.BARE, hash=previous)
    Head.objects.update(hash=previous)
    assert verify() == []
    send(entry(40, "toy.cars", EAST, at(6), {"count": 2}))
    assert verify() == []
    assert [link.form for link in Seal.objects.order_by("-number")[:2]] == [seal.WHOLE, seal.BARE]
    with example():
        Seal.objects.filter(form=seal.WHOLE).update(received_at=F("received_at") + 1)
        assert verify()
    with example():
        Seal.objects.filter(form=seal.BARE).update(form=seal.WHOLE)
        assert verify()


def beside(link: Seal) -> bytes:
    devices = set(Entry.objects.filter(position__range=(link.first, link.last)).values_list("device", flat=True))
    return seal.beside(link.received_at, Source.objects.filter(id__in=devices).values_list("id", "name"))


def test_what_came_from_a_device_without_a_name_is_seen() -> None:
    from_phone = Entry.objects.filter(counter=1).exclude(position=1).get()
    Source.objects.filter(id=from_phone.device).delete()
    assert from_phone.position in {fault.position for fault in verify()}


def test_every_byte_of_a_content_matters() -> None:
    row = Entry.objects.get(position=stand().position)
    for place in range(0, len(row.content), 7):
        with example():
            other = "x" if row.content[place] != "x" else "y"
            Entry.objects.filter(position=row.position).update(
                content=row.content[:place] + other + row.content[place + 1 :]
            )
            assert verify()[0].position == row.position


def test_a_deleted_row_is_seen() -> None:
    for position in range(1, stand().position + 1):
        with example():
            Entry.objects.filter(position=position).delete()
            assert position in {fault.position for fault in verify()}


def test_swapped_rows_are_seen() -> None:
    last = stand().position
    for one, other in ((1, 2), (last - 1, last), (2, last)):
        with example():
            for source, target in ((one, last + 5), (other, one), (last + 5, other)):
                Entry.objects.filter(position=source).update(position=target)
            assert {one, other} <= {fault.position for fault in verify()}


def test_a_row_put_in_between_or_after_is_seen() -> None:
    row = Entry.objects.get(position=2)
    with example():
        row.position, row.uuid, row.counter = stand().position + 1, uuid4(), 10**6
        row.save(force_insert=True)
        assert verify()


def test_a_cut_tail_is_seen_unless_the_head_is_cut_too_and_then_by_whoever_remembers_the_head() -> None:
    last, remembered = Seal.objects.order_by("-number")[0], stand()
    Entry.objects.filter(position__gte=last.first).delete()
    assert verify()
    last.delete()
    assert verify()
    before = Seal.objects.order_by("-number")[0]
    Head.objects.update(position=before.last, seal=before.number, hash=before.hash)
    assert verify() == []
    assert seal_at(remembered.position) != remembered.seal
    short = f"{remembered.seal[:8]}…{remembered.seal[-8:]}"
    assert [one.position for one in not_as_printed([(remembered.position, short)])] == [remembered.position]
    assert not_as_printed([(before.last, bytes(before.hash).hex())]) == []


def test_what_a_document_prints_is_compared_as_it_stands_there() -> None:
    remembered = stand()
    for told in (remembered.seal, remembered.seal.upper(), f"{remembered.seal[:8]}...{remembered.seal[-8:]}"):
        assert not_as_printed([(remembered.position, told)]) == []
    assert not_as_printed([(remembered.position, "0" * 64), (remembered.position + 9, remembered.seal)])


def test_a_word_that_moves_to_the_neighbouring_column_is_seen_though_the_digest_stays() -> None:
    row = Entry.objects.exclude(reasons=None).exclude(outcome=2).first()
    assert row is not None and row.reasons is not None
    for reasons, content in ((None, row.reasons + row.content), (row.reasons + row.content[:9], row.content[9:])):
        with example():
            Entry.objects.filter(position=row.position).update(reasons=reasons, content=content)
            assert row.position in {fault.position for fault in verify()}


def test_a_changed_seal_or_head_is_seen() -> None:
    middle = Seal.objects.get(number=2)
    for changed in ({"hash": bytes(32)}, {"first": F("first") + 1}, {"last": F("last") - 1}, {"epoch": F("epoch") + 1}):
        with example():
            Seal.objects.filter(number=2).update(**changed)
            assert verify()
    with example():
        middle.delete()
        assert verify()
    for changed in ({"position": F("position") - 1}, {"seal": F("seal") + 1}, {"hash": bytes(32)}):
        with example():
            Head.objects.update(**changed)
            assert verify()


def test_a_kind_given_another_name_is_seen() -> None:
    Kind.objects.filter(name="toy.cars").update(name="toy.cars2")
    assert verify()


def _digests(link: Seal) -> list[memoryview]:
    found = Entry.objects.filter(position__range=(link.first, link.last)).order_by("position")
    return list(found.values_list("digest", flat=True))
