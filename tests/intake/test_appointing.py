"""Whoever records something somewhere cannot make themselves more than they are."""

import pytest

from gridward.account.models import Account
from gridward.grid.book import book
from gridward.intake.receive import receive
from gridward.intake.wire import Receipt
from tests.intake.kept import whole
from tests.toy.node import EAST, TOWN, at, entry, raw, send, uuid

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]


def outcomes(receipts: list[Receipt]) -> list[str]:
    return [receipt.outcome for receipt in receipts]


@pytest.fixture
def staff(toy: None) -> None:
    for number, (name, role, area) in enumerate(
        (("lead", "village_lead", EAST), ("head", "command_head", TOWN), ("worker", "", "")), start=50
    ):
        Account.objects.create_user(name)
        if role:
            body = {"office": role, "holder": name, "from": "2020-02-01"}
            assert outcomes(send(entry(number, "grid.appointment", area, at(1), body))) == ["accepted"]


def _appoints(number: int, by: str, role: str, holder: str, area: str = EAST, **more: object) -> list[str]:
    body = {"office": role, "holder": holder, "from": "2020-02-02"}
    return outcomes(send(entry(number, "grid.appointment", area, at(2), body, by=by, **more)))


def _roles(name: str) -> list[str]:
    return [one.role for one in book().of_name(name) if one.to_at is None]


def test_an_office_of_ones_own_to_give_counts(staff: None) -> None:
    assert _appoints(60, "lead", "grid_worker", "worker") == ["accepted"]
    assert _roles("worker") == ["grid_worker"]
    whole()


@pytest.mark.parametrize("role", ["operator", "admin", "oversight", "village_lead"])
def test_one_that_is_not_is_held_and_gives_nothing(staff: None, role: str) -> None:
    area = EAST if role == "village_lead" else TOWN
    assert _appoints(60, "lead", role, "worker", area) == ["held"]
    assert _appoints(61, "lead", "operator", "lead") == ["held"]
    assert _roles("worker") == []
    assert _roles("lead") == ["village_lead"]
    whole()


def test_nobody_takes_an_office_away_that_they_could_not_give(staff: None) -> None:
    taken = entry(62, "grid.appointment", TOWN, at(3), None, by="lead", replaces=str(uuid(51)))
    assert outcomes(send(taken)) == ["held"]
    smaller = {"office": "grid_worker", "holder": "head", "from": "2020-02-01"}
    changed = entry(63, "grid.appointment", EAST, at(3), smaller, by="lead", replaces=str(uuid(51)))
    assert outcomes(send(changed)) == ["held"]
    assert _roles("head") == ["command_head"]


def test_who_keyed_it_counts_and_not_whom_they_name(staff: None) -> None:
    assert _appoints(60, "head", "admin", "worker", TOWN, entered_by="lead") == ["held"]
    assert _appoints(61, "head", "admin", "worker", TOWN) == ["accepted"]


def test_a_device_cannot_appoint_whatever_it_says_of_itself(staff: None) -> None:
    body = {"office": "operator", "holder": "worker", "from": "2020-02-02"}
    for number, by in ((60, "operator"), (61, "head"), (62, "")):
        sent = entry(number, "grid.appointment", TOWN, at(2), body, **({"by": by} if by else {}))
        (receipt,) = receive(raw([sent]), device="phone", trusted=False)
        assert receipt.outcome == "held"
        assert "not_from_devices" in [reason.code for reason in receipt.reasons]
    assert _roles("worker") == []


def test_nor_does_it_wait_until_whom_it_names_comes_into_office(staff: None) -> None:
    Account.objects.create_user("later")
    body = {"office": "admin", "holder": "worker", "from": "2020-02-02"}
    sent = entry(60, "grid.appointment", TOWN, at(2), body, by="later")
    assert [one.outcome for one in receive(raw([sent]), device="phone", trusted=False)] == ["held"]
    office = {"office": "command_head", "holder": "later", "from": "2020-02-01"}
    assert outcomes(send(entry(61, "grid.appointment", TOWN, at(1), office))) == ["accepted"]
    assert _roles("worker") == []


def test_the_nodes_own_in_one_batch_are_judged_each_for_itself_and_hold_for_what_comes_after_them(staff: None) -> None:
    Account.objects.create_user("deputy")

    def gives(number: int, role: str, holder: str, **more: object) -> dict[str, object]:
        body = {"office": role, "holder": holder, "from": "2020-02-01"}
        return entry(number, "grid.appointment", EAST, at(1), body, **more)

    made = send(
        gives(60, "village_lead", "deputy"),
        gives(61, "grid_worker", "nobody"),
        gives(62, "grid_worker", "worker"),
        gives(63, "grid_worker", "worker", replaces=str(uuid(62))),
        gives(64, "grid_worker", "worker", by="deputy"),
    )
    assert outcomes(made) == ["accepted", "held", "accepted", "accepted", "accepted"]
    assert _roles("deputy") == ["village_lead"]
    assert _roles("worker") == ["grid_worker", "grid_worker"]
    whole()
