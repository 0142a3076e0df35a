"""Whoever restricts somebody alone tries to be two people; each way that was tried is a test."""

from typing import Any

import pytest

from gridward.account import devices
from gridward.account.models import Account
from gridward.intake.receive import receive
from gridward.kit.clock import DAY, HOUR, MINUTE, standing_at
from tests.duty.test_second_person import approval, contact, counts, officers, order, outcomes
from tests.toy.node import EAST, NOW, TOWN, at, entry, raw, send, uuid

__all__ = ["officers"]

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

Wire = dict[str, Any]


def appointed(number: int, name: str, role: str, area: str = TOWN, **more: str) -> None:
    Account.objects.get_or_create(username=name)
    body = {"office": role, "holder": name, "from": "2020-02-01", **more}
    assert outcomes(entry(number, "grid.appointment", area, at(1), body)) == ["accepted"]


def phone(of: str) -> str:
    """A device in the hands of an officer."""
    return devices.add(f"phone of {of}", Account.objects.get(username=of))[0].name


def from_device(device: str, *wires: Wire, when: int = NOW) -> list[str]:
    """What an attacker's own program sends with the token of a device."""
    with standing_at(when):
        return [one.outcome for one in receive(raw(wires), device=device, trusted=False)]


def test_nobody_agrees_in_the_name_of_another_whose_form_they_fill_in() -> None:
    appointed(15, "lead", "village_lead", EAST)
    send(order(20, "p1", by="lead"))
    send(approval(30, 20, "leader") | {"entered_by": "lead"})
    assert not counts(20)
    send(approval(31, 20, "leader") | {"entered_by": "guard"})
    assert not counts(20)
    send(approval(32, 20, "leader"))
    assert counts(20)


def test_a_device_agrees_for_nobody_but_whose_it_is() -> None:
    devices.add("a system")
    send(order(20, "p1"))
    for number, device in enumerate(("a system", phone("doctor"), phone("guard")), start=30):
        from_device(device, approval(number, 20, "leader"))
        assert not counts(20), device
    from_device(phone("leader"), approval(40, 20, "leader"))
    assert counts(20)


def test_whose_device_gave_an_order_does_not_agree_to_it_whoever_it_named() -> None:
    assert from_device(phone("leader"), order(20, "p1", by="doctor")) == ["held"]
    send(approval(30, 20, "leader"))
    assert not counts(20)


def test_an_office_named_instead_of_its_holder_is_the_holder() -> None:
    appointed(15, "doctor", "leader")
    send(order(20, "p1", by=f"health_doctor@{TOWN}"))
    send(approval(30, 20, "doctor"))
    assert not counts(20)
    send(approval(31, 20, f"leader@{TOWN}"))
    assert not counts(20)


def test_a_colleague_with_a_second_office_elsewhere_is_a_colleague() -> None:
    appointed(15, "colleague", "leader")
    send(order(20, "p1"))
    send(approval(30, 20, "colleague"))
    assert not counts(20)


def test_whoever_approves_something_else_does_not_approve_this() -> None:
    appointed(15, "store", "logistics_group")
    send(order(20, "p1"))
    send(approval(30, 20, "store"))
    assert not counts(20)


def test_an_agreement_dated_back_into_a_lost_office_is_none() -> None:
    appointed(15, "former", "leader", to="2020-02-20")
    send(order(20, "p1", when=at(10)))
    send(approval(30, 20, "former") | {"happened_at": "2020-02-15T08:00:00+08:00"})
    assert not counts(20)


def test_an_agreement_before_the_order_is_a_blank_cheque() -> None:
    send(approval(30, 20, "leader"))
    send(order(20, "p1"))
    assert not counts(20)
    send(approval(31, 20, "leader"))
    assert counts(20)


@pytest.mark.parametrize("evidence", ["", "  ", "\u3000"])
def test_an_agreement_without_evidence_is_none(evidence: str) -> None:
    send(order(20, "p1"))
    wire = approval(30, 20, "leader")
    wire["body"]["evidence"] = evidence
    assert outcomes(wire) == ["held"]
    assert not counts(20)


def test_somebody_elses_refusal_is_not_turned_into_an_agreement() -> None:
    send(order(20, "p1"), approval(30, 20, "leader", "refused"))
    for number, by in ((31, "doctor"), (32, "colleague"), (33, "guard")):
        send(approval(number, 20, by) | {"replaces": str(uuid(30))})
        assert not counts(20), by


def test_a_correction_cannot_carry_an_order_to_another_person() -> None:
    send(contact(20, "p1"))
    assert outcomes(order(21, "p1")) == ["accepted"]
    assert outcomes(order(22, "p9") | {"replaces": str(uuid(21))}) == ["held"]
    send(approval(30, 21, "leader"))
    assert not counts(22)


