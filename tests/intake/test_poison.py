"""Bad entries beside good ones: every one gets a receipt, none is lost, none stops another."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.intake.receive import receive
from gridward.kit.clock import standing_at
from gridward.ledger.models import Entry
from tests.intake.kept import among_good, good, nothing_lost, whole
from tests.toy.node import EAST, NOW, at, entry, example, raw, send, uuid

pytestmark = [pytest.mark.usefixtures("toy"), pytest.mark.kernel]
BODY = {"count": 3}


def wire(**changed: Any) -> bytes:
    """A good entry with some fields changed."""
    return json.dumps({**entry(50, "toy.cars", EAST, at(3), BODY), **changed}).encode()


def text(value: str) -> bytes:
    return wire().replace(b'"count": 3', value.encode())


HELD = {
    "no JSON": (b"{", "unreadable"),
    "invalid UTF-8": (wire(by="x").replace(b'"x"', b'"\xff\xfe"'), "unreadable"),
    "lone surrogate": (wire(sheet="x").replace(b'"x"', b'"\\ud800"'), None),
    "null byte": (wire(sheet="a\0b"), "null_byte"),
    "raw null byte": (b"\0" + wire(), "null_byte"),
    "NaN": (text('"count": NaN'), "unreadable"),
    "Infinity": (text('"count": Infinity'), "unreadable"),
    "a fraction": (text('"count": 3.5'), "wrong_type"),
    "a huge number": (text('"count": ' + "9" * 300), None),
    "a number beyond 64 bits": (text('"count": 9999999999999999999'), "out_of_bounds"),
    "a text for a number": (text('"count": "3"'), "wrong_type"),
    "a list for a number": (text('"count": [3]'), "wrong_type"),
    "a megabyte of text": (wire(sheet="x" * 2**20), "too_large"),
    "deep nesting": (text('"count": ' + "[" * 9000 + "]" * 9000), None),
    "deep nesting in an unknown field": (text('"count": 3, "other": ' + '{"a":' * 5000 + "1" + "}" * 5000), None),
    "an unknown kind": (wire(kind="toy.unheard"), "unknown_kind"),
    "a kind with odd signs": (wire(kind="'; DROP TABLE x; --"), "unknown_kind"),
    "an endless kind": (wire(kind="k" * 5000), "unknown_kind"),
    "an unknown area": (wire(area="000000"), "unknown_area"),
    "an endless area": (wire(area="区" * 5000), "unknown_area"),
    "an unknown member": (
        wire(kind="toy.moved", body={"item": "gold", "quantity": 1}),
        "unknown_option",
    ),
    "an unknown field": (wire(body={"count": 3, "colour": "red"}), "unknown_field"),
    "an unknown envelope field": (wire(colour="red"), "unknown_field"),
    "a missing field": (wire(body={}), "missing_field"),
    "a body that is a list": (wire(body=[1]), "wrong_type"),
    "a void of nothing": (wire(body=None), "missing_field"),
    "no time": (wire(happened_at=""), "not_a_time"),
    "a day that is none": (wire(happened_at="2020-02-30T10:00:00+08:00"), "not_a_time"),
    "year 0": (wire(happened_at="0000-01-01T00:00:00+08:00"), "not_a_time"),
    "year 1": (wire(happened_at="0001-01-01T00:00:00+14:00"), "not_a_time"),
    "year 10000": (wire(happened_at="10000-01-01T00:00:00+08:00"), "not_a_time"),
    "a time as number": (wire(happened_at=5), "wrong_type"),
    "version 0": (wire(version=0), "unknown_version"),
    "version -1": (wire(version=-(10**30)), None),
    "a later version": (wire(version=9), "unknown_version"),
    "a counter below zero": (wire(counter=-1), "out_of_bounds"),
    "a huge counter": (wire(counter=2**70), None),
    "a parent that is not here": (wire(replaces=str(uuid(77))), "missing_parent"),
    "a parent that is no id": (wire(replaces="yesterday"), "missing_parent"),
    "itself as parent": (wire(replaces=str(uuid(50))), "missing_parent"),
    "a response that is not here": (wire(response="none"), "missing_parent"),
    "an odd subject": (wire(subject={"kind": "ghost", "ref": "x"}), "wrong_subject"),
    "an empty subject": (wire(kind="toy.visit", body={}, subject={"kind": "household"}), "empty_reference"),
    "the wrong subject": (wire(kind="toy.visit", body={}, subject={"kind": "person", "ref": "x"}), "wrong_subject"),
    "a subject that is a text": (wire(subject="张三"), "wrong_type"),
    "an entry that is not here": (wire(kind="toy.answer", version=2, body={"to": str(uuid(78))}), "missing_parent"),
    "an entry that is no id": (wire(kind="toy.answer", version=2, body={"to": {"kind": "entry", "ref": "x"}}), None),
    "an old version that cannot be read": (wire(kind="toy.answer", version=1, body={"nothing": 1}), None),
    "an odd link": (wire(body={"count": 3, "gate": {"kind": "ghost", "ref": "x"}}), "wrong_subject"),
    "a place by an unknown code": (wire(body={"count": 3, "gate": {"kind": "place", "id": "nowhere"}}), "unknown_area"),
    "too many": (wire(kind="toy.moved", body={"item": "mask", "quantity": 10**7}), "too_many"),
    "a long note": (wire(body={"count": 3, "note": "x" * 600}), "too_long"),
    "what only the node may say": (wire(kind="ledger.released", body={"position": 1}), "not_yours"),
    "what only the node may say of the map": (wire(kind="grid.redrawn", body={"areas": [1, 2**40]}), "not_yours"),
    "an area of no level": (wire(kind="grid.area", body={"code": "X", "action": "open", "level": "moon"}), None),
    "an area that lies in itself": (
        wire(kind="grid.area", area="371681", body={"code": "371681", "action": "move", "parent": EAST}),
        None,
    ),
    "a change of an unknown area": (wire(kind="grid.area", body={"code": "nowhere", "action": "close"}), None),
    "an appointment of nobody": (
        wire(kind="grid.appointment", body={"office": "x", "holder": "nobody", "from": "2020-02-01"}),
        None,
    ),
    "an appointment at no time": (
        wire(kind="grid.appointment", body={"office": "x", "holder": "nobody", "from": "soon"}),
        None,
    ),
}
FLAGGED = {
    "the future": (wire(happened_at="9999-12-31T23:59:59-12:00"), "future"),
    "outside the plausible range": (wire(body={"count": 501}), "out_of_range"),
    "an id that is none": (wire(id="50"), "bad_id"),
    "somebody who goes without having come": (
        wire(kind="toy.stay", body={}, subject={"kind": "person", "ref": "x"}),
        "never_came",
    ),
}


@pytest.mark.parametrize("name", HELD)
def test_what_cannot_count_is_held(name: str) -> None:
    sent, code = HELD[name]
    (receipt,) = among_good(sent)
    assert receipt.outcome == "held", receipt
    assert code is None or code in [reason.code for reason in receipt.reasons]


@pytest.mark.parametrize("name", FLAGGED)
def test_what_is_remarkable_counts_and_is_flagged(name: str) -> None:
    sent, code = FLAGGED[name]
    (receipt,) = among_good(sent)
    assert receipt.outcome == "flagged", receipt
    assert code in [reason.code for reason in receipt.reasons]


def test_all_of_them_at_once() -> None:
    everything = [sent for sent, _ in (*HELD.values(), *FLAGGED.values())]
    fresh = [one.replace(str(uuid(50)).encode(), str(uuid(100 + n)).encode()) for n, one in enumerate(everything)]
    assert {receipt.outcome for receipt in among_good(*fresh)} == {"held", "flagged"}


def test_an_id_used_again_with_other_content_is_a_conflict() -> None:
    first, second, third = among_good(wire(), wire(body={"count": 4}), wire(body={"count": 5}))
    assert (first.outcome, second.outcome, third.outcome) == ("accepted", "conflict", "conflict")
    assert len({first.position, second.position, third.position}) == 3
    again = among_good(wire(body={"count": 4}), wire())
    assert [(one.outcome, one.position) for one in again] == [
        ("conflict", second.position),
        ("duplicate", first.position),
    ]


def test_a_counter_used_again_is_a_conflict_once() -> None:
    sent = [entry(number, "toy.cars", EAST, at(3), BODY, counter=7, device="phone") for number in (50, 51)]
    first, second = send(*sent)
    assert (first.outcome, second.outcome) == ("accepted", "conflict")
    assert send(*sent)[1].position == second.position
    assert send(sent[1])[0].position == second.position
    assert send({**sent[0], "device": "tablet", "id": str(uuid(60))})[0].outcome == "accepted"
    whole()


def test_the_same_entry_twice_in_a_batch() -> None:
    first, second = among_good(wire(), wire())
    assert (first.outcome, second.outcome) == ("accepted", "duplicate")
    assert first.position == second.position


def test_the_same_unreadable_bytes_twice_are_kept_once() -> None:
    first, second = among_good(b"{", b"{")
    assert (first.outcome, second.outcome) == ("held", "duplicate")
    assert first.position == second.position


def test_a_held_entry_sent_again_is_a_duplicate() -> None:
    (held,) = among_good(wire(area="000000"))
    (again,) = among_good(
        wire(area="000000"),
    )
    assert (held.outcome, again.outcome) == ("held", "duplicate")
    assert held.position == again.position


def test_a_broken_batch_keeps_its_good_entries_and_its_clock() -> None:
    whole_batch = raw([entry(50, "toy.cars", EAST, at(3), BODY)], sent_at="2020-02-29T00:00:00+08:00")
    broken = whole_batch.replace(b"]", b",{broken}]")
    with standing_at(NOW):
        first, second = receive(broken)
    assert (first.outcome, second.outcome) == ("flagged", "held")
    assert first.reasons[0].code == "clock_skew"
    whole()


@pytest.mark.parametrize("sent_at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "soon", 5, None, {}])
def test_an_absurd_clock_of_the_sender_loses_nothing(sent_at: Any) -> None:
    (receipt,) = send(entry(50, "toy.cars", EAST, at(3), BODY), sent_at=sent_at)
    assert receipt.outcome in ("accepted", "flagged", "held")
    whole()


def test_newcomers_that_cannot_be_read_are_kept_and_the_others_taken() -> None:
    people = [
        {"id": str(uuid(70)), "kind": "person", "identity": {"name": "测试甲", "id_no": 5, "phone": ["1"], "x": {}}},
        {"id": str(uuid(71)), "kind": "ghost", "identity": {}},
        {"id": "", "kind": "person"},
        {"kind": "person", "identity": "nobody"},
        "张三",
    ]
    visit = entry(50, "toy.stay", EAST, at(3), {"measure": "home"}, subject={"kind": "person", "id": str(uuid(70))})
    receipts = send(visit, roll=people)
    assert [receipt.outcome for receipt in receipts] == ["accepted", "held", "held", "held", "held"]
    nothing_lost(
        [json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() for one in people[1:]], receipts[1:]
    )
    whole()


def test_kinds_nobody_knows_do_not_use_up_numbers() -> None:
    names = [f"toy.unheard{number}" for number in range(30)]
    receipts = among_good(*(wire(id=str(uuid(200 + number)), kind=name) for number, name in enumerate(names)))
    assert {receipt.outcome for receipt in receipts} == {"held"}
    held = Entry.objects.filter(position__in=[receipt.position for receipt in receipts])
    assert len({row.kind for row in held}) == 1


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from([EAST, "371681", str(uuid(50)), str(uuid(2)), "person", "entry", "place", "2020-02-03", "open"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
refs = st.fixed_dictionaries(
    {"kind": st.sampled_from(["person", "household", "place", "area", "entry", "ghost"])},
    optional={"id": st.sampled_from(["", str(uuid(50)), EAST, "x"]), "ref": st.sampled_from(["", "gate", EAST])},
)
FIELDS = {
    "id": st.sampled_from([str(uuid(50)), str(uuid(51)), "x", ""]),
    "kind": st.sampled_from(
        ["toy.cars", "toy.gate", "toy.moved", "toy.visit", "toy.stay", "toy.answer", "grid.area", "grid.appointment"]
    ),
    "area": st.sampled_from([EAST, "371681", "000000", ""]),
    "subject": refs | st.none(),
    "happened_at": st.sampled_from(["2020-02-03T10:00:00+08:00", "2020-02-03", "0001-01-01", "20200203T10", "now"]),
    "counter": st.integers(-1, 3),
    "device": st.sampled_from(["phone", "x" * 300, ""]),
    "replaces": st.sampled_from([str(uuid(50)), str(uuid(51)), str(uuid(2)), "x", ""]),
    "response": st.sampled_from([str(uuid(50)), 1, -1, 2**63, "x"]),
    "body": st.none()
    | st.fixed_dictionaries(
        {},
        optional={
            "count": st.integers(-(2**64), 2**64),
            "gate": refs | st.sampled_from(["gate", EAST, "", " "]),
            "to": refs | st.sampled_from([str(uuid(50)), "x", ""]),
            "amount": st.decimals(allow_nan=True).map(str) | st.floats(),
            "item": st.sampled_from(["mask", "gold"]),
            "quantity": st.integers(-(2**40), 2**40),
            "serves": st.sampled_from(["town", "shut"]),
            "met": st.lists(refs, max_size=2),
            "sort": st.text(max_size=12),
            "measure": st.sampled_from(["", "home"]),
            "code": st.sampled_from([EAST, "371681", "X", ""]),
            "action": st.sampled_from(["open", "change", "move", "close"]),
            "level": st.sampled_from(["village", "place", "work_area", "moon"]),
            "parent": st.sampled_from([EAST, "371681", "X", ""]),
            "members": st.lists(st.sampled_from([EAST, "X"]), max_size=2),
            "note": st.text(max_size=5),
        },
    ),
}
bent = st.fixed_dictionaries({}, optional={name: one | values for name, one in FIELDS.items()}).map(
    lambda changed: json.dumps({**json.loads(wire()), **changed}).encode()
)
broken = st.binary(max_size=60) | st.tuples(bent, st.integers(0, 400), st.binary(max_size=3)).map(
    lambda cut: cut[0][: cut[1]] + cut[2] + cut[0][cut[1] + 1 :]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(bent | broken, min_size=1, max_size=6))
def test_whatever_comes(poison: list[bytes]) -> None:
    with example():
        among_good(*poison)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(bent | broken, max_size=3), st.binary(max_size=8), st.integers(0, 900), values, values)
def test_whatever_batch_comes(inner: list[bytes], junk: bytes, where: int, sent_at: Any, roll: Any) -> None:
    head = json.dumps({"device": "phone", "sent_at": sent_at, "roll": roll}).encode()
    batch = head[:-1] + b',"entries":[' + b",".join([*inner, good(990)]) + b"]}"
    with example(), standing_at(NOW):
        receive(batch[:where] + junk + batch[where:])
        whole()
