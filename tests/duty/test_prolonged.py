"""Who may keep somebody in for longer: what a pack foresees one officer may, beyond it a second person must agree."""

from typing import Any

import pytest

from gridward.intake.receive import receive
from gridward.intake.restricted import restrictions
from gridward.kit.clock import DAY, MINUTE, standing_at
from tests.duty.test_second_person import approval, contact, counts, officers, order, outcomes
from tests.toy.node import EAST, NOW, entry, raw, send, uuid

__all__ = ["officers"]

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

Wire = dict[str, Any]
WITHIN, BEYOND = "2020-04-10", "2020-04-20"
"""The rule: fourteen days from 1 March, until the 15th; four weeks more end on 12 April."""


def changed(number: int, ref: str, outcome: str = "extended", new_end: str = WITHIN, **more: object) -> Wire:
    body = {
        "order": {"kind": "entry", "id": str(uuid(20))}, "outcome": outcome, "new_end": new_end,
        "effective_at": "2020-03-02T08:00:00+08:00", "reason": "later_exposure", **more,
    }  # fmt: skip
    body = {name: told for name, told in body.items() if told is not None}
    return entry(number, "followup.release", EAST, NOW, body, subject={"kind": "person", "ref": ref}, by="doctor")


def test_what_the_rule_foresees_one_officer_may() -> None:
    assert "held" not in outcomes(contact(20, "p1"), changed(21, "p1"))
    send(contact(22, "p2"))
    assert outcomes(changed(23, "p2"))[0] != "held"


@pytest.mark.parametrize("more", [{"reason": None}, {"new_end": BEYOND}, {"new_end": "2099-01-01"}])
def test_longer_than_that_waits_for_another_branch(more: dict[str, object]) -> None:
    send(contact(20, "p1"))
    (receipt,) = send(changed(21, "p1", **more))
    assert (receipt.outcome, receipt.reasons[0].code) == ("held", "second_person_missing")
    send(approval(30, 21, "colleague"))
    assert not counts(21)
    (waiting,) = restrictions(None)
    assert (waiting.kind, waiting.fate) == ("followup.release", "waiting")
    send(approval(31, 21, "leader"))
    assert counts(21)
    assert restrictions(None)[0].fate == "approved"


def test_bit_by_bit_it_is_no_shorter() -> None:
    send(contact(20, "p1"))
    assert outcomes(changed(21, "p1"))[0] != "held"
    with standing_at(NOW + 10 * DAY):
        again = changed(22, "p1", new_end="2020-05-05", effective_at="2020-04-08T08:00:00+08:00")
        assert receive(raw([again]))[0].outcome == "held"


def test_a_shortening_that_lengthens_is_an_extension() -> None:
    send(contact(20, "p1"))
    assert outcomes(changed(21, "p1", "shortened", "2020-03-08", reason=None))[0] != "held"
    assert outcomes(changed(22, "p1", "shortened", BEYOND)) == ["held"]


def test_a_correction_does_not_lengthen_what_nobody_else_agreed_to() -> None:
    send(contact(20, "p1"))
    assert outcomes(changed(21, "p1"))[0] != "held"
    longer = changed(22, "p1", new_end=BEYOND) | {"replaces": str(uuid(21))}
    assert outcomes(longer) == ["held"]


def test_whom_no_rule_entitles_to_restrict_is_not_kept_longer_either() -> None:
    send(order(20, "p1"), approval(30, 20, "leader"))
    assert counts(20)
    assert outcomes(changed(21, "p1")) == ["held"]


def test_an_order_that_outlasts_the_rule_waits_too() -> None:
    def until(number: int, ref: str, end: str, reason: str) -> Wire:
        wire = order(number, ref)
        wire["body"] |= {"end": end} | ({"override_reason": reason} if reason else {})
        return wire

    send(*(contact(20 + number, f"p{number}") for number in range(3)))
    assert outcomes(until(30, "p0", WITHIN, "later_exposure"))[0] != "held"
    assert outcomes(until(31, "p1", BEYOND, "later_exposure")) == ["held"]
    assert outcomes(until(32, "p2", WITHIN, "")) == ["held"]


def test_orders_and_extensions_of_an_hour_are_counted_together() -> None:
    send(*(contact(20 + number, f"p{number}") for number in range(7)), when=NOW - DAY)
    found = []
    for number in range(7):
        wire = order(40 + number, f"p{number}") if number < 3 else changed(40 + number, f"p{number}")
        with standing_at(NOW + number * MINUTE):
            found.append(receive(raw([wire]))[0].outcome != "held")
    assert found == [True] * 5 + [False] * 2


def test_releasing_many_needs_nobody_else() -> None:
    send(*(contact(20 + number, f"p{number}") for number in range(8)))
    ended = [changed(40 + number, f"p{number}", "completed", None) for number in range(8)]  # type: ignore[arg-type]
    assert "held" not in outcomes(*ended)


def test_a_correction_that_waits_is_agreed_to_by_itself() -> None:
    """Agreeing to a correction agrees to what it says, and not to what it corrects, nor the other way round."""
    send(contact(20, "p1"), changed(21, "p1"))
    send(changed(22, "p1", new_end=BEYOND) | {"replaces": str(uuid(21))})
    send(approval(30, 21, "leader"))
    assert not counts(22)
    send(approval(31, 22, "colleague"))
    assert not counts(22)
    send(approval(32, 22, "leader"))
    assert counts(22)
    assert {one.fate for one in restrictions(None)} >= {"approved"}
