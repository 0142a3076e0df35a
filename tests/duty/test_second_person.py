"""Restricting somebody outside the ordinary takes two people of different branches, whichever way the order comes."""

from typing import Any

import pytest

from gridward.account.models import Account
from gridward.intake.receive import receive
from gridward.kit.clock import DAY, standing_at
from gridward.ledger.stored import by_uuid
from tests.toy.node import EAST, NOW, TOWN, at, entry, raw, send, uuid

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

Wire = dict[str, Any]


@pytest.fixture(autouse=True)
def officers(node: None) -> None:
    """A doctor, a colleague of the doctor's and a leader of another branch; the pack is on."""
    for name in ("doctor", "colleague", "leader", "guard"):
        Account.objects.create(username=name)
    posts = (
        ("doctor", "health_doctor"),
        ("colleague", "treatment_group"),
        ("leader", "leader"),
        ("guard", "gate_guard"),
    )
    places = {"gate_guard": EAST}
    receipts = send(
        entry(10, "policy.response", TOWN, at(1), {"pack": "first", "from": "2020-02-01"}),
        *(
            entry(
                11 + number,
                "grid.appointment",
                places.get(role, TOWN),
                at(1),
                {"office": role, "holder": name, "from": "2020-02-01"},
            )
            for number, (name, role) in enumerate(posts)
        ),
    )
    assert {one.outcome for one in receipts} == {"accepted"}, receipts


def order(number: int, ref: str, by: str = "doctor", when: int = NOW - DAY) -> Wire:
    body = {"measure": "home_quarantine", "clock": "order", "clock_start": "2020-03-01", "place": EAST}
    return entry(number, "followup.order", EAST, when, body, subject={"kind": "person", "ref": ref}, by=by)


def contact(number: int, ref: str) -> Wire:
    body = {"source": {"kind": "person", "ref": "case"}, "type": "close", "last_contact": "2020-03-01"}
    return entry(number, "tracing.contact", EAST, NOW - 2 * DAY, body, subject={"kind": "person", "ref": ref})


def approval(number: int, of: int, by: str, verdict: str = "approved") -> Wire:
    body = {"verdict": verdict, "evidence": "made up"}
    return entry(number, "duty.approval", EAST, NOW, body, subject={"kind": "entry", "id": str(uuid(of))}, by=by)


def outcomes(*wires: Wire) -> list[str]:
    return [receipt.outcome for receipt in send(*wires)]


def counts(number: int) -> bool:
    """Whether an entry counts by now."""
    return by_uuid([uuid(number)])[0].counts_from is not None


def test_what_a_rule_entitles_to_needs_nobody_else() -> None:
    assert outcomes(contact(20, "p1"), order(21, "p1")) == ["accepted", "accepted"]
    send(contact(22, "p2"))
    assert outcomes(order(23, "p2")) == ["accepted"]


def test_what_none_entitles_to_waits_for_another_branch() -> None:
    (receipt,) = send(order(20, "p1"))
    assert receipt.outcome == "held"
    assert receipt.reasons[0].code == "second_person_missing"
    for number, by in ((30, "doctor"), (31, "colleague"), (32, "guard"), (33, "stranger")):
        send(approval(number, 20, by))
        assert not counts(20), by
    send(approval(34, 20, "leader", "refused"))
    assert not counts(20)
    send(approval(35, 20, "leader"))
    assert counts(20)


def test_an_agreement_that_frees_nothing_says_who_is_still_due() -> None:
    def said(number: int, by: str, verdict: str = "approved") -> set[str]:
        (receipt,) = send(approval(number, 20, by, verdict))
        for one in receipt.reasons:
            assert one.code != "still_due" or ("其他部门" in one.text.zh and "another branch" in one.text.en)
        return {receipt.outcome, *(one.code for one in receipt.reasons)} - {"not_for_role"}

    send(order(20, "p1"))
    assert said(30, "doctor") == said(31, "colleague") == {"flagged", "still_due"}
    assert "still_due" not in said(32, "colleague", "refused")
    assert said(33, "leader") == {"accepted"}
    assert counts(20)
    assert "still_due" not in said(34, "colleague")  # nothing is due any more


def test_it_says_so_where_both_come_in_one_batch() -> None:
    assert outcomes(order(20, "p1"), approval(30, 20, "colleague")) == ["held", "flagged"]
    assert outcomes(order(21, "p2"), approval(31, 21, "leader")) == ["held", "accepted"]
    assert (counts(20), counts(21)) == (False, True)


def test_six_within_the_hour_are_too_many() -> None:
    send(*(contact(20 + number, f"p{number}") for number in range(7)))
    found = outcomes(*(order(40 + number, f"p{number}") for number in range(4)))
    assert found == ["accepted"] * 4
    assert outcomes(*(order(50 + number, f"p{number}") for number in (4, 5, 6))) == ["accepted", "held", "held"]


def test_a_device_cannot_go_around_it_by_naming_nobody() -> None:
    wire = order(20, "p1")
    del wire["by"]
    with standing_at(NOW):
        (receipt,) = receive(raw([wire]), device="phone", trusted=False)
    assert receipt.outcome == "held"
