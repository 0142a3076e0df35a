"""A release before its conditions hold is kept as it was said, counts, and is flagged with what was missing."""

from typing import Any

import pytest

from gridward.intake.wire import Receipt
from gridward.kit.clock import DAY, HOUR, iso
from tests.duty.test_second_person import contact, officers, order
from tests.toy.node import EAST, NOW, at, entry, send, uuid

__all__ = ["officers"]

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

Wire = dict[str, Any]
WHO = {"kind": "person", "ref": "p1"}
ENDS = NOW - HOUR


def released(number: int = 40, outcome: str = "completed", when: int = ENDS) -> Wire:
    body = {"order": {"kind": "entry", "id": str(uuid(21))}, "outcome": outcome, "effective_at": iso(when)}
    return entry(number, "followup.release", EAST, NOW, body | {"reason": "later_exposure"}, subject=WHO, by="doctor")


def swabbed(number: int, when: int, result: str = "negative") -> list[Wire]:
    lot = {"kind": "lot", "ref": f"t{number}"}
    taken = {"tube": lot, "scheme": "single", "specimen": "throat", "reason": "follow_up"}
    site = {"kind": "place", "ref": "site"}
    found = {"laboratory": "x", "resulted_at": iso(when), "result": result}
    return [
        entry(number, "testing.sample", EAST, when, taken | {"site": site}, subject=WHO),
        entry(number + 1, "testing.result", EAST, when, found, subject=lot),
    ]


def codes(receipts: list[Receipt]) -> list[str]:
    return [reason.code for reason in receipts[-1].reasons]


@pytest.fixture(autouse=True)
def quarantined(officers: None) -> None:
    """Somebody whom two negative tests of the last two days release."""
    send(contact(20, "p1"), order(21, "p1"))


def test_without_its_tests_it_counts_and_is_flagged() -> None:
    receipts = send(released())
    assert (receipts[0].outcome, codes(receipts)) == ("flagged", ["conditions_unmet"])


def test_one_test_is_not_two_and_a_positive_one_is_none() -> None:
    send(*swabbed(30, NOW - DAY))
    assert codes(send(released())) == ["conditions_unmet"]


def test_with_them_it_is_accepted_also_when_all_comes_in_one_batch() -> None:
    assert codes(send(*swabbed(30, NOW - DAY), *swabbed(32, NOW - 2 * HOUR), released())) == []


def test_tests_that_are_too_old_or_came_later_are_none() -> None:
    send(*swabbed(30, at(25)), *swabbed(32, NOW - 2 * HOUR))
    send(*swabbed(34, NOW - HOUR // 2))
    assert codes(send(released())) == ["conditions_unmet"]


@pytest.mark.parametrize("outcome", ["cancelled", "converted", "lost"])
def test_what_is_not_completed_has_no_conditions(outcome: str) -> None:
    assert "conditions_unmet" not in codes(send(released(outcome=outcome)))