def test_a_contact_that_does_not_count_entitles_to_nothing() -> None:
    assert outcomes(contact(20, "p1") | {"by": "stranger"}, order(21, "p1")) == ["held", "held"]
    assert (
        outcomes(contact(22, "p2"), contact(23, "p2") | {"body": None, "replaces": str(uuid(22))}, order(24, "p2"))[2]
        == "held"
    )


def test_a_contact_of_long_ago_entitles_to_nothing() -> None:
    old = contact(20, "p1")
    old["body"]["last_contact"] = "2019-03-01"
    assert outcomes(old, order(21, "p1"))[1] == "held"


def within_the_hour(wires: list[Wire], device: str = "") -> list[str]:
    """Handed in one by one, ten seconds apart."""
    found = []
    for number, wire in enumerate(wires):
        when = NOW + number * MINUTE // 6
        with standing_at(when):
            sent = receive(raw([wire]), device=device, trusted=False) if device else receive(raw([wire]))
            found += [one.outcome for one in sent]
    return found


def seven(**more: str | None) -> list[Wire]:
    return [order(40 + number, f"p{number}", when=NOW - HOUR) | more for number in range(7)]


HELD_AFTER_FIVE = ["accepted"] * 5 + ["held"] * 2


@pytest.fixture
def contacts() -> None:
    send(*(contact(20 + number, f"p{number}") for number in range(7)), when=NOW - DAY)


@pytest.mark.usefixtures("contacts")
def test_six_in_six_batches_are_six() -> None:
    assert within_the_hour(seven()) == HELD_AFTER_FIVE


@pytest.mark.usefixtures("contacts")
def test_leaving_out_who_did_it_does_not_reset_the_count() -> None:
    found = within_the_hour(seven(by=None, entered_by="doctor"))
    assert [one.replace("flagged", "accepted") for one in found] == HELD_AFTER_FIVE


@pytest.mark.usefixtures("contacts")
def test_a_device_that_names_nobody_is_counted_itself() -> None:
    devices.add("a system")
    assert within_the_hour(seven(by=None), device="a system") == HELD_AFTER_FIVE


@pytest.mark.usefixtures("contacts")
def test_a_device_that_names_one_after_the_other_is_counted_itself() -> None:
    wires = seven()
    for number, wire in enumerate(wires):
        wire["by"] = ("doctor", "colleague", f"health_doctor@{TOWN}")[number % 3]
    assert within_the_hour(wires, device=phone("doctor")) == HELD_AFTER_FIVE


@pytest.mark.usefixtures("contacts")
def test_an_office_and_its_holder_share_a_count() -> None:
    wires = seven()
    for number, wire in enumerate(wires):
        wire["by"] = ("doctor", f"health_doctor@{TOWN}")[number % 2]
    assert within_the_hour(wires) == HELD_AFTER_FIVE


@pytest.mark.usefixtures("contacts")
def test_voiding_and_ordering_again_does_not_reset_the_count() -> None:
    wires = seven()
    assert within_the_hour(wires[:5]) == ["accepted"] * 5
    send(*(wire | {"id": str(uuid(60 + n)), "body": None, "replaces": wire["id"]} for n, wire in enumerate(wires[:5])))
    assert within_the_hour(wires[5:]) == ["held"] * 2


def test_a_device_cannot_switch_the_rules_off() -> None:
    over = {"pack": "first", "from": "2020-02-01", "to": "2020-02-02"}
    for number, body in ((20, over), (21, None)):
        wire = entry(number, "policy.response", TOWN, at(1), body, by="leader", replaces=str(uuid(10)))
        assert from_device("a phone", wire) == ["held"]
        assert not counts(number)
    assert outcomes(order(22, "p1")) == ["held"]


def test_a_device_cannot_redraw_the_map_under_an_officer() -> None:
    body = {"code": EAST, "action": "move", "parent": "371681103"}
    assert from_device("a phone", entry(20, "grid.area", EAST, at(2), body, by="guard")) == ["held"]


def test_a_device_cannot_say_that_a_stranger_is_the_contact() -> None:
    send(contact(20, "p1"), order(21, "p1"), contact(22, "p9") | {"kind": "screening.visit", "body": {}})
    same = {"same": [{"kind": "person", "ref": "p1"}], "verdict": "same", "reason": "made up"}
    wire = entry(23, "roll.merge", EAST, NOW, same, subject={"kind": "person", "ref": "p9"}, by="guard")
    assert from_device("a phone", wire) == ["held"]
